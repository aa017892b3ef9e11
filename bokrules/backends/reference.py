"""The reference interpreter: what a policy says of one expense, step by step.

Written to be read beside the definition of the language; every other backend must agree with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import assert_never, cast

from bokrules.backends.decision import Decision, Facts, ObligationResult
from bokrules.semantics import expressions as ir
from bokrules.semantics import operators
from bokrules.semantics.operators import Truth
from bokrules.semantics.outcomes import Outcome, State
from bokrules.semantics.policy import (
    IN_FORCE,
    ClosedList,
    Deposit,
    Evidence,
    Gap,
    Must,
    Obligation,
    Permission,
    Policy,
    Prohibition,
    Requirement,
    Selective,
    StampDuty,
)


def evaluate(expression: ir.Expression, facts: Facts, policy: Policy) -> ir.Scalar | None:
    """The value of an expression; None if it is missing or unknown."""
    match expression:
        case ir.Constant(value=value):
            return value
        case ir.Field(name=name):
            return _field(name, facts, policy)
        case ir.IsA(field=name, term=term):
            given = cast("str | None", _field(name, facts, policy))
            dimension = policy.vocabulary.facts[name].type.of
            return operators.is_a(given, term, policy.vocabulary.taxonomies[dimension])
        case ir.Not(operand=operand):
            return operators.negation(holds(operand, facts, policy))
        case ir.AllOf(operands=operands):
            return operators.conjunction([holds(each, facts, policy) for each in operands])
        case ir.AnyOf(operands=operands):
            return operators.disjunction([holds(each, facts, policy) for each in operands])
        case ir.Compare(left=left, comparison=how, right=right):
            return operators.comparison(
                evaluate(left, facts, policy), how, evaluate(right, facts, policy)
            )
        case ir.Total(terms=terms):
            return operators.total([(s, evaluate(each, facts, policy)) for s, each in terms])
        case ir.Scaled(factors=factors):
            return operators.scaled([(h, evaluate(each, facts, policy)) for h, each in factors])
        case _:
            assert_never(expression)


def holds(condition: ir.Expression, facts: Facts, policy: Policy) -> Truth:
    """A condition's truth: True, False, or None for unknown."""
    return cast("Truth", evaluate(condition, facts, policy))


def _field(name: str, facts: Facts, policy: Policy) -> ir.Scalar | None:
    """A fact, or the one it is taken from where it is missing."""
    return cast("ir.Scalar | None", facts.get(source_of(name, facts, policy)))


def source_of(name: str, facts: Facts, policy: Policy) -> str:
    """Whose value is read: the field's own, or that of the first given fact it is taken from."""
    while name not in facts:
        default = policy.vocabulary.facts[name].default
        if default is None:
            break
        name = default
    return name


# ---- rules ----


class Permitted(dict[str, Truth]):
    """The truth of each permission by its name, worked out once, when first asked for."""

    def __init__(self, facts: Facts, policy: Policy) -> None:
        super().__init__()
        self.facts = facts
        self.policy = policy

    def __missing__(self, name: str) -> Truth:
        rule = self.policy.permission_by_name[name]
        truth = self[name] = holds(rule.condition, self.facts, self.policy)
        return truth


def prohibition_truth(
    rule: Prohibition, facts: Facts, policy: Policy, permitted: Permitted | None = None
) -> Truth:
    """True where it applies and none of its exceptions does."""
    permitted = Permitted(facts, policy) if permitted is None else permitted
    exceptions = [permitted[name] for name in rule.exceptions]
    applies = holds(rule.condition, facts, policy)
    return operators.conjunction([applies, operators.negation(operators.disjunction(exceptions))])


def gap_truth(gap: Gap, facts: Facts, policy: Policy, permitted: Permitted | None = None) -> Truth:
    """False where the gap does not reach, else unknown: nobody has encoded what it hides."""
    permitted = Permitted(facts, policy) if permitted is None else permitted
    exceptions = operators.disjunction([permitted[name] for name in gap.exceptions])
    applies = holds(gap.condition, facts, policy)
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
    closed: ClosedList, facts: Facts, policy: Policy, permitted: Permitted | None = None
) -> ListTruth:
    permitted = Permitted(facts, policy) if permitted is None else permitted
    truths: list[tuple[Permission | Gap, Truth]] = [
        (each, permitted[each.name])
        for each in policy.permissions
        if closed.dimension in each.serves
    ]
    truths += [
        (each, gap_truth(each, facts, policy))
        for each in policy.gaps
        if each.touches == "allow" and closed.dimension in each.serves
    ]
    listed = operators.disjunction([truth for _, truth in truths])
    return ListTruth(
        closed,
        holds(closed.condition, facts, policy),
        listed,
        tuple(entry for entry, truth in truths if listed is not False and truth is listed),
    )


# ---- obligations ----


@dataclass(frozen=True, slots=True)
class _Requirement:
    """How one requirement stands, before its obligation's condition is looked at."""

    truth: Truth
    asks_money: bool = False
    due: int | None = None
    paid: int | None = None
    shortfall: int = 0
    lacks_evidence: bool = False


def requirement_result(requirement: Requirement, facts: Facts, policy: Policy) -> _Requirement:
    match requirement:
        case Must(condition=condition):
            return _Requirement(holds(condition, facts, policy))
        case Evidence(documents=documents):
            given = cast("frozenset[str] | None", facts.get("bukti"))
            truth = operators.has_evidence(documents, given)
            return _Requirement(truth, lacks_evidence=truth is False)
        case StampDuty(due=amount):
            due = operators.whole_rupiah(cast("int | None", evaluate(amount, facts, policy)))
            return _paid([due], [cast("int | None", _field("meterai", facts, policy))])
        case Deposit(due=taxes):
            paid = cast("dict[str, int] | None", facts.get("pajak"))
            return _paid(
                [
                    operators.whole_rupiah(cast("int | None", evaluate(amount, facts, policy)))
                    for _, amount in taxes
                ],
                [None if paid is None else paid.get(tax, 0) for tax, _ in taxes],
            )
        case _:
            assert_never(requirement)


def _paid(due: Sequence[int | None], paid: Sequence[int | None]) -> _Requirement:
    lacking = [operators.shortfall(d, p) for d, p in zip(due, paid, strict=True)]
    truth = operators.conjunction([None if each is None else each == 0 for each in lacking])
    known = sum(each for each in lacking if each is not None)
    return _Requirement(truth, True, _sum(due), _sum(paid), known)


def _sum(amounts: Iterable[int | None]) -> int | None:
    result = 0
    for each in amounts:
        if each is None:
            return None
        result += each
    return result


def obligation_result(rule: Obligation, facts: Facts, policy: Policy) -> ObligationResult | None:
    """How an obligation stands; None where it does not apply."""
    condition = holds(rule.condition, facts, policy)
    if condition is False:
        return None
    parts = [requirement_result(each, facts, policy) for each in rule.requirements]
    truth = operators.implication(condition, operators.conjunction([each.truth for each in parts]))
    money = [each for each in parts if each.asks_money]
    certain = condition is True
    return ObligationResult(
        name=rule.name,
        state=_STATES[truth],
        due=_sum(each.due for each in money) if money else None,
        paid=_sum(each.paid for each in money) if money else None,
        shortfall=sum(each.shortfall for each in parts) if certain else 0,
        lacks_evidence=certain and any(each.lacks_evidence for each in parts),
    )


_STATES: dict[Truth, State] = {True: State.MET, False: State.UNMET, None: State.UNKNOWN}
MET: dict[State, Truth] = {state: truth for truth, state in _STATES.items()}


def _obligations(facts: Facts, policy: Policy) -> list[ObligationResult]:
    found = [obligation_result(each, facts, policy) for each in policy.obligations]
    found += [
        ObligationResult(name=each.name, state=State.UNKNOWN)
        for each in policy.gaps
        if each.touches in ("require", "limit")
        and holds(each.condition, facts, policy) is not False
    ]
    if "tanggal" in facts:
        first, last = policy.edition.first_day, policy.edition.last_day
        truth = operators.in_force(cast("date", facts["tanggal"]), first, last)
        found.append(ObligationResult(name=IN_FORCE, state=_STATES[truth]))
    return [each for each in found if each is not None]


# ---- the verdict ----


def decide(facts: Facts, policy: Policy) -> Decision:
    """The first that holds: forbidden, undecided prohibition, unlisted, undecided list, payable."""
    permitted = Permitted(facts, policy)
    prohibitions: list[tuple[Prohibition | Gap, Truth]] = [
        (each, prohibition_truth(each, facts, policy, permitted)) for each in policy.prohibitions
    ]
    prohibitions += [
        (each, gap_truth(each, facts, policy, permitted))
        for each in policy.gaps
        if each.touches == "forbid"
    ]
    lists = [list_truth(each, facts, policy, permitted) for each in policy.closed_lists]
    permissions: list[tuple[Permission | Gap, Truth]] = [
        (each, permitted[each.name]) for each in policy.permissions
    ]
    permissions += [
        (each, gap_truth(each, facts, policy)) for each in policy.gaps if each.touches == "allow"
    ]
    obligations = _obligations(facts, policy)

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
        settled = all(each.state is State.MET for each in obligations)
        outcome = Outcome.ALLOWED if settled else Outcome.CONDITIONAL
        deciding = [rule for rule, truth in permissions if truth is True]
        unknown = {each.name for each in obligations if each.state is State.UNKNOWN}
        obliging: tuple[Selective, ...] = (*policy.obligations, *policy.gaps)
        undecided = [each for each in obliging if each.name in unknown]

    possible = _possible(
        forbidden=bool(forbidding),
        maybe_forbidden=bool(doubtful),
        refused=bool(refusing),
        maybe_refused=bool(open_lists),
        silent=silent,
        states=[each.state for each in obligations],
    )
    reads = {name for rule in undecided for name in _reads(rule)}
    questioned, unsupported = amounts(facts, possible, obligations)
    return Decision(
        outcome=outcome,
        basis=tuple(_sorted_names(deciding, policy)),
        obligations=tuple(sorted(obligations, key=lambda each: each.name)),
        missing=_missing(reads, facts, policy) | _too_general(undecided, facts, policy),
        too_general=_too_general(undecided, facts, policy),
        possible=possible,
        gaps=tuple(_sorted_names([r for r in undecided if isinstance(r, Gap)], policy)),
        questioned=questioned,
        unsupported=unsupported,
        limits=tuple(_sorted_names(_limits(facts, policy), policy)),
    )


def _limits(facts: Facts, policy: Policy) -> list[Selective]:
    return [each for each in policy.limits if holds(each.condition, facts, policy) is not False]


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


def _possible(
    *,
    forbidden: bool,
    maybe_forbidden: bool,
    refused: bool,
    maybe_refused: bool,
    silent: Truth,
    states: Sequence[State],
) -> frozenset[Outcome]:
    """The outcomes that more facts could still lead to."""
    if forbidden:
        return frozenset({Outcome.FORBIDDEN})
    found: set[Outcome] = {Outcome.FORBIDDEN} if maybe_forbidden else set()
    if refused or maybe_refused:
        found.add(Outcome.UNLISTED)
    if not refused and silent is not False:
        found.add(Outcome.UNDETERMINED)
    if not refused and silent is not True:
        if State.UNMET in states or State.UNKNOWN in states:
            found.add(Outcome.CONDITIONAL)
        if State.UNMET not in states:
            found.add(Outcome.ALLOWED)
    return frozenset(found)


_REFUSED = frozenset({Outcome.FORBIDDEN, Outcome.UNLISTED})


def amounts(
    facts: Facts, possible: frozenset[Outcome], obligations: Sequence[ObligationResult]
) -> tuple[int | None, int | None]:
    """All of it where only refusals are possible, else the known shortfall; what lacks proof."""
    amount = cast("int | None", facts.get("nilai"))
    shortfall = sum(each.shortfall for each in obligations)
    questioned = amount if possible <= _REFUSED else shortfall
    unsupported = amount if any(each.lacks_evidence for each in obligations) else 0
    return questioned, unsupported


def _reads(rule: Selective) -> Iterable[str]:
    if isinstance(rule, Obligation):
        return rule.reads
    return ir.fields_of(rule.condition)


def needed_by(rule: Selective, facts: Facts, policy: Policy) -> frozenset[str]:
    """The fields that leave open whether a rule applies: absent, or too general for it."""
    return _missing(_reads(rule), facts, policy) | _too_general([rule], facts, policy)


def _missing(reads: Iterable[str], facts: Facts, policy: Policy) -> frozenset[str]:
    """The absent facts; for one that is taken from another, that other."""
    asked = {source_of(name, facts, policy) for name in reads}
    return frozenset(name for name in asked if name not in facts)


def _too_general(rules: Iterable[Selective], facts: Facts, policy: Policy) -> frozenset[str]:
    """Fields whose term lies above one that an undecided rule asks for."""
    found = set()
    for rule in rules:
        for condition in _conditions(rule):
            for test in ir.memberships_of(condition):
                source = source_of(test.field, facts, policy)
                if source in facts and holds(test, facts, policy) is None:
                    found.add(source)
    return frozenset(found)


def _conditions(rule: Selective) -> Iterable[ir.Expression]:
    yield rule.condition
    if isinstance(rule, Obligation):
        for requirement in rule.requirements:
            if isinstance(requirement, Must):
                yield requirement.condition


def _sorted_names(rules: Iterable[Selective], policy: Policy) -> list[str]:
    """In the order of the decree, without repeats."""
    return list(dict.fromkeys(each.name for each in sorted(rules, key=policy.place)))
