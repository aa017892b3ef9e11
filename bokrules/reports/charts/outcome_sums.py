"""Rupiah by outcome: a bar for each unit, month or outcome, in parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from bokrules.base.messages import Message, msg
from bokrules.base.money import format_rupiah
from bokrules.evaluation.table import Sum
from bokrules.reports.charts.drawing import INK, MILIAR, altair, finished
from bokrules.reports.charts.unit_names import distinct_names
from bokrules.semantics.outcomes import Outcome

if TYPE_CHECKING:
    from bokrules.reports.charts.drawing import Picture

Bar: TypeAlias = tuple[str, Mapping[Outcome, Sum]]

WIDTH, STEP = 520, 24
MOST_OF_NAME = 240
"""The width of names beside the bars, in pixels."""
COLOURS = {
    Outcome.FORBIDDEN: "#d55e00",
    Outcome.UNLISTED: "#e69f00",
    Outcome.UNDETERMINED: "#999999",
    Outcome.CONDITIONAL: "#56b4e9",
    Outcome.ALLOWED: "#009e73",
}
_JUTA = "format(datum.value / 1000000, ',~f')"
_MILIAR_FROM = 2_000_000_000


def outcome_sums(
    bars: Sequence[Bar], title: Message, description: Message, key: Message | None = None
) -> Picture:
    """In the order given; the sum of a bar stands at its end. Rows without rupiah draw nothing."""
    alt = altair()
    names = distinct_names(name for name, _ in bars)
    values = list(_values(bars, names))
    used = [each for each in Outcome if any(each in sums for _, sums in bars)]
    largest = max((sum(each.amount for each in sums.values()) for _, sums in bars), default=0)
    is_large = largest >= _MILIAR_FROM
    axis = alt.Axis(
        title=(msg("rupiah, in miliar") if is_large else msg("rupiah, in juta")).text(),
        labelExpr=MILIAR if is_large else _JUTA,
        orient="top",
        tickCount=5,
    )
    rows = alt.Y(
        "name:N", sort=names, title=None, axis=alt.Axis(ticks=False, labelLimit=MOST_OF_NAME)
    )
    marks = (
        alt.Chart(alt.InlineData(values=values))
        .mark_bar()
        .encode(
            y=rows,
            x=alt.X("start:Q", axis=axis),
            x2="end:Q",
            color=alt.Color(
                "outcome:N",
                title=None,
                scale=alt.Scale(
                    domain=[each.label.text() for each in used],
                    range=[COLOURS[each] for each in used],
                ),
            ),
        )
    )
    sums = [
        {"name": name, "end": amount, "text": format_rupiah(amount)}
        for name, (_, parts) in zip(names, bars, strict=True)
        for amount in (sum(each.amount for each in parts.values()),)
    ]
    labels = (
        alt.Chart(alt.InlineData(values=sums))
        .mark_text(align="left", dx=4, fontSize=11)
        .encode(y=rows, x=alt.X("end:Q"), text="text:N", color=alt.value(INK))
    )
    chart = alt.layer(marks, labels).properties(width=WIDTH, height=alt.Step(STEP))
    return finished(chart, title, description, key)


def _values(bars: Sequence[Bar], names: Sequence[str]) -> Iterator[dict[str, object]]:
    """Each part from where the one before it ends."""
    for name, (_, sums) in zip(names, bars, strict=True):
        start = 0
        for outcome, each in sums.items():
            end = start + each.amount
            yield {"name": name, "outcome": outcome.label.text(), "start": start, "end": end}
            start = end
