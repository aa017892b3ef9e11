"""Allocation against realisation and need, a line for each unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bokrules.base.messages import Message, msg
from bokrules.base.money import format_rupiah
from bokrules.reports.charts.drawing import (
    BLUE,
    GREEN,
    MILIAR,
    ORANGE,
    ROW_STEP,
    altair,
    finished,
)
from bokrules.reports.charts.unit_names import distinct_names

if TYPE_CHECKING:
    from bokrules.reports.charts.drawing import Picture

WIDTH = 560
ALLOCATION, REALISATION, NEED = msg("allocation"), msg("realisation"), msg("need")
MARKS = ((ALLOCATION, BLUE, "circle"), (REALISATION, ORANGE, "diamond"), (NEED, GREEN, "triangle"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """Rupiah of a unit; what is not known is None and is not drawn."""

    unit: str
    allocation: int | None
    realisation: int | None = None
    need: int | None = None

    @property
    def known(self) -> list[int]:
        every = (self.allocation, self.realisation, self.need)
        return [each for each in every if each is not None]


def amounts_chart(rows: Sequence[Amounts], title: Message) -> Picture:
    """A dot for each amount, the largest allocation on top; units without any are named too."""
    alt = altair()
    ordered = sorted(rows, key=lambda each: -(each.allocation or 0))
    names = distinct_names(each.unit for each in ordered)
    spans: list[dict[str, Any]] = []
    dots: list[dict[str, Any]] = []
    for name, each in zip(names, ordered, strict=True):
        known = each.known
        ends = {"low": min(known), "high": max(known)} if known else {"low": None, "high": None}
        spans.append({"unit": name, **ends})
        for (label, _, _), amount in zip(
            MARKS, (each.allocation, each.realisation, each.need), strict=True
        ):
            if amount is not None:
                text = format_rupiah(amount)
                dots.append({"unit": name, "measure": label.text(), "rupiah": amount, "text": text})
    used = [each for each in MARKS if any(dot["measure"] == each[0].text() for dot in dots)]
    labels = [each[0].text() for each in used]
    y = alt.Y("unit:N", sort=names, title=None, axis=alt.Axis(grid=True, ticks=False))
    axis = alt.Axis(title=msg("rupiah, in miliar").text(), labelExpr=MILIAR, orient="top")
    lines = (
        alt.Chart(alt.InlineData(values=spans))
        .mark_rule(stroke="#bbbbbb", strokeWidth=3)
        .encode(x=alt.X("low:Q", axis=axis, title=None), x2="high:Q", y=y)
    )
    points = (
        alt.Chart(alt.InlineData(values=dots))
        .mark_point(filled=True, size=60, opacity=1)
        .encode(
            x=alt.X("rupiah:Q", axis=axis),
            y=y,
            color=alt.Color(
                "measure:N",
                title=None,
                scale=alt.Scale(domain=labels, range=[each[1] for each in used]),
            ),
            shape=alt.Shape(
                "measure:N",
                title=None,
                scale=alt.Scale(domain=labels, range=[each[2] for each in used]),
            ),
        )
    )
    chart = alt.layer(lines, points).properties(width=WIDTH, height=alt.Step(ROW_STEP))
    description = msg(
        "Dots in rupiah for {n} units, the largest allocation on top: {measures}",
        n=len(rows),
        measures=labels,
    )
    return finished(chart, title, description)
