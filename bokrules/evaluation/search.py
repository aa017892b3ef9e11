"""A search for facts that make conditions true, over the values that can make a difference.

Those are the terms that the conditions name and what lies below, yes and no, and the amounts at and
beside every threshold. Facts are set one by one, and a branch is left as soon as it cannot succeed.
Where one sum weighs several amounts, an answer can be missed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction

from bokrules.backends.decision import Facts, Value
from bokrules.base.money import format_rupiah
from bokrules.evaluation.thresholds import (
    comparisons_of,
    fractions_around,
    thresholds_of,
    whole_around,
)
from bokrules.semantics import expressions as ir
from bokrules.semantics.operators import Truth
from bokrules.semantics.policy import Gap, Policy, Prohibition, Selective
from bokrules.semantics.types import NUMBER, RUPIAH

Test = Callable[[Facts], Truth]


class UsedUp(Exception):
    """The steps that a search was given did not suffice."""


def find_facts(
    tests: Sequence[Test],
    conditions: Sequence[ir.Expression],
    policy: Policy,
    *,
    steps: int | None = None,
    may_succeed: Callable[[Facts], bool] | None = None,
) -> Facts | None:
    """Facts that make every test true, or None if no combination of telling values does.

    `conditions` are what the tests look at: their fields are set, each to its telling values. A
    branch is also left where its facts `may_succeed` no more. Raises UsedUp after so many `steps`,
    each a combination of facts that is tested; None is no bound.
    """
    taken = 0

    def extend(facts: dict[str, Value], left: Sequence[str]) -> Facts | None:
        nonlocal taken
        if taken == steps:
            raise UsedUp
        taken += 1
        truths = [test(facts) for test in tests]
        if False in truths:
            return None
        if all(truths):
            return facts
        if not left or (may_succeed is not None and not may_succeed(facts)):
            return None
        for value in telling_values(left[0], conditions, facts, policy):
            found = extend({**facts, left[0]: value}, left[1:])
            if found is not None:
                return found
        return None

    return extend({}, telling_fields(conditions, policy))


def telling_fields(conditions: Iterable[ir.Expression], policy: Policy) -> list[str]:
    """The fields that the conditions read, a fact before the one it is taken from.

    That one would stand in for it.
    """
    read = {name for each in conditions for name in ir.fields_of(each)}
    return sorted(read, key=lambda name: (-_defaults_below(name, policy), name))


def effect_of(rule: Selective, policy: Policy) -> ir.Expression:
    """Where a rule has its effect: its condition, without what its exceptions take back."""
    if not isinstance(rule, (Prohibition, Gap)) or not rule.exceptions:
        return rule.condition
    excepted = [policy.permission_by_name[name].condition for name in rule.exceptions]
    return ir.AllOf((rule.condition, ir.Not(ir.AnyOf(tuple(excepted)))))


def _defaults_below(name: str, policy: Policy) -> int:
    default = policy.vocabulary.facts[name].default
    return 0 if default is None else 1 + _defaults_below(default, policy)


def telling_values(
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
    comparisons = [each for condition in conditions for each in comparisons_of(condition)]
    constants = [value for each in comparisons for value in constants_of(each)]
    if type_.kind == "date":
        days = [value for value in (*constants, *facts.values()) if isinstance(value, date)]
        return _days_around([policy.edition.first_day, *days])
    numbers = [Fraction(value) for value in constants if isinstance(value, (int, Fraction))]
    thresholds = {Fraction(0), *numbers, *thresholds_of(name, comparisons, facts, policy)}
    return fractions_around(thresholds) if type_ == NUMBER else whole_around(thresholds)


def _telling_terms(name: str, conditions: Iterable[ir.Expression], policy: Policy) -> Iterator[str]:
    """Every term named, or governed, and all below it, and one that has nothing to do with them."""
    dimension = policy.vocabulary.facts[name].type.of
    taxonomy = policy.vocabulary.taxonomies[dimension]
    named = {
        test.term for each in conditions for test in ir.memberships_of(each) if test.field == name
    }
    if dimension == "dana":
        named |= set(policy.edition.funds)
    telling = {below for term in named for below in taxonomy.below_or_same(term)}
    yield from sorted(telling)
    above = {each for term in named for each in taxonomy.above_or_same(term)}
    yield from sorted(set(taxonomy.terms) - telling - above)[:1]


def _days_around(days: Iterable[date]) -> list[date]:
    beside = {day.toordinal() + step for day in days for step in (-1, 0, 1)}
    possible = range(date.min.toordinal(), date.max.toordinal() + 1)
    return [date.fromordinal(each) for each in sorted(beside) if each in possible]


def constants_of(expression: ir.Expression) -> Iterator[ir.Scalar]:
    """The constants of a comparison, or of a sum."""
    match expression:
        case ir.Constant(value=value):
            yield value
        case ir.Compare(left=left, right=right):
            yield from constants_of(left)
            yield from constants_of(right)
        case ir.Total(terms=terms):
            for _, each in terms:
                yield from constants_of(each)
        case ir.Scaled(factors=factors):
            for _, each in factors:
                yield from constants_of(each)
        case _:
            return


def in_words(facts: Facts, policy: Policy) -> str:
    """`belanja = gaji, nilai = Rp100`"""
    parts = []
    for name, value in facts.items():
        shown = str(value)
        if isinstance(value, bool):
            shown = "ya" if value else "tidak"
        elif isinstance(value, int) and policy.vocabulary.facts[name].type == RUPIAH:
            shown = format_rupiah(value)
        parts.append(f"{name} = {shown}")
    return ", ".join(parts)
