"""One ratio for each unit: its judgement as colour, its target as a tick."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from bokrules.base.messages import Message, msg
from bokrules.base.numbers import format_percent
from bokrules.reports.charts.drawing import (
    INK,
    PERCENT,
    QUIET_INK,
    altair,
    finished,
)
from bokrules.reports.charts.edge import axis_end, is_beyond, place
from bokrules.reports.charts.unit_names import distinct_names

if TYPE_CHECKING:
    from bokrules.reports.charts.drawing import Picture

TARGET_KEY = msg("tick: the target")
WIDTH, STEP = 520, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRatio:
    """A unit's ratio, the words for how it was judged, and the target, if it has one."""

    unit: str
    ratio: Fraction | None
    judgement: str = ""
    target: Fraction | None = None


def ratio_chart(rows: Sequence[UnitRatio], colours: Mapping[str, str], title: Message) -> Picture:
    """A dot for each unit with its percentage, the lowest on top; `colours` are by judgement.

    Units without a ratio stand last, with words for it; beyond the end of the axis are arrows.
    """
    alt = altair()
    ordered = sorted(rows, key=lambda each: (each.ratio is None, each.ratio or 0))
    names = distinct_names(each.unit for each in ordered)
    dots = [_dot(name, each) for name, each in zip(names, ordered, strict=True)]
    targets = [
        {"unit": name, "place": place(each.target)}
        for name, each in zip(names, ordered, strict=True)
        if each.target is not None
    ]
    known = [each.ratio for each in ordered if each.ratio is not None]
    end = axis_end([*known, *(each.target for each in ordered if each.target is not None)])
    y = alt.Y("unit:N", sort=names, title=None, axis=alt.Axis(grid=True, ticks=False))
    x = alt.X(
        "place:Q",
        axis=alt.Axis(title=msg("ratio").text(), labelExpr=PERCENT, orient="top"),
        scale=alt.Scale(domain=[0, end], nice=False),
    )
    base = alt.Chart(alt.InlineData(values=dots))
    shown = [each for each in colours if any(dot["judgement"] == each for dot in dots)]
    colour: Any = alt.value(QUIET_INK)
    if shown:
        colour = alt.Color(
            "judgement:N",
            title=None,
            scale=alt.Scale(domain=shown, range=[colours[each] for each in shown]),
        )
    points = (
        base.transform_filter("datum.known")
        .mark_point(filled=True, size=80, opacity=1, stroke=INK, strokeWidth=1)
        .encode(x=x, y=y, color=colour, shape=alt.Shape("shape:N", scale=None))
    )
    labels = base.mark_text(align="left", dx=9, fontSize=11, color=INK).encode(
        x=x, y=y, text="text:N"
    )
    ticks = (
        alt.Chart(alt.InlineData(values=targets))
        .mark_tick(thickness=3, size=STEP - 4, color=INK)
        .encode(x=x, y=y)
    )
    layers = [points, labels, ticks] if targets else [points, labels]
    chart = alt.layer(*layers).properties(width=WIDTH, height=alt.Step(STEP))
    description = msg("A dot for the ratio of each of {n} units, the lowest on top", n=len(rows))
    return finished(chart, title, description, TARGET_KEY if targets else None)


def _dot(name: str, row: UnitRatio) -> dict[str, Any]:
    return {
        "unit": name,
        "known": row.ratio is not None,
        "place": 0 if row.ratio is None else place(row.ratio),
        "text": msg("no data").text() if row.ratio is None else format_percent(row.ratio),
        "judgement": row.judgement,
        "shape": "triangle-right" if row.ratio is not None and is_beyond(row.ratio) else "circle",
    }
