"""What each operator means, once. Backends spell these; they never define them.

A truth is True, False or None (unknown). A value is None where it is missing.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Literal

from bokrules.semantics.expressions import Comparison, Scalar
from bokrules.semantics.vocabulary import Taxonomy

Truth = bool | None


def negation(operand: Truth) -> Truth:
    return None if operand is None else not operand


def conjunction(operands: Iterable[Truth]) -> Truth:
    """Kleene: false if any is false, else unknown if any is unknown, else true."""
    result: Truth = True
    for each in operands:
        if each is False:
            return False
        if each is None:
            result = None
    return result


def disjunction(operands: Iterable[Truth]) -> Truth:
    """Kleene: true if any is true, else unknown if any is unknown, else false."""
    result: Truth = False
    for each in operands:
        if each is True:
            return True
        if each is None:
            result = None
    return result


def implication(condition: Truth, requirement: Truth) -> Truth:
    """Holds where the requirement does, even if the condition is unknown."""
    return disjunction((negation(condition), requirement))


_COMPARE: dict[Comparison, Callable[[object, object], bool]] = {
    ">": operator.gt,  # type: ignore[dict-item]
    ">=": operator.ge,  # type: ignore[dict-item]
    "<": operator.lt,  # type: ignore[dict-item]
    "<=": operator.le,  # type: ignore[dict-item]
    "=": operator.eq,
}


def comparison(left: Scalar | None, how: Comparison, right: Scalar | None) -> Truth:
    """Unknown as soon as one side is missing."""
    if left is None or right is None:
        return None
    return _COMPARE[how](left, right)


def is_a(value: str | None, term: str, taxonomy: Taxonomy) -> Truth:
    """True on the term itself or below it; unknown if the value is more general; else false."""
    if value is None:
        return None
    if term in taxonomy.above_or_same(value):
        return True
    return None if value in taxonomy.above_or_same(term) else False


def total(terms: Iterable[tuple[int, Scalar | None]]) -> int | Fraction | None:
    """The signed sum; missing if any term is."""
    result: int | Fraction = 0
    for sign, value in terms:
        if value is None:
            return None
        result += sign * _number(value)
    return result


def scaled(factors: Iterable[tuple[Literal["*", "/"], Scalar | None]]) -> int | Fraction | None:
    """The exact product and quotient, from the left; missing if any factor is."""
    result: int | Fraction = 1
    for how, value in factors:
        if value is None:
            return None
        result = result * _number(value) if how == "*" else Fraction(result) / _number(value)
    return result


def whole_rupiah(amount: int | Fraction | None) -> int | None:
    """Taxes are rounded down to whole rupiah."""
    return None if amount is None else floor(amount)


def share_in_rupiah(share: Fraction, ceiling: int, *, is_most: bool) -> int:
    """The share of a ceiling in whole rupiah: of a maximum rounded down, of a minimum up."""
    exact = share * ceiling
    return floor(exact) if is_most else ceil(exact)


def shortfall(due: int | None, paid: int | None) -> int | None:
    """What is lacking of `due`; never negative; missing if either is."""
    return None if due is None or paid is None else max(0, due - paid)


def has_evidence(asked: Iterable[tuple[str, ...]], given: frozenset[str] | None) -> Truth:
    """Of each group of alternatives at least one is given; a list that is given is complete."""
    if given is None:
        return None
    return all(any(each in given for each in alternatives) for alternatives in asked)


def in_force(day: date | None, first: date, last: date | None) -> Truth:
    """Both ends included; no end means no end."""
    if day is None:
        return None
    return first <= day and (last is None or day <= last)


def _number(value: Scalar) -> int | Fraction:
    if isinstance(value, (int, Fraction)):
        return value
    raise TypeError(f"{value!r} is no number: the type checker should have refused it")
