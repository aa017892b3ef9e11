"""The lines and exact shares of a formula over units of which some numbers are not known.

They mean what `allocation` computes, and are defined just where it gives shares.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import assert_never

import z3

from bokrules.backends.polynomials import Polynomial
from bokrules.backends.to_smt.unknowns import Bool, Unknowns
from bokrules.semantics.allocation import (
    Formula,
    Indicator,
    Lookup,
    Node,
    Product,
    Ref,
    Sum,
    SumOver,
    Table,
    UnitCount,
)
from bokrules.semantics.expressions import Constant

Value = Polynomial | str | bool
"""A number, or an option, or yes or no."""


@dataclass(frozen=True, slots=True)
class FormulaTerms:
    """For each unit: its lines, and its share before rounding."""

    lines: Mapping[str, Sequence[Value]]
    quotas: Sequence[Polynomial]


@dataclass(slots=True)
class FormulaEncoder:
    """`columns` hold a value for each of `size` units; `inputs` one for all."""

    unknowns: Unknowns
    size: int
    tables: Mapping[str, Table]
    columns: Mapping[str, Sequence[Value]]
    inputs: Mapping[str, Value]
    lines: dict[str, Sequence[Value]] = field(default_factory=dict)

    def encode(self, formula: Formula) -> FormulaTerms:
        """Adds to the unknowns under which conditions the formula gives shares at all.

        `least` and `most` are kept unit by unit: not for a formula that has an exact total.
        """
        for line in formula.lines:
            self.lines[line.name] = self._values(line.value)
        quotas = _numbers(self.lines[formula.result])
        nothing = Polynomial.constant(0)
        for each in quotas:
            self.unknowns.require_not_less(each, nothing)
        rounding = formula.rounding
        if rounding is not None and rounding.exact_total is not None:
            [wanted, *_] = self._of_each(rounding.exact_total)
            self.unknowns.require_equal(Polynomial.total(quotas), wanted)
        has_bounds = formula.least is not None or formula.most is not None
        bounds = self._bounds(formula) if has_bounds else []
        if has_bounds:
            quotas = [
                self.unknowns.clamped(each, low, high)
                for each, (low, high) in zip(quotas, bounds, strict=True)
            ]
        self._require_roundable(formula, quotas, bounds)
        return FormulaTerms(self.lines, quotas)

    def _require_roundable(
        self,
        formula: Formula,
        quotas: Sequence[Polynomial],
        bounds: Sequence[tuple[Polynomial, Polynomial | None]],
    ) -> None:
        rounding, total = formula.rounding, Polynomial.total(quotas)
        if rounding is None:
            for each in quotas:
                self.unknowns.require_multiple(each, 1)
            return
        self.unknowns.require_multiple(total, rounding.unit if rounding.rest is None else 1)
        if rounding.rest == "largest" and bounds:
            rooms = [
                self._has_room(each, rounding.unit, low, high)
                for each, (low, high) in zip(quotas, bounds, strict=True)
            ]
            self.unknowns.require_multiple(total, rounding.unit, rooms)

    def _has_room(
        self, quota: Polynomial, unit: int, low: Polynomial, high: Polynomial | None
    ) -> Bool:
        by, step = self.unknowns.is_not_less, Polynomial.constant(unit)
        above = True if high is None else by(high, quota.plus(step))
        return z3.And(above, z3.Or(by(low.scaled(-1)), by(quota.minus(step), low)))

    def _bounds(self, formula: Formula) -> list[tuple[Polynomial, Polynomial | None]]:
        """In multiples of the rounding unit, so that rounding keeps within them."""
        unit = 1 if formula.rounding is None else formula.rounding.unit
        nothing = Polynomial.constant(0)
        lows = [nothing] * self.size
        highs: list[Polynomial | None] = [None] * self.size
        if formula.least is not None:
            least = self._of_each(formula.least)
            lows = [self.unknowns.least_multiple(each, unit) for each in least]
        if formula.most is not None:
            most = self._of_each(formula.most)
            highs = [self.unknowns.most_multiple(each, unit) for each in most]
        for low, high in zip(lows, highs, strict=True):
            if high is not None:
                self.unknowns.require_not_less(high, low)
        lows = [self.unknowns.clamped(each, nothing, None) for each in lows]
        return list(zip(lows, highs, strict=True))

    # ---- nodes ----

    def _of_each(self, node: Node) -> list[Polynomial]:
        return _numbers(self._values(node))

    def _values(self, node: Node) -> Sequence[Value]:
        match node:
            case Constant(value=value):
                assert isinstance(value, (int, Fraction))
                return [Polynomial.constant(value)] * self.size
            case Ref(kind="line", name=name):
                return self.lines[name]
            case Ref(kind="input", name=name):
                return [self.inputs[name]] * self.size
            case Ref(name=name):
                return self.columns[name]
            case Lookup(table=table, key=key):
                entries = self.tables[table].entries
                return [Polynomial.constant(entries[str(each)]) for each in self._values(key)]
            case Indicator(operand=operand):
                return [Polynomial.constant(int(bool(each))) for each in self._values(operand)]
            case UnitCount():
                return [Polynomial.constant(self.size)] * self.size
            case SumOver(operand=operand):
                return [Polynomial.total(self._of_each(operand))] * self.size
            case Sum(terms=terms):
                signed = [[p.scaled(sign) for p in self._of_each(each)] for sign, each in terms]
                return [Polynomial.total(parts) for parts in zip(*signed, strict=True)]
            case Product(factors=factors):
                product = [Polynomial.constant(1)] * self.size
                for how, factor in sorted(factors, key=lambda each: each[0] == "/"):
                    combined = Polynomial.times if how == "*" else self.unknowns.quotient
                    product = list(map(combined, product, self._of_each(factor)))
                return product
            case _:
                assert_never(node)


def _numbers(values: Sequence[Value]) -> list[Polynomial]:
    return [each for each in values if isinstance(each, Polynomial)]
