"""A policy with one thing changed, for every thing that an author could have got wrong.

An edition is well guarded where each such mutant makes some example or claim fail.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, assert_never

from bokrules.base.messages import Message, msg
from bokrules.base.spans import Span, whole_file
from bokrules.evaluation.mutated_expressions import (
    Change,
    Kind,
    changes_of_amount,
    changes_of_condition,
    with_other,
    without,
)
from bokrules.semantics.expressions import ALWAYS, Constant
from bokrules.semantics.policy import (
    IN_FORCE,
    ClosedList,
    Declared,
    Deposit,
    Evidence,
    Gap,
    Must,
    Obligation,
    Permission,
    Policy,
    Prohibition,
    Requirement,
    Selector,
    StampDuty,
)
from bokrules.semantics.vocabulary import DIMENSION_ORDER, Fact

Decisive = ClosedList | Permission | Prohibition | Obligation | Gap
"""What can decide a single expense, and so be noticed by an example."""
EDITION_FILE = "edition.yaml"
_FIELDS: dict[type[Declared], str] = {
    ClosedList: "closed_lists",
    Permission: "permissions",
    Prohibition: "prohibitions",
    Obligation: "obligations",
    Gap: "gaps",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """A changed policy: what was changed in which declaration, in words."""

    kind: Kind
    rule: str
    span: Span
    message: Message
    policy: Policy = field(repr=False, compare=False)


def mutants(policy: Policy) -> Iterator[Mutant]:
    """All mutants, in the order of the decree; equal ones once. None equals the policy itself."""
    for moved in _changes_of_days(policy):
        yield Mutant(
            kind=moved.kind,
            rule=IN_FORCE,
            span=whole_file(EDITION_FILE),
            message=moved.message,
            policy=moved.to,
        )
    for rule in policy.declared:
        if not is_decisive(rule):
            continue
        known = [policy]
        for change in _changes_of_policy(rule, policy):
            if change.to not in known:
                known.append(change.to)
                yield Mutant(
                    kind=change.kind,
                    rule=rule.name,
                    span=rule.span,
                    message=change.message,
                    policy=change.to,
                )


def is_decisive(declared: Declared) -> bool:
    """Whether it can show in the verdict on a single expense."""
    if isinstance(declared, Gap):
        return declared.touches in ("allow", "forbid", "require")
    return isinstance(declared, Decisive)


def _changes_of_days(policy: Policy) -> Iterator[Change[Policy]]:
    """The first and the last day in force, a day later and earlier."""
    for name in ("first_day", "last_day"):
        day = getattr(policy.edition, name)
        for change in changes_of_amount(Constant(day)) if day else ():
            assert isinstance(change.to, Constant)
            days: dict[str, Any] = {name: change.to.value}
            edition = replace(policy.edition, **days)
            yield Change(change.kind, change.message, replace(policy, edition=edition))


def _changes_of_policy(rule: Declared, policy: Policy) -> Iterator[Change[Policy]]:
    assert isinstance(rule, Decisive)
    for change in _changes_of_rule(rule, policy.vocabulary.facts):
        yield Change(change.kind, change.message, _replaced(policy, rule, change.to))
    rest = _replaced(policy, rule)
    yield Change("dropped", msg("left out"), rest)
    head = {
        each: getattr(rule, each)
        for each in ("name", "label", "citations", "notes", "span", "selectors", "when")
    }
    if isinstance(rule, Permission):
        forbidden = replace(rest, prohibitions=(*rest.prohibitions, Prohibition(**head)))
        yield Change("effect", msg("`larang` instead of `boleh`"), forbidden)
    if isinstance(rule, Prohibition):
        allowed = Permission(serves=rule.dimensions, **head)
        permissions = (*rest.permissions, allowed)
        yield Change(
            "effect",
            msg("`boleh` instead of `larang`"),
            replace(rest, permissions=permissions),
        )


def _replaced(policy: Policy, rule: Decisive, *others: Decisive) -> Policy:
    """The policy with others, or nothing, in place of the rule; no exception is left hanging."""
    name = _FIELDS[type(rule)]
    kept: list[Declared] = []
    for each in getattr(policy, name):
        kept += others if each is rule else [each]
    changed: dict[str, Any] = {name: tuple(kept)}
    if isinstance(rule, Permission) and not others:
        changed["prohibitions"] = tuple(
            replace(each, exceptions=tuple(n for n in each.exceptions if n != rule.name))
            for each in policy.prohibitions
        )
    return replace(policy, **changed)


# ---- one declaration ----


def _changes_of_rule(rule: Decisive, facts: Mapping[str, Fact]) -> Iterator[Change[Decisive]]:
    yield from _changes_of_selection(rule, facts)
    match rule:
        case Permission() | Gap(touches="allow"):
            yield from _changes_of_serving(rule)
        case Prohibition():
            for place, name in enumerate(rule.exceptions):
                fewer = replace(rule, exceptions=without(rule.exceptions, place))
                yield Change("exception", msg("without the exception `{name}`", name=name), fewer)
        case Obligation():
            yield from _changes_of_requirements(rule, facts)
        case ClosedList() | Gap():
            return
        case _:
            assert_never(rule)


def _changes_of_selection(rule: Decisive, facts: Mapping[str, Fact]) -> Iterator[Change[Decisive]]:
    """`untuk` and `bila`. Without an `untuk` a permission is still an entry of the same lists."""
    if rule.when != ALWAYS:
        yield Change("condition", msg("without `bila`"), replace(rule, when=ALWAYS))
        for change in changes_of_condition(rule.when, facts):
            yield Change(change.kind, change.message, replace(rule, when=change.to))
    for place, selector in enumerate(rule.selectors):
        dropped = replace(rule, selectors=without(rule.selectors, place))
        yield Change(
            "selector", msg("without `untuk {dimension}`", dimension=selector.dimension), dropped
        )
        if len(selector.terms) < 2:
            continue
        for number, term in enumerate(selector.terms):
            fewer = Selector(selector.dimension, without(selector.terms, number))
            yield Change(
                "term",
                msg("not for `{dimension} {term}`", dimension=selector.dimension, term=term),
                replace(rule, selectors=with_other(rule.selectors, place, fewer)),
            )


def _changes_of_serving(rule: Permission | Gap) -> Iterator[Change[Decisive]]:
    """`memenuhi`, all of it and each list by itself; without it a gap may serve all lists."""
    own = rule.dimensions
    if isinstance(rule, Gap):
        own = own - {"dana"} or frozenset(DIMENSION_ORDER)
    if rule.serves == own:
        return
    yield Change("serves", msg("without `memenuhi`"), replace(rule, serves=own))
    for dimension in sorted(rule.serves - own):
        fewer = replace(rule, serves=rule.serves - {dimension})
        yield Change("serves", msg("without `memenuhi {name}`", name=dimension), fewer)


def _changes_of_requirements(
    rule: Obligation, facts: Mapping[str, Fact]
) -> Iterator[Change[Decisive]]:
    for place, requirement in enumerate(rule.requirements):
        if len(rule.requirements) > 1:
            yield Change(
                "requirement",
                msg("without requirement {n}", n=place + 1),
                replace(rule, requirements=without(rule.requirements, place)),
            )
        for change in _changes_of_requirement(requirement, facts):
            changed = with_other(rule.requirements, place, change.to)
            yield Change(change.kind, change.message, replace(rule, requirements=changed))


def _changes_of_requirement(
    requirement: Requirement, facts: Mapping[str, Fact]
) -> Iterator[Change[Requirement]]:
    match requirement:
        case Evidence(documents=groups):
            yield from _changes_of_evidence(groups)
        case Must(condition=condition):
            for change in changes_of_condition(condition, facts):
                yield Change(change.kind, change.message, Must(change.to))
        case Deposit(due=due):
            for place, (tax, amount) in enumerate(due):
                if len(due) > 1:
                    yield Change(
                        "deposit", msg("without tax `{tax}`", tax=tax), Deposit(without(due, place))
                    )
                for change in changes_of_amount(amount):
                    changed = Deposit(with_other(due, place, (tax, change.to)))
                    yield Change(change.kind, change.message, changed)
        case StampDuty(due=amount):
            for change in changes_of_amount(amount):
                yield Change(change.kind, change.message, StampDuty(change.to))
        case _:
            assert_never(requirement)


def _changes_of_evidence(groups: tuple[tuple[str, ...], ...]) -> Iterator[Change[Requirement]]:
    for place, group in enumerate(groups):
        if len(groups) > 1:
            fewer = Evidence(without(groups, place))
            yield Change("document", msg("without documents {names}", names=list(group)), fewer)
        if len(group) < 2:
            continue
        for number, name in enumerate(group):
            narrower = Evidence(with_other(groups, place, without(group, number)))
            yield Change("document", msg("`{name}` does not do", name=name), narrower)
