"""Scales: `skala`, bound; every two neighbouring bands meet in one point."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import msg
from bokrules.base.numbers import format_number
from bokrules.semantics.bind_clauses import RuleScope, head, without_selection
from bokrules.semantics.bind_vocabulary import bind_label
from bokrules.semantics.scales import Band, Scale
from bokrules.syntax import ast


def bind_scale(node: ast.Scale, scope: RuleScope, out: Diagnostics) -> Scale:
    """The bands in ascending order; one that overlaps the next, or leaves a hole, is reported."""
    shared = without_selection(head(node, "scale", scope, out))
    ends = [end for each in node.bands for end in (each.lower, each.upper) if end is not None]
    for end in ends:
        if not isinstance(end, ast.Number):
            out.error(
                codes.TYPE_MISMATCH,
                end.span,
                msg("the end of a band is a number or a percentage"),
                msg("write `90%`"),
            )
    bound = [(_band(each), each) for each in node.bands]
    bound.sort(key=lambda pair: (pair[0].lower is not None, pair[0].lower or Fraction(0)))
    is_percent = any(isinstance(each, ast.Number) and each.percent for each in ends)
    for band, written in bound:
        _check_order(band, written, out)
    for (low, _), (high, written) in pairwise(bound):
        _check_meeting(low, high, written, is_percent, out)
    return Scale(
        name=node.name.text,
        bands=tuple(band for band, _ in bound),
        is_percent=is_percent,
        **shared,
    )


def _band(node: ast.Band) -> Band:
    return Band(
        label=bind_label(node.label),
        lower=node.lower.value if isinstance(node.lower, ast.Number) else None,
        has_lower=node.lower_comparison == ">=",
        upper=node.upper.value if isinstance(node.upper, ast.Number) else None,
        has_upper=node.upper_comparison == "<=",
    )


def _check_order(band: Band, written: ast.Band, out: Diagnostics) -> None:
    if band.lower is None or band.upper is None:
        return
    is_point = band.lower == band.upper and band.has_lower and band.has_upper
    if band.lower >= band.upper and not is_point:
        out.error(
            codes.BAD_VALUE,
            written.span,
            msg("the band `{name}` holds no value", name=band.label.text),
            msg("its lower end stands first, and is the smaller one"),
        )


def _check_meeting(
    low: Band, high: Band, written: ast.Band, is_percent: bool, out: Diagnostics
) -> None:
    """One ends where the other begins, and exactly one of them holds that point."""
    if low.upper is None or high.lower is None or low.upper > high.lower:
        point = high.lower if high.lower is not None else low.upper
        _report_overlap(low, high, point, written, is_percent, out)
    elif low.upper == high.lower and low.has_upper and high.has_lower:
        _report_overlap(low, high, low.upper, written, is_percent, out)
    elif low.upper < high.lower or not (low.has_upper or high.has_lower):
        out.error(
            codes.HOLE_BETWEEN_BANDS,
            written.span,
            msg(
                "between `{a}` and `{b}` there is a hole: from {low} to {high}",
                a=low.label.text,
                b=high.label.text,
                low=format_number(low.upper, percent=is_percent),
                high=format_number(high.lower, percent=is_percent),
            ),
            msg("let one of the two include it: `s/d`, `paling sedikit`"),
        )


def _report_overlap(
    low: Band,
    high: Band,
    point: Fraction | None,
    written: ast.Band,
    is_percent: bool,
    out: Diagnostics,
) -> None:
    shown = msg("everything") if point is None else format_number(point, percent=is_percent)
    out.error(
        codes.OVERLAPPING_BANDS,
        written.span,
        msg(
            "`{a}` and `{b}` overlap: both hold {point}",
            a=low.label.text,
            b=high.label.text,
            point=shown,
        ),
        msg("let one of the two end before it: `kurang dari`, `di atas`; say why in a `tafsir`"),
    )
