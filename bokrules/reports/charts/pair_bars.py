"""Counts by what stands before and after, a bar for each pair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bokrules.base.messages import Message
from bokrules.reports.charts.drawing import INK, altair, finished

if TYPE_CHECKING:
    from bokrules.reports.charts.drawing import Picture

WIDTH, STEP = 460, 22
Kind = tuple[Message, str]
"""What a bar counts, and its colour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairBar:
    """How many there are of one kind that were this before and are that after."""

    before: str
    after: str
    kind: Kind
    count: int

    @property
    def pair(self) -> str:
        return f"{self.before} → {self.after}"


def pair_bars(
    bars: Sequence[PairBar],
    kinds: Sequence[Kind],
    *,
    counted: Message,
    title: Message,
    description: Message,
) -> Picture:
    """By kind in their order, the longest bar first; kinds of one pair stand on one line."""
    alt = altair()
    used = [kind for kind in kinds if any(bar.kind == kind for bar in bars)]
    ordered = sorted(bars, key=lambda each: (kinds.index(each.kind), -each.count))
    names = list(dict.fromkeys(each.pair for each in ordered))
    base = (
        alt.Chart(alt.InlineData(values=list(_values(ordered))))
        .transform_calculate(middle="(datum.start + datum.end) / 2")
        .encode(
            y=alt.Y("pair:N", sort=names, title=None, axis=alt.Axis(ticks=False)),
            color=alt.Color(
                "kind:N",
                title=None,
                scale=alt.Scale(
                    domain=[word.text() for word, _ in used], range=[colour for _, colour in used]
                ),
            ),
        )
    )
    axis = alt.Axis(title=counted.text(), tickMinStep=1, format="d", orient="top")
    marks = base.mark_bar().encode(x=alt.X("start:Q", axis=axis), x2="end:Q")
    labels = base.mark_text().encode(x="middle:Q", text="count:Q", color=alt.value(INK))
    chart = alt.layer(marks, labels).properties(width=WIDTH, height=alt.Step(STEP))
    return finished(chart, title, description)


def _values(bars: Sequence[PairBar]) -> Iterator[dict[str, object]]:
    """Each bar from where the one before it in its line ends."""
    ends: dict[str, int] = {}
    for each in bars:
        start = ends.get(each.pair, 0)
        ends[each.pair] = start + each.count
        yield {
            "pair": each.pair,
            "kind": each.kind[0].text(),
            "count": each.count,
            "start": start,
            "end": start + each.count,
        }
