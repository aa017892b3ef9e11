"""An edition with one thing changed, for every thing that an author could have got wrong.

An edition is well guarded where each such mutant makes some example or claim fail.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar, assert_never

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
from bokrules.evaluation.timeline import Texts
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
_HEAD = ("name", "label", "citations", "notes", "formerly", "span", "selectors", "when")
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
    """An edition's texts with one change: in which declaration, and in words what it is."""

    kind: Kind
    rule: str
    span: Span
    message: Message
    texts: tuple[Policy, ...] = field(repr=False, compare=False)


def mutants(texts: Texts) -> Iterator[Mutant]:
    """All mutants, in the order of the decree; equal ones once. None equals the edition itself.

    A declaration that stands in several texts is changed in all of them.
    """
    yield from _with_other_days(texts)
    for rule, policy in declarations(texts):
        if not is_decisive(rule):
            continue
        known = [tuple(texts)]
        for change in _changes(rule, policy.vocabulary.facts):
            changed = tuple(_replaced(each, rule, change.to) for each in texts)
            if changed not in known:
                known.append(changed)
                yield Mutant(
                    kind=change.kind,
                    rule=rule.name,
                    span=rule.span,
                    message=change.message,
                    texts=changed,
                )


def declarations(texts: Texts) -> Iterator[tuple[Declared, Policy]]:
    """What the texts declare, each once, with the first text that it stands in."""
    seen: list[Declared] = []
    for policy in texts:
        for each in policy.declared:
            if each not in seen:
                seen.append(each)
                yield each, policy


def is_decisive(declared: Declared) -> bool:
    """Whether it can show in the verdict on a single expense."""
    if isinstance(declared, Gap):
        return declared.touches in ("allow", "forbid", "require", "limit")
    return isinstance(declared, Decisive)


def _with_other_days(texts: Texts) -> Iterator[Mutant]:
    """The first and the last day in force of every text, a day later and earlier."""
    editions = [each.edition for each in texts]
    days = [("first_day", each.first_day) for each in editions]
    days += [("last_day", each.last_day) for each in editions if each.last_day is not None]
    for name, day in dict.fromkeys(days):
        for change in changes_of_amount(Constant(day)):
            assert isinstance(change.to, Constant)
            other: dict[str, Any] = {name: change.to.value}
            changed = tuple(
                replace(each, edition=replace(each.edition, **other))
                if getattr(each.edition, name) == day
                else each
                for each in texts
            )
            yield Mutant(
                kind=change.kind,
                rule=IN_FORCE,
                span=whole_file(EDITION_FILE),
                message=change.message,
                texts=changed,
            )


def _replaced(policy: Policy, rule: Declared, others: tuple[Decisive, ...]) -> Policy:
    """The policy with others, or nothing, in place of the rule; no exception is left hanging."""
    field_name = _FIELDS[type(rule)]
    before = getattr(policy, field_name)
    if rule not in before:
        return policy
    alike = [each for each in others if type(each) is type(rule)]
    kept: list[Declared] = []
    for each in before:
        kept += alike if each == rule else [each]
    changed: dict[str, Any] = {field_name: tuple(kept)}
    for other in others:
        if other not in alike:
            changed[_FIELDS[type(other)]] = (*getattr(policy, _FIELDS[type(other)]), other)
    result = replace(policy, **changed)
    if isinstance(rule, Permission) and not alike:
        return replace(
            result,
            prohibitions=tuple(_without_exception(e, rule.name) for e in result.prohibitions),
            gaps=tuple(_without_exception(e, rule.name) for e in result.gaps),
        )
    return result


_ExceptingT = TypeVar("_ExceptingT", Prohibition, Gap)


def _without_exception(rule: _ExceptingT, name: str) -> _ExceptingT:
    return replace(rule, exceptions=tuple(each for each in rule.exceptions if each != name))


# ---- one declaration ----


def _changes(rule: Declared, facts: Mapping[str, Fact]) -> Iterator[Change[tuple[Decisive, ...]]]:
    """What to put in the rule's place: a changed one, nothing, or one with the other effect."""
    assert isinstance(rule, Decisive)
    for change in _changes_of_rule(rule, facts):
        yield Change(change.kind, change.message, (change.to,))
    yield Change("dropped", msg("left out"), ())
    head = {each: getattr(rule, each) for each in _HEAD}
    if isinstance(rule, Permission):
        yield Change("effect", msg("`larang` instead of `boleh`"), (Prohibition(**head),))
    if isinstance(rule, Prohibition):
        allowed = Permission(serves=rule.dimensions, **head)
        yield Change("effect", msg("`boleh` instead of `larang`"), (allowed,))


def _changes_of_rule(rule: Decisive, facts: Mapping[str, Fact]) -> Iterator[Change[Decisive]]:
    yield from _changes_of_selection(rule, facts)
    match rule:
        case Permission() | Gap(touches="allow"):
            yield from _changes_of_serving(rule)
        case Prohibition() | Gap(touches="forbid"):
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
