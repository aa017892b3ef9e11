"""Small changes of conditions and amounts: what a slip of the pen would make of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Generic, Literal, TypeVar

from bokrules.base.messages import Message, msg
from bokrules.base.money import format_rupiah
from bokrules.base.numbers import format_number
from bokrules.semantics import expressions as ir
from bokrules.semantics.vocabulary import Fact

Kind = Literal[
    "comparison",
    "threshold",
    "operand",
    "negation",
    "condition",
    "selector",
    "term",
    "exception",
    "document",
    "deposit",
    "requirement",
    "serves",
    "effect",
    "dropped",
]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Change(Generic[_T]):
    """What is changed, in words, and what comes of it."""

    kind: Kind
    message: Message
    to: _T


Changes = Iterator[Change[ir.Expression]]

_STRICTNESS: dict[ir.Comparison, ir.Comparison] = {">": ">=", ">=": ">", "<": "<=", "<=": "<"}
_DIRECTION: dict[ir.Comparison, ir.Comparison] = {">": "<", ">=": "<=", "<": ">", "<=": ">="}


def changes_of_condition(condition: ir.Expression, facts: Mapping[str, Fact]) -> Changes:
    """Comparisons turned, thresholds moved, operands dropped, tests made their opposite."""
    match condition:
        case ir.Field() | ir.IsA():
            yield _opposite(condition)
        case ir.Not(operand=operand):
            yield Change("negation", msg("without the negation"), operand)
            for change in changes_of_condition(operand, facts):
                if change.to != condition:
                    yield _inside(change, ir.Not(change.to))
        case ir.AllOf(operands=operands) | ir.AnyOf(operands=operands):
            for place, each in enumerate(operands):
                if len(operands) > 1:
                    yield Change(
                        "operand",
                        msg("without the test of {fields}", fields=_fields(each)),
                        type(condition)(without(operands, place)),
                    )
                for change in changes_of_condition(each, facts):
                    changed = with_other(operands, place, change.to)
                    yield _inside(change, type(condition)(changed))
        case ir.Compare():
            yield from _changes_of_comparison(condition, facts)
        case _:
            return


def _changes_of_comparison(test: ir.Compare, facts: Mapping[str, Fact]) -> Changes:
    if test.comparison == "=":
        yield _opposite(test)
    else:
        for other in (_STRICTNESS[test.comparison], _DIRECTION[test.comparison]):
            yield Change(
                "comparison",
                msg("`{a}` instead of `{b}`", a=other, b=test.comparison),
                ir.Compare(test.left, other, test.right),
            )
    kinds = {facts[name].type.kind for name in ir.fields_of(test)}
    is_count = "count" in kinds and "rupiah" not in kinds
    for change in changes_of_amount(test.left, is_count=is_count):
        yield _inside(change, ir.Compare(change.to, test.comparison, test.right))
    for change in changes_of_amount(test.right, is_count=is_count):
        yield _inside(change, ir.Compare(test.left, test.comparison, change.to))


def changes_of_amount(amount: ir.Expression, *, is_count: bool = False) -> Changes:
    """Every constant one step up and one down. `is_count`: whole numbers are not rupiah."""
    match amount:
        case ir.Constant(value=value):
            for other in _beside(value):
                a, b = _shown(other, is_count=is_count), _shown(value, is_count=is_count)
                yield Change("threshold", msg("{a} instead of {b}", a=a, b=b), ir.Constant(other))
        case ir.Total(terms=terms):
            for place, (sign, each) in enumerate(terms):
                for change in changes_of_amount(each, is_count=is_count):
                    yield _inside(change, ir.Total(with_other(terms, place, (sign, change.to))))
        case ir.Scaled(factors=factors):
            for place, (how, each) in enumerate(factors):
                for change in changes_of_amount(each, is_count=is_count):
                    if how == "*" or change.to != ir.Constant(0):
                        changed = with_other(factors, place, (how, change.to))
                        yield _inside(change, ir.Scaled(changed))
        case _:
            return


def without(items: tuple[Any, ...], place: int) -> tuple[Any, ...]:
    """The items but for one."""
    return items[:place] + items[place + 1 :]


def with_other(items: tuple[Any, ...], place: int, item: object) -> tuple[Any, ...]:
    """The items with another in this place."""
    return (*items[:place], item, *items[place + 1 :])


def _inside(change: Change[ir.Expression], whole: ir.Expression) -> Change[ir.Expression]:
    return Change(change.kind, change.message, whole)


def _opposite(test: ir.Expression) -> Change[ir.Expression]:
    return Change(
        "negation", msg("the opposite test of {fields}", fields=_fields(test)), ir.Not(test)
    )


def _fields(expression: ir.Expression) -> list[str]:
    return sorted(set(ir.fields_of(expression)))


# ---- constants ----


def _beside(value: ir.Scalar) -> Iterable[ir.Scalar]:
    """One step up and one down: a rupiah, a unit, a day, the last printed place of a ratio."""
    if isinstance(value, (bool, str)):
        return
    if isinstance(value, date):
        for days in (1, -1):
            with suppress(OverflowError):
                yield value + timedelta(days)
        return
    step = _step(value) if isinstance(value, Fraction) else 1
    yield value + step
    yield value - step


def _step(value: Fraction) -> Fraction:
    """A whole number above 1 moves by 1, anything else by the last place of its percentage."""
    if value.denominator == 1 and value > 1:
        return Fraction(1)
    places = next((n for n in range(2, 20) if (value * 10**n).denominator == 1), 2)
    return Fraction(1, 10**places)


def _shown(value: ir.Scalar, *, is_count: bool) -> str:
    """A ratio up to 1 as a percentage, which is how the law prints most of them."""
    if isinstance(value, Fraction):
        return format_number(value, percent=value <= 1)
    if isinstance(value, int) and not is_count:
        return format_rupiah(value)
    return str(value)
