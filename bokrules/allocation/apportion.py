"""Rounding shares so that they sum to their total: the method of largest remainders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any


class NotApportionable(ValueError):
    """The total is no multiple of the unit, or not the sum of the quotas."""


@dataclass(frozen=True, slots=True)
class Quotas:
    """Exact shares in rupiah: integers over one denominator."""

    numerators: Sequence[int]
    denominator: int = 1

    @classmethod
    def of(cls, shares: Sequence[Fraction]) -> Quotas:
        common = lcm(*(each.denominator for each in shares))
        return cls([int(each * common) for each in shares], common)

    def at(self, place: int) -> Fraction:
        return Fraction(int(self.numerators[place]), self.denominator)

    @property
    def total(self) -> Fraction:
        return Fraction(sum(self.numerators), self.denominator)


def least_multiple(amount: Fraction, unit: int) -> int:
    """The least multiple of `unit` that is not below an amount."""
    return -(-amount // unit) * unit


def most_multiple(amount: Fraction, unit: int) -> int:
    """The greatest multiple of `unit` that is not above an amount."""
    return amount // unit * unit


def apportion(
    quotas: Quotas, total: int, unit: int = 1, ties: Sequence[Any] | None = None
) -> list[int]:
    """The quotas in multiples of `unit` that sum to `total`, each less than a unit from its quota.

    Every quota is rounded down; the units left over go to the largest remainders, of equal ones to
    the first by `ties` (else by position). The quotas sum to `total`, or to less than a unit more.
    Raises NotApportionable.
    """
    if unit < 1 or total % unit:
        raise NotApportionable("the total is no multiple of the unit")
    if not 0 <= quotas.total - total < unit:
        raise NotApportionable("the quotas are not shares of the total")
    base = quotas.denominator * unit
    parts = [divmod(each, base) for each in quotas.numerators]
    whole = [down for down, _ in parts]
    left = total // unit - sum(whole)
    if left:
        keys: Sequence[Any] = ties if ties is not None else range(len(parts))
        order = sorted(range(len(parts)), key=lambda each: (-parts[each][1], keys[each], each))
        for each in order[:left]:
            whole[each] += 1
    # INVARIANT: the shares sum to `total`.
    return [each * unit for each in whole]
