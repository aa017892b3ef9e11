"""Conditions and amounts as formulas of the solver."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import partial
from typing import Any, assert_never

import z3

from bokrules.backends.to_smt.facts import Symbol, Symbols, membership
from bokrules.backends.to_smt.kleene import (
    CONSTANT,
    Formula,
    Kleene,
    all_of,
    any_of,
    conjunction,
    disjunction,
    negated,
    negation,
)
from bokrules.semantics import expressions as ir
from bokrules.semantics.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, eq=False)
class Amount:
    """A number, a day (counted) or a choice, and whether it is known."""

    known: Formula
    value: Any


@dataclass(slots=True)
class Encoder:
    """Conditions over shared symbols, by the vocabulary of one policy."""

    symbols: Symbols
    vocabulary: Vocabulary
    _known: dict[ir.Expression, Kleene] = field(default_factory=dict)

    def truth(self, condition: ir.Expression) -> Kleene:
        known = self._known.get(condition)
        if known is None:
            known = self._known[condition] = self._truth(condition)
        return known

    def _truth(self, condition: ir.Expression) -> Kleene:
        match condition:
            case ir.Constant(value=value):
                return CONSTANT[bool(value)]
            case ir.Field(name=name):
                return self._read(name, lambda each: Kleene(each.value, negated(each.value)))
            case ir.IsA(field=name, term=term):
                return self._read(name, lambda each: membership(each, term, self.vocabulary))
            case ir.Not(operand=operand):
                return negation(self.truth(operand))
            case ir.AllOf(operands=operands):
                return conjunction(self.truth(each) for each in operands)
            case ir.AnyOf(operands=operands):
                return disjunction(self.truth(each) for each in operands)
            case ir.Compare(left=left, comparison=how, right=right):
                return self._compared(left, how, right)
            case ir.Total() | ir.Scaled():
                raise AssertionError("a sum is no condition")
            case _:
                assert_never(condition)

    def _read(self, name: str, truth_of: Callable[[Symbol], Kleene]) -> Kleene:
        """The truth of the fact where it is given, else of the one that it is taken from."""
        _, symbol, others = self.symbols.read(name)
        parts = [(given, truth_of(each)) for given, each in [(symbol.given, symbol), *others]]
        return Kleene(
            any_of(all_of([given, each.true]) for given, each in parts),
            any_of(all_of([given, each.false]) for given, each in parts),
        )

    def _compared(self, left: ir.Expression, how: ir.Comparison, right: ir.Expression) -> Kleene:
        for one, other in ((left, right), (right, left)):
            match other, one:
                case ir.Constant(value=bool(wanted)), _:
                    truth = self.truth(one)
                    return truth if wanted else negation(truth)
                case ir.Constant(value=str(option)), ir.Field(name=name):
                    return self._read(name, partial(_is_option, option))
        if self._is_truth(left):
            truths = [self.truth(left), self.truth(right)]
            return disjunction([conjunction(truths), conjunction(map(negation, truths))])
        a, b = self.amount(left), self.amount(right)
        known = all_of([a.known, b.known])
        holds = _COMPARED[how](a.value, b.value)
        return Kleene(all_of([known, holds]), all_of([known, negated(holds)]))

    def _is_truth(self, expression: ir.Expression) -> bool:
        if isinstance(expression, ir.Field):
            return self.vocabulary.facts[expression.name].type.kind == "yes_no"
        return isinstance(expression, ir.IsA | ir.Not | ir.AllOf | ir.AnyOf | ir.Compare)

    def amount(self, expression: ir.Expression) -> Amount:
        """The value of a sum, a day or a choice."""
        match expression:
            case ir.Constant(value=date() as day):
                return Amount(True, z3.IntVal(day.toordinal()))
            case ir.Constant(value=Fraction() as value):
                return Amount(True, z3.Q(value.numerator, value.denominator))
            case ir.Constant(value=int() as value):
                return Amount(True, z3.IntVal(value))
            case ir.Field(name=name):
                known, symbol, others = self.symbols.read(name)
                value = symbol.value
                for given, other in reversed(others):
                    value = z3.If(given, other.value, value)
                return Amount(known, value)
            case ir.Total(terms=terms):
                parts = [(sign, self.amount(each)) for sign, each in terms]
                value = sum((sign * each.value for sign, each in parts), start=z3.IntVal(0))
                return Amount(all_of(each.known for _, each in parts), value)
            case ir.Scaled(factors=factors):
                scaled = [(how, self.amount(each)) for how, each in factors]
                value = z3.RealVal(1)
                for how, each in scaled:
                    value = value * each.value if how == "*" else value / _real(each.value)
                return Amount(all_of(each.known for _, each in scaled), value)
            case _:
                raise AssertionError("a condition is no amount")


_COMPARED: dict[ir.Comparison, Callable[[Any, Any], Formula]] = {
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    "=": lambda a, b: a == b,
}


def _is_option(option: str, symbol: Symbol) -> Kleene:
    chosen = symbol.is_any([option])
    return Kleene(chosen, negated(chosen))


def _real(value: Any) -> Any:
    return z3.ToReal(value) if value.is_int() else value
