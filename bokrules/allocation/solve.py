"""A formula over units: its lines, exactly, and the shares rounded as it says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any, assert_never, cast

from bokrules.allocation.apportion import apportion
from bokrules.allocation.inputs import Given, Value, read_inputs, refuse
from bokrules.base import codes
from bokrules.base.messages import msg
from bokrules.base.money import format_rupiah
from bokrules.base.numbers import format_number
from bokrules.evaluation.citing import citation_text
from bokrules.semantics.allocation import (
    KEY_COLUMN,
    Formula,
    Indicator,
    Lookup,
    Node,
    Product,
    Ref,
    Sum,
    SumOver,
    UnitCount,
)
from bokrules.semantics.expressions import Constant
from bokrules.semantics.policy import Policy

Vector = list[Value]
Result = Value | Vector
"""A value for each unit, or one that is the same for all."""


@dataclass(frozen=True, slots=True)
class UnitShare:
    """A unit's key, its lines as exact fractions (rupiah, or numbers), its share in rupiah."""

    unit: str
    lines: Mapping[str, Fraction]
    amount: int


@dataclass(frozen=True)
class Allocation:
    """What a formula gives each unit, in the order of the units given."""

    formula: Formula
    policy: Policy = field(repr=False)
    given: Given = field(repr=False)
    lines: Mapping[str, Result] = field(repr=False)
    amounts: tuple[int, ...]

    @property
    def total(self) -> int:
        """The sum of the shares in rupiah."""
        return sum(self.amounts)

    @cached_property
    def units(self) -> tuple[UnitShare, ...]:
        """Made when read: the shares with every line behind them."""
        return tuple(
            UnitShare(
                key, {name: self._of(line, place) for name, line in self.lines.items()}, amount
            )
            for place, (key, amount) in enumerate(zip(self.given.keys, self.amounts, strict=True))
        )

    @staticmethod
    def _of(line: Result, place: int) -> Fraction:
        return Fraction(cast("Fraction", line[place] if isinstance(line, list) else line))

    @property
    def assumed(self) -> tuple[str, ...]:
        """How the formula's text was read, and which gaps of the sources it rests on."""
        gaps = [each.label.text for each in self.policy.gaps if each.touches == "formula"]
        return (*self.formula.notes, *gaps)

    def to_dict(self) -> dict[str, Any]:
        """The public JSON document; fractions as text, such as 2600/17."""
        return {
            "formula": self.formula.name,
            "edition": {
                "id": self.policy.edition.id,
                "regulation": self.policy.edition.regulation,
                "sha256": self.policy.edition.sha256,
            },
            "inputs": {name: _plain(value) for name, value in self.given.inputs.items()},
            "total": self.total,
            "units": [
                {
                    "unit": each.unit,
                    "lines": {name: str(value) for name, value in each.lines.items()},
                    "amount": each.amount,
                }
                for each in self.units
            ],
            "citation": citation_text(self.formula.citations, self.policy),
            "assumed": list(self.assumed),
        }


def solve(
    formula: Formula,
    policy: Policy,
    units: Sequence[Mapping[str, object]],
    inputs: Mapping[str, object],
) -> Allocation:
    """Compute a formula of `policy` for units (mappings of their columns) and inputs.

    A column that no unit has may be given among the inputs: it is then the same for all. Rounding
    happens only where the formula says so. Raises InvalidValue naming the unit and the field.
    """
    given = read_inputs(formula, policy, units, inputs)
    work = _Work(formula, policy, given)
    for line in formula.lines:
        work.lines[line.name] = work.result(line.value, line.name)
    return Allocation(formula, policy, given, work.lines, tuple(work.shares()))


class _Work:
    """The lines computed so far."""

    def __init__(self, formula: Formula, policy: Policy, given: Given) -> None:
        self.formula, self.given = formula, given
        self.tables = {each.name: each for each in policy.tables}
        self.lines: dict[str, Result] = {}

    # ---- lines ----

    def result(self, node: Node, line: str) -> Result:
        match node:
            case Constant(value=value):
                return cast("Value", value)
            case Ref(kind="line", name=name):
                return self.lines[name]
            case Ref(kind="input", name=name):
                return self.given.inputs[name]
            case Ref(name=name):
                return self.given.columns[name]
            case Lookup(table=table, key=key):
                entries = self.tables[table].entries
                return _each(lambda value: entries[cast("str", value)], self.result(key, line))
            case Indicator(operand=operand):
                return _each(lambda value: 1 if value else 0, self.result(operand, line))
            case UnitCount():
                return len(self.given.keys)
            case SumOver(operand=operand):
                return _sum(self.result(operand, line))
            case Sum(terms=terms):
                parts = [(sign, self.result(each, line)) for sign, each in terms]
                return _spread(
                    lambda values: sum(
                        (sign * value for (sign, _), value in zip(parts, values, strict=True)),
                        Fraction(0),
                    ),
                    [each for _, each in parts],
                )
            case Product(factors=factors):
                return self._product(
                    [(how, self.result(each, line)) for how, each in factors], line
                )
            case _:
                assert_never(node)

    def _product(self, factors: Sequence[tuple[str, Result]], line: str) -> Result:
        for how, divisor in factors:
            if how == "/":
                self._refuse_zero(divisor, line)

        def multiplied(values: Sequence[Fraction]) -> Fraction:
            product = Fraction(1)
            for (how, _), value in zip(factors, values, strict=True):
                product = product * value if how == "*" else product / value
            return product

        return _spread(multiplied, [each for _, each in factors])

    def _refuse_zero(self, divisor: Result, line: str) -> None:
        if not isinstance(divisor, list):
            if divisor == 0:
                raise refuse(
                    codes.NO_SHARE,
                    msg("line `{line}` divides by 0 for every unit", line=line),
                    msg("the units give nothing to share by: look at their columns"),
                )
            return
        for key, value in zip(self.given.keys, divisor, strict=True):
            if value == 0:
                raise refuse(
                    codes.NO_SHARE,
                    msg("line `{line}` divides by 0 for unit `{unit}`", line=line, unit=key),
                    msg("look at the columns of this unit"),
                )

    # ---- shares ----

    def shares(self) -> list[int]:
        """The result, rounded as the formula says, each share not negative."""
        result = self.lines[self.formula.result]
        quotas = [
            Fraction(cast("Fraction", result[place] if isinstance(result, list) else result))
            for place in range(len(self.given.keys))
        ]
        for key, quota in zip(self.given.keys, quotas, strict=True):
            if quota < 0:
                raise refuse(
                    codes.NO_SHARE,
                    msg(
                        "the share of unit `{unit}` is negative: {value}",
                        unit=key,
                        value=_rupiah(quota),
                    ),
                    msg("look at its columns and at the inputs"),
                )
        rounding = self.formula.rounding
        unit = rounding.unit if rounding is not None else 1
        total = sum(quotas, Fraction(0))
        if rounding is not None and rounding.exact_total is not None:
            wanted = self.result(rounding.exact_total, self.formula.result)
            self._check_total(total, Fraction(cast("Fraction", wanted)))
        if rounding is None and any(each.denominator != 1 for each in quotas):
            raise refuse(
                codes.NO_SHARE,
                msg("the shares are no whole rupiah, and the formula does not round"),
                msg("write `bulatkan` in the formula"),
            )
        if total.denominator != 1 or total % unit:
            raise refuse(
                codes.NO_SHARE,
                msg(
                    "the total, {total}, is no multiple of {unit}",
                    total=_rupiah(total),
                    unit=format_rupiah(unit),
                ),
                msg("give a ceiling that is one"),
            )
        column = rounding.ties if rounding is not None else KEY_COLUMN
        ties = [str(each) for each in self.given.columns[column]]
        return apportion(quotas, int(total), unit, ties)

    def _check_total(self, total: Fraction, wanted: Fraction) -> None:
        if total != wanted:
            raise refuse(
                codes.NO_SHARE,
                msg(
                    "the shares sum to {a}, and `jumlah_tepat` asks for {b}",
                    a=_rupiah(total),
                    b=_rupiah(wanted),
                ),
                msg("a formula that does not share out its total cannot be rounded to it"),
            )


def _each(compute: Any, result: Result) -> Result:
    return [compute(each) for each in result] if isinstance(result, list) else compute(result)


def _sum(result: Result) -> Value:
    return sum((Fraction(cast("Fraction", each)) for each in cast("Vector", result)), Fraction(0))


def _spread(compute: Any, parts: Sequence[Result]) -> Result:
    """Unit by unit, what is the same for all repeated; one value where all are."""
    length = next((len(each) for each in parts if isinstance(each, list)), None)
    if length is None:
        return cast("Value", compute([Fraction(cast("Fraction", each)) for each in parts]))
    columns = [
        [Fraction(cast("Fraction", value)) for value in each]
        if isinstance(each, list)
        else [Fraction(cast("Fraction", each))] * length
        for each in parts
    ]
    return [compute(values) for values in zip(*columns, strict=True)]


def _rupiah(amount: Fraction) -> str:
    if amount.denominator == 1:
        return format_rupiah(amount.numerator)
    return f"Rp{format_number(amount)}"


def _plain(value: Value) -> object:
    return value if isinstance(value, (bool, int, str)) else str(value)
