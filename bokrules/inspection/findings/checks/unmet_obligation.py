"""`unmet_obligation`: proof, taxes, stamps and other things asked for that an expense lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bokrules.backends.decision import ObligationResult
from bokrules.base.messages import Message, current_language, msg
from bokrules.base.money import format_rupiah
from bokrules.evaluation.limits.lines import key_of
from bokrules.evaluation.row import RowVerdict
from bokrules.inspection.books.lines import CashLine
from bokrules.inspection.findings.checks import Check
from bokrules.inspection.findings.finding import Finding, Weight
from bokrules.inspection.findings.from_verdicts import criterion, declared, labels
from bokrules.inspection.findings.groups import (
    grouped,
    lines_words,
    total,
    total_words,
    unit_of,
)
from bokrules.inspection.findings.inspected import Inspected
from bokrules.inspection.findings.tax_base import base_words, due_taxes
from bokrules.inspection.findings.wording import listed
from bokrules.semantics.outcomes import State
from bokrules.semantics.policy import IN_FORCE, Evidence, Obligation, Policy

OUTSIDE_PLAN = "dalam_rpk"
"""The fact of an obligation whose breach questions the whole expense, as it was not planned."""


@dataclass(frozen=True, slots=True)
class _Breach:
    """Rules that an expense does not meet, and the rupiah in question for it."""

    kind: str
    policy: Policy
    names: tuple[str, ...]
    line: CashLine
    row: RowVerdict
    amount: int | None
    due: int = 0
    paid: int = 0


_PROOF, _MONEY, _BASE, _PLAN, _OTHER = "proof", "money", "base", "plan", "other"


def _run(inspected: Inspected) -> Iterator[Finding]:
    """Of proof one for each set of rules that ask for it, else one for each rule; of each unit.

    Expenses outside the time in force are another check's. Expenses without a date on which the
    texts of an edition differ are not here: what they ask for is not known.
    """
    breaches = (
        each
        for line, row in inspected.undecided()
        if not row.verdict.only_refusals
        for each in _breaches(line, row)
    )
    groups = grouped(
        breaches,
        lambda each: (
            each.kind,
            each.names,
            key_of(unit_of(inspected, each.line)),
            each.policy.edition.id,
        ),
    )
    for group in groups.values():
        yield _breach(inspected, group)


def _breaches(line: CashLine, row: RowVerdict) -> Iterator[_Breach]:
    verdict = row.verdict
    unmet = [
        each
        for each in verdict.decision.obligations
        if each.state is State.UNMET and each.name != IN_FORCE
    ]
    unproven = tuple(each.name for each in unmet if each.lacks_evidence)
    if unproven:
        amount = verdict.unsupported_amount
        yield _Breach(_PROOF, verdict.policy, unproven, line, row, amount)
    for each in unmet:
        names = (each.name,)
        if each.shortfall:
            due, paid = _due_and_paid(each)
            is_other_base = due_taxes(row, each.name).is_paid_without_vat(paid)
            kind = _BASE if is_other_base else _MONEY
            yield _Breach(kind, verdict.policy, names, line, row, each.shortfall, due, paid)
        elif not each.lacks_evidence:
            is_plan = OUTSIDE_PLAN in _reads(verdict.policy, each.name)
            yield _Breach(
                _PLAN if is_plan else _OTHER,
                verdict.policy,
                names,
                line,
                row,
                row.amount if is_plan else None,
            )


def is_reported_outside_plan(inspected: Inspected, line: CashLine) -> bool:
    """Whether a finding made here says already that an expense is unplanned, or refuses it."""
    row = inspected.verdicts.get(line.place)
    if row is None:
        return False
    if row.verdict.only_refusals:
        return inspected.settings.refused_expense.enabled
    is_unplanned = any(each.kind == _PLAN for each in _breaches(line, row))
    return is_unplanned and inspected.settings.unmet_obligation.enabled


def _due_and_paid(result: ObligationResult) -> tuple[int, int]:
    return result.due or 0, result.paid or 0


def _breach(inspected: Inspected, group: Sequence[_Breach]) -> Finding:
    first = group[0]
    rules = declared(first.policy, first.names, Obligation)
    lines = [each.line for each in group]
    amounts = [each.amount for each in group]
    spent = total_words([each.row.amount for each in group])
    what, consequence, recommendation = _words(first.kind, group)
    condition = msg(
        "{n} expenses, {amount} together. {what} {lines}.",
        n=len(lines),
        amount=spent,
        what=what,
        lines=lines_words(inspected, lines),
    )
    if first.kind == _BASE:
        paid = sum(each.paid for each in group)
        condition = msg("{words} {base}", words=condition, base=base_words(paid))
    return Finding(
        check=CHECK.name,
        code=next((each.finding for each in rules if each.finding is not None), None),
        title=msg("Not met: {rules}", rules=labels(rules)),
        condition=condition,
        criterion=criterion(rules, first.policy),
        consequence=consequence,
        recommendation=recommendation,
        amount=total(amounts),
        rows=tuple(each.place for each in lines),
        unit=unit_of(inspected, lines[0]),
        weight=Weight.INDICATION if first.kind == _BASE else Weight.FINDING,
    )


def _words(kind: str, group: Sequence[_Breach]) -> tuple[Message, Message, Message]:
    """What is amiss, what follows, and what to do."""
    amounts = [each.amount for each in group]
    if kind == _PROOF:
        return (
            msg("Proof is missing ({documents}):", documents=listed(_missing(group))),
            msg("{amount} has no valid proof", amount=total_words(amounts)),
            msg("The proof is completed; what cannot be proven is paid back"),
        )
    if kind in (_MONEY, _BASE):
        return (
            msg(
                "Due are {due}, deposited or paid {paid}, short by {short}:",
                due=format_rupiah(sum(each.due for each in group)),
                paid=format_rupiah(sum(each.paid for each in group)),
                short=total_words(amounts),
            ),
            msg("{amount} was not received by the state", amount=total_words(amounts)),
            msg("What is short is deposited, and the proof of it shown"),
        )
    if kind == _PLAN:
        return (
            msg("They are not in the plan:"),
            msg("{amount} was spent without being planned", amount=total_words(amounts)),
            msg("The plan and its approval are shown; what was not approved is paid back"),
        )
    return (
        msg("The rule is not kept:"),
        msg("The expenses are not as the rule asks; how much is too much is not said by the rows"),
        msg("What is above the rule is worked out from the documents, and paid back"),
    )


def _missing(group: Sequence[_Breach]) -> list[Message | str]:
    """The documents of which some expense has none of the alternatives."""
    found: dict[tuple[str, ...], None] = {}
    for each in group:
        given = each.row.verdict.facts.get("bukti")
        has = given if isinstance(given, frozenset) else frozenset()
        for rule in declared(each.policy, each.names, Obligation):
            for requirement in rule.requirements:
                if isinstance(requirement, Evidence):
                    found.update(
                        dict.fromkeys(d for d in requirement.documents if has.isdisjoint(d))
                    )
    return [_alternatives(group[0].policy, each) for each in found]


def _alternatives(policy: Policy, documents: Sequence[str]) -> Message | str:
    names = policy.vocabulary.documents
    labels = [names[each].label.in_language(current_language()) for each in documents]
    words: Message | str = labels[0]
    for each in labels[1:]:
        words = msg("{a} or {b}", a=words, b=each)
    return words


def _reads(policy: Policy, name: str) -> frozenset[str]:
    rules = declared(policy, [name], Obligation)
    return frozenset[str]().union(*(each.reads for each in rules))


def _lacks(inspected: Inspected) -> Message | None:
    return None if inspected.verdicts else msg("no expense was judged")


CHECK = Check("unmet_obligation", msg("Obligations of expenses that are not met"), _run, _lacks)
