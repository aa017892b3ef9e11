"""What may have happened to a published amount that nothing explains: guesses that can be checked.

Each says what would have to be true; none says that it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Kind = Literal["digit", "swapped_digits", "factor", "swapped", "cancels", "floor"]

FACTORS = (Fraction(1, 1000), Fraction(1, 100), Fraction(1, 10), *map(Fraction, (10, 100, 1000)))


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """`corrected` is the amount in rupiah if it holds, where it tells one; `units` are the others.

    `factor` is what the published amount would have to be multiplied by.
    """

    kind: Kind
    corrected: int | None = None
    units: tuple[str, ...] = ()
    factor: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Unexplained:
    """A unit's published amount, what is predicted for it, how far off it may be, in rupiah."""

    unit: str
    published: int
    predicted: Fraction
    tolerance: int

    @property
    def residual(self) -> Fraction:
        return self.published - self.predicted

    def fits(self, amount: Fraction | int) -> bool:
        return abs(amount - self.predicted) <= self.tolerance


def hypotheses(unexplained: Sequence[Unexplained]) -> Mapping[str, tuple[Hypothesis, ...]]:
    """For each unit the guesses that hold, the simplest first."""
    found: dict[str, list[Hypothesis]] = defaultdict(list)
    for each in unexplained:
        found[each.unit] += _factor(each)
        if each.published >= 0:
            found[each.unit] += (*_digit(each), *_swapped_digits(each))
    for unit, hypothesis in (*_swapped(unexplained), *_cancels(unexplained), *_floor(unexplained)):
        found[unit].append(hypothesis)
    return {unit: tuple(each) for unit, each in found.items()}


def _factor(unit: Unexplained) -> Iterator[Hypothesis]:
    for factor in FACTORS:
        corrected = unit.published * factor
        if corrected.denominator == 1 and unit.fits(corrected):
            yield Hypothesis("factor", int(corrected), factor=factor)


def _digit(unit: Unexplained) -> Iterator[Hypothesis]:
    """One digit misread: the number that is nearest to what is predicted."""
    digits = str(unit.published)
    candidates = {
        int(digits[:place] + other + digits[place + 1 :])
        for place in range(len(digits))
        for other in "0123456789"
        if other != digits[place] and (place or other != "0")
    }
    yield from _nearest("digit", unit, candidates)


def _swapped_digits(unit: Unexplained) -> Iterator[Hypothesis]:
    digits = str(unit.published)
    candidates = {
        int(digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :])
        for place in range(len(digits) - 1)
        if digits[place] != digits[place + 1]
    }
    yield from _nearest("swapped_digits", unit, candidates)


def _nearest(kind: Kind, unit: Unexplained, candidates: set[int]) -> Iterator[Hypothesis]:
    fitting = sorted(filter(unit.fits, candidates), key=lambda each: abs(each - unit.predicted))
    if fitting:
        yield Hypothesis(kind, fitting[0])


def _swapped(units: Sequence[Unexplained]) -> Iterator[tuple[str, Hypothesis]]:
    """Two amounts that stand in each other's row."""
    for one, other in _pairs(units):
        if one.fits(other.published) and other.fits(one.published):
            yield one.unit, Hypothesis("swapped", other.published, (other.unit,))
            yield other.unit, Hypothesis("swapped", one.published, (one.unit,))


def _cancels(units: Sequence[Unexplained]) -> Iterator[tuple[str, Hypothesis]]:
    """What one has too much the other has too little: moved from one to the other."""
    for one, other in _pairs(units):
        tolerance = min(one.tolerance, other.tolerance)
        if abs(one.residual + other.residual) <= tolerance:
            yield one.unit, Hypothesis("cancels", units=(other.unit,))
            yield other.unit, Hypothesis("cancels", units=(one.unit,))


def _floor(units: Sequence[Unexplained]) -> Iterator[tuple[str, Hypothesis]]:
    """The same amount, more than predicted, for several: a least amount for each."""
    same: dict[int, list[Unexplained]] = defaultdict(list)
    for each in units:
        if each.residual > 0:
            same[each.published].append(each)
    for group in same.values():
        for each in group:
            others = tuple(other.unit for other in group if other is not each)
            if others:
                yield each.unit, Hypothesis("floor", units=others)


def _pairs(units: Sequence[Unexplained]) -> Iterator[tuple[Unexplained, Unexplained]]:
    for place, one in enumerate(units):
        for other in units[place + 1 :]:
            yield one, other
