"""A formula prepared for arrays: its result as a constant and multiples of products of columns.

What is the same for every unit (inputs, sums over units, the number of units) is a scalar: a pair
of integers when it is computed. A formula that divides by what differs from unit to unit, or bounds
its shares, has no such form.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple, assert_never

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

Pair = tuple[int, int]
"""Numerator and denominator, not reduced; the denominator is not negative."""


class NoArrayForm(ValueError):
    """The formula cannot be computed with arrays of integers."""


class Source(NamedTuple):
    """A column of the units as it is given, or what a table has for it."""

    column: str
    table: str | None = None


Factors = tuple[Source, ...]
"""A product of columns, sorted; the empty one is 1."""


ONE: Factors = ()
SumOfColumn = Callable[[Factors], Pair]


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the formula."""

    pair: Pair

    def value(self, _inputs: Mapping[str, Pair], _sum_of: SumOfColumn) -> Pair:
        return self.pair


@dataclass(frozen=True, slots=True)
class Input:
    name: str

    def value(self, inputs: Mapping[str, Pair], _sum_of: SumOfColumn) -> Pair:
        return inputs[self.name]


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of a product of columns over all units; of 1 the number of units."""

    factors: Factors

    def value(self, _inputs: Mapping[str, Pair], sum_of: SumOfColumn) -> Pair:
        return sum_of(self.factors)


@dataclass(frozen=True, slots=True)
class Added:
    parts: tuple[Scalar, ...]

    def value(self, inputs: Mapping[str, Pair], sum_of: SumOfColumn) -> Pair:
        top, bottom = 0, 1
        for each in self.parts:
            other, below = each.value(inputs, sum_of)
            top, bottom = top * below + other * bottom, bottom * below
        return top, bottom


@dataclass(frozen=True, slots=True)
class Multiplied:
    """Factors and divisors. Raises ZeroDivisionError."""

    factors: tuple[Scalar, ...] = ()
    divisors: tuple[Scalar, ...] = ()

    def value(self, inputs: Mapping[str, Pair], sum_of: SumOfColumn) -> Pair:
        top = bottom = 1
        for each in self.factors:
            other, below = each.value(inputs, sum_of)
            top *= other
            bottom *= below
        for each in self.divisors:
            other, below = each.value(inputs, sum_of)
            if not other:
                raise ZeroDivisionError
            top *= below
            bottom *= other
        return (top, bottom) if bottom > 0 else (-top, -bottom)


Scalar = Number | Input | Total | Added | Multiplied
Form = Mapping[Factors, Scalar]
"""Scalars by the product of columns that they multiply."""


@dataclass(frozen=True, slots=True)
class ArrayPlan:
    """`result` before rounding to multiples of `unit`, and the total that it must have."""

    result: Form
    exact_total: Scalar | None
    unit: int
    ties: str | None
    may_be_negative: bool


def plan_of(formula: Formula) -> ArrayPlan:
    """Raises NoArrayForm."""
    rounding = formula.rounding
    if rounding is None or rounding.rest is not None:
        raise NoArrayForm("only shares rounded to a unit, with nothing over")
    if formula.least is not None or formula.most is not None:
        raise NoArrayForm("shares have bounds")
    planning = _planned(formula)
    total = None
    if rounding.exact_total is not None:
        total = _scalar(planning.form(rounding.exact_total))
    return ArrayPlan(
        planning.lines[formula.result], total, rounding.unit, rounding.ties, planning.has_minus
    )


def form_of(formula: Formula) -> Form:
    """The result before rounding. Raises NoArrayForm."""
    return _planned(formula).lines[formula.result]


def _planned(formula: Formula) -> _Planning:
    planning = _Planning()
    for line in formula.lines:
        planning.lines[line.name] = planning.form(line.value)
    return planning


@dataclass(slots=True)
class _Planning:
    lines: dict[str, Form] = field(default_factory=dict)
    has_minus: bool = False

    def form(self, node: Node) -> Form:
        match node:
            case Constant(value=value):
                number = Fraction(value)  # type: ignore[arg-type]
                return {ONE: Number((number.numerator, number.denominator))}
            case Ref(kind="line", name=name):
                return self.lines[name]
            case Ref(kind="input", name=name):
                return {ONE: Input(name)}
            case Ref(name=name) | Indicator(operand=Ref(kind="column", name=name)):
                return {(Source(name),): Multiplied()}
            case Lookup(table=table, key=Ref(kind="column", name=name)):
                return {(Source(name, table),): Multiplied()}
            case Lookup() | Indicator():
                raise NoArrayForm("what is looked up is no column")
            case UnitCount():
                return {ONE: Total(ONE)}
            case SumOver(operand=operand):
                form = self.form(operand)
                return {ONE: _plus([_times(s, Total(factors)) for factors, s in form.items()])}
            case Sum(terms=terms):
                return self._sum(terms)
            case Product(factors=factors):
                return self._product(factors)
            case _:
                assert_never(node)

    def _sum(self, terms: Sequence[tuple[int, Node]]) -> Form:
        parts: dict[Factors, list[Scalar]] = {}
        for sign, each in terms:
            self.has_minus |= sign < 0
            for factors, scalar in self.form(each).items():
                signed = scalar if sign > 0 else _times(Number((-1, 1)), scalar)
                parts.setdefault(factors, []).append(signed)
        return {factors: _plus(scalars) for factors, scalars in parts.items()}

    def _product(self, factors: Sequence[tuple[str, Node]]) -> Form:
        product: Form = {ONE: Multiplied()}
        for how, each in factors:
            form = self.form(each)
            if how == "*":
                product = _multiplied(product, form)
                continue
            divisor = _scalar(form)
            product = {
                factors: _times(scalar, Multiplied((), (divisor,)))
                for factors, scalar in product.items()
            }
        return product


def _multiplied(a: Form, b: Form) -> Form:
    parts: dict[Factors, list[Scalar]] = {}
    for left, one in a.items():
        for right, other in b.items():
            factors = sorted((*left, *right), key=_looked_up_first)
            parts.setdefault(tuple(factors), []).append(_times(one, other))
    return {factors: _plus(scalars) for factors, scalars in parts.items()}


def _looked_up_first(source: Source) -> tuple[bool, str, str]:
    """What is read from a table is a new array, into which the others can be multiplied."""
    return (source.table is None, source.table or "", source.column)


def _scalar(form: Form) -> Scalar:
    if form.keys() != {ONE}:
        raise NoArrayForm("a divisor differs from unit to unit")
    return form[ONE]


def _times(a: Scalar, b: Scalar) -> Scalar:
    """Products of products are one product."""
    factors: list[Scalar] = []
    divisors: list[Scalar] = []
    for each in (a, b):
        if isinstance(each, Multiplied):
            factors += each.factors
            divisors += each.divisors
        else:
            factors.append(each)
    return Multiplied(tuple(factors), tuple(divisors))


def _plus(scalars: Sequence[Scalar]) -> Scalar:
    return scalars[0] if len(scalars) == 1 else Added(tuple(scalars))
