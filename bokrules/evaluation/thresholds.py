"""Where comparisons turn over, and the values at and beside such places.

A comparison is linear in each of its facts: two evaluations tell where its sides are equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise
from math import floor
from typing import cast

from bokrules.backends.decision import Facts
from bokrules.backends.reference import evaluate
from bokrules.semantics import expressions as ir
from bokrules.semantics.policy import Policy


def comparisons_of(condition: ir.Expression) -> Iterator[ir.Compare]:
    """All comparisons inside a condition."""
    match condition:
        case ir.Compare():
            yield condition
        case ir.Not(operand=operand):
            yield from comparisons_of(operand)
        case ir.AllOf(operands=operands) | ir.AnyOf(operands=operands):
            for each in operands:
                yield from comparisons_of(each)
        case _:
            return


def thresholds_of(
    name: str, comparisons: Iterable[ir.Compare], facts: Facts, policy: Policy
) -> Iterator[Fraction]:
    """Where a comparison with only this fact left to be set has equal sides: they are linear."""
    for each in comparisons:
        if set(ir.fields_of(each)) - facts.keys() == {name}:
            difference = ir.Total(((1, each.left), (-1, each.right)))
            at_0, at_1 = (
                cast("int | Fraction", evaluate(difference, {**facts, name: value}, policy))
                for value in (0, 1)
            )
            if at_0 != at_1:
                yield Fraction(at_0) / (at_0 - at_1)


def whole_around(thresholds: Iterable[Fraction]) -> list[int]:
    """The whole numbers at and directly beside each threshold, from the smallest."""
    beside = {floor(each) + step for each in thresholds for step in (-1, 0, 1)}
    return sorted(each for each in beside if each >= 0)


def fractions_around(thresholds: Iterable[Fraction]) -> list[Fraction]:
    """Each threshold, one number between each two, and one above them, from the smallest."""
    known = sorted(each for each in thresholds if each >= 0)
    between = [(low + high) / 2 for low, high in pairwise(known)]
    return sorted([*known, *between, known[-1] + 1])
