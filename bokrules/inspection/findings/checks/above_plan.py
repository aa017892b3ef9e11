"""`above_plan`: more spent on an activity than the plan (RPK/POA) has for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bokrules.base.messages import Message, msg
from bokrules.base.money import format_rupiah
from bokrules.inspection.books.lines import CashLine, PlanLine
from bokrules.inspection.findings.checks import Check
from bokrules.inspection.findings.entries import unit_key
from bokrules.inspection.findings.finding import Finding, criterion_of
from bokrules.inspection.findings.groups import amount_of, grouped, lines_words, unit_of
from bokrules.inspection.findings.inspected import Inspected
from bokrules.inspection.findings.phrases import PhraseIndex, Words, words_of
from bokrules.inspection.findings.wording import listed, row_words

CODE = "1.04.16"


@dataclass(slots=True)
class _Planned:
    """All lines of a unit's plan for one activity, and the expenses that name it."""

    lines: Sequence[PlanLine]
    expenses: list[CashLine] = field(default_factory=list)

    @property
    def amount(self) -> int | None:
        """Of all months; None where a line has no amount."""
        known = [each.amount for each in self.lines if each.amount is not None]
        return sum(known) if len(known) == len(self.lines) else None


def _run(inspected: Inspected) -> Iterator[Finding]:
    """One for each activity of a unit's plan, over all its months.

    Only expenses whose text has one activity of the plan word for word count; of two such
    activities one within the other, the longer.
    """
    plans = grouped(inspected.books.plan, lambda each: unit_key(each.unit))
    found = {unit: _UnitPlan(lines) for unit, lines in plans.items()}
    for line in inspected.expenses:
        unit = unit_key(unit_of(inspected, line))
        plan = found.get(unit) or found.get("")
        if plan is None and not unit and len(found) == 1:
            plan = next(iter(found.values()))
        if plan is not None:
            plan.take(line)
    for plan in found.values():
        for each in plan.planned.values():
            spent = sum(amount_of(inspected, line) or 0 for line in each.expenses)
            if each.amount is not None and spent > each.amount:
                yield _finding(inspected, each, each.amount, spent)


class _UnitPlan:
    def __init__(self, lines: Sequence[PlanLine]) -> None:
        by_words = grouped(lines, lambda each: words_of(each.activity))
        self.planned: dict[Words, _Planned] = {
            words: _Planned(members) for words, members in by_words.items() if words
        }
        self._phrases = PhraseIndex(self.planned)

    def take(self, line: CashLine) -> None:
        named = self._phrases.longest_in(words_of(line.description))
        if len(named) == 1:
            self.planned[named[0]].expenses.append(line)


def _finding(inspected: Inspected, planned: _Planned, amount: int, spent: int) -> Finding:
    activity = planned.lines[0].activity
    return Finding(
        check=CHECK.name,
        code=CODE,
        title=msg("More spent than planned: {activity}", activity=activity),
        condition=msg(
            "The plan has {planned} for {activity} ({plan}); spent were {spent}: {lines}.",
            planned=format_rupiah(amount),
            activity=activity,
            plan=listed([row_words(each.place) for each in planned.lines]),
            spent=format_rupiah(spent),
            lines=lines_words(inspected, planned.expenses),
        ),
        criterion=criterion_of(
            inspected.texts,
            ("rpk",),
            msg("No more is spent on an activity than the agreed plan (RPK/POA) has"),
        ),
        consequence=msg("{amount} was spent above the plan", amount=format_rupiah(spent - amount)),
        recommendation=msg("The change of the plan is shown; what was not approved is paid back"),
        amount=spent - amount,
        rows=(
            *(each.place for each in planned.expenses),
            *(each.place for each in planned.lines),
        ),
        unit=unit_of(inspected, planned.expenses[0]),
    )


def _lacks(inspected: Inspected) -> Message | None:
    if any(each.amount is not None for each in inspected.books.plan):
        return None
    return msg("there is no plan (RPK/POA) with amounts")


CHECK = Check("above_plan", msg("Spending above the plan"), _run, _lacks)
