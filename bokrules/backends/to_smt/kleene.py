"""Truths of three values as two formulas: when it is true, and when it is false."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import z3

from bokrules.semantics.operators import Truth

Formula = Any
"""A formula of the solver, or a bool where it is known."""


@dataclass(frozen=True, slots=True, eq=False)
class Kleene:
    """Unknown where neither holds; never do both."""

    true: Formula
    false: Formula

    @property
    def unknown(self) -> Formula:
        return negated(any_of([self.true, self.false]))


CONSTANT: dict[Truth, Kleene] = {
    True: Kleene(True, False),
    False: Kleene(False, True),
    None: Kleene(False, False),
}


def negation(operand: Kleene) -> Kleene:
    return Kleene(operand.false, operand.true)


def conjunction(operands: Iterable[Kleene]) -> Kleene:
    parts = list(operands)
    return Kleene(all_of(each.true for each in parts), any_of(each.false for each in parts))


def disjunction(operands: Iterable[Kleene]) -> Kleene:
    return negation(conjunction(negation(each) for each in operands))


# ---- two values ----


def all_of(operands: Iterable[Formula]) -> Formula:
    parts = []
    for each in operands:
        if each is False:
            return False
        if each is not True:
            parts.append(each)
    return _joined(z3.Z3_mk_and, parts) if parts else True


def any_of(operands: Iterable[Formula]) -> Formula:
    parts = []
    for each in operands:
        if each is True:
            return True
        if each is not False:
            parts.append(each)
    return _joined(z3.Z3_mk_or, parts) if parts else False


def _joined(make: Callable[..., Any], parts: Sequence[Formula]) -> Formula:
    """As z3.And and z3.Or, which look at each part several times: most of the time goes there."""
    if len(parts) == 1:
        return parts[0]
    context = parts[0].ctx
    array = (z3.Ast * len(parts))(*(each.ast for each in parts))
    return z3.BoolRef(make(context.ref(), len(parts), array), context)


def negated(operand: Formula) -> Formula:
    return not operand if isinstance(operand, bool) else z3.Not(operand)


def differ(one: Formula, other: Formula) -> Formula:
    """One of two formulas holds, and not the other."""
    if isinstance(one, bool):
        return negated(other) if one else other
    if isinstance(other, bool):
        return negated(one) if other else one
    return False if one.eq(other) else z3.Xor(one, other)
