"""A condition in one spelling, so that two which say the same thing in other words are equal.

The normal form has the same truth as the condition for all facts, missing ones included: only laws
of three-valued logic are used. That a fact is read is never simplified away (`nilai - nilai` stays
missing where `nilai` is), and `a or not a` stays as it is, for it is unknown where `a` is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Literal, assert_never, cast

from bokrules.semantics.expressions import (
    ALWAYS,
    AllOf,
    AnyOf,
    Compare,
    Comparison,
    Constant,
    Expression,
    Field,
    IsA,
    Not,
    Scaled,
    Total,
)
from bokrules.semantics.operators import comparison

NEVER = AnyOf(())
_INVERSE: dict[Comparison, Comparison] = {"<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_SWAPPED: dict[Comparison, Comparison] = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "="}
Factors = tuple[str, ...]
"""Fields that are multiplied, sorted; none for a constant."""


def normal_form(condition: Expression) -> Expression:
    """A condition of yes or no in its one spelling; equal forms have equal truth everywhere."""
    return _truth(condition, wanted=True)


def normal_amount(amount: Expression) -> Expression:
    """An amount as a sum of products, in one order."""
    return _spelled(_sum_of(amount))


# ---- truths ----


def _truth(condition: Expression, *, wanted: bool) -> Expression:
    """The form of the condition, or (not `wanted`) of its negation."""
    match condition:
        case Constant(value=value):
            return ALWAYS if value is wanted else NEVER
        case Field() | IsA():
            return condition if wanted else Not(condition)
        case Not(operand=operand):
            return _truth(operand, wanted=not wanted)
        case AllOf(operands=operands) | AnyOf(operands=operands):
            parts = [_truth(each, wanted=wanted) for each in operands]
            return _joined(parts, is_and=isinstance(condition, AllOf) is wanted)
        case Compare(left=left, comparison=how, right=right):
            return _compared(left, how, right, wanted=wanted)
        case Total() | Scaled():
            raise TypeError("an amount is no condition: the type checker should have refused it")
        case _:
            assert_never(condition)


def _joined(parts: Sequence[Expression], *, is_and: bool) -> Expression:
    kind = AllOf if is_and else AnyOf
    flat: dict[Expression, None] = {}
    for each in parts:
        inside = each.operands if isinstance(each, kind) else (each,)
        flat |= dict.fromkeys(inside)
    decided = NEVER if is_and else ALWAYS
    if decided in flat:
        return decided
    # a and (a or b) is a; a or (a and b) is a: in three values too.
    other = AnyOf if is_and else AllOf
    kept = [
        each
        for each in flat
        if not (isinstance(each, other) and _has_less(set(each.operands), flat, each, other))
    ]
    if len(kept) == 1:
        return kept[0]
    return kind(tuple(sorted(kept, key=repr)))


def _has_less(
    operands: set[Expression],
    among: Iterable[Expression],
    itself: Expression,
    kind: type[AllOf] | type[AnyOf],
) -> bool:
    """Whether another part is one of these operands, or is made of fewer of them."""
    for each in among:
        if each == itself:
            continue
        if each in operands or (isinstance(each, kind) and set(each.operands) < operands):
            return True
    return False


# ---- comparisons ----


def _compared(left: Expression, how: Comparison, right: Expression, *, wanted: bool) -> Expression:
    for one, other in ((left, right), (right, left)):
        if isinstance(other, Constant) and isinstance(other.value, bool):
            return _truth(one, wanted=other.value is wanted)  # `x = ya`, `x = tidak`
    if how != "=" and not wanted:
        how, wanted = _INVERSE[how], True
    form = _numbers(left, how, right) if _is_sum(left) and _is_sum(right) else None
    if form is None:
        form = _in_order(_operand(left), how, _operand(right))
    return form if wanted else _negated(form)


def _negated(form: Expression) -> Expression:
    if form == ALWAYS:
        return NEVER
    return ALWAYS if form == NEVER else Not(form)


def _operand(side: Expression) -> Expression:
    """A day, a term, or a condition that is compared with another one."""
    return side if isinstance(side, Constant | Field) else _truth(side, wanted=True)


def _in_order(left: Expression, how: Comparison, right: Expression) -> Expression:
    if isinstance(left, Constant) and isinstance(right, Constant):
        return ALWAYS if comparison(left.value, how, right.value) else NEVER
    if repr(right) < repr(left):
        left, how, right = right, _SWAPPED[how], left
    return Compare(left, how, right)


def _is_sum(side: Expression) -> bool:
    match side:
        case Constant(value=value):
            return isinstance(value, int | Fraction)
        case Field() | Total() | Scaled():
            return True
        case _:
            return False


def _numbers(left: Expression, how: Comparison, right: Expression) -> Expression | None:
    """The fields on one side and a number on the other; None if nothing shows them to be numbers.

    Two fields may be two days, which are compared but never subtracted.
    """
    if isinstance(left, Field) and isinstance(right, Field):
        return None
    found = dict(_sum_of(left))
    for factors, number in _sum_of(right).items():
        found[factors] = found.get(factors, Fraction(0)) - number
    bound = -found.pop((), Fraction(0))
    leading = next((found[each] for each in sorted(found) if found[each]), Fraction(1))
    if not found:
        return ALWAYS if comparison(Fraction(0), how, bound) else NEVER
    if leading < 0:
        how = _SWAPPED[how]
    shares = {factors: Fraction(number, leading) for factors, number in found.items()}
    return Compare(_spelled(shares), how, Constant(Fraction(bound, leading)))


# ---- amounts ----


def _sum_of(amount: Expression) -> Mapping[Factors, Fraction]:
    """Products of fields, each with its number. One that comes to 0 is kept: it is still read."""
    match amount:
        case Constant(value=value):
            return {(): Fraction(cast("int | Fraction", value))}
        case Field(name=name):
            return {(name,): Fraction(1)}
        case Total(terms=terms):
            found: dict[Factors, Fraction] = {}
            for sign, each in terms:
                for factors, number in _sum_of(each).items():
                    found[factors] = found.get(factors, Fraction(0)) + sign * number
            return found
        case Scaled(factors=scaled):
            product: Mapping[Factors, Fraction] = {(): Fraction(1)}
            for how, each in scaled:
                product = _times(product, how, _sum_of(each))
            return product
        case _:
            raise TypeError("a condition is no amount: the type checker should have refused it")


def _times(
    left: Mapping[Factors, Fraction], how: Literal["*", "/"], right: Mapping[Factors, Fraction]
) -> Mapping[Factors, Fraction]:
    if how == "/":  # by a constant other than 0, as the type checker sees to
        divisor = right[()]
        return {factors: Fraction(number, divisor) for factors, number in left.items()}
    found: dict[Factors, Fraction] = {}
    for a, one in left.items():
        for b, other in right.items():
            factors = tuple(sorted((*a, *b)))
            found[factors] = found.get(factors, Fraction(0)) + one * other
    return found


def _spelled(found: Mapping[Factors, Fraction]) -> Expression:
    """A constant of 0 is left out, a product of 0 stays."""
    terms = [
        (1, _product(factors, found[factors]))
        for factors in sorted(found)
        if factors or found[factors]
    ]
    return Total(tuple(terms)) if terms else Constant(Fraction(0))


def _product(factors: Factors, number: Fraction) -> Expression:
    fields: list[tuple[Literal["*", "/"], Expression]] = [("*", Field(each)) for each in factors]
    return Scaled((("*", Constant(number)), *fields))
