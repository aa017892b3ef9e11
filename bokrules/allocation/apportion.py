"""Rounding shares so that they sum to their total: the method of largest remainders."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import floor


class NotApportionable(ValueError):
    """The total is no multiple of the unit, or not the sum of the quotas."""


def apportion(
    quotas: Sequence[Fraction], total: int, unit: int = 1, ties: Sequence[str] | None = None
) -> list[int]:
    """The quotas in multiples of `unit` that sum to `total`, each less than a unit from its quota.

    Every quota is rounded down; the units left over go to the largest remainders, of equal ones to
    the first by `ties` (else by position). Quotas are not negative and sum to `total`.
    Raises NotApportionable.
    """
    if unit < 1 or total % unit:
        raise NotApportionable("the total is no multiple of the unit")
    if any(each < 0 for each in quotas) or sum(quotas, Fraction(0)) != total:
        raise NotApportionable("the quotas are not shares of the total")
    whole = [floor(each / unit) for each in quotas]
    remainders = [each / unit - down for each, down in zip(quotas, whole, strict=True)]
    left = total // unit - sum(whole)
    keys = ties if ties is not None else [""] * len(quotas)
    order = sorted(range(len(quotas)), key=lambda each: (-remainders[each], keys[each], each))
    for each in order[:left]:
        whole[each] += 1
    # INVARIANT: the shares sum to `total`.
    return [each * unit for each in whole]
