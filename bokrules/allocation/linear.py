"""Linear forms over columns: what the lines of a formula are, exactly.

A line is a constant plus multiples of columns of integers: `2/17 * bobot + 650`. Factors that are
the same for every unit stay in the coefficient, so that a column is computed once and no unit needs
a fraction of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import repeat
from math import lcm
from operator import mul
from typing import Any, Protocol

Column = Any
"""A number for each unit: a list, or an array of the carrier."""

LARGEST_DENOMINATOR = 10**18
"""Beyond it a column of fractions stays one: its integers would be too long to help."""


class ZeroDivisor(ArithmeticError):
    """A divisor is 0 for the unit at `place`."""

    def __init__(self, place: int) -> None:
        super().__init__(place)
        self.place = place


@dataclass(frozen=True, slots=True)
class Term:
    """`coefficient` times a column."""

    coefficient: Fraction
    column: Column


@dataclass(frozen=True, slots=True)
class Linear:
    """The sum of a constant and terms; without terms the same for every unit."""

    constant: Fraction = Fraction(0)
    terms: tuple[Term, ...] = ()

    def times(self, factor: Fraction) -> Linear:
        if factor == 0:
            return Linear()
        return Linear(
            self.constant * factor,
            tuple(Term(each.coefficient * factor, each.column) for each in self.terms),
        )

    def plus(self, other: Linear) -> Linear:
        return Linear(self.constant + other.constant, self.terms + other.terms)

    def at(self, place: int) -> Fraction:
        """The value for one unit."""
        return self.constant + sum(
            (each.coefficient * Fraction(each.column[place]) for each in self.terms), Fraction(0)
        )


class Carrier(Protocol):
    """How columns are kept and computed with. Raises ZeroDivisor."""

    @property
    def size(self) -> int:
        """The number of units."""
        ...

    def product(self, a: Column, b: Column) -> Column: ...

    def total(self, column: Column) -> int | Fraction: ...

    def combined(self, form: Linear) -> Term:
        """The form as one multiple of one column."""
        ...

    def inverse(self, column: Column) -> Term: ...

    def looked_up(self, entries: Mapping[str, Fraction | int], key: Column) -> Term: ...

    def indicator(self, column: Column) -> Column: ...


@dataclass(frozen=True, slots=True)
class Lists:
    """Columns as lists of integers of any size, or of fractions: always exact, never refused."""

    size: int

    def product(self, a: Column, b: Column) -> Column:
        return list(map(mul, a, b))

    def total(self, column: Column) -> int | Fraction:
        return sum(column)

    def combined(self, form: Linear) -> Term:
        if form.constant == 0 and len(form.terms) == 1:
            return form.terms[0]
        common = lcm(
            form.constant.denominator, *(each.coefficient.denominator for each in form.terms)
        )
        column: list[Any] = [int(form.constant * common)] * self.size
        for each in form.terms:
            factor = int(each.coefficient * common)
            column = [
                value + factor * other for value, other in zip(column, each.column, strict=True)
            ]
        return Term(Fraction(1, common), column)

    def inverse(self, column: Column) -> Term:
        for place, each in enumerate(column):
            if each == 0:
                raise ZeroDivisor(place)
        return term_of([1 / Fraction(each) for each in column])

    def looked_up(self, entries: Mapping[str, Fraction | int], key: Column) -> Term:
        common = lcm(*(each.denominator for each in entries.values()))
        scaled = {name: int(value * common) for name, value in entries.items()}
        return Term(Fraction(1, common), [scaled[each] for each in key])

    def indicator(self, column: Column) -> Column:
        return list(map(int, column))


def term_of(values: Sequence[int | Fraction]) -> Term:
    """A column of numbers as integers over one denominator, if that is not too long."""
    common = 1
    for each in {each.denominator for each in values}:
        common = lcm(common, each)
        if common > LARGEST_DENOMINATOR:
            return Term(Fraction(1), list(values))
    if common == 1:
        return Term(Fraction(1), list(map(int, values)))
    return Term(Fraction(1, common), list(map(int, map(mul, values, repeat(common)))))
