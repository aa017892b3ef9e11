"""Every rule tried on an expense, its truth, and every value it read."""

from __future__ import annotations

from bokrules.backends import reference
from bokrules.backends.decision import Facts
from bokrules.evaluation.verdict import TraceEntry
from bokrules.semantics.expressions import fields_of
from bokrules.semantics.operators import Truth
from bokrules.semantics.policy import (
    ClosedList,
    Declared,
    Gap,
    Obligation,
    Permission,
    Policy,
    Prohibition,
)


def trace_of(facts: Facts, policy: Policy) -> tuple[TraceEntry, ...]:
    """In the order of the decree. The truth of an obligation is whether it applies and is met."""
    return tuple(
        _entry(each, facts, policy)
        for each in policy.declared
        if isinstance(each, (ClosedList, Permission, Prohibition, Obligation, Gap))
    )


_Tried = ClosedList | Permission | Prohibition | Obligation | Gap


def _entry(rule: Declared, facts: Facts, policy: Policy) -> TraceEntry:
    assert isinstance(rule, _Tried)
    effect, truth = _truth(rule, facts, policy)
    fields = rule.reads if isinstance(rule, Obligation) else set(fields_of(rule.condition))
    vocabulary = policy.vocabulary
    reads = {
        vocabulary.facts[name].alias: facts.get(reference.source_of(name, facts, policy))
        for name in sorted(fields, key=lambda each: vocabulary.order[each])
    }
    return TraceEntry(rule.name, effect, truth, reads)


def _truth(rule: _Tried, facts: Facts, policy: Policy) -> tuple[str, Truth]:
    match rule:
        case ClosedList():
            return "close", reference.list_truth(rule, facts, policy).refuses
        case Permission():
            return "allow", reference.holds(rule.condition, facts, policy)
        case Prohibition():
            return "forbid", reference.prohibition_truth(rule, facts, policy)
        case Obligation():
            result = reference.obligation_result(rule, facts, policy)
            return "require", reference.MET.get(result.state) if result else True
        case Gap():
            return "gap", reference.gap_truth(rule, facts, policy)
