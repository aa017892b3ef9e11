"""The examples of an edition, run, and which rules they decide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import cast

from bokrules.backends import reference
from bokrules.backends.decision import Decision, Facts
from bokrules.base.messages import Message, msg
from bokrules.base.money import format_rupiah
from bokrules.evaluation.timeline import Texts, rule_on, text_on
from bokrules.semantics.expressions import ALWAYS
from bokrules.semantics.operators import Truth
from bokrules.semantics.outcomes import Outcome, State
from bokrules.semantics.policy import (
    Claim,
    ClosedList,
    Declared,
    Example,
    Obligation,
    Permission,
    Policy,
    Prohibition,
)

GENERATED_FILE = "boundary.bok"
"""Where generated examples stand until an author has read them and moved them."""


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """An example, what the edition decides, and how that differs from what is expected."""

    example: Example
    decision: Decision
    failures: tuple[Message, ...]

    @property
    def passed(self) -> bool:
        return not self.failures

    @property
    def is_signed(self) -> bool:
        """Whether an author stands for it."""
        return is_signed(self.example)


@dataclass(frozen=True, slots=True)
class RuleWays:
    """Whether the examples that pass decide a rule: it holds in one (`yes`), fails in one (`no`).

    A prohibition or permission fails in earnest where part of its condition holds and the rule does
    not; a rule of a single part, wherever it is false. An obligation is met in one, and not met.
    """

    rule: str
    effect: str
    yes: bool
    no: bool

    @property
    def both(self) -> bool:
        return self.yes and self.no


def is_signed(example: Example | Claim) -> bool:
    """Whether an author stands for it: generated ones wait in a file of their own."""
    return PurePath(example.span.file).name != GENERATED_FILE


def run_examples(texts: Texts) -> tuple[ExampleResult, ...]:
    """The examples of all texts, each on the whole edition, in the order of the files."""
    found = (run_example(each, texts) for policy in texts for each in policy.examples)
    return tuple(sorted(found, key=lambda result: result.example.span))


def run_example(example: Example, texts: Texts) -> ExampleResult:
    """Decide an example's expense and compare with its answer."""
    decision = rule_on(cast("Facts", example.given), texts).decision
    return ExampleResult(example, decision, tuple(_failures(example, decision)))


def distinct(results: Iterable[ExampleResult]) -> int:
    """How many ways of deciding the passing examples show: two that decide alike count once."""
    return len({_way(each.decision) for each in results if each.passed})


def ways(texts: Texts, results: Iterable[ExampleResult]) -> tuple[RuleWays, ...]:
    """For every rule and closed list of every text, in the order of the decree, each once.

    A rule is tried by the examples whose day its text is in force on, and by those without one.
    """
    passed = [cast("Facts", each.example.given) for each in results if each.passed]
    seen: list[Declared] = []
    found = []
    for policy in texts:
        tried = [each for each in passed if _may_select(policy, each, texts)]
        for rule in policy.declared:
            is_tried = isinstance(rule, (ClosedList, Permission, Prohibition, Obligation))
            if is_tried and rule not in seen:
                found.append(_ways(rule, tried, policy))
                seen.append(rule)
    return tuple(found)


def _may_select(policy: Policy, facts: Facts, texts: Texts) -> bool:
    """Whether the example's date selects this text; without a date it may be any."""
    day = cast("date | None", facts.get("tanggal"))
    return day is None or text_on(day, texts) is policy


def _failures(example: Example, decision: Decision) -> Iterable[Message]:
    if decision.outcome is not example.outcome:
        yield msg("expected {a}, decided {b}", a=example.outcome.label, b=decision.outcome.label)
    unsettled = {each.name for each in decision.obligations if each.state is not State.MET}
    because = {*decision.basis, *unsettled}
    for name in example.because:
        if name not in because:
            yield msg("expected because of `{a}`, decided by: {b}", a=name, b=sorted(because))
    if example.missing and set(example.missing) != decision.missing:
        yield msg(
            "expected to need {a}, needs {b}",
            a=sorted(example.missing),
            b=sorted(decision.missing) or msg("nothing"),
        )
    if example.possible and example.possible != decision.possible:
        yield msg(
            "expected still possible: {a}; found: {b}",
            a=[each.label for each in Outcome if each in example.possible],
            b=[each.label for each in Outcome if each in decision.possible],
        )
    if example.questioned is not None and example.questioned != decision.questioned:
        found = decision.questioned
        yield msg(
            "expected {a} questioned, found {b}",
            a=format_rupiah(example.questioned),
            b=msg("an unknown amount") if found is None else format_rupiah(found),
        )


def _way(decision: Decision) -> object:
    states = tuple((each.name, each.state) for each in decision.obligations)
    lacking = bool(decision.questioned)
    return (
        decision.outcome,
        decision.basis,
        states,
        decision.missing,
        decision.possible,
        lacking,
    )


def _ways(rule: Declared, expenses: Iterable[Facts], policy: Policy) -> RuleWays:
    yes = no = False
    for facts in expenses:
        truth, in_earnest = _decided(rule, facts, policy)
        yes = yes or truth is True
        no = no or (truth is False and in_earnest)
    return RuleWays(rule.name, _EFFECTS[type(rule)], yes, no)


_EFFECTS: dict[type[Declared], str] = {
    ClosedList: "close",
    Permission: "allow",
    Prohibition: "forbid",
    Obligation: "require",
}


def _decided(rule: Declared, facts: Facts, policy: Policy) -> tuple[Truth, bool]:
    """The rule's truth, and whether a false one was a near miss."""
    match rule:
        case ClosedList():
            return reference.list_truth(rule, facts, policy).refuses, True
        case Obligation():
            result = reference.obligation_result(rule, facts, policy)
            certain = reference.holds(rule.condition, facts, policy) is True
            if result is None or not certain:
                return None, False
            return reference.MET[result.state], True
        case Prohibition():
            truth = reference.prohibition_truth(rule, facts, policy)
        case Permission():
            truth = reference.holds(rule.condition, facts, policy)
        case _:
            return None, False
    conditions = [each.condition for each in rule.selectors]
    if rule.when != ALWAYS:
        conditions.append(rule.when)
    parts = [reference.holds(each, facts, policy) for each in conditions]
    return truth, len(parts) < 2 or True in parts
