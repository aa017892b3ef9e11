"""Formulas over many units, in arrays of 64-bit integers.

Before each step that could overflow, a bound on its results is computed in integers of any size;
where that does not prove the step safe, NoArrayForm is raised and the exact way must be taken. The
extra `bulk` installs numpy.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import gcd, lcm
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bokrules.allocation.apportion import NotApportionable
from bokrules.allocation.array_plan import (
    ONE,
    Factors,
    Form,
    NoArrayForm,
    Pair,
    Scalar,
    Source,
    plan_of,
)
from bokrules.semantics.allocation import Formula, Table

Ints = NDArray[np.int64]

LARGEST = 2**63 - 1
BLOCK = 1 << 14
"""So many units at a time: what is computed on the way stays near the processor."""
FEW_VALUES = 4
"""Units with the same weight get the same before rounding. With so many units for each value that a
weight can have, it is computed once for each value."""


class Bounded(NamedTuple):
    """An array, and what none of its values exceeds in size; its numbers are over `scale`."""

    values: Ints
    bound: int
    scale: int = 1

    @classmethod
    def of(cls, values: Ints, scale: int = 1) -> Bounded:
        """An array of numbers that are not negative."""
        return cls(values, int(values.max()), scale)


class Part(NamedTuple):
    """`top / bottom` times a column, or on its own; in units of rounding, reduced."""

    column: Bounded | None
    top: int
    bottom: int


class Spare:
    """Arrays to write into again: fresh memory costs more than what is computed in it."""

    def __init__(self) -> None:
        self._arrays: list[Ints] = []

    def array(self, size: int) -> Ints:
        try:
            spare = self._arrays.pop()
        except IndexError:
            return np.empty(size, dtype=np.int64)
        return spare if len(spare) == size else np.empty(size, dtype=np.int64)

    def give_back(self, arrays: Iterable[Ints]) -> None:
        self._arrays += arrays


class ArrayFormula:
    """A formula prepared once, and computed for any number of units. Raises NoArrayForm."""

    def __init__(self, formula: Formula, tables: Mapping[str, Table]) -> None:
        self.plan = plan_of(formula)
        self._tables = {name: _entries(table) for name, table in tables.items()}
        self._spare = Spare()

    def shares(
        self,
        size: int,
        columns: Mapping[str, Bounded],
        inputs: Mapping[str, Pair],
        ties: Sequence[Any] | None = None,
        out: Ints | None = None,
    ) -> Ints:
        """The shares of `size` units in rupiah, as the reference computes them; in `out` if given.

        Columns are integers that are not negative: a choice as the place of its option, yes and no
        as 1 and 0. Inputs are pairs of integers. `ties` settles equal remainders (else position).
        Raises NoArrayForm where 64 bits are not proved enough, NotApportionable,
        ZeroDivisionError.
        """
        work = _Work(size, columns, inputs, self._tables, self._spare)
        plan = self.plan
        parts, total = work.parts(plan.result, plan.unit)
        if plan.exact_total is not None:
            wanted = work.scalar(plan.exact_total)
            if total[0] * plan.unit * wanted[1] != wanted[0] * total[1]:
                raise NotApportionable("the quotas are not shares of the total")
        units, over = divmod(total[0], total[1])
        if over:
            raise NotApportionable("the total is no multiple of the unit")
        shares = np.empty(work.size, dtype=np.int64) if out is None else out
        _round(parts, units, plan.may_be_negative, ties, shares, self._spare)
        shares *= plan.unit
        self._spare.give_back(work.own)
        return shares


def _entries(table: Table) -> Bounded:
    scale = lcm(*(each.denominator for each in table.entries.values()))
    entries = [int(each * scale) for each in table.entries.values()]
    bound = max(map(abs, entries))
    if bound > LARGEST:
        return Bounded(np.zeros(0, dtype=np.int64), bound, scale)
    return Bounded(np.array(entries, dtype=np.int64), bound, scale)


def _round(
    parts: Sequence[Part],
    units: int,
    may_be_negative: bool,
    ties: Sequence[Any] | None,
    shares: Ints,
    spare: Spare,
) -> None:
    """Write whole units for each into `shares`, `units` in all."""
    size = len(shares)
    columns = [each.column for each in parts if each.column is not None]
    if len(columns) == 1 and columns[0].bound * FEW_VALUES < size and not may_be_negative:
        _round_by_value(parts, columns[0], units, ties, shares)
        return
    rest = spare.array(size)
    _mix(parts, shares, rest)
    if may_be_negative and int(shares.min()) < 0:
        raise NoArrayForm("a share may be negative")
    left = units - int(np.add.reduce(shares))
    if left:
        _give(shares, rest, left, ties)
    spare.give_back((rest,))


def _give(whole: Ints, rest: Ints, left: int, ties: Sequence[Any] | None) -> None:
    """One more unit to the `left` largest remainders."""
    least = np.partition(rest, len(rest) - left)[len(rest) - left]
    chosen = rest >= least
    if np.count_nonzero(chosen) == left:
        whole += chosen
        return
    chosen = rest > least
    whole += chosen
    tied = np.flatnonzero(rest == least)
    whole[_first(tied, left - int(np.count_nonzero(chosen)), ties)] += 1


def _round_by_value(
    parts: Sequence[Part],
    column: Bounded,
    units: int,
    ties: Sequence[Any] | None,
    shares: Ints,
) -> None:
    """Computed for each value that the one column can have, then read for each unit."""
    values = Bounded(np.arange(column.bound + 1, dtype=np.int64), column.bound, column.scale)
    of_values = [
        each if each.column is None else Part(values, each.top, each.bottom) for each in parts
    ]
    whole, rest = np.empty_like(values.values), np.empty_like(values.values)
    _mix(of_values, whole, rest)
    counts = np.bincount(column.values, minlength=column.bound + 1)
    left = units - int((whole * counts).sum())
    if not left:
        whole.take(column.values, out=shares, mode="clip")
        return
    order = np.argsort(rest)[::-1]
    reached = np.cumsum(counts[order])
    least = rest[order[np.searchsorted(reached, left)]]
    chosen = rest > least
    whole += chosen
    whole.take(column.values, out=shares, mode="clip")
    tied = np.flatnonzero((rest == least).take(column.values))
    shares[_first(tied, left - int(counts[chosen].sum()), ties)] += 1


def _first(places: Any, count: int, ties: Sequence[Any] | None) -> Any:
    if ties is None:
        return places[:count]
    return sorted(places.tolist(), key=ties.__getitem__)[:count]


def _mix(parts: Sequence[Part], whole: Ints, rest: Ints) -> None:
    """The sum of the parts: whole units, and what is over, over one denominator."""
    scale = lcm(*(each.bottom for each in parts))
    compute = _at_once if _fits_at_once(parts, scale) else _in_parts
    for start in range(0, len(whole), BLOCK):
        end = min(start + BLOCK, len(whole))
        compute(parts, scale, whole[start:end], rest[start:end], slice(start, end))


def _fits_at_once(parts: Sequence[Part], scale: int) -> bool:
    bound = 0
    for each in parts:
        factor = abs(each.top) * (scale // each.bottom)
        bound += factor if each.column is None else factor * each.column.bound
    return bound <= LARGEST and scale <= LARGEST


def _at_once(parts: Sequence[Part], scale: int, whole: Ints, rest: Ints, block: slice) -> None:
    constant = 0
    is_begun = False
    for each in parts:
        factor = each.top * (scale // each.bottom)
        if each.column is None:
            constant += factor
        elif is_begun:
            rest += each.column.values[block] * factor
        else:
            np.multiply(each.column.values[block], factor, out=rest)
            is_begun = True
    if not is_begun:
        rest[:] = constant
    elif constant:
        rest += constant
    _part(rest, scale, whole)


def _in_parts(parts: Sequence[Part], scale: int, whole: Ints, rest: Ints, block: slice) -> None:
    """Whole units and remainders of each part on their own: both are far smaller."""
    if scale * (len(parts) + 1) > LARGEST:
        raise NoArrayForm("the remainders may overflow")
    whole[:] = 0
    rest[:] = 0
    for each in parts:
        units, over = divmod(each.top, each.bottom)
        bound = 1 if each.column is None else each.column.bound
        if bound * max(abs(units), over) > LARGEST // (2 * len(parts)):
            raise NoArrayForm("a product may overflow")
        if each.column is None:
            whole += units
            rest += over * (scale // each.bottom)
            continue
        values = each.column.values[block]
        left = values * over
        more = np.empty_like(left)
        _part(left, each.bottom, more)
        whole += more
        if units:
            whole += values * units
        left *= scale // each.bottom
        rest += left
    more = np.empty_like(rest)
    _part(rest, scale, more)
    whole += more


def _part(values: Ints, divisor: int, whole: Ints) -> None:
    """Quotients into `whole`; in place of the values the remainders, without a second division."""
    np.floor_divide(values, divisor, out=whole)
    values -= whole * divisor


class _Work:
    """Products of columns and their sums, each computed once; what scalars read."""

    __slots__ = ("columns", "inputs", "own", "products", "size", "spare", "sums", "tables")

    def __init__(
        self,
        size: int,
        columns: Mapping[str, Bounded],
        inputs: Mapping[str, Pair],
        tables: Mapping[str, Bounded],
        spare: Spare,
    ) -> None:
        self.columns, self.inputs, self.tables, self.spare = columns, inputs, tables, spare
        self.size = size
        self.products: dict[Factors, Bounded] = {}
        self.own: list[Ints] = []
        """The arrays made on the way."""
        self.sums: dict[Factors, Pair] = {ONE: (self.size, 1)}

    def scalar(self, scalar: Scalar) -> Pair:
        return scalar.value(self.inputs, self.sum)

    def parts(self, form: Form, unit: int) -> tuple[list[Part], Pair]:
        """The parts that are not nothing, in units, and their sum over all units of allocation."""
        parts: list[Part] = []
        total = (0, 1)
        for factors, scalar in form.items():
            top, bottom = self.scalar(scalar)
            if not top:
                continue
            column = self.product(factors) if factors else None
            bottom *= unit if column is None else unit * column.scale
            common = gcd(top, bottom)
            part = Part(column, top // common, bottom // common)
            parts.append(part)
            count = self.sum(factors)[0]
            total = (
                total[0] * part.bottom + part.top * count * total[1],
                total[1] * part.bottom,
            )
        return parts, total

    def sum(self, factors: Factors) -> Pair:
        known = self.sums.get(factors)
        if known is None:
            product = self.product(factors)
            if product.bound * self.size > LARGEST:
                raise NoArrayForm("a sum may overflow")
            known = self.sums[factors] = int(np.add.reduce(product.values)), product.scale
        return known

    def product(self, factors: Factors) -> Bounded:
        known = self.products.get(factors)
        if known is None:
            product, *others = map(self._source, factors)
            for each in others:
                product = self._multiplied(product, each)
            known = self.products[factors] = product
        return known

    def _source(self, source: Source) -> Bounded:
        column = self.columns[source.column]
        if source.table is None:
            return column
        table = self.tables[source.table]
        if table.bound > LARGEST:
            raise NoArrayForm("the entries of a table are too large")
        if column.bound >= len(table.values):
            raise NoArrayForm("what is looked up is no option")
        values = table.values.take(column.values, out=self._array(), mode="clip")
        return Bounded(values, table.bound, table.scale)

    def _multiplied(self, a: Bounded, b: Bounded) -> Bounded:
        bound = a.bound * b.bound
        if bound > LARGEST:
            raise NoArrayForm("a product of columns may overflow")
        is_own = any(a.values is each for each in self.own)
        values = np.multiply(a.values, b.values, out=a.values if is_own else self._array())
        return Bounded(values, bound, a.scale * b.scale)

    def _array(self) -> Ints:
        array = self.spare.array(self.size)
        self.own.append(array)
        return array
