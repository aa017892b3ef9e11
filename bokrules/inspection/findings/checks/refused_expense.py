"""`refused_expense`: expenses that cannot be paid from this money, whatever is still missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bokrules.base.messages import Message, msg
from bokrules.evaluation.limits.lines import key_of
from bokrules.evaluation.row import RowVerdict
from bokrules.inspection.books.lines import CashLine
from bokrules.inspection.findings.checks import Check
from bokrules.inspection.findings.finding import Finding
from bokrules.inspection.findings.from_verdicts import criterion, declared, labels
from bokrules.inspection.findings.groups import (
    grouped,
    lines_words,
    total,
    total_words,
    unit_of,
)
from bokrules.inspection.findings.inspected import Inspected
from bokrules.semantics.outcomes import Outcome
from bokrules.semantics.policy import ClosedList, Gap, Policy, Prohibition

_Judged = tuple[CashLine, RowVerdict]


def _run(inspected: Inspected) -> Iterator[Finding]:
    """One for each set of rules that refuse, and each unit."""
    judged = [each for each in inspected.undecided() if each[1].verdict.only_refusals]
    groups = grouped(
        judged,
        lambda each: (
            _basis(each[1])[1],
            key_of(unit_of(inspected, each[0])),
            each[1].verdict.outcome is Outcome.UNDETERMINED,
            _basis(each[1])[0].edition.id,
        ),
    )
    for (names, *_), rows in groups.items():
        yield _refusal(inspected, rows, names)


def _basis(row: RowVerdict) -> tuple[Policy, tuple[str, ...]]:
    """The rules that refuse; where texts of the edition differ but all refuse, the first's."""
    verdict = row.verdict
    policy, decision = next(iter(verdict.disagreeing), (verdict.policy, verdict.decision))
    return policy, decision.basis


def _refusal(inspected: Inspected, rows: Sequence[_Judged], names: Sequence[str]) -> Finding:
    lines = [line for line, _ in rows]
    policy = _basis(rows[0][1])[0]
    rules = declared(policy, names, Prohibition, ClosedList, Gap)
    codes = [each.finding for each in rules if isinstance(each, (Prohibition, ClosedList))]
    amounts = [row.verdict.questioned_amount for _, row in rows]
    open_words = msg(
        "Whatever facts are still missing, they cannot be paid from this money: {lines}.",
        lines=lines_words(inspected, lines),
    )
    words = msg(
        "They cannot be paid from this money: {lines}.", lines=lines_words(inspected, lines)
    )
    is_open = rows[0][1].verdict.outcome is Outcome.UNDETERMINED
    return Finding(
        check=CHECK.name,
        code=next((each for each in codes if each is not None), None),
        title=labels(rules) or msg("Expenses that no text of the edition pays"),
        condition=msg(
            "{n} expenses, {amount} together. {what}",
            n=len(lines),
            amount=total_words(amounts),
            what=open_words if is_open else words,
        ),
        criterion=criterion(rules, policy),
        consequence=msg(
            "{amount} was spent on what this money is not for", amount=total_words(amounts)
        ),
        recommendation=msg("What was spent is paid back, and charged to another source of funds"),
        amount=total(amounts),
        rows=tuple(each.place for each in lines),
        unit=unit_of(inspected, lines[0]),
    )


def _lacks(inspected: Inspected) -> Message | None:
    return None if inspected.verdicts else msg("no expense was judged")


CHECK = Check("refused_expense", msg("Expenses that this money does not pay"), _run, _lacks)
