"""A formula prepared for arrays: its result as a constant and multiples of products of columns.

What is the same for every unit (inputs, sums over units, the number of units) is a scalar: a pair
of integers when it is computed. A formula that divides by what differs from unit to unit, or bounds
its shares, has no such form.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
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
Inputs = Mapping[str, Pair]
Sums = Sequence[Pair]
"""Of each product of the plan, over all units."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the formula."""

    pair: Pair

    def value(self, _inputs: Inputs, _sums: Sums) -> Pair:
        return self.pair


@dataclass(frozen=True, slots=True)
class Input:
    name: str

    def value(self, inputs: Inputs, _sums: Sums) -> Pair:
        return inputs[self.name]


@dataclass(frozen=True, slots=True)
class Total:
    """The sum over all units of the product of columns that has this place in the plan."""

    place: int

    def value(self, _inputs: Inputs, sums: Sums) -> Pair:
        return sums[self.place]


@dataclass(frozen=True, slots=True)
class Added:
    parts: tuple[Scalar, ...]

    def value(self, inputs: Inputs, sums: Sums) -> Pair:
        top, bottom = 0, 1
        for each in self.parts:
            other, below = each.value(inputs, sums)
            top, bottom = top * below + other * bottom, bottom * below
        return top, bottom


@dataclass(frozen=True, slots=True)
class Multiplied:
    """A number, not negative below, factors and divisors. Raises ZeroDivisionError."""

    number: Pair = (1, 1)
    factors: tuple[Scalar, ...] = ()
    divisors: tuple[Scalar, ...] = ()

    def value(self, inputs: Inputs, sums: Sums) -> Pair:
        top, bottom = self.number
        for each in self.factors:
            other, below = each.value(inputs, sums)
            top *= other
            bottom *= below
        for each in self.divisors:
            other, below = each.value(inputs, sums)
            if not other:
                raise ZeroDivisionError
            top *= below
            bottom *= other
        return (top, bottom) if bottom > 0 else (-top, -bottom)


Scalar = Number | Input | Total | Added | Multiplied
Cancelled = tuple[frozenset[tuple[Scalar, int]], frozenset[tuple[Scalar, int]]]
"""Factors and divisors that have nothing in common, and how often each is there."""
Form = Mapping[Factors, Scalar]
"""Scalars by the product of columns that they multiply."""


@dataclass(frozen=True, slots=True)
class ArrayPlan:
    """`result` before rounding to multiples of `unit`, and the total that it must have.

    The first of the `products` of columns is 1. The result is a sum of products, named by their
    places, each with the scalar that multiplies it. `always_has_its_total` says that it sums to the
    exact total whatever the units and inputs are.
    """

    products: tuple[Factors, ...]
    result: tuple[tuple[int, Scalar], ...]
    exact_total: Scalar | None
    always_has_its_total: bool
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
    planning, result = _planned(formula)
    total = None
    if rounding.exact_total is not None:
        total = _scalar(planning.form(rounding.exact_total))
    return ArrayPlan(
        tuple(planning.products),
        result,
        total,
        total is not None and _always_sums_to(result, total),
        rounding.unit,
        rounding.ties,
        planning.has_minus,
    )


def form_of(formula: Formula) -> tuple[tuple[Factors, ...], tuple[tuple[int, Scalar], ...]]:
    """The products of columns, 1 among them, and the result before rounding: scalars by the place
    of the product that they multiply. Raises NoArrayForm."""
    planning, result = _planned(formula)
    return tuple(planning.products), result


def _planned(formula: Formula) -> tuple[_Planning, tuple[tuple[int, Scalar], ...]]:
    planning = _Planning()
    for line in formula.lines:
        planning.lines[line.name] = planning.form(line.value)
    result = tuple(
        (planning.place_of(factors), scalar)
        for factors, scalar in planning.lines[formula.result].items()
    )
    return planning, result


def _always_sums_to(result: Sequence[tuple[int, Scalar]], total: Scalar) -> bool:
    """Whether that can be seen without units and inputs. A total that divides may be no number."""
    summed = [_times(scalar, Total(place)) for place, scalar in result]
    divides = any(each.divisors for each in _summands(total))
    return not divides and _terms(_plus(summed)) == _terms(total)


def _terms(scalar: Scalar) -> Mapping[Cancelled, Fraction]:
    """The number of each summand, by what is left of the rest when it is cancelled down."""
    terms: dict[Cancelled, Fraction] = {}
    for each in _summands(scalar):
        over, under = Counter(each.factors), Counter(each.divisors)
        key = frozenset((over - under).items()), frozenset((under - over).items())
        terms[key] = terms.get(key, Fraction(0)) + Fraction(*each.number)
    return terms


def _summands(scalar: Scalar) -> Sequence[Multiplied]:
    parts = scalar.parts if isinstance(scalar, Added) else (scalar,)
    return [_as_product(each) for each in parts]


@dataclass(slots=True)
class _Planning:
    lines: dict[str, Form] = field(default_factory=dict)
    products: list[Factors] = field(default_factory=lambda: [ONE])
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
                return {ONE: Total(0)}
            case SumOver(operand=operand):
                sums = [
                    _times(scalar, Total(self.place_of(factors)))
                    for factors, scalar in self.form(operand).items()
                ]
                return {ONE: _plus(sums)}
            case Sum(terms=terms):
                return self._sum(terms)
            case Product(factors=factors):
                return self._product(factors)
            case _:
                assert_never(node)

    def place_of(self, factors: Factors) -> int:
        if factors not in self.products:
            self.products.append(factors)
        return self.products.index(factors)

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
                factors: _times(scalar, _inverse(divisor)) for factors, scalar in product.items()
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
    """Products of products are one product, with one number."""
    one, other = _as_product(a), _as_product(b)
    (top, bottom), (more, below) = one.number, other.number
    return Multiplied(
        (top * more, bottom * below),
        (*one.factors, *other.factors),
        (*one.divisors, *other.divisors),
    )


def _as_product(scalar: Scalar) -> Multiplied:
    match scalar:
        case Multiplied():
            return scalar
        case Number(pair=pair):
            return Multiplied(pair)
        case _:
            return Multiplied(factors=(scalar,))


def _inverse(divisor: Scalar) -> Scalar:
    product = _as_product(divisor)
    top, bottom = product.number
    if top <= 0 or product.divisors:
        return Multiplied(divisors=(divisor,))
    return Multiplied((bottom, top), divisors=product.factors)


def _plus(scalars: Sequence[Scalar]) -> Scalar:
    return scalars[0] if len(scalars) == 1 else Added(tuple(scalars))
