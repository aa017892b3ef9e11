"""Rules that contradict each other, and exceptions that can never apply, each with a witness.

A search over the values that can make a difference: the terms that both rules select, yes and no,
and the amounts at and beside every threshold. Facts are set one by one, and a branch is left as
soon as it cannot succeed. Where one sum weighs several amounts, a witness can be missed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import floor
from typing import cast

from bokrules.backends.decision import Facts, Value
from bokrules.backends.reference import evaluate, holds, prohibition_truth
from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import msg
from bokrules.base.money import format_rupiah
from bokrules.semantics import expressions as ir
from bokrules.semantics.operators import Truth
from bokrules.semantics.policy import Gap, Permission, Policy, Prohibition, Selective
from bokrules.semantics.types import NUMBER, RUPIAH

_Test = Callable[[Facts], Truth]


def find_conflicts(policy: Policy, out: Diagnostics) -> None:
    """Report every `boleh` and `larang` that can both be true without an exception between them."""
    for prohibition in policy.prohibitions:
        for permission in policy.permissions:
            if not _compete(prohibition, permission):
                continue
            witness = _conflict(prohibition, permission, policy)
            if witness is not None:
                out.error(
                    codes.CONFLICT,
                    prohibition.span,
                    msg(
                        "`larang {a}` and `boleh {b}` both hold, for example: {witness}",
                        a=prohibition.name,
                        b=permission.name,
                        witness=_in_words(witness, policy),
                    ),
                    msg("name the exception in the prohibition: `kecuali {b}`", b=permission.name),
                )


def find_idle_exceptions(policy: Policy, out: Diagnostics) -> None:
    """Report every `kecuali` whose permission never meets the prohibition, or the gap in them."""
    forbidding: tuple[Prohibition | Gap, ...] = (*policy.prohibitions, *policy.gaps)
    for rule in forbidding:
        for name in rule.exceptions:
            if _meeting(rule, policy.permission_by_name[name], policy) is None:
                message = msg(
                    "the exception `{b}` of `larang {a}` can never apply", a=rule.name, b=name
                )
                if isinstance(rule, Gap):
                    message = msg(
                        "the exception `{b}` of `celah {a}` can never apply", a=rule.name, b=name
                    )
                out.error(
                    codes.EXCEPTION_NEVER_APPLIES,
                    rule.span,
                    message,
                    msg("leave it out, or correct what one of the two selects"),
                )


def _compete(prohibition: Prohibition, permission: Permission) -> bool:
    """They select on the same dimensions; a prohibition on another one simply wins."""
    return (
        bool(prohibition.dimensions)
        and prohibition.dimensions == permission.dimensions
        and permission.name not in prohibition.exceptions
    )


def _conflict(prohibition: Prohibition, permission: Permission, policy: Policy) -> Facts | None:
    excepted = [policy.permission_by_name[name] for name in prohibition.exceptions]
    return _search(
        [
            lambda facts: prohibition_truth(prohibition, facts, policy),
            lambda facts: holds(permission.condition, facts, policy),
        ],
        [prohibition, permission, *excepted],
        policy,
    )


def _meeting(rule: Prohibition | Gap, permission: Permission, policy: Policy) -> Facts | None:
    return _search(
        [
            lambda facts: holds(rule.condition, facts, policy),
            lambda facts: holds(permission.condition, facts, policy),
        ],
        [rule, permission],
        policy,
    )


def _search(tests: Sequence[_Test], rules: Sequence[Selective], policy: Policy) -> Facts | None:
    """Facts that make every test true, or None if no combination of telling values does."""
    conditions = [rule.condition for rule in rules]
    read = {name for each in conditions for name in ir.fields_of(each)}
    # A fact before the one it is taken from, which would stand in for it.
    fields = sorted(read, key=lambda name: (-_defaults_below(name, policy), name))

    def extend(facts: dict[str, Value], left: Sequence[str]) -> Facts | None:
        truths = [test(facts) for test in tests]
        if False in truths:
            return None
        if all(truths):
            return facts
        if not left:
            return None
        for value in _telling_values(left[0], conditions, facts, policy):
            found = extend({**facts, left[0]: value}, left[1:])
            if found is not None:
                return found
        return None

    return extend({}, fields)


def _defaults_below(name: str, policy: Policy) -> int:
    default = policy.vocabulary.facts[name].default
    return 0 if default is None else 1 + _defaults_below(default, policy)


def _telling_values(
    name: str, conditions: Iterable[ir.Expression], facts: Facts, policy: Policy
) -> Iterable[Value]:
    """One value for each way the conditions can turn out, given the `facts` set so far."""
    type_ = policy.vocabulary.facts[name].type
    if type_.kind == "yes_no":
        return (True, False)
    if type_.kind == "term":
        return _telling_terms(name, conditions, policy)
    if type_.kind == "choice":
        return list(policy.vocabulary.choices[type_.of].options)
    comparisons = [each for condition in conditions for each in _comparisons(condition)]
    constants = [value for each in comparisons for value in _constants(each)]
    if type_.kind == "date":
        days = [value for value in (*constants, *facts.values()) if isinstance(value, date)]
        return _days_around([policy.edition.first_day, *days])
    numbers = [Fraction(value) for value in constants if isinstance(value, (int, Fraction))]
    thresholds = {Fraction(0), *numbers, *_thresholds(name, comparisons, facts, policy)}
    return _fractions_around(thresholds) if type_ == NUMBER else _whole_around(thresholds)


def _telling_terms(name: str, conditions: Iterable[ir.Expression], policy: Policy) -> Iterator[str]:
    """Every term named and all below it, and one that no condition names."""
    taxonomy = policy.vocabulary.taxonomies[policy.vocabulary.facts[name].type.of]
    named = {
        test.term for each in conditions for test in ir.memberships_of(each) if test.field == name
    }
    telling = {below for term in named for below in taxonomy.below_or_same(term)}
    yield from sorted(telling)
    yield from sorted(set(taxonomy.terms) - telling)[:1]


def _thresholds(
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


def _whole_around(thresholds: Iterable[Fraction]) -> list[int]:
    """The whole numbers at and directly beside each threshold, from the smallest."""
    beside = {floor(each) + step for each in thresholds for step in (-1, 0, 1)}
    return sorted(each for each in beside if each >= 0)


def _fractions_around(thresholds: Iterable[Fraction]) -> list[Fraction]:
    """Each threshold, one number between each two, and one above them, from the smallest."""
    known = sorted(each for each in thresholds if each >= 0)
    between = [(low + high) / 2 for low, high in pairwise(known)]
    return sorted([*known, *between, known[-1] + 1])


def _days_around(days: Iterable[date]) -> list[date]:
    beside = {day.toordinal() + step for day in days for step in (-1, 0, 1)}
    possible = range(date.min.toordinal(), date.max.toordinal() + 1)
    return [date.fromordinal(each) for each in sorted(beside) if each in possible]


def _comparisons(condition: ir.Expression) -> Iterator[ir.Compare]:
    match condition:
        case ir.Compare():
            yield condition
        case ir.Not(operand=operand):
            yield from _comparisons(operand)
        case ir.AllOf(operands=operands) | ir.AnyOf(operands=operands):
            for each in operands:
                yield from _comparisons(each)
        case _:
            return


def _constants(expression: ir.Expression) -> Iterator[ir.Scalar]:
    match expression:
        case ir.Constant(value=value):
            yield value
        case ir.Compare(left=left, right=right):
            yield from _constants(left)
            yield from _constants(right)
        case ir.Total(terms=terms):
            for _, each in terms:
                yield from _constants(each)
        case ir.Scaled(factors=factors):
            for _, each in factors:
                yield from _constants(each)
        case _:
            return


def _in_words(facts: Facts, policy: Policy) -> str:
    parts = []
    for name, value in facts.items():
        shown = str(value)
        if isinstance(value, bool):
            shown = "ya" if value else "tidak"
        elif isinstance(value, int) and policy.vocabulary.facts[name].type == RUPIAH:
            shown = format_rupiah(value)
        parts.append(f"{name} = {shown}")
    return ", ".join(parts)
