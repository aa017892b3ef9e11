"""Formulas over many units, in arrays of 64-bit integers.

Before each step that could overflow, a bound on its results is computed in integers of any size;
where that does not prove the step safe, NoArrayForm is raised and the exact way must be taken. The
extra `bulk` installs numpy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import gcd, lcm
from typing import Any

import numpy as np

from bokrules.allocation.apportion import NotApportionable
from bokrules.allocation.array_plan import ArrayPlan, NoArrayForm, Pair, plan_of
from bokrules.allocation.array_rounding import Quotas, round_quotas
from bokrules.allocation.bounded import LARGEST, Bounded, Column, Ints, Spare
from bokrules.semantics.allocation import Formula, Table


class ArrayFormula:
    """A formula prepared once, and computed for any number of units. Raises NoArrayForm."""

    def __init__(self, formula: Formula, tables: Mapping[str, Table]) -> None:
        self.plan = plan_of(formula)
        entries = {name: _entries(table) for name, table in tables.items()}
        self._products = [
            [(each.column, entries[each.table] if each.table else None) for each in factors]
            for factors in self.plan.products[1:]
        ]
        self._unit = np.array(self.plan.unit)
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
        lent: list[Ints] = []
        products: list[Column] = []
        sums = [(size, 1)]
        for sources in self._products:
            values, bound, scale = product = self._product(sources, size, columns, lent)
            if bound * size > LARGEST:
                raise NoArrayForm("a sum may overflow")
            products.append(product)
            sums.append((int(np.add.reduce(values)) if bound else 0, scale))
        quotas, units = _quotas(self.plan, inputs, products, sums)
        shares = np.empty(size, np.int64) if out is None else out
        round_quotas(quotas, units, ties, shares, self._spare.array(size, lent))
        np.multiply(shares, self._unit, shares)
        self._spare.give_back(lent)
        return shares

    def _product(
        self,
        sources: Sequence[tuple[str, Bounded | None]],
        size: int,
        columns: Mapping[str, Bounded],
        lent: list[Ints],
    ) -> Column:
        """A column, or an array of our own."""
        name, table = sources[0]
        values, bound, scale = columns[name]
        if table is None and len(sources) == 1:
            return values, bound, scale
        out = self._spare.array(size, lent)
        if table is not None:
            values, bound, scale = _looked_up(table, values, bound, out)
        for name, table in sources[1:]:
            factors, most, over = columns[name]
            if table is not None:
                array = self._spare.array(size, lent)
                factors, most, over = _looked_up(table, factors, most, array)
            bound *= most
            scale *= over
            if bound > LARGEST:
                raise NoArrayForm("a product of columns may overflow")
            values = np.multiply(values, factors, out)
        return values, bound, scale


def _looked_up(table: Bounded, places: Ints, most: int, out: Ints) -> Column:
    entries, bound, scale = table
    if bound > LARGEST:
        raise NoArrayForm("the entries of a table are too large")
    if most >= len(entries):
        raise NoArrayForm("what is looked up is no option")
    return entries.take(places, None, out, "clip"), bound, scale


def _quotas(
    plan: ArrayPlan, inputs: Mapping[str, Pair], products: Sequence[Column], sums: Sequence[Pair]
) -> tuple[Quotas, int]:
    """What each unit is due, and what all are due together, in units of rounding."""
    terms, scale = [], 1
    for place, scalar in plan.result:
        top, bottom = scalar.value(inputs, sums)
        if top:
            bottom *= sums[place][1] * plan.unit
            common = gcd(top, bottom)
            terms.append((place, top // common, bottom // common))
            scale = lcm(scale, bottom // common)
    constant = due = 0
    parts = []
    for place, top, bottom in terms:
        factor = top * (scale // bottom)
        due += factor * sums[place][0]
        if not place:
            constant = factor
            continue
        values, bound, _ = products[place - 1]
        if bound:
            parts.append((factor, values, bound))
    if not plan.always_has_its_total and plan.exact_total is not None:
        top, bottom = plan.exact_total.value(inputs, sums)
        if due * plan.unit * bottom != top * scale:
            raise NotApportionable("the quotas are not shares of the total")
    units, over = divmod(due, scale)
    if over:
        raise NotApportionable("the total is no multiple of the unit")
    # No share is negative, or it is refused later: none exceeds the total.
    if units * plan.unit > LARGEST:
        raise NoArrayForm("a share may overflow")
    return Quotas(constant, parts, scale, plan.may_be_negative), units


def _entries(table: Table) -> Bounded:
    scale = lcm(*(each.denominator for each in table.entries.values()))
    entries = [int(each * scale) for each in table.entries.values()]
    bound = max(map(abs, entries))
    if bound > LARGEST:
        return Bounded(np.zeros(0, dtype=np.int64), bound, scale)
    return Bounded(np.array(entries, dtype=np.int64), bound, scale)
