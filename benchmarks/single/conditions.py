"""Conditions of three-valued logic as two formulas: where one is true, and where it is false."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

from benchmarks.single.formulas import (
    FALSE,
    Formula,
    Has,
    In,
    Is,
    Literal,
    Missing,
    Number,
    Positive,
    conjunction,
    disjunction,
    negation,
)
from bokrules.semantics import expressions as ir
from bokrules.semantics.policy import (
    Deposit,
    Evidence,
    Must,
    Policy,
    Requirement,
    StampDuty,
)


@dataclass(frozen=True, slots=True)
class TruthFormulas:
    """Where something is true, and where it is false."""

    true: Formula
    false: Formula

    @property
    def unknown(self) -> Formula:
        if self.false == negation(self.true):
            return FALSE
        return conjunction((negation(self.true), negation(self.false)))

    @property
    def inverse(self) -> TruthFormulas:
        return TruthFormulas(self.false, self.true)


UNKNOWN = TruthFormulas(FALSE, FALSE)


def all_of(truths: Iterable[TruthFormulas]) -> TruthFormulas:
    each = list(truths)
    return TruthFormulas(conjunction(t.true for t in each), disjunction(t.false for t in each))


def any_of(truths: Iterable[TruthFormulas]) -> TruthFormulas:
    return all_of(each.inverse for each in truths).inverse


class Conditions:
    """How the facts of a policy are tested."""

    def __init__(self, policy: Policy, *, is_certain: bool) -> None:
        self.policy = policy
        self.is_certain = is_certain
        self.facts = policy.vocabulary.facts

    # ---- conditions ----

    def api(self, name: str) -> str:
        return self.facts[name].alias

    def absent(self, name: str) -> Formula:
        """The fact is missing, and so is the one that it is taken from."""
        default = self.facts[name].default
        own = self.lacks(self.api(name))
        return own if default is None else conjunction((own, self.absent(default)))

    def lacks(self, fact: str) -> Formula:
        return FALSE if self.is_certain else Missing(fact)

    def yes_no(self, fact: str, answer: bool) -> TruthFormulas:
        holds = Is(fact, answer)
        return TruthFormulas(holds, negation(holds) if self.is_certain else Is(fact, not answer))

    def truth(self, expression: ir.Expression) -> TruthFormulas:
        match expression:
            case ir.Constant(value=bool(value)):
                return TruthFormulas(Literal(value), Literal(not value))
            case ir.Field(name=name):
                return self.yes_no(self.api(name), True)
            case ir.Compare(left=ir.Field(name=name), right=ir.Constant(value=bool(value))):
                return self.yes_no(self.api(name), value)
            case ir.IsA(field=name, term=term):
                return self.membership(name, term)
            case ir.Not(operand=operand):
                return self.truth(operand).inverse
            case ir.AllOf(operands=operands):
                return all_of(self.truth(each) for each in operands)
            case ir.AnyOf(operands=operands):
                return any_of(self.truth(each) for each in operands)
            case ir.Compare(left=ir.Field(name=name), comparison=how, right=right):
                return self.comparison(name, how, cast("int", cast("ir.Constant", right).value))
            case _:
                raise NotImplementedError(f"no benchmark has {expression}")

    def membership(self, name: str, term: str) -> TruthFormulas:
        taxonomy = self.policy.vocabulary.taxonomies[self.facts[name].type.of]
        below = taxonomy.below_or_same(term)
        general = taxonomy.above_or_same(term) - {term}
        others = frozenset(taxonomy.terms) - below - general
        fact = self.api(name)
        if self.is_certain:
            return TruthFormulas(In(fact, below), negation(In(fact, below)))
        if len(others) <= len(below | general):
            return TruthFormulas(In(fact, below), In(fact, others))
        is_other = conjunction((negation(self.lacks(fact)), negation(In(fact, below | general))))
        return TruthFormulas(In(fact, below), is_other)

    def comparison(self, name: str, how: ir.Comparison, value: int) -> TruthFormulas:
        """Of a fact in rupiah with a constant. A missing one is taken from its default."""
        number = Number(self.api(name))
        above = Positive(((1, number),), -value)
        least = Positive(((1, number),), 1 - value)
        truth = {
            ">": TruthFormulas(above, negation(above)),
            "<=": TruthFormulas(negation(above), above),
            ">=": TruthFormulas(least, negation(least)),
            "<": TruthFormulas(negation(least), least),
        }[how]
        given = negation(self.lacks(self.api(name)))
        known = TruthFormulas(conjunction((given, truth.true)), conjunction((given, truth.false)))
        default = self.facts[name].default
        if default is None or self.is_certain:
            return known
        other = self.comparison(default, how, value)
        lacking = self.lacks(self.api(name))
        return TruthFormulas(
            disjunction((known.true, conjunction((lacking, other.true)))),
            disjunction((known.false, conjunction((lacking, other.false)))),
        )

    # ---- requirements ----

    def requirement(self, requirement: Requirement) -> TruthFormulas:
        match requirement:
            case Must(condition=condition):
                return self.truth(condition)
            case Evidence(documents=documents):
                given = conjunction(disjunction(Has(each) for each in group) for group in documents)
                return self.where_given(("documents",), given)
            case StampDuty(due=ir.Constant(value=int(value))):
                return self.comparison("meterai", ">=", value)
            case Deposit(due=taxes):
                return all_of(self.deposit(tax, due) for tax, due in taxes)
            case _:
                raise NotImplementedError(f"no benchmark has {requirement}")

    def deposit(self, tax: str, due: ir.Expression) -> TruthFormulas:
        """A share of the amount, rounded down, was paid: share × amount < paid + 1."""
        assert isinstance(due, ir.Scaled)
        rate, name = Fraction(1), ""
        for how, factor in due.factors:
            if isinstance(factor, ir.Field):
                name = self.api(factor.name)
            elif isinstance(factor, ir.Constant):
                value = Fraction(cast("Fraction", factor.value))
                rate = rate * value if how == "*" else rate / value
        paid = (rate.denominator, Number(f"taxes.{tax}"))
        enough = Positive((paid, (-rate.numerator, Number(name))), rate.denominator)
        return self.where_given(("taxes", name), enough)

    def where_given(self, facts: Iterable[str], holds: Formula) -> TruthFormulas:
        given = [negation(self.lacks(each)) for each in facts]
        return TruthFormulas(conjunction((*given, holds)), conjunction((*given, negation(holds))))
