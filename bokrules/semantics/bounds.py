"""The numbers that a declaration holds, each with the comparison that it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from bokrules.base.money import format_rupiah
from bokrules.base.numbers import format_number
from bokrules.semantics import allocation as al
from bokrules.semantics import expressions as ir
from bokrules.semantics.declared import Declared, Selective
from bokrules.semantics.expressions import Comparison
from bokrules.semantics.limits import Counted, Limit, Rupiah, ShareOf
from bokrules.semantics.policy import Deposit, Must, Obligation, StampDuty, Target
from bokrules.semantics.scales import Band
from bokrules.semantics.types import RUPIAH
from bokrules.semantics.vocabulary import Vocabulary

Kind = Literal["rupiah", "percent", "orang", "kali", "hari", "jam"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number and what it counts; a share is a percentage."""

    kind: Kind
    value: Fraction

    def __str__(self) -> str:
        if self.kind == "percent":
            return format_number(self.value, percent=True)
        if self.kind == "rupiah" and self.value.denominator == 1:
            return format_rupiah(int(self.value))
        return f"{format_number(self.value)} {self.kind}"


@dataclass(frozen=True, slots=True)
class Bound:
    """`nilai paling banyak Rp50.000`; without a comparison the number is only reckoned with."""

    comparison: Comparison | None
    number: Number


def bounds_of(declared: Declared, vocabulary: Vocabulary) -> Iterator[Bound]:
    """All numbers of a declaration, without those of a scale's bands."""
    if isinstance(declared, Selective):
        yield from _in_condition(declared.when, vocabulary)
    match declared:
        case Obligation(requirements=requirements):
            for each in requirements:
                yield from _in_requirement(each, vocabulary)
        case Limit(is_most=is_most, measure=measure):
            yield Bound("<=" if is_most else ">=", _measured(measure))
        case Target(comparison=comparison, value=value, is_percent=True) if value is not None:
            yield Bound(comparison, Number("percent", Fraction(value)))  # type: ignore[arg-type]
        case al.Table(type=type_, entries=entries):
            kind: Kind = "rupiah" if type_ == RUPIAH else "percent"
            yield from (Bound(None, Number(kind, Fraction(each))) for each in entries.values())
        case al.Formula(nodes=computed, rounding=rounding):
            for root in computed:
                for node in al.nodes_of(root):
                    if isinstance(node, ir.Constant):
                        yield from _in_amount(node, "rupiah")
            if rounding is not None:
                yield Bound(None, Number("rupiah", Fraction(rounding.unit)))
        case _:
            return


def bounds_of_band(band: Band) -> Iterator[Bound]:
    """The ends of a band, read as percentages."""
    if band.lower is not None:
        yield Bound(">=" if band.has_lower else ">", Number("percent", band.lower))
    if band.upper is not None:
        yield Bound("<=" if band.has_upper else "<", Number("percent", band.upper))


def _measured(measure: Counted | Rupiah | ShareOf) -> Number:
    match measure:
        case Counted(value=value, unit=unit):
            return Number(unit, Fraction(value))
        case Rupiah(amount=amount):
            return Number("rupiah", Fraction(amount))
        case ShareOf(share=share):
            return Number("percent", share)


def _in_requirement(requirement: object, vocabulary: Vocabulary) -> Iterator[Bound]:
    match requirement:
        case Must(condition=condition):
            yield from _in_condition(condition, vocabulary)
        case Deposit(due=due):
            for _, amount in due:
                yield from _in_amount(amount, "rupiah")
        case StampDuty(due=amount):
            yield from _in_amount(amount, "rupiah")
        case _:
            return


# ---- conditions ----

_OPPOSITE: dict[Comparison, Comparison] = {">": "<=", ">=": "<", "<": ">=", "<=": ">", "=": "="}
_TURNED: dict[Comparison, Comparison] = {">": "<", ">=": "<=", "<": ">", "<=": ">=", "=": "="}


def opposite(comparison: Comparison) -> Comparison:
    """What holds where this one does not."""
    return _OPPOSITE[comparison]


def _in_condition(
    condition: ir.Expression, vocabulary: Vocabulary, negated: bool = False
) -> Iterator[Bound]:
    match condition:
        case ir.Not(operand=operand):
            yield from _in_condition(operand, vocabulary, not negated)
        case ir.AllOf(operands=operands) | ir.AnyOf(operands=operands):
            for each in operands:
                yield from _in_condition(each, vocabulary, negated)
        case ir.Compare(left=left, comparison=how, right=right):
            kind = _kind(condition, vocabulary)
            if kind is None:
                return
            how = opposite(how) if negated else how
            yield from _in_side(left, _TURNED[how], kind)
            yield from _in_side(right, how, kind)
        case _:
            return


def _in_side(side: ir.Expression, comparison: Comparison, kind: Kind) -> Iterator[Bound]:
    for each in _in_amount(side, kind):
        yield Bound(comparison if isinstance(side, ir.Constant) else None, each.number)


def _kind(comparison: ir.Compare, vocabulary: Vocabulary) -> Kind | None:
    """What both sides are, told by the fields that they read."""
    for name in ir.fields_of(comparison):
        type_ = vocabulary.facts[name].type
        if type_.kind == "count":
            return type_.of  # type: ignore[return-value]
        if type_.kind == "rupiah":
            return "rupiah"
        if type_.kind == "number":
            return "percent"
    return None


def _in_amount(expression: ir.Expression, kind: Kind) -> Iterator[Bound]:
    match expression:
        case ir.Constant(value=bool() | str()):
            return
        case ir.Constant(value=int() as value):
            yield Bound(None, Number(kind, Fraction(value)))
        case ir.Constant(value=Fraction() as value):
            yield Bound(None, Number("percent", value))
        case ir.Total(terms=terms):
            for _, each in terms:
                yield from _in_amount(each, kind)
        case ir.Scaled(factors=factors):
            for _, each in factors:
                yield from _in_amount(each, kind)
        case _:
            return
