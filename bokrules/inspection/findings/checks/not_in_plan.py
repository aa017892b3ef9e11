"""`not_in_plan`: expenses for which the unit's plan (RPK/POA) has no line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bokrules.base.messages import Message, msg
from bokrules.inspection.books.lines import CashLine
from bokrules.inspection.findings.checks import Check
from bokrules.inspection.findings.checks.unmet_obligation import (
    OUTSIDE_PLAN,
    is_reported_outside_plan,
)
from bokrules.inspection.findings.deposits import is_for_the_state
from bokrules.inspection.findings.entries import unit_key
from bokrules.inspection.findings.finding import Finding, Weight, criterion_of
from bokrules.inspection.findings.groups import (
    amount_of,
    grouped,
    lines_words,
    total,
    total_words,
    unit_of,
)
from bokrules.inspection.findings.inspected import Inspected
from bokrules.inspection.findings.plans import Plans, activities_of

CODE = "1.01.09"


def _run(inspected: Inspected) -> Iterator[Finding]:
    """One for each unit and weight. What the ledger itself says of the plan goes before.

    An expense is in the plan if it names an activity of the plan in the plan's words, or its
    activity is that of a line of the plan. It is certainly not if its activity is known, and that
    of every line of the plan, and none is the same, more general or more exact. Else only the text
    differs: an indication. Expenses whose `dalam_rpk` is no are left to `unmet_obligation` where
    the edition asks for the plan; deposits of taxes and interest are nobody's activity.
    """
    groups = grouped(
        _outside(inspected), lambda each: (unit_key(unit_of(inspected, each[0])), each[1])
    )
    for (_, weight), members in groups.items():
        yield _finding(inspected, weight, [line for line, _ in members])


def _outside(inspected: Inspected) -> Iterator[tuple[CashLine, Weight]]:
    plans = Plans(inspected, by_month=inspected.settings.not_in_plan.by_month)
    for line in inspected.expenses:
        said = inspected.fact(line, OUTSIDE_PLAN)
        if said is True:
            continue
        if said is False:
            if not is_reported_outside_plan(inspected, line):
                yield line, Weight.FINDING
            continue
        plan = None if is_for_the_state(line.description) else plans.of(line)
        if plan is None or plan.names(line.description):
            continue
        has_activity = plan.has_activity(activities_of(inspected, line))
        if has_activity is not True:
            yield line, Weight.INDICATION if has_activity is None else Weight.FINDING


def _finding(inspected: Inspected, weight: Weight, lines: Sequence[CashLine]) -> Finding:
    amounts = [amount_of(inspected, each) for each in lines]
    is_certain = weight is Weight.FINDING
    return Finding(
        check=CHECK.name,
        code=CODE,
        title=msg("Expenses for activities that are not in the plan")
        if is_certain
        else msg("Expenses that the plan does not have in these words"),
        condition=msg(
            "{n} expenses, {amount} together. {what} {lines}.",
            n=len(lines),
            amount=total_words(amounts),
            what=msg("The plan has no line for their activity:")
            if is_certain
            else msg("The plan has no line with their text, and their activity is not certain:"),
            lines=lines_words(inspected, lines),
        ),
        criterion=criterion_of(
            inspected.texts,
            ("rpk",),
            msg("Money is spent on what the agreed plan (RPK/POA) has"),
        ),
        consequence=msg("{amount} was spent without being planned", amount=total_words(amounts))
        if is_certain
        else msg("Whether {amount} was planned is open", amount=total_words(amounts)),
        recommendation=msg(
            "The plan and its approval are shown; what was not approved is paid back"
        ),
        amount=total(amounts),
        rows=tuple(each.place for each in lines),
        unit=unit_of(inspected, lines[0]),
        weight=weight,
    )


def _lacks(inspected: Inspected) -> Message | None:
    if inspected.books.plan or any(OUTSIDE_PLAN in each.facts for each in inspected.expenses):
        return None
    return msg("there is no plan (RPK/POA)")


CHECK = Check("not_in_plan", msg("Expenses outside the plan"), _run, _lacks)
