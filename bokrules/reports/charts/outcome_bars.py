"""Rows of a ledger by their outcome before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bokrules.base.messages import msg
from bokrules.comparison.ledger import RowChange
from bokrules.reports.charts.drawing import BLUE, INK, ORANGE, altair, finished
from bokrules.semantics.outcomes import Outcome

if TYPE_CHECKING:
    from bokrules.reports.charts.drawing import Picture

WIDTH, STEP = 460, 22
COLOURS = {
    RowChange.CHANGED: (msg("changed"), ORANGE),
    RowChange.NOT_COMPARABLE: (msg("not comparable"), "#999999"),
    RowChange.UNDECIDED: (msg("undecided"), "#cccccc"),
    RowChange.SAME: (msg("the same"), BLUE),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeBar:
    """How many rows have these outcomes, and what that is."""

    before: Outcome
    after: Outcome
    change: RowChange
    rows: int


def outcome_bars(bars: Sequence[OutcomeBar]) -> Picture:
    """A bar for each pair of outcomes, what changed on top, the most rows first."""
    alt = altair()
    order = list(COLOURS)
    ordered = sorted(bars, key=lambda each: (order.index(each.change), -each.rows))
    values = [
        {
            "pair": f"{each.before.label} → {each.after.label}",
            "rows": each.rows,
            "kind": COLOURS[each.change][0].text(),
        }
        for each in ordered
    ]
    used = [COLOURS[each] for each in order if any(bar.change is each for bar in bars)]
    names = list(dict.fromkeys(each["pair"] for each in values))
    base = alt.Chart(alt.InlineData(values=values)).encode(
        y=alt.Y("pair:N", sort=names, title=None, axis=alt.Axis(ticks=False)),
        x=alt.X(
            "rows:Q",
            stack=True,
            title=msg("rows").text(),
            axis=alt.Axis(tickMinStep=1, format="d", orient="top"),
        ),
        color=alt.Color(
            "kind:N",
            title=None,
            scale=alt.Scale(
                domain=[word.text() for word, _ in used], range=[colour for _, colour in used]
            ),
        ),
    )
    labels = base.mark_text(align="right", dx=-4, color=INK).encode(
        text="rows:Q", color=alt.value(INK)
    )
    chart = alt.layer(base.mark_bar(), labels).properties(width=WIDTH, height=alt.Step(STEP))
    title = msg("Rows by outcome before and after")
    description = msg("Bars of rows for {n} pairs of outcomes", n=len(names))
    return finished(chart, title, description)
