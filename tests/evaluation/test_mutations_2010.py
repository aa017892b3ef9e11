"""The examples of 2010 guard every rule: change one, and some example fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from bokrules import load_edition
from bokrules.evaluation.examples import distinct, run_example, run_examples, ways
from bokrules.semantics import expressions as ir
from bokrules.semantics.policy import (
    Deposit,
    Evidence,
    Must,
    Obligation,
    Permission,
    Policy,
    Prohibition,
    Requirement,
    Selective,
    Selector,
    StampDuty,
)

Mutant = tuple[str, Policy]
KINDS = ("closed_lists", "permissions", "prohibitions", "obligations")


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_edition(2010).policy


def _without(items: tuple[Any, ...], place: int) -> tuple[Any, ...]:
    return items[:place] + items[place + 1 :]


def _with(items: tuple[Any, ...], place: int, item: object) -> tuple[Any, ...]:
    return (*items[:place], item, *items[place + 1 :])


def _edition(policy: Policy, kind: str, rules: tuple[Any, ...]) -> Policy:
    changed: dict[str, Any] = {kind: rules}
    return replace(policy, **changed)


def mutants(policy: Policy) -> Iterator[Mutant]:
    for kind in KINDS:
        rules: tuple[Selective, ...] = getattr(policy, kind)
        for place, rule in enumerate(rules):
            for name, changed in changes(rule):
                yield (
                    f"{rule.name}: {name}",
                    _edition(policy, kind, _with(rules, place, changed)),
                )
            is_exception = any(rule.name in each.exceptions for each in policy.prohibitions)
            if not is_exception:
                without = _edition(policy, kind, _without(rules, place))
                yield f"{rule.name}: dropped", without
                yield from turned(rule, without)


def turned(rule: Selective, without: Policy) -> Iterator[Mutant]:
    """A permission made a prohibition, and the other way round."""
    parts: dict[str, Any] = {
        each: getattr(rule, each)
        for each in ("name", "label", "citations", "span", "selectors", "when")
    }
    if isinstance(rule, Permission):
        forbidden = (*without.prohibitions, Prohibition(**parts))
        yield f"{rule.name}: forbidden", replace(without, prohibitions=forbidden)
    if isinstance(rule, Prohibition):
        allowed = (*without.permissions, Permission(serves=rule.dimensions, **parts))
        yield f"{rule.name}: allowed", replace(without, permissions=allowed)


def changes(rule: Any) -> Iterator[tuple[str, Selective]]:
    if rule.when != ir.ALWAYS:
        yield "without its condition", replace(rule, when=ir.ALWAYS)
        for name, when in moved(rule.when):
            yield name, replace(rule, when=when)
    for place, selector in enumerate(rule.selectors):
        dropped = _without(rule.selectors, place)
        yield f"for any {selector.dimension}", replace(rule, selectors=dropped)
        for number, term in enumerate(selector.terms):
            if len(selector.terms) > 1:
                fewer = Selector(selector.dimension, _without(selector.terms, number))
                yield (
                    f"not for {term}",
                    replace(rule, selectors=_with(rule.selectors, place, fewer)),
                )
    if isinstance(rule, Prohibition):
        for place, name in enumerate(rule.exceptions):
            yield (
                f"without exception {name}",
                replace(rule, exceptions=_without(rule.exceptions, place)),
            )
    if isinstance(rule, Obligation):
        for place, requirement in enumerate(rule.requirements):
            for name, changed in weaker(requirement):
                yield name, replace(rule, requirements=_with(rule.requirements, place, changed))


def weaker(requirement: Requirement) -> Iterator[tuple[str, Requirement]]:
    match requirement:
        case Evidence(documents=groups):
            for place, group in enumerate(groups):
                if len(groups) > 1:
                    yield f"without {group}", Evidence(_without(groups, place))
                for number, document in enumerate(group):
                    if len(group) > 1:
                        fewer = _with(groups, place, _without(group, number))
                        yield f"not by {document}", Evidence(fewer)
        case Must(condition=condition):
            yield "the opposite", Must(ir.Not(condition))
        case Deposit(due=due):
            for place, (tax, amount) in enumerate(due):
                yield f"without {tax}", Deposit(_without(due, place))
                for name, changed in moved(amount):
                    yield f"{tax}, {name}", Deposit(_with(due, place, (tax, changed)))
        case StampDuty(due=amount):
            for name, changed in moved(amount):
                yield name, StampDuty(changed)


def moved(expression: ir.Expression) -> Iterator[tuple[str, ir.Expression]]:
    """Every amount one rupiah up and down, every rate one percent, every bound taken in or out."""
    match expression:
        case ir.Constant(value=bool()):
            return
        case ir.Constant(value=int() as value):
            yield f"{value} + 1", ir.Constant(value + 1)
            yield f"{value} - 1", ir.Constant(value - 1)
        case ir.Constant(value=Fraction() as value):
            yield f"{value} + 1%", ir.Constant(value + Fraction(1, 100))
            yield f"{value} - 1%", ir.Constant(value - Fraction(1, 100))
        case ir.Compare(left=left, comparison=how, right=right):
            other = {">": ">=", ">=": ">", "<": "<=", "<=": "<"}.get(how)
            if other:
                yield f"{other} for {how}", ir.Compare(left, other, right)  # type: ignore[arg-type]
            for name, changed in moved(right):
                yield name, ir.Compare(left, how, changed)
        case ir.AllOf(operands=operands):
            for place, each in enumerate(operands):
                for name, changed in moved(each):
                    yield name, ir.AllOf(_with(operands, place, changed))
        case ir.Scaled(factors=factors):
            for place, (sign, each) in enumerate(factors):
                for name, changed in moved(each):
                    yield name, ir.Scaled(_with(factors, place, (sign, changed)))
        case _:
            return


def _noticed(mutant: Policy) -> bool:
    return any(not run_example(each, [mutant]).passed for each in mutant.examples)


def test_every_change_is_noticed(policy: Policy) -> None:
    every = list(mutants(policy))
    assert len(every) >= 240
    assert [name for name, mutant in every if not _noticed(mutant)] == []


def test_every_example_passes(policy: Policy) -> None:
    results = run_examples([policy])
    assert [each.example.label for each in results if not each.passed] == []


def test_at_least_120_decide_differently(policy: Policy) -> None:
    assert distinct(run_examples([policy])) >= 120


def test_every_rule_is_decided_both_ways(policy: Policy) -> None:
    assert [each for each in ways([policy], run_examples([policy])) if not each.both] == []


def test_no_two_examples_have_one_label(policy: Policy) -> None:
    labels = [each.label for each in policy.examples]
    assert len(labels) == len(set(labels))
