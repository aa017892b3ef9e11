"""What each unit gains or loses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bokrules.base.messages import Message, msg
from bokrules.base.money import format_rupiah
from bokrules.reports.charts.drawing import (
    BLUE,
    MILIAR,
    ORANGE,
    QUIET_INK,
    ROW_STEP,
    altair,
    finished,
)
from bokrules.reports.charts.unit_names import distinct_names

if TYPE_CHECKING:
    from bokrules.reports.charts.drawing import Picture

WIDTH = 560
GAINS, LOSES = msg("gains"), msg("loses")


@dataclass(frozen=True, slots=True)
class Gain:
    """A unit and its gain in rupiah; a loss is negative."""

    name: str
    amount: int


def gain_chart(rows: Sequence[Gain], title: Message) -> Picture:
    """A bar for each unit, the largest gain on top."""
    alt = altair()
    ordered = sorted(rows, key=lambda each: -each.amount)
    names = distinct_names(each.name for each in ordered)
    values = [
        {
            "unit": name,
            "rupiah": each.amount,
            "text": format_rupiah(each.amount),
            "kind": (GAINS if each.amount >= 0 else LOSES).text(),
        }
        for name, each in zip(names, ordered, strict=True)
    ]
    bars = (
        alt.Chart(alt.InlineData(values=values))
        .mark_bar()
        .encode(
            y=alt.Y("unit:N", sort=names, title=None, axis=alt.Axis(ticks=False)),
            x=alt.X(
                "rupiah:Q",
                axis=alt.Axis(
                    title=msg("rupiah, in miliar").text(), labelExpr=MILIAR, orient="top"
                ),
            ),
            color=alt.Color(
                "kind:N",
                title=None,
                scale=alt.Scale(domain=[GAINS.text(), LOSES.text()], range=[BLUE, ORANGE]),
            ),
        )
    )
    zero = (
        alt.Chart(alt.InlineData(values=[{"zero": 0}]))
        .mark_rule(stroke=QUIET_INK)
        .encode(x="zero:Q")
    )
    chart = alt.layer(bars, zero).properties(width=WIDTH, height=alt.Step(ROW_STEP))
    description = msg(
        "Gains of {n} units in rupiah, the largest on top; gain: {gain}, lose: {lose}",
        n=len(rows),
        gain=sum(each.amount > 0 for each in rows),
        lose=sum(each.amount < 0 for each in rows),
    )
    return finished(chart, title, description)
