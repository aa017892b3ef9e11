"""Quotas in arrays of 64-bit integers, rounded to whole units: the method of largest remainders.

Numbers that arrays are computed with are arrays of no dimension: to convert a number takes numpy as
long as to add five hundred.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd
from typing import Any, NamedTuple

import numpy as np

from bokrules.allocation.array_plan import NoArrayForm
from bokrules.allocation.bounded import BLOCK, LARGEST, Ints

FEW_VALUES = 4
"""Units with the same weight get the same before rounding. With so many units for each value that a
weight can have, it is computed once for each value."""


class Quotas(NamedTuple):
    """`constant` and factors times columns, in units, over `scale`; with no common divisor."""

    constant: int
    parts: Sequence[tuple[int, Ints, int]]
    scale: int
    may_be_negative: bool


def round_quotas(
    quotas: Quotas, units: int, ties: Sequence[Any] | None, shares: Ints, rest: Ints
) -> None:
    """Write whole units for each into `shares`, `units` in all; `rest` is room for remainders.

    `ties` settles equal remainders (else position). Raises NoArrayForm.
    """
    parts = quotas.parts
    if quotas.may_be_negative:
        _divide(quotas, shares, rest)
        if int(shares.min()) < 0:
            raise NoArrayForm("a share may be negative")
    elif len(parts) == 1 and parts[0][2] * FEW_VALUES < len(shares):
        _round_by_value(quotas, units, ties, shares)
        return
    else:
        _divide(quotas, shares, rest)
    left = units - int(np.add.reduce(shares))
    if left:
        _give(shares, rest, left, ties)


def _give(whole: Ints, rest: Ints, left: int, ties: Sequence[Any] | None) -> None:
    """One more unit to the `left` largest remainders."""
    place = len(rest) - left
    ordered = rest.copy()
    ordered.partition(place)
    least = ordered[place, ...]
    chosen = rest >= least
    over = int(np.count_nonzero(chosen)) - left
    if over:
        (tied,) = (rest == least).nonzero()
        chosen[_last(tied, over, ties)] = False
    np.add(whole, chosen, whole)


def _round_by_value(quotas: Quotas, units: int, ties: Sequence[Any] | None, shares: Ints) -> None:
    """Computed for each value that the one column can have, then read for each unit."""
    [(factor, column, bound)] = quotas.parts
    values = np.arange(bound + 1, dtype=np.int64)
    whole, rest = np.empty_like(values), np.empty_like(values)
    _divide(quotas._replace(parts=[(factor, values, bound)]), whole, rest)
    counts = np.bincount(column, minlength=len(values))
    left = units - int((whole * counts).sum())
    if not left:
        whole.take(column, out=shares, mode="clip")
        return
    order = np.argsort(rest)[::-1]
    reached = np.cumsum(counts[order])
    least = rest[order[np.searchsorted(reached, left)]]
    chosen = rest >= least
    whole += chosen
    whole.take(column, out=shares, mode="clip")
    over = int(counts[chosen].sum()) - left
    if over:
        tied = np.flatnonzero((rest == least).take(column))
        shares[_last(tied, over, ties)] -= 1


def _last(places: Any, count: int, ties: Sequence[Any] | None) -> Any:
    if ties is None:
        return places[-count:]
    return sorted(places.tolist(), key=ties.__getitem__)[-count:]


def _divide(quotas: Quotas, whole: Ints, rest: Ints) -> None:
    """Whole units of the quotas, and what is over, over their scale."""
    compute = _at_once if _fits_at_once(quotas) else _in_parts
    if len(whole) <= BLOCK:
        compute(quotas, whole, rest)
        return
    for start in range(0, len(whole), BLOCK):
        block = slice(start, start + BLOCK)
        parts = [(factor, values[block], bound) for factor, values, bound in quotas.parts]
        compute(quotas._replace(parts=parts), whole[block], rest[block])


def _fits_at_once(quotas: Quotas) -> bool:
    bound = abs(quotas.constant)
    for factor, _, of_column in quotas.parts:
        bound += abs(factor) * of_column
    return bound <= LARGEST and quotas.scale <= LARGEST


def _at_once(quotas: Quotas, whole: Ints, rest: Ints) -> None:
    constant, parts, scale, _ = quotas
    is_begun = False
    for factor, values, _ in parts:
        if is_begun:
            rest += values * factor
        else:
            np.multiply(values, np.asarray(factor), rest)
            is_begun = True
    if not is_begun:
        rest[:] = constant
    elif constant:
        np.add(rest, np.asarray(constant), rest)
    _split(rest, scale, whole)


def _in_parts(quotas: Quotas, whole: Ints, rest: Ints) -> None:
    """Whole units and remainders of each part on their own: both are far smaller."""
    constant, parts, scale, _ = quotas
    most = LARGEST // (2 * len(parts) + 2)
    units, over = divmod(constant, scale)
    if scale > most or abs(units) > most:
        raise NoArrayForm("the remainders may overflow")
    whole[:], rest[:] = units, over
    more = np.empty_like(rest)
    for factor, values, bound in parts:
        common = gcd(factor, scale)
        bottom = scale // common
        units, over = divmod(factor // common, bottom)
        if bound * max(abs(units), over) > most:
            raise NoArrayForm("a product may overflow")
        if units:
            whole += values * units
        left = values * over
        _split(left, bottom, more)
        whole += more
        left *= common
        rest += left
    _split(rest, scale, more)
    whole += more


def _split(values: Ints, divisor: int, whole: Ints) -> None:
    """Quotients into `whole`; in place of the values the remainders, without a second division."""
    by = np.asarray(divisor)
    np.floor_divide(values, by, whole)
    np.subtract(values, whole * by, values)
