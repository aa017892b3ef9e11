"""Conditions and sums after names are bound and types checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal, assert_never

Scalar = int | Fraction | bool | date | str
"""A single value: rupiah and counts are int, ratios Fraction, terms and choices str."""
Comparison = Literal[">", ">=", "<", "<=", "="]


@dataclass(frozen=True, slots=True)
class Constant:
    value: Scalar


@dataclass(frozen=True, slots=True)
class Field:
    name: str


@dataclass(frozen=True, slots=True)
class IsA:
    """The field's term is `term` or lies below it in the taxonomy."""

    field: str
    term: str


@dataclass(frozen=True, slots=True)
class Not:
    operand: Expression


@dataclass(frozen=True, slots=True)
class AllOf:
    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Compare:
    left: Expression
    comparison: Comparison
    right: Expression


@dataclass(frozen=True, slots=True)
class Total:
    """Signed sum: each sign is +1 or -1."""

    terms: tuple[tuple[int, Expression], ...]


@dataclass(frozen=True, slots=True)
class Scaled:
    """Product and quotient, from the left; a divisor is a constant other than 0."""

    factors: tuple[tuple[Literal["*", "/"], Expression], ...]


Expression = Constant | Field | IsA | Not | AllOf | AnyOf | Compare | Total | Scaled

ALWAYS = AllOf(())
"""The condition that always holds."""


def fields_of(expression: Expression) -> Iterator[str]:
    """The fields that an expression reads, in the order of reading, repeats included."""
    match expression:
        case Constant():
            return
        case Field(name=name) | IsA(field=name):
            yield name
        case Not(operand=operand):
            yield from fields_of(operand)
        case AllOf(operands=operands) | AnyOf(operands=operands):
            for each in operands:
                yield from fields_of(each)
        case Compare(left=left, right=right):
            yield from fields_of(left)
            yield from fields_of(right)
        case Total(terms=terms):
            for _, each in terms:
                yield from fields_of(each)
        case Scaled(factors=factors):
            for _, each in factors:
                yield from fields_of(each)
        case _:
            assert_never(expression)


def memberships_of(expression: Expression) -> Iterator[IsA]:
    """The tests on terms of the vocabulary inside a condition."""
    match expression:
        case IsA():
            yield expression
        case Not(operand=operand):
            yield from memberships_of(operand)
        case AllOf(operands=operands) | AnyOf(operands=operands):
            for each in operands:
                yield from memberships_of(each)
        case Compare(left=left, right=right):
            yield from memberships_of(left)
            yield from memberships_of(right)
        case _:
            return
