"""What an expense must meet to be payable: one condition, and the papers that are still lacking."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import cast

from bokrules.backends.decision import Facts
from bokrules.backends.reference import evaluate
from bokrules.cells.conditions import Conditions, conditions_of, permission_of
from bokrules.cells.formulas import Node
from bokrules.cells.variables import Opaque
from bokrules.semantics import expressions as ir
from bokrules.semantics import operators
from bokrules.semantics.policy import Deposit, Evidence, Gap, Must, Obligation, Policy, StampDuty

Days = tuple[date, date | None]
"""The first and the last day on which a text is in force."""


@dataclass(frozen=True, slots=True)
class Problem:
    """An expense and a text. `is_dated`: the expense must have a date that lies within `days`."""

    policy: Policy
    facts: Facts
    days: Days
    is_dated: bool


@dataclass(frozen=True, slots=True)
class Owed:
    """What an obligation lacks where its condition does not fail.

    `documents` are groups of alternatives, `taxes` each with the condition on which enough is paid.
    """

    when: Node
    documents: tuple[tuple[str, ...], ...]
    taxes: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """`payable` must be true; then the papers of `owed` are all that is lacking."""

    conditions: Conditions
    payable: Node
    owed: tuple[Owed, ...]


def compared_in(conditions: Conditions) -> Iterator[ir.Compare]:
    """The comparisons of several facts."""
    for variable in conditions.formulas.variables:
        for test in variable.tests:
            if isinstance(test, Opaque):
                yield cast("ir.Compare", test.expression)


def asked_of(problem: Problem) -> Asked:
    return _Building(problem).asked()


class _Building:
    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.policy = problem.policy
        self.paid = cast("Mapping[str, int]", problem.facts.get("pajak", {}))
        self.demands = [_Demand(each, self) for each in self.policy.obligations]

    def asked(self) -> Asked:
        further = [self.in_force]
        for each in self.demands:
            further += [each.else_met, *(enough for _, enough in each.taxes)]
        conditions = conditions_of([self.policy], further)
        compared = {name for each in compared_in(conditions) for name in ir.fields_of(each)}
        if compared:
            conditions = conditions_of([self.policy], [*further, *map(self.told, sorted(compared))])
        make, node = conditions.formulas, conditions.node
        permission = permission_of(self.policy, conditions)
        refusing = [permission.forbidden, permission.refused, permission.silent]
        refusing += [node(each.condition) for each in _owing_gaps(self.policy)]
        parts = [make.negation(each) for each in refusing]
        parts += [
            make.disjunction([make.negation(node(each.rule.condition)), node(each.else_met)])
            for each in self.demands
        ]
        if "tanggal" in self.problem.facts or self.problem.is_dated:
            parts.append(node(self.in_force))
        owed = [
            Owed(
                node(each.rule.condition),
                each.documents,
                tuple((tax, node(enough)) for tax, enough in each.taxes),
            )
            for each in self.demands
            if each.documents or each.taxes
        ]
        return Asked(conditions, make.conjunction(parts), tuple(owed))

    @cached_property
    def in_force(self) -> ir.Expression:
        first, last = self.problem.days
        if "tanggal" not in self.policy.vocabulary.facts:
            return ir.ALWAYS
        day = ir.Field("tanggal")
        begun = ir.Compare(day, ">=", ir.Constant(first))
        if last is None:
            return ir.AllOf((begun,))
        return ir.AllOf((begun, ir.Compare(day, "<=", ir.Constant(last))))

    def told(self, name: str) -> ir.Expression:
        """A test of a fact, so that it has classes, where only comparisons of several read it."""
        kind = self.policy.vocabulary.facts[name].type.kind
        if kind == "yes_no":
            return ir.Field(name)
        return (
            ir.Compare(ir.Field(name), ">=", ir.Constant(date.min))
            if kind == "date"
            else _is_given(name)
        )

    def enough(self, tax: str, amount: ir.Expression) -> ir.Expression:
        """What is paid already is not less than what is due, in whole rupiah."""
        most = ir.Constant(self.paid.get(tax, 0) + 1)
        return solved(ir.Compare(amount, "<", most), self.policy)

    def stamped(self, amount: ir.Expression) -> ir.Expression:
        stamp = ir.Field("meterai")
        if not set(ir.fields_of(amount)):
            due = operators.whole_rupiah(cast("int", evaluate(amount, {}, self.policy)))
            return ir.Compare(stamp, ">=", ir.Constant(cast("int", due)))
        return ir.Compare(amount, "<", ir.Total(((1, stamp), (1, ir.Constant(1)))))


class _Demand:
    """What an obligation asks for: papers to add, and what no paper makes good (`else_met`)."""

    def __init__(self, rule: Obligation, building: _Building) -> None:
        self.rule = rule
        documents: list[tuple[str, ...]] = []
        others: list[ir.Expression] = []
        self.taxes: list[tuple[str, ir.Expression]] = []
        given = cast("frozenset[str]", building.problem.facts.get("bukti", frozenset()))
        for each in rule.requirements:
            match each:
                case Must(condition=condition):
                    others.append(condition)
                case Evidence(documents=groups):
                    documents += [group for group in groups if not given & set(group)]
                case Deposit(due=due):
                    for tax, amount in due:
                        self.taxes.append((tax, building.enough(tax, amount)))
                        others += map(_is_given, ir.fields_of(amount))
                case StampDuty(due=amount):
                    others.append(building.stamped(amount))
        self.documents = tuple(documents)
        self.else_met = ir.AllOf(tuple(others))


def _owing_gaps(policy: Policy) -> list[Gap]:
    return [each for each in policy.gaps if each.touches in ("require", "limit")]


def _is_given(name: str) -> ir.Expression:
    """True of every amount, and unknown of a missing one."""
    return ir.Compare(ir.Field(name), ">=", ir.Constant(0))


def solved(comparison: ir.Compare, policy: Policy) -> ir.Expression:
    """The same as a comparison of one fact with a constant, where it is one."""
    names = list(dict.fromkeys(ir.fields_of(comparison)))
    if not names:
        return ir.Constant(bool(evaluate(comparison, {}, policy)))
    if len(names) > 1:
        return comparison
    at_0, at_1, at_2 = (difference(comparison, {names[0]: each}, policy) for each in (0, 1, 2))
    assert at_0 is not None
    assert at_1 is not None
    assert at_2 is not None
    slope = at_1 - at_0
    if at_2 - at_1 != slope:
        return comparison
    if slope == 0:
        given = _is_given(names[0])
        holds = evaluate(comparison, {names[0]: 0}, policy)
        return given if holds else ir.Not(given)
    edge = Fraction(-at_0) / slope
    how = comparison.comparison if slope > 0 else _TURNED[comparison.comparison]
    return ir.Compare(ir.Field(names[0]), how, ir.Constant(_whole(edge)))


_TURNED: Mapping[ir.Comparison, ir.Comparison] = {
    ">": "<", ">=": "<=", "<": ">", "<=": ">=", "=": "=",
}  # fmt: skip


def difference(comparison: ir.Compare, facts: Facts, policy: Policy) -> int | Fraction | None:
    """The left side less the right one; None where a fact is missing."""
    terms = ((1, comparison.left), (-1, comparison.right))
    return cast("int | Fraction | None", evaluate(ir.Total(terms), facts, policy))


def _whole(number: Fraction) -> int | Fraction:
    return number.numerator if number.denominator == 1 else number


@lru_cache(maxsize=4096)
def smallest_sets(groups: frozenset[tuple[str, ...]]) -> tuple[frozenset[str], ...]:
    """Every smallest set of documents that has one of each group."""
    ordered = sorted(groups, key=lambda group: (len(group), group))
    found: set[frozenset[str]] = set()
    waiting = {frozenset[str]()}
    while not found:
        further: set[frozenset[str]] = set()
        for each in waiting:
            open_group = next((group for group in ordered if not each & set(group)), None)
            if open_group is None:
                found.add(each)
            else:
                further |= {each | {document} for document in open_group}
        waiting = further
    return tuple(sorted(found, key=sorted))
