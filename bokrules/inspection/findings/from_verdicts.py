"""What the verdicts on single expenses say, as findings.

An expense that cannot be paid is in one finding of `refused_expense`, with all of it, and in none
of `unmet_obligation`. So the amounts of `refused_expense` and those of `unmet_obligation` that are
about money due (taxes, stamps) together are the `questioned_amount` of the check, where it knows
every amount. The amounts of `unmet_obligation` that are about proof are its `unsupported_amount`
less that of the refused expenses: an expense is in one of them only, whatever many rules ask for
the proof. What is outside the plan or above a unit cost is in neither of the two sums.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bokrules.backends.decision import ObligationResult
from bokrules.base.messages import Message, current_language, msg
from bokrules.base.money import format_rupiah
from bokrules.evaluation.citing import citation_text, first_page
from bokrules.evaluation.limits.lines import key_of
from bokrules.evaluation.row import RowVerdict
from bokrules.inspection.books.lines import CashLine
from bokrules.inspection.findings.checks import Check
from bokrules.inspection.findings.finding import Criterion, Finding
from bokrules.inspection.findings.groups import (
    grouped,
    lines_words,
    total,
    total_words,
    unit_of,
)
from bokrules.inspection.findings.inspected import Inspected
from bokrules.inspection.findings.wording import listed
from bokrules.semantics.outcomes import Outcome, State
from bokrules.semantics.policy import (
    IN_FORCE,
    ClosedList,
    Declared,
    Evidence,
    Gap,
    Obligation,
    Policy,
    Prohibition,
)

OUTSIDE_PLAN = "dalam_rpk"
"""The fact of an obligation whose breach questions the whole expense, as it was not planned."""

_Judged = tuple[CashLine, RowVerdict]
_D = TypeVar("_D", bound=Declared)


# ---- what is not payable ----


def _refused(inspected: Inspected) -> Iterator[Finding]:
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
    rules = _declared(policy, names, Prohibition, ClosedList, Gap)
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
        check=REFUSED.name,
        code=next((each for each in codes if each is not None), None),
        title=_labels(rules) or msg("Expenses that no text of the edition pays"),
        condition=msg(
            "{n} expenses, {amount} together. {what}",
            n=len(lines),
            amount=total_words(amounts),
            what=open_words if is_open else words,
        ),
        criterion=_criterion(rules, policy),
        consequence=msg(
            "{amount} was spent on what this money is not for", amount=total_words(amounts)
        ),
        recommendation=msg("What was spent is paid back, and charged to another source of funds"),
        amount=total(amounts),
        rows=tuple(each.place for each in lines),
        unit=unit_of(inspected, lines[0]),
    )


# ---- obligations ----


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


_PROOF, _MONEY, _PLAN, _OTHER = "proof", "money", "plan", "other"


def _unmet(inspected: Inspected) -> Iterator[Finding]:
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
            yield _Breach(
                _MONEY, verdict.policy, names, line, row, each.shortfall, *_due_and_paid(each)
            )
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
        return inspected.settings.refused_expense.on
    is_unplanned = any(each.kind == _PLAN for each in _breaches(line, row))
    return is_unplanned and inspected.settings.unmet_obligation.on


def _due_and_paid(result: ObligationResult) -> tuple[int, int]:
    return result.due or 0, result.paid or 0


def _breach(inspected: Inspected, group: Sequence[_Breach]) -> Finding:
    first = group[0]
    rules = _declared(first.policy, first.names, Obligation)
    lines = [each.line for each in group]
    amounts = [each.amount for each in group]
    spent = total_words([each.row.amount for each in group])
    what, consequence, recommendation = _words(first.kind, group)
    return Finding(
        check=UNMET.name,
        code=next((each.finding for each in rules if each.finding is not None), None),
        title=msg("Not met: {rules}", rules=_labels(rules)),
        condition=msg(
            "{n} expenses, {amount} together. {what} {lines}.",
            n=len(lines),
            amount=spent,
            what=what,
            lines=lines_words(inspected, lines),
        ),
        criterion=_criterion(rules, first.policy),
        consequence=consequence,
        recommendation=recommendation,
        amount=total(amounts),
        rows=tuple(each.place for each in lines),
        unit=unit_of(inspected, lines[0]),
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
    if kind == _MONEY:
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
        for rule in _declared(each.policy, each.names, Obligation):
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


# ---- rules ----


def _declared(policy: Policy, names: Sequence[str], *kinds: type[_D]) -> list[_D]:
    """The declarations of some kinds, in the order of the decree."""
    found = [each for name in names for each in policy.by_name.get(name, [])]
    return sorted((each for each in found if isinstance(each, kinds)), key=policy.place)


def _reads(policy: Policy, name: str) -> frozenset[str]:
    rules = _declared(policy, [name], Obligation)
    return frozenset[str]().union(*(each.reads for each in rules))


def _labels(rules: Sequence[Declared]) -> Message | str:
    return listed([each.label.in_language(current_language()) for each in rules])


def _criterion(rules: Sequence[Declared], policy: Policy) -> Criterion:
    citations = tuple(dict.fromkeys(each for rule in rules for each in rule.citations))
    return Criterion(
        _labels(rules), citation_text(citations, policy), first_page(citations, policy)
    )


REFUSED = Check("refused_expense", msg("Expenses that this money does not pay"), _refused)
UNMET = Check("unmet_obligation", msg("Obligations of expenses that are not met"), _unmet)
