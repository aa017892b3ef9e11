"""The lines of a formula computed as linear forms, one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import assert_never

from bokrules.allocation.linear import Carrier, Column, Linear, Term, ZeroDivisor
from bokrules.semantics.allocation import (
    Formula,
    Indicator,
    Lookup,
    Node,
    Product,
    Ref,
    Sum,
    SumOver,
    Table,
    UnitCount,
)
from bokrules.semantics.expressions import Constant


@dataclass(frozen=True, slots=True)
class Choices:
    """What is no number: an option, or yes or no; a column of it, or one for all."""

    value: Column
    is_column: bool


Result = Linear | Choices


class DividesByZero(ArithmeticError):
    """A line divides by 0: for the unit at `place`, or for every unit if that is None."""

    def __init__(self, line: str, place: int | None) -> None:
        super().__init__(line, place)
        self.line, self.place = line, place


@dataclass(slots=True)
class Evaluation:
    """`columns` and `inputs` by name; `lines` grows in the order of dependence."""

    carrier: Carrier
    tables: Mapping[str, Table]
    columns: Mapping[str, Result]
    inputs: Mapping[str, Result]
    lines: dict[str, Result] = field(default_factory=dict)

    def run(self, formula: Formula) -> None:
        """Compute every line. Raises DividesByZero."""
        for line in formula.lines:
            self.lines[line.name] = self.result(line.value, line.name)

    def number(self, node: Node, line: str) -> Linear:
        """A node that is a number. Raises DividesByZero, naming `line`."""
        result = self.result(node, line)
        assert isinstance(result, Linear)
        return result

    def result(self, node: Node, line: str) -> Result:
        match node:
            case Constant(value=value):
                assert isinstance(value, (int, Fraction))
                return Linear(Fraction(value))
            case Ref(kind="line", name=name):
                return self.lines[name]
            case Ref(kind="input", name=name):
                return self.inputs[name]
            case Ref(name=name):
                return self.columns[name]
            case Lookup(table=table, key=key):
                return self._looked_up(table, self.result(key, line))
            case Indicator(operand=operand):
                return self._indicator(self.result(operand, line))
            case UnitCount():
                return Linear(Fraction(self.carrier.size))
            case SumOver(operand=operand):
                return self._total(self.number(operand, line))
            case Sum(terms=terms):
                form = Linear()
                for sign, each in terms:
                    form = form.plus(self.number(each, line).times(Fraction(sign)))
                return form
            case Product(factors=factors):
                return self._product(
                    [(how, self.number(each, line)) for how, each in factors], line
                )
            case _:
                assert_never(node)

    def _looked_up(self, table: str, key: Result) -> Linear:
        assert isinstance(key, Choices)
        entries = self.tables[table].entries
        if not key.is_column:
            return Linear(Fraction(entries[key.value]))
        return Linear(terms=(self.carrier.looked_up(entries, key.value),))

    def _indicator(self, operand: Result) -> Linear:
        assert isinstance(operand, Choices)
        if not operand.is_column:
            return Linear(Fraction(int(operand.value)))
        return Linear(terms=(Term(Fraction(1), self.carrier.indicator(operand.value)),))

    def _total(self, form: Linear) -> Linear:
        total = form.constant * self.carrier.size
        for each in form.terms:
            total += each.coefficient * self.carrier.total(each.column)
        return Linear(total)

    def _product(self, factors: Sequence[tuple[str, Linear]], line: str) -> Linear:
        """What is the same for every unit is multiplied first, once."""
        scalar = Fraction(1)
        product: Term | None = None
        single: Linear | None = None
        for how, factor in factors:
            if not factor.terms:
                if how == "/" and factor.constant == 0:
                    raise DividesByZero(line, None)
                scalar = scalar * factor.constant if how == "*" else scalar / factor.constant
            elif single is None and product is None and how == "*":
                single = factor
            else:
                if single is not None:
                    product, single = self.carrier.combined(single), None
                other = self._term(factor, how, line)
                product = other if product is None else self._multiplied(product, other)
        if product is not None:
            return Linear(terms=(product,)).times(scalar)
        return Linear(scalar) if single is None else single.times(scalar)

    def _term(self, factor: Linear, how: str, line: str) -> Term:
        term = self.carrier.combined(factor)
        if how == "*":
            return term
        try:
            inverse = self.carrier.inverse(term.column)
        except ZeroDivisor as fault:
            raise DividesByZero(line, fault.place) from None
        return Term(inverse.coefficient / term.coefficient, inverse.column)

    def _multiplied(self, a: Term, b: Term) -> Term:
        return Term(a.coefficient * b.coefficient, self.carrier.product(a.column, b.column))
