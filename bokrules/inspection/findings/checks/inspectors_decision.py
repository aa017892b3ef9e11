"""Expenses that the inspector holds not payable, whatever the edition says of them."""

from __future__ import annotations

from collections.abc import Iterator

from bokrules.base.messages import Message, msg
from bokrules.evaluation.limits.lines import key_of
from bokrules.inspection.findings.checks import Check
from bokrules.inspection.findings.finding import Criterion, Finding
from bokrules.inspection.findings.groups import grouped, lines_words, total, total_words, unit_of
from bokrules.inspection.findings.inspected import Inspected
from bokrules.semantics.outcomes import Outcome

_REFUSED = (Outcome.FORBIDDEN, Outcome.UNLISTED)


def _decided(inspected: Inspected) -> Iterator[Finding]:
    """One for each unit and outcome. The reasons stand beside the rows."""
    refused = [
        (line, inspected.decided[line.place])
        for line in inspected.expenses
        if inspected.decided.get(line.place) in _REFUSED
    ]
    groups = grouped(refused, lambda each: (key_of(unit_of(inspected, each[0])), each[1].value))
    for group in groups.values():
        lines = [line for line, _ in group]
        outcome = group[0][1]
        amounts = [line.spent for line in lines]
        yield Finding(
            check=CHECK.name,
            code=None,
            title=msg("By the inspector's decision: {outcome}", outcome=outcome.label),
            condition=msg(
                "{n} expenses, {amount} together, were decided by the inspector: {lines}.",
                n=len(lines),
                amount=total_words(amounts),
                lines=lines_words(inspected, lines),
            ),
            criterion=Criterion(msg("the reasons that the inspector gave, beside each row")),
            consequence=msg(
                "{amount} was spent on what this money is not for", amount=total_words(amounts)
            ),
            recommendation=msg(
                "What was spent is paid back, and charged to another source of funds"
            ),
            amount=total(amounts),
            rows=tuple(line.place for line in lines),
            unit=unit_of(inspected, lines[0]),
        )


def _lacks(inspected: Inspected) -> Message | None:
    return None if inspected.decided else msg("the inspector decided nothing of single rows")


CHECK = Check("inspectors_decision", msg("Decisions of the inspector"), _decided, _lacks)
