"""The decision on one expense: what forbids, what lists allow, what is owed, and what is unknown.

The meaning of a policy's rules together stands here, once. Every backend brings its own reading of
the expense: the reference reads facts, compiled editions read the cell that the facts lie in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bokrules.backends.decision import Decision, ObligationResult
from bokrules.backends.reading import Reading
from bokrules.semantics import expressions as ir
from bokrules.semantics import operators
from bokrules.semantics.limits import Limit
from bokrules.semantics.operators import Truth
from bokrules.semantics.outcomes import Outcome, State
from bokrules.semantics.policy import (
    IN_FORCE,
    ClosedList,
    Gap,
    Must,
    Obligation,
    Permission,
    Policy,
    Prohibition,
    Selective,
)

STATES: dict[Truth, State] = {True: State.MET, False: State.UNMET, None: State.UNKNOWN}
_REFUSED = frozenset({Outcome.FORBIDDEN, Outcome.UNLISTED})
_OUTCOMES: dict[frozenset[Outcome], frozenset[Outcome]] = {}
"""Sets of outcomes, each kept once: there are few, and many decisions hold them."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of a policy, or those of them that can say anything of an expense.

    One that certainly does not apply may be left out: it changes no decision.
    """

    closed_lists: tuple[ClosedList, ...]
    permissions: tuple[Permission, ...]
    prohibitions: tuple[Prohibition, ...]
    obligations: tuple[Obligation, ...]
    gaps: tuple[Gap, ...]
    limits: tuple[Limit, ...]


def rules_of(policy: Policy) -> Rules:
    """All that decides on a single expense."""
    return Rules(
        policy.closed_lists,
        policy.permissions,
        policy.prohibitions,
        policy.obligations,
        policy.gaps,
        policy.limits,
    )


# ---- rules ----


class Permitted(dict[str, Truth]):
    """The truth of each permission by its name, worked out once, when first asked for."""

    def __init__(self, reading: Reading, policy: Policy) -> None:
        super().__init__()
        self.reading = reading
        self.policy = policy

    def __missing__(self, name: str) -> Truth:
        rule = self.policy.permission_by_name[name]
        truth = self[name] = self.reading.holds(rule.condition)
        return truth


def prohibition_truth(rule: Prohibition, reading: Reading, permitted: Permitted) -> Truth:
    """True where it applies and none of its exceptions does."""
    exceptions = operators.disjunction(permitted[name] for name in rule.exceptions)
    applies = reading.holds(rule.condition)
    return operators.conjunction([applies, operators.negation(exceptions)])


def gap_truth(gap: Gap, reading: Reading, permitted: Permitted) -> Truth:
    """False where the gap does not reach, else unknown: nobody has encoded what it hides."""
    exceptions = operators.disjunction(permitted[name] for name in gap.exceptions)
    applies = reading.holds(gap.condition)
    return operators.conjunction([applies, operators.negation(exceptions), None])


@dataclass(frozen=True, slots=True)
class ListTruth:
    """A closed list: is it in force for this expense, and is the expense on it?"""

    closed: ClosedList
    in_force: Truth
    listed: Truth
    entries: tuple[Permission | Gap, ...]
    """The permissions and gaps that make `listed` true, or leave it unknown."""

    @property
    def refuses(self) -> Truth:
        return operators.conjunction([self.in_force, operators.negation(self.listed)])


def list_truth(
    closed: ClosedList, reading: Reading, permitted: Permitted, rules: Rules
) -> ListTruth:
    truths: list[tuple[Permission | Gap, Truth]] = [
        (each, permitted[each.name])
        for each in rules.permissions
        if closed.dimension in each.serves
    ]
    truths += [
        (each, gap_truth(each, reading, permitted))
        for each in rules.gaps
        if each.touches == "allow" and closed.dimension in each.serves
    ]
    listed = operators.disjunction([truth for _, truth in truths])
    return ListTruth(
        closed,
        reading.holds(closed.condition),
        listed,
        tuple(entry for entry, truth in truths if listed is not False and truth is listed),
    )


# ---- permission ----


@dataclass(frozen=True, slots=True)
class PermissionAnswer:
    """What permission says before obligations are looked at; `outcome` is None where payable.

    `possible` are the outcomes still open, without those that obligations tell apart; of these some
    is open if `may_be_payable`. `missing`, `too_general` and `gaps` are those of the first stage
    that is undecided.
    """

    outcome: Outcome | None
    basis: tuple[str, ...]
    missing: frozenset[str]
    too_general: frozenset[str]
    gaps: tuple[str, ...]
    possible: frozenset[Outcome]
    may_be_payable: bool


def permission_answer(reading: Reading, policy: Policy, rules: Rules) -> PermissionAnswer:
    """The first that holds: forbidden, undecided prohibition, unlisted, undecided list, payable."""
    permitted = Permitted(reading, policy)
    prohibitions: list[tuple[Prohibition | Gap, Truth]] = [
        (each, prohibition_truth(each, reading, permitted)) for each in rules.prohibitions
    ]
    prohibitions += [
        (each, gap_truth(each, reading, permitted))
        for each in rules.gaps
        if each.touches == "forbid"
    ]
    lists = [list_truth(each, reading, permitted, rules) for each in rules.closed_lists]
    permissions: list[tuple[Permission | Gap, Truth]] = [
        (each, permitted[each.name]) for each in rules.permissions
    ]
    permissions += [
        (each, gap_truth(each, reading, permitted))
        for each in rules.gaps
        if each.touches == "allow"
    ]

    forbidding = [rule for rule, truth in prohibitions if truth is True]
    doubtful = [rule for rule, truth in prohibitions if truth is None]
    refusing = [each for each in lists if each.refuses is True]
    open_lists = [each for each in lists if each.refuses is None]
    silent = operators.conjunction(
        [
            operators.negation(operators.disjunction([each.in_force for each in lists])),
            operators.negation(operators.disjunction([truth for _, truth in permissions])),
        ]
    )
    """No closed list is in force and nothing is allowed by name: the text is silent."""

    outcome: Outcome | None
    deciding: Sequence[Selective]
    undecided: list[Selective] = []
    if forbidding:
        outcome, deciding = Outcome.FORBIDDEN, list(forbidding)
    elif doubtful:
        outcome, deciding = Outcome.UNDETERMINED, list(doubtful)
        undecided = [*doubtful, *_exceptions(doubtful, policy)]
    elif refusing:
        outcome, deciding = Outcome.UNLISTED, [each.closed for each in refusing]
    elif open_lists or silent is not False:
        outcome = Outcome.UNDETERMINED
        undecided = [entry for each in open_lists for entry in _doubts(each)]
        if silent is not False:
            undecided += [rule for rule, truth in permissions if truth is None]
        hiding = [rule for rule in undecided if isinstance(rule, Gap) and silent is not False]
        deciding = [*(each.closed for each in open_lists), *hiding]
    else:
        outcome = None
        deciding = [rule for rule, truth in permissions if truth is True]

    possible = {Outcome.FORBIDDEN} if doubtful else set()
    if refusing or open_lists:
        possible.add(Outcome.UNLISTED)
    if not refusing and silent is not False:
        possible.add(Outcome.UNDETERMINED)
    too_general = _too_general(undecided, reading)
    return PermissionAnswer(
        outcome=outcome,
        basis=sorted_names(deciding, policy),
        missing=_absent(undecided, reading) | too_general,
        too_general=too_general,
        gaps=sorted_names([r for r in undecided if isinstance(r, Gap)], policy),
        possible=frozenset({Outcome.FORBIDDEN}) if forbidding else frozenset(possible),
        may_be_payable=not forbidding and not refusing and silent is not True,
    )


def _exceptions(rules: Iterable[Selective], policy: Policy) -> list[Selective]:
    return [
        policy.permission_by_name[name]
        for rule in rules
        if isinstance(rule, (Prohibition, Gap))
        for name in rule.exceptions
    ]


def _doubts(closed: ListTruth) -> list[Selective]:
    """What leaves a closed list undecided: its own funds, or entries of unknown truth."""
    doubts: list[Selective] = [closed.closed] if closed.in_force is None else []
    if closed.listed is None:
        doubts += closed.entries
    return doubts


# ---- obligations ----


@dataclass(frozen=True, slots=True)
class ObligationAnswer:
    """How an obligation stands, or a gap in the place of one. `rule` is None for the days in force.

    `missing` and `too_general` are what leaves it unknown.
    """

    rule: Obligation | Gap | None
    result: ObligationResult
    missing: frozenset[str] = frozenset()
    too_general: frozenset[str] = frozenset()


def obligation_result(rule: Obligation, reading: Reading) -> ObligationResult | None:
    """How an obligation stands; None where it does not apply."""
    condition = reading.holds(rule.condition)
    if condition is False:
        return None
    parts = [reading.requirement(each) for each in rule.requirements]
    truth = operators.implication(condition, operators.conjunction([each.truth for each in parts]))
    money = [each for each in parts if each.asks_money]
    certain = condition is True
    return ObligationResult(
        name=rule.name,
        state=STATES[truth],
        due=sum_of(each.due for each in money) if money else None,
        paid=sum_of(each.paid for each in money) if money else None,
        shortfall=sum(each.shortfall for each in parts) if certain else 0,
        lacks_evidence=certain and any(each.lacks_evidence for each in parts),
    )


def sum_of(amounts: Iterable[int | None]) -> int | None:
    """The sum; None if any is not known."""
    result = 0
    for each in amounts:
        if each is None:
            return None
        result += each
    return result


def obligation_answer(rule: Obligation | Gap, reading: Reading) -> ObligationAnswer | None:
    """How an obligation, or a gap in place of one, stands; None where it does not apply."""
    if isinstance(rule, Obligation):
        result = obligation_result(rule, reading)
    elif reading.holds(rule.condition) is not False:
        result = ObligationResult(name=rule.name, state=State.UNKNOWN)
    else:
        result = None
    if result is None:
        return None
    if result.state is not State.UNKNOWN:
        return ObligationAnswer(rule, result)
    too_general = _too_general([rule], reading)
    return ObligationAnswer(rule, result, _absent([rule], reading) | too_general, too_general)


def obligation_answers(reading: Reading, rules: Rules) -> Iterator[ObligationAnswer]:
    """All obligations that apply, or may; the engine's own included."""
    for rule in obliging(rules):
        answer = obligation_answer(rule, reading)
        if answer is not None:
            yield answer
    in_force = in_force_answer(reading)
    if in_force is not None:
        yield in_force


def obliging(rules: Rules) -> tuple[Obligation | Gap, ...]:
    """Obligations, and the gaps that stand in their place."""
    return (*rules.obligations, *(g for g in rules.gaps if g.touches in ("require", "limit")))


def in_force_answer(reading: Reading) -> ObligationAnswer | None:
    """The engine's own obligation, on an expense that says its day."""
    if not reading.is_dated:
        return None
    return ObligationAnswer(None, ObligationResult(name=IN_FORCE, state=STATES[reading.in_force]))


# ---- limits ----


def limits_counting(reading: Reading, rules: Rules) -> dict[Limit, Truth]:
    """The limits that the expense counts towards (True), or may (None)."""
    truths = ((each, reading.holds(each.condition)) for each in rules.limits)
    return {each: truth for each, truth in truths if truth is not False}


# ---- all together ----


def decision_of(
    permission: PermissionAnswer,
    answers: Sequence[ObligationAnswer],
    limits: Iterable[Limit],
    policy: Policy,
    amount: int | None,
) -> Decision:
    """The answers put together. `amount` is that of the expense, in rupiah."""
    states = [each.result.state for each in answers]
    payable = permission.outcome is None
    unknown = [each for each in answers if payable and each.result.state is State.UNKNOWN]
    settled = all(each is State.MET for each in states)
    possible = _possible(permission, states)
    obligations = [each.result for each in answers]
    questioned, unsupported = amounts(amount, possible, obligations)
    gaps = [each.rule for each in unknown if isinstance(each.rule, Gap)]
    return Decision(
        outcome=permission.outcome or (Outcome.ALLOWED if settled else Outcome.CONDITIONAL),
        basis=permission.basis,
        obligations=tuple(sorted(obligations, key=lambda each: each.name)),
        missing=_together(permission.missing, tuple([each.missing for each in unknown])),
        too_general=_together(
            permission.too_general, tuple([each.too_general for each in unknown])
        ),
        possible=possible,
        gaps=permission.gaps or sorted_names(gaps, policy),
        questioned=questioned,
        unsupported=unsupported,
        limits=sorted_names(limits, policy),
    )


@lru_cache(maxsize=4096)
def _together(first: frozenset[str], others: tuple[frozenset[str], ...]) -> frozenset[str]:
    """The union, the same object for the same sets: many decisions hold it."""
    return first.union(*others) if any(others) else first


def _possible(permission: PermissionAnswer, states: Sequence[State]) -> frozenset[Outcome]:
    """The outcomes that more facts could still lead to."""
    found = set(permission.possible)
    if permission.may_be_payable:
        if State.UNMET in states or State.UNKNOWN in states:
            found.add(Outcome.CONDITIONAL)
        if State.UNMET not in states:
            found.add(Outcome.ALLOWED)
    return _OUTCOMES.setdefault(frozenset(found), frozenset(found))


def amounts(
    amount: int | None, possible: frozenset[Outcome], obligations: Sequence[ObligationResult]
) -> tuple[int | None, int | None]:
    """Questioned and unsupported rupiah: all of it where only refusals are possible, else the known
    shortfall; what lacks proof. None is all of an unknown amount."""
    shortfall = sum(each.shortfall for each in obligations)
    questioned = amount if possible <= _REFUSED else shortfall
    unsupported = amount if any(each.lacks_evidence for each in obligations) else 0
    return questioned, unsupported


# ---- what is missing ----


def reads_of(rule: Selective) -> Iterable[str]:
    """The fields that a rule reads."""
    if isinstance(rule, Obligation):
        return rule.reads
    return ir.fields_of(rule.condition)


def conditions_of(rule: Selective) -> Iterator[ir.Expression]:
    """All conditions of a rule: what it applies to, and what an obligation asks for."""
    yield rule.condition
    if isinstance(rule, Obligation):
        for requirement in rule.requirements:
            if isinstance(requirement, Must):
                yield requirement.condition


def _absent(rules: Iterable[Selective], reading: Reading) -> frozenset[str]:
    return reading.absent(name for rule in rules for name in reads_of(rule))


def _too_general(rules: Iterable[Selective], reading: Reading) -> frozenset[str]:
    return reading.too_general(each for rule in rules for each in conditions_of(rule))


def needed_by(rule: Selective, reading: Reading) -> frozenset[str]:
    """The fields that leave open whether a rule applies: absent, or too general for it."""
    return _absent([rule], reading) | _too_general([rule], reading)


def sorted_names(rules: Iterable[Selective], policy: Policy) -> tuple[str, ...]:
    """In the order of the decree, without repeats."""
    return tuple(dict.fromkeys(each.name for each in sorted(rules, key=policy.place)))
