"""Rows of a ledger by their outcome before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bokrules.base.messages import msg
from bokrules.comparison.ledger import RowChange
from bokrules.reports.charts.drawing import BLUE, ORANGE
from bokrules.reports.charts.pair_bars import PairBar, pair_bars
from bokrules.semantics.outcomes import Outcome

if TYPE_CHECKING:
    from bokrules.reports.charts.drawing import Picture

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
    pairs = [
        PairBar(
            before=each.before.label.text(),
            after=each.after.label.text(),
            kind=COLOURS[each.change],
            count=each.rows,
        )
        for each in bars
    ]
    return pair_bars(
        pairs,
        list(COLOURS.values()),
        counted=msg("rows"),
        title=msg("Rows by outcome before and after"),
        description=msg(
            "Bars of rows for {n} pairs of outcomes", n=len({each.pair for each in pairs})
        ),
    )
