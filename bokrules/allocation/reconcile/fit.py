"""A fixed share and a rate that most units agree on, whatever the others have.

Every pair of units proposes the line through both; the line that explains the most units wins, and
of those the one that meets the most units exactly. So the constants are exact where the data are,
and up to half of the units may be anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

MOST_PAIRS = 12_000
"""Of more units, pairs are taken evenly from near to far."""


@dataclass(frozen=True, slots=True)
class Point:
    """A unit's weight, its published amount, and how far from it a prediction may be, in rupiah."""

    weight: Fraction
    amount: int
    tolerance: int


@dataclass(frozen=True, slots=True)
class Fit:
    """`fixed + rate * weight` rupiah; how many points it explains, and how many of them exactly."""

    fixed: Fraction
    rate: Fraction
    explained: int
    exact: int

    def predicted(self, weight: Fraction) -> Fraction:
        return self.fixed + self.rate * weight


def fit(points: Sequence[Point]) -> Fit | None:
    """The line that most points agree on; None if fewer than three points agree on any."""
    common = lcm(*(each.weight.denominator for each in points)) if points else 1
    weights = [int(each.weight * common) for each in points]
    amounts = [each.amount for each in points]
    tolerances = [each.tolerance for each in points]
    best: tuple[tuple[int, int, Fraction], int, int, int] | None = None
    for i, j in _pairs(weights):
        run, rise = weights[j] - weights[i], amounts[j] - amounts[i]
        explained = exact = off = 0
        for weight, amount, tolerance in zip(weights, amounts, tolerances, strict=True):
            residual = abs((amount - amounts[i]) * run - (weight - weights[i]) * rise)
            if residual <= tolerance * run:
                explained += 1
                off += residual
                exact += residual == 0
        score = (explained, exact, -Fraction(off, run))
        if best is None or score > best[0]:
            best = (score, i, run, rise)
    if best is None or best[0][0] < 3:
        return None
    (explained, exact, _), i, run, rise = best
    rate = Fraction(rise * common, run)
    return Fit(amounts[i] - rate * points[i].weight, rate, explained, exact)


def _pairs(weights: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs of different weights, the lighter first."""
    order = sorted(range(len(weights)), key=lambda each: weights[each])
    distances = range(1, len(order))
    step = max(1, len(order) * len(order) // (2 * MOST_PAIRS))
    for distance in distances[::step]:
        for i, j in zip(order, order[distance:], strict=False):
            if weights[i] < weights[j]:
                yield i, j
