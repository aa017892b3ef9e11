"""What a formula leaves unexplained: published less predicted, by unit."""

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
TITLE = msg("Published less predicted")
KINDS = ((msg("explained"), BLUE, "circle"), (msg("not explained"), ORANGE, "diamond"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Residual:
    """A unit's allocation as published and as a formula predicts it, in rupiah.

    `explained` says whether the difference has a known cause.
    """

    name: str
    published: int
    predicted: int
    explained: bool

    @property
    def difference(self) -> int:
        return self.published - self.predicted


def residual_chart(rows: Sequence[Residual], title: Message = TITLE) -> Picture:
    """A line from zero to each unit's difference, the largest on top."""
    alt = altair()
    ordered = sorted(rows, key=lambda each: -each.difference)
    names = distinct_names(each.name for each in ordered)
    labels = [label.text() for label, _, _ in KINDS]
    values = [
        {
            "unit": name,
            "published": each.published,
            "predicted": each.predicted,
            "zero": 0,
            "difference": each.difference,
            "text": format_rupiah(each.difference),
            "kind": labels[0] if each.explained else labels[1],
        }
        for name, each in zip(names, ordered, strict=True)
    ]
    base = alt.Chart(alt.InlineData(values=values)).encode(
        y=alt.Y("unit:N", sort=names, title=None, axis=alt.Axis(grid=True, ticks=False)),
        color=alt.Color(
            "kind:N", title=None, scale=alt.Scale(domain=labels, range=[each[1] for each in KINDS])
        ),
    )
    axis = alt.Axis(title=msg("rupiah, in miliar").text(), labelExpr=MILIAR, orient="top")
    stems = base.mark_rule(strokeWidth=2).encode(x=alt.X("zero:Q", axis=axis), x2="difference:Q")
    heads = base.mark_point(filled=True, size=60, opacity=1).encode(
        x=alt.X("difference:Q", axis=axis),
        shape=alt.Shape(
            "kind:N", title=None, scale=alt.Scale(domain=labels, range=[each[2] for each in KINDS])
        ),
    )
    zero = (
        alt.Chart(alt.InlineData(values=[{"zero": 0}]))
        .mark_rule(stroke=QUIET_INK)
        .encode(x=alt.X("zero:Q", axis=axis))
    )
    chart = alt.layer(zero, stems, heads).properties(width=WIDTH, height=alt.Step(ROW_STEP))
    description = msg(
        "Differences of {n} units in rupiah, the largest on top; explained: {explained}",
        n=len(rows),
        explained=sum(each.explained for each in rows),
    )
    return finished(chart, title, description)
