"""Scales: `skala`, bound; every two neighbouring bands meet in one point."""

from __future__ import annotations

from fractions import Fraction

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import Message, msg
from bokrules.base.numbers import format_number
from bokrules.semantics.bind_clauses import RuleScope, head, without_selection
from bokrules.semantics.bind_vocabulary import bind_label
from bokrules.semantics.scales import Band, Scale
from bokrules.syntax import ast


def bind_scale(node: ast.Scale, scope: RuleScope, out: Diagnostics) -> Scale:
    """The bands in ascending order; where two overlap, or leave a hole, is reported."""
    shared = without_selection(head(node, "scale", scope, out))
    bound = sorted(((_band(each), each) for each in node.bands), key=lambda pair: _start(pair[0]))
    is_percent = any(
        isinstance(end, ast.Number) and end.percent
        for each in node.bands
        for end in (each.lower, each.upper)
    )
    sound = [_check_ends(band, written, out) for band, written in bound]
    if all(sound):
        highest = bound[0][0]
        for band, written in bound[1:]:
            _check_meeting(highest, band, written, is_percent, out)
            highest = max(highest, band, key=_reach)
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


_Sorted = tuple[bool, Fraction, bool]


def _start(band: Band) -> _Sorted:
    """Sorts by the lowest value held."""
    return band.lower is not None, band.lower or Fraction(0), not band.has_lower


def _reach(band: Band) -> _Sorted:
    """Sorts by the highest value held."""
    return band.upper is None, band.upper or Fraction(0), band.has_upper


def _check_ends(band: Band, written: ast.Band, out: Diagnostics) -> bool:
    """Whether the ends are numbers, the smaller one first."""
    ends = [end for end in (written.lower, written.upper) if end is not None]
    for end in ends:
        if not isinstance(end, ast.Number):
            out.error(
                codes.TYPE_MISMATCH,
                end.span,
                msg("the end of a band is a number or a percentage"),
                msg("write `90%`"),
            )
    if not all(isinstance(end, ast.Number) for end in ends):
        return False
    if band.lower is None or band.upper is None or band.lower < band.upper:
        return True
    if band.lower == band.upper and band.has_lower and band.has_upper:
        return True
    out.error(
        codes.BAD_VALUE,
        written.span,
        msg("the band `{name}` holds no value", name=band.label.text),
        msg("its lower end stands first, and is the smaller one"),
    )
    return False


def _check_meeting(
    low: Band, high: Band, written: ast.Band, is_percent: bool, out: Diagnostics
) -> None:
    """One ends where the other begins, and exactly one of them holds that point."""
    if low.upper is None or high.lower is None or low.upper > high.lower:
        end = min(low, high, key=_reach).upper
        _report_overlap(low, high, _where(high.lower, end, is_percent), written, out)
    elif low.upper < high.lower or not (low.has_upper or high.has_lower):
        _report_hole(low, high, written, is_percent, out)
    elif low.has_upper and high.has_lower:
        _report_overlap(low, high, _where(low.upper, low.upper, is_percent), written, out)


def _where(low: Fraction | None, high: Fraction | None, is_percent: bool) -> Message:
    """The values that two bands both hold."""
    from_ = "" if low is None else format_number(low, percent=is_percent)
    to = "" if high is None else format_number(high, percent=is_percent)
    if low is None:
        return msg("below {high}", high=to)
    if high is None:
        return msg("above {low}", low=from_)
    if low == high:
        return msg("at {point}", point=to)
    return msg("between {low} and {high}", low=from_, high=to)


def _report_overlap(
    low: Band, high: Band, where: Message, written: ast.Band, out: Diagnostics
) -> None:
    out.error(
        codes.OVERLAPPING_BANDS,
        written.span,
        msg("`{a}` and `{b}` overlap {where}", a=low.label.text, b=high.label.text, where=where),
        msg("let one end before the other: `kurang dari`, `di atas`; say why in a `tafsir`"),
    )


def _report_hole(
    low: Band, high: Band, written: ast.Band, is_percent: bool, out: Diagnostics
) -> None:
    from_ = format_number(low.upper or Fraction(0), percent=is_percent)
    to = format_number(high.lower or Fraction(0), percent=is_percent)
    a, b = low.label.text, high.label.text
    message = msg(
        "between `{a}` and `{b}` is a hole, from {low} to {high}", a=a, b=b, low=from_, high=to
    )
    help_ = msg("let one of the two reach to the other, or add a band between them")
    if low.upper == high.lower:
        message = msg("neither `{a}` nor `{b}` holds {point}", a=a, b=b, point=to)
        help_ = msg("let one of the two include it: `s/d`, `paling sedikit`")
    out.error(codes.HOLE_BETWEEN_BANDS, written.span, message, help_)
