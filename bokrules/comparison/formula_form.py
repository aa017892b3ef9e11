"""A formula in one spelling: its lines put into its result, sums and products in one order."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal, assert_never

from bokrules.semantics.allocation import (
    Formula,
    Indicator,
    Lookup,
    Node,
    Product,
    Ref,
    Sum,
    SumOver,
    UnitCount,
)
from bokrules.semantics.expressions import Constant

Factor = tuple[Literal["*", "/"], Node]
Names = Mapping[str, str]


class FormulaForms:
    """The forms of one formula's nodes. `tables` are the names under which tables are compared."""

    def __init__(self, formula: Formula, tables: Names) -> None:
        self._tables = tables
        self._lines: dict[str, Node] = {}
        for line in formula.lines:  # in the order of dependence
            self._lines[line.name] = self.of(line.value)
        self.result = self._lines[formula.result]

    def of(self, node: Node) -> Node:
        match node:
            case Constant(value=value):
                return Constant(Fraction(value)) if isinstance(value, int | Fraction) else node
            case UnitCount():
                return node
            case Ref(kind="line", name=name):
                return self._lines[name]
            case Ref():
                return node
            case Lookup(table=table, key=key):
                return Lookup(self._tables.get(table, table), self.of(key))
            case SumOver(operand=operand):
                return SumOver(self.of(operand))
            case Indicator(operand=operand):
                return Indicator(self.of(operand))
            case Sum(terms=terms):
                return _sum([(sign, self.of(each)) for sign, each in terms])
            case Product(factors=factors):
                return _product([(how, self.of(each)) for how, each in factors])
            case _:
                assert_never(node)


def _sum(terms: list[tuple[int, Node]]) -> Node:
    flat: list[tuple[int, Node]] = []
    for sign, each in terms:
        inside = each.terms if isinstance(each, Sum) else ((1, each),)
        flat += [(sign * own, part) for own, part in inside]
    if len(flat) == 1 and flat[0][0] == 1:
        return flat[0][1]
    return Sum(tuple(sorted(flat, key=repr)))


def _product(factors: list[Factor]) -> Node:
    """Constants first, as one number. A divisor that may be 0 stays one."""
    number = Fraction(1)
    rest: list[Factor] = []
    for how, each in [part for factor in factors for part in _opened(factor)]:
        value = each.value if isinstance(each, Constant) else None
        if isinstance(value, Fraction) and (how == "*" or value):
            number = number * value if how == "*" else Fraction(number, value)
        else:
            rest.append((how, each))
    head: list[Factor] = [] if number == 1 and rest else [("*", Constant(number))]
    every = [*head, *sorted(rest, key=repr)]
    return every[0][1] if len(every) == 1 and every[0][0] == "*" else Product(tuple(every))


def _opened(factor: Factor) -> tuple[Factor, ...]:
    how, node = factor
    if not isinstance(node, Product):
        return (factor,)
    if how == "*":
        return node.factors
    if all(each == "*" for each, _ in node.factors):
        return tuple(("/", each) for _, each in node.factors)
    return (factor,)
