"""The thresholds of an edition's rules, and the values just below, at and just above each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar, cast

from bokrules.backends.decision import Value
from bokrules.base.money import LARGEST_AMOUNT
from bokrules.cells.conditions import atom_of
from bokrules.cells.variables import FIRST_DAY, LAST_DAY, Compared
from bokrules.evaluation.thresholds import comparisons_of
from bokrules.semantics import expressions as ir
from bokrules.semantics.policy import (
    ClosedList,
    Gap,
    Must,
    Obligation,
    Permission,
    Policy,
    Prohibition,
)
from bokrules.semantics.types import Type

Rule = ClosedList | Permission | Prohibition | Obligation | Gap
Bound = int | Fraction | date
_Kind = TypeVar("_Kind", bound=Rule)
_MOST_PARTS = 10**9
_MEASURED = ("rupiah", "count", "number", "date")


class Position(StrEnum):
    """On which side of a threshold a value lies."""

    BELOW = "below"
    AT = "at"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class Threshold:
    """A comparison of one fact with a constant, in a `bila` or a `harus` of a rule.

    Where the comparison reads several facts, `constant` is where its sides are equal given the
    others; None as long as they are not given.
    """

    rule: Rule
    comparison: ir.Compare
    field: str
    constant: Bound | None


def deciding_rules(policy: Policy) -> list[Rule]:
    """The rules that a single expense is decided by, in the order of the decree."""
    gaps = [each for each in policy.gaps if each.touches in ("allow", "forbid", "require", "limit")]
    found: list[Rule] = [*policy.closed_lists, *policy.permissions, *policy.prohibitions]
    return sorted([*found, *policy.obligations, *gaps], key=policy.place)


def thresholds_in(rule: Rule, policy: Policy) -> list[Threshold]:
    """Each comparison once, in the order of reading."""
    found: dict[ir.Compare, Threshold] = {}
    for condition in _conditions(rule):
        for each in comparisons_of(condition):
            threshold = _threshold(rule, each, policy)
            if threshold is not None:
                found.setdefault(each, threshold)
    return list(found.values())


def _conditions(rule: Rule) -> Iterator[ir.Expression]:
    yield rule.when
    if isinstance(rule, Obligation):
        yield from (each.condition for each in rule.requirements if isinstance(each, Must))


def _threshold(rule: Rule, comparison: ir.Compare, policy: Policy) -> Threshold | None:
    facts = policy.vocabulary.facts
    read = list(dict.fromkeys(ir.fields_of(comparison)))
    if not read or any(facts[name].type.kind not in _MEASURED for name in read):
        return None
    atom = atom_of(comparison)
    if atom is not None and isinstance(atom[1], Compared):
        return Threshold(rule, comparison, atom[0], cast("Bound", atom[1].constant))
    return Threshold(rule, comparison, read[0], None)


# ---- a rule whose comparison is settled ----


def settled(rule: Rule, comparison: ir.Compare, truth: bool) -> Rule:
    """The rule with a constant in the place of one of its comparisons."""
    changed = replace(rule, when=_settled(rule.when, comparison, truth))
    if not isinstance(changed, Obligation):
        return changed
    requirements = tuple(
        Must(_settled(each.condition, comparison, truth)) if isinstance(each, Must) else each
        for each in changed.requirements
    )
    return replace(changed, requirements=requirements)


def _settled(condition: ir.Expression, comparison: ir.Compare, truth: bool) -> ir.Expression:
    if condition == comparison:
        return ir.Constant(truth)
    match condition:
        case ir.Not(operand=operand):
            return ir.Not(_settled(operand, comparison, truth))
        case ir.AllOf(operands=operands):
            return ir.AllOf(tuple(_settled(each, comparison, truth) for each in operands))
        case ir.AnyOf(operands=operands):
            return ir.AnyOf(tuple(_settled(each, comparison, truth) for each in operands))
        case _:
            return condition


def with_rule(policy: Policy, rule: Rule, changed: Rule) -> Policy:
    """The policy with another rule in the place of one."""

    def put(rules: tuple[_Kind, ...]) -> tuple[_Kind, ...]:
        return tuple(cast("_Kind", changed) if each is rule else each for each in rules)

    return replace(
        policy,
        closed_lists=put(policy.closed_lists),
        permissions=put(policy.permissions),
        prohibitions=put(policy.prohibitions),
        obligations=put(policy.obligations),
        gaps=put(policy.gaps),
    )


# ---- values ----


def values_around(constant: Bound, kind: Type, others: Iterable[Bound]) -> dict[Position, Value]:
    """One rupiah, person or day below and above; of exact numbers one in the last place printed.

    `others` are the fact's other constants, which such a number does not pass. There is none below
    the least value, nor above the largest, nor at a constant that lies between whole numbers.
    """
    if isinstance(constant, date):
        return _days(constant)
    if kind.kind == "number":
        return _numbers(Fraction(constant), others)
    whole = Fraction(constant)
    low, high = whole.numerator // whole.denominator, -(-whole.numerator // whole.denominator)
    found = {Position.BELOW: low - 1, Position.AT: low, Position.ABOVE: high + 1}
    if low != high:
        found = {Position.BELOW: low, Position.ABOVE: high}
    return {place: each for place, each in found.items() if 0 <= each <= LARGEST_AMOUNT}


def _days(constant: date) -> dict[Position, Value]:
    found: dict[Position, Value] = {}
    if constant > FIRST_DAY:
        found[Position.BELOW] = constant - timedelta(days=1)
    found[Position.AT] = constant
    if constant < LAST_DAY:
        found[Position.ABOVE] = constant + timedelta(days=1)
    return found


def _numbers(constant: Fraction, others: Iterable[Bound]) -> dict[Position, Value]:
    near = [abs(Fraction(cast("int", each)) - constant) for each in others if each != constant]
    parts = 1
    while (constant * parts).denominator != 1 and parts < _MOST_PARTS:
        parts *= 10
    while any(each * parts <= 1 for each in near) or 0 < constant * parts <= 1:
        parts *= 10
    step = Fraction(1, parts)
    found = {
        Position.BELOW: constant - step,
        Position.AT: constant,
        Position.ABOVE: constant + step,
    }
    return {place: each for place, each in found.items() if each >= 0}
