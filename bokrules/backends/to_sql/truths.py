"""Conditions as SQL truths: SQL's AND, OR and NOT are Kleene's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from sqlglot import exp

from bokrules.backends.to_sql.amounts import Amounts, Caps, Polynomial, added, caps_for, polynomial
from bokrules.backends.to_sql.dialects import all_hold, any_holds, day, joined_by, number, text
from bokrules.backends.to_sql.facts import Columns
from bokrules.semantics import expressions as ir
from bokrules.semantics.policy import (
    Deposit,
    Evidence,
    Must,
    Obligation,
    Policy,
    Requirement,
    StampDuty,
)

STAMP = "meterai"


@dataclass(frozen=True)
class Truths:
    """Conditions and requirements of a policy over some columns."""

    columns: Columns
    caps: Caps

    @classmethod
    def over(cls, columns: Columns) -> Truths:
        """With the largest caps under which all amounts of the policy are exact."""
        return cls(columns, caps_for(amounts_of(columns.policy), columns))

    @property
    def amounts(self) -> Amounts:
        return Amounts(self.columns, self.caps)

    def holds(self, condition: ir.Expression) -> exp.Expr:
        """TRUE, FALSE, or NULL for unknown."""
        match condition:
            case ir.Constant(value=value):
                return exp.true() if value else exp.false()
            case ir.Field(name=name):
                return self.columns.value(name)
            case ir.IsA(field=name, term=term):
                return self._is_a(name, term)
            case ir.Not(operand=operand):
                return exp.Not(this=exp.paren(self.holds(operand)))
            case ir.AllOf(operands=operands):
                return all_hold(map(self.holds, operands))
            case ir.AnyOf(operands=operands):
                return any_holds(map(self.holds, operands))
            case ir.Compare(left=left, comparison=how, right=right):
                return self._compared(left, how, right)
            case ir.Total() | ir.Scaled():
                raise AssertionError("a sum is no condition")
            case _:
                assert_never(condition)

    def requirement(self, requirement: Requirement) -> exp.Expr:
        """Whether a requirement of an obligation is met."""
        match requirement:
            case Must(condition=condition):
                return self.holds(condition)
            case Evidence(documents=documents):
                return self.columns.has_evidence(documents)
            case Deposit() | StampDuty():
                return all_hold(self.amounts.is_paid(*each) for each in asked_of(requirement))
            case _:
                assert_never(requirement)

    def lacking(self, requirement: Deposit | StampDuty) -> exp.Expr:
        """Rupiah of taxes or stamps that are known to lack."""
        return _total(self.amounts.lacking(*each) for each in asked_of(requirement))

    def shortfall(self, obligation: Obligation) -> exp.Expr:
        """Rupiah that are known to lack of all that an obligation asks for."""
        return _total(
            self.lacking(each)
            for each in obligation.requirements
            if isinstance(each, (Deposit, StampDuty))
        )

    def in_force(self) -> exp.Expr:
        """Whether the edition is in force on the day of the expense; NULL without one."""
        edition = self.columns.policy.edition
        given = self.columns.own("tanggal")
        if edition.last_day is None:
            return exp.GTE(this=given, expression=day(edition.first_day))
        return exp.Between(this=given, low=day(edition.first_day), high=day(edition.last_day))

    def with_all(self, names: Iterable[str]) -> Truths:
        """For rows that are known to have some facts."""
        given = self.columns.never_missing.union(names)
        return replace(self, columns=replace(self.columns, never_missing=given))

    def is_certain(self, names: Iterable[str]) -> bool:
        """Whether every row has all of some facts, so that comparisons of them have a truth."""
        known = self.columns.facts
        return all(each in known and not self.columns.may_be_missing(each) for each in names)

    # ---- parts ----

    def _is_a(self, name: str, term: str) -> exp.Expr:
        vocabulary = self.columns.policy.vocabulary
        taxonomy = vocabulary.taxonomies[vocabulary.facts[name].type.of]
        places = dict.fromkeys(taxonomy.terms, 0)
        places |= dict.fromkeys(taxonomy.above_or_same(term), 2)
        places |= dict.fromkeys(taxonomy.below_or_same(term), 1)
        place = self.columns.place_of(name, places, 2)
        case = exp.Case(this=place)
        return case.when(number(1), exp.true()).when(number(0), exp.false())

    def _compared(self, left: ir.Expression, how: ir.Comparison, right: ir.Expression) -> exp.Expr:
        if self._is_amount(left) or self._is_amount(right):
            return self.amounts.compared(polynomial(left), how, polynomial(right))
        return exp.paren(
            _OTHERS[how](
                this=exp.paren(self._value(left)), expression=exp.paren(self._value(right))
            )
        )

    def _is_amount(self, expression: ir.Expression) -> bool:
        return is_amount(expression, self.columns.policy)

    def _value(self, expression: ir.Expression) -> exp.Expr:
        match expression:
            case ir.Constant(value=bool() as truth):
                return exp.true() if truth else exp.false()
            case ir.Constant(value=date() as value):
                return day(value)
            case ir.Constant(value=str() as word):
                return text(word)
            case ir.Field(name=name):
                return self.columns.value(name)
            case _:
                return self.holds(expression)


_OTHERS: dict[ir.Comparison, type[exp.Binary]] = {
    ">": exp.GT, ">=": exp.GTE, "<": exp.LT, "<=": exp.LTE, "=": exp.EQ,
}  # fmt: skip


def is_amount(expression: ir.Expression, policy: Policy) -> bool:
    """Whether an expression is a number: rupiah, a count, a ratio."""
    match expression:
        case ir.Constant(value=value):
            return not isinstance(value, (bool, str, date))
        case ir.Field(name=name):
            return policy.vocabulary.facts[name].type.kind in ("rupiah", "count", "number")
        case ir.Total() | ir.Scaled():
            return True
        case _:
            return False


def asked_of(requirement: Deposit | StampDuty) -> Iterator[tuple[Polynomial, str]]:
    """Each amount that is due, and the factor that says what was paid."""
    if isinstance(requirement, StampDuty):
        yield polynomial(requirement.due), STAMP
        return
    for tax, due in requirement.due:
        yield polynomial(due), f"tax:{tax}"


def amounts_of(policy: Policy) -> Iterator[Polynomial]:
    """All amounts that must be exact: differences of what is compared, and what is due."""
    rules = (
        *policy.closed_lists, *policy.permissions, *policy.prohibitions, *policy.gaps,
        *policy.limits, *policy.obligations,
    )  # fmt: skip
    for rule in rules:
        yield from _compared_in(rule.condition, policy)
        for requirement in rule.requirements if isinstance(rule, Obligation) else ():
            match requirement:
                case Must(condition=condition):
                    yield from _compared_in(condition, policy)
                case Deposit() | StampDuty():
                    for due, paid in asked_of(requirement):
                        yield added([(1, due), (-1, {(paid,): 1, (): 1})])  # type: ignore[dict-item]
                case Evidence():
                    pass


def _compared_in(condition: ir.Expression, policy: Policy) -> Iterator[Polynomial]:
    match condition:
        case ir.Not(operand=operand):
            yield from _compared_in(operand, policy)
        case ir.AllOf(operands=operands) | ir.AnyOf(operands=operands):
            for each in operands:
                yield from _compared_in(each, policy)
        case ir.Compare(left=left, right=right):
            if is_amount(left, policy) or is_amount(right, policy):
                yield added([(1, polynomial(left)), (-1, polynomial(right))])
            else:
                yield from _compared_in(left, policy)
                yield from _compared_in(right, policy)
        case _:
            return


def _total(parts: Iterator[exp.Expr]) -> exp.Expr:
    """The sum, NULL counting as 0."""
    known = [exp.Coalesce(this=each, expressions=[number(0)]) for each in parts]
    return joined_by(exp.Add, known)
