"""Ratios of many units as dots, a line for each group."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from bokrules.base.messages import Message, msg
from bokrules.base.numbers import format_percent
from bokrules.reports.charts.drawing import (
    BLUE,
    INK,
    ORANGE,
    PERCENT,
    QUIET_INK,
    altair,
    finished,
    hundredths,
)
from bokrules.reports.charts.edge import EDGE, axis_end, is_beyond, place

if TYPE_CHECKING:
    from bokrules.reports.charts.drawing import Picture

WIDTH, STEP = 620, 26
KEY = msg("dot: a unit; tick: the sums of its group; dashes: 100%")
SEE_THROUGH = "73"
"""Of a colour's 255 parts of opacity, in hexadecimal: dots lie over each other."""
WHOLE = 10_000
"""100% in hundredths of a percent."""


def absorption_dots(
    groups: Sequence[tuple[str, Fraction | None, Sequence[tuple[str, Fraction]]]], title: Message
) -> Picture:
    """Groups with their ratio and the ratios of their units, the lowest group on top.

    A tick marks the ratio of the group's sums, where it is known. Units beyond the end of the axis
    are arrows at it, named with their ratio.
    """
    alt = altair()
    ordered = sorted(groups, key=lambda each: (each[1] is None, each[1] or 0))
    names = [_name(group, ratio) for group, ratio, _ in ordered]
    dots = [
        {"group": name, "unit": unit, "place": hundredths(own), "text": format_percent(own)}
        for name, (_, _, units) in zip(names, ordered, strict=True)
        for unit, own in units
        if not is_beyond(own)
    ]
    beyond = [
        {"group": name, "place": hundredths(EDGE), "text": ", ".join(far)}
        for name, (_, _, units) in zip(names, ordered, strict=True)
        if (far := [f"{unit} {format_percent(own, 0)}" for unit, own in units if is_beyond(own)])
    ]
    ticks = [
        {"group": name, "place": place(ratio), "text": format_percent(ratio)}
        for name, (_, ratio, _) in zip(names, ordered, strict=True)
        if ratio is not None
    ]
    end = axis_end(own for _, _, units in ordered for _, own in units)
    y = alt.Y(
        "group:N",
        sort=names,
        title=None,
        scale=alt.Scale(domain=names),
        axis=alt.Axis(grid=True, ticks=False),
    )
    x = alt.X(
        "place:Q",
        axis=alt.Axis(title=msg("ratio").text(), labelExpr=PERCENT, orient="top"),
        scale=alt.Scale(domain=[0, end], nice=False),
    )
    whole = (
        alt.Chart(alt.InlineData(values=[{"place": WHOLE}]))
        .mark_rule(stroke=QUIET_INK, strokeDash=[4, 3])
        .encode(x=x)
    )
    points = (
        alt.Chart(alt.InlineData(values=dots))
        .mark_circle(size=44, opacity=1, color=f"{BLUE}{SEE_THROUGH}")
        .encode(x=x, y=y)
    )
    sums = (
        alt.Chart(alt.InlineData(values=ticks))
        .mark_tick(thickness=3, size=STEP - 6, color=INK)
        .encode(x=x, y=y)
    )
    edge = alt.Chart(alt.InlineData(values=beyond)).encode(x=x, y=y)
    arrows = edge.mark_point(shape="triangle-right", filled=True, size=70, opacity=1, color=ORANGE)
    words = edge.mark_text(align="left", dx=9, fontSize=11, color=INK).encode(text="text:N")
    layers = [whole, points, sums, *([arrows, words] if beyond else [])]
    chart = alt.layer(*layers).properties(width=WIDTH, height=alt.Step(STEP))
    description = msg(
        "A dot for each of {n} units on the line of its group; a tick for the group's sums",
        n=sum(len(units) for _, _, units in ordered),
    )
    return finished(chart, title, description, KEY)


def _name(group: str, ratio: Fraction | None) -> str:
    shown = msg("no data").text() if ratio is None else format_percent(ratio, digits=1)
    return f"{group}: {shown}"
