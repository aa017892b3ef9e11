"""A formula as a fixed share and a rate for each unit of weight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import cast

from bokrules.allocation.array_plan import ONE, Factors, NoArrayForm, Pair, Source, form_of
from bokrules.allocation.inputs import Given
from bokrules.semantics.allocation import Formula
from bokrules.semantics.policy import Policy


@dataclass(frozen=True, slots=True)
class Affine:
    """`fixed + rate * weight` for each unit in rupiah, exactly what the formula says.

    `weights` are numbers in the order of the units, `words` tells of what: `bobot[r] × kab_kota`.
    """

    fixed: Fraction
    rate: Fraction
    weights: Sequence[Fraction]
    words: str


def affine_of(formula: Formula, policy: Policy, given: Given) -> Affine | None:
    """The formula in this form; None if more than one weight counts, or none, or it has no form.

    Columns that are nothing for every unit, and rates of nothing, do not count.
    """
    try:
        products, result = form_of(formula)
    except NoArrayForm:
        return None
    weighing = _Weighing(policy, given)
    inputs = {name: _pair(Fraction(value)) for name, value in given.inputs.items()}
    weights = [weighing.weights(each) for each in products]
    sums = [_pair(sum(each, Fraction(0))) for each in weights]
    fixed = Fraction(0)
    parts: list[tuple[Fraction, int]] = []
    for place, scalar in result:
        rate = Fraction(*scalar.value(inputs, sums))
        if products[place] == ONE:
            fixed += rate
        elif rate and any(weights[place]):
            parts.append((rate, place))
    if len(parts) != 1:
        return None
    [(rate, place)] = parts
    return Affine(fixed, rate, weights[place], " × ".join(map(_words, products[place])))


@dataclass(frozen=True, slots=True)
class _Weighing:
    policy: Policy
    given: Given

    def weights(self, factors: Factors) -> list[Fraction]:
        if factors == ONE:
            return [Fraction(1)] * len(self.given.keys)
        columns = [self._values(each) for each in factors]
        return [prod(values, start=Fraction(1)) for values in zip(*columns, strict=True)]

    def _values(self, source: Source) -> list[Fraction]:
        column = self.given.columns[source.column]
        if source.table is None:
            return [Fraction(each) for each in column]
        table = next(each for each in self.policy.tables if each.name == source.table)
        return [Fraction(table.entries[cast("str", each)]) for each in column]


def _words(source: Source) -> str:
    return source.column if source.table is None else f"{source.table}[{source.column}]"


def _pair(number: Fraction) -> Pair:
    return number.numerator, number.denominator
