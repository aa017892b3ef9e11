"""The reference interpreter: what a policy says of one expense, step by step.

Written to be read beside the definition of the language; every other backend must agree with it.
What rules mean together stands in `deciding`; here an expense is read from its facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import assert_never, cast

from bokrules.backends import deciding
from bokrules.backends.deciding import (
    ListTruth,
    Permitted,
    decision_of,
    limits_counting,
    obligation_answers,
    permission_answer,
    rules_of,
    sum_of,
)
from bokrules.backends.decision import Decision, Facts, ObligationResult
from bokrules.backends.reading import RequirementResult
from bokrules.semantics import expressions as ir
from bokrules.semantics import operators
from bokrules.semantics.operators import Truth
from bokrules.semantics.outcomes import State
from bokrules.semantics.policy import (
    ClosedList,
    Deposit,
    Evidence,
    Gap,
    Must,
    Obligation,
    Policy,
    Prohibition,
    Requirement,
    Selective,
    StampDuty,
)


def decide(facts: Facts, policy: Policy) -> Decision:
    """The decision on an expense by a whole policy."""
    reading, rules = FactsReading(facts, policy), rules_of(policy)
    return decision_of(
        permission_answer(reading, policy, rules),
        list(obligation_answers(reading, rules)),
        limits_counting(reading, rules),
        policy,
        cast("int | None", facts.get("nilai")),
    )


# ---- expressions ----


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


# ---- an expense, read from its facts ----


@dataclass(frozen=True, slots=True)
class FactsReading:
    """An expense under a policy, all its facts at hand."""

    facts: Facts
    policy: Policy

    def holds(self, condition: ir.Expression) -> Truth:
        return holds(condition, self.facts, self.policy)

    def requirement(self, requirement: Requirement) -> RequirementResult:
        return requirement_result(requirement, self.facts, self.policy)

    def absent(self, names: Iterable[str]) -> frozenset[str]:
        asked = {source_of(name, self.facts, self.policy) for name in names}
        return frozenset(name for name in asked if name not in self.facts)

    def too_general(self, conditions: Iterable[ir.Expression]) -> frozenset[str]:
        found = set()
        for condition in conditions:
            for test in ir.memberships_of(condition):
                source = source_of(test.field, self.facts, self.policy)
                if source in self.facts and self.holds(test) is None:
                    found.add(source)
        return frozenset(found)

    @property
    def is_dated(self) -> bool:
        return "tanggal" in self.facts

    @property
    def in_force(self) -> Truth:
        edition = self.policy.edition
        day = cast("date | None", self.facts.get("tanggal"))
        return operators.in_force(day, edition.first_day, edition.last_day)


def requirement_result(requirement: Requirement, facts: Facts, policy: Policy) -> RequirementResult:
    """How a requirement stands, with what is due and paid in rupiah."""
    match requirement:
        case Must(condition=condition):
            return RequirementResult(holds(condition, facts, policy))
        case Evidence(documents=documents):
            given = cast("frozenset[str] | None", facts.get("bukti"))
            truth = operators.has_evidence(documents, given)
            return RequirementResult(truth, lacks_evidence=truth is False)
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


def _paid(due: Sequence[int | None], paid: Sequence[int | None]) -> RequirementResult:
    lacking = [operators.shortfall(d, p) for d, p in zip(due, paid, strict=True)]
    truth = operators.conjunction([None if each is None else each == 0 for each in lacking])
    known = sum(each for each in lacking if each is not None)
    return RequirementResult(truth, True, sum_of(due), sum_of(paid), known)


# ---- single rules ----


def prohibition_truth(rule: Prohibition, facts: Facts, policy: Policy) -> Truth:
    """True where it applies and none of its exceptions does."""
    reading = FactsReading(facts, policy)
    return deciding.prohibition_truth(rule, reading, Permitted(reading, policy))


def gap_truth(gap: Gap, facts: Facts, policy: Policy) -> Truth:
    """False where the gap does not reach, else unknown."""
    reading = FactsReading(facts, policy)
    return deciding.gap_truth(gap, reading, Permitted(reading, policy))


def list_truth(closed: ClosedList, facts: Facts, policy: Policy) -> ListTruth:
    """A closed list: is it in force for this expense, and is the expense on it?"""
    reading = FactsReading(facts, policy)
    return deciding.list_truth(closed, reading, Permitted(reading, policy), rules_of(policy))


def obligation_result(rule: Obligation, facts: Facts, policy: Policy) -> ObligationResult | None:
    """How an obligation stands; None where it does not apply."""
    return deciding.obligation_result(rule, FactsReading(facts, policy))


def needed_by(rule: Selective, facts: Facts, policy: Policy) -> frozenset[str]:
    """The fields that leave open whether a rule applies: absent, or too general for it."""
    return deciding.needed_by(rule, FactsReading(facts, policy))


MET: dict[State, Truth] = {state: truth for truth, state in deciding.STATES.items()}
