"""On generated policies: every case replays, and what turns in the reference has its cases."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bokrules.backends import reference
from bokrules.backends.decision import Facts
from bokrules.cells.standing import Open, standing_of
from bokrules.comparison.analysis.space import space_of
from bokrules.comparison.boundary.case import Beside, LetsThrough, Misses, Reason
from bokrules.comparison.boundary.cases import boundaries
from bokrules.comparison.boundary.completing import answer
from bokrules.comparison.boundary.thresholds import (
    Threshold,
    deciding_rules,
    settled,
    thresholds_in,
    values_around,
    with_rule,
)
from bokrules.semantics.policy import Gap, Must, Obligation, Policy, Prohibition
from tests.properties.generators import Generated, generated, values


@given(generated())
@settings(max_examples=25, deadline=None)
def test_every_case_replays_and_turns(case: Generated) -> None:
    policy = case.policy
    found = boundaries(policy)
    for each in found.cases:
        assert reference.decide(each.facts, policy) == each.decision
        assert set(each.facts) <= set(policy.vocabulary.facts)
    thresholds = [each for each in found.cases if isinstance(each.what, Beside)]
    for _, of_one in groupby(thresholds, key=lambda each: each.what.threshold):  # type: ignore[union-attr]
        assert len({answer(each.decision) for each in of_one}) > 1
    for each in found.cases:
        if isinstance(each.what, LetsThrough | Misses):
            assert isinstance(each.rule, Prohibition | Gap)
            permission = policy.permission_by_name[each.what.exception]
            lets_through = isinstance(each.what, LetsThrough)
            assert reference.holds(each.rule.condition, each.facts, policy) is True
            assert reference.holds(permission.condition, each.facts, policy) is lets_through
            if isinstance(each.rule, Prohibition):
                truth = reference.prohibition_truth(each.rule, each.facts, policy)
                assert truth is not lets_through


@given(st.data())
@settings(max_examples=25, deadline=None)
def test_what_turns_in_the_reference_has_its_cases(data: st.DataObject) -> None:
    policy = data.draw(generated()).policy
    thresholds = [each for rule in deciding_rules(policy) for each in thresholds_in(rule, policy)]
    known = [each for each in thresholds if each.constant is not None]
    if not known:
        return
    found = boundaries(policy)
    with_cases = {id_of(e.what.threshold) for e in found.cases if isinstance(e.what, Beside)}
    idle = {
        id_of(each.what)
        for each in found.left_out
        if isinstance(each.what, Threshold) and each.reason is Reason.NOTHING_TURNS
    }
    several = any(each.is_opaque for each in space_of(policy).conditions.variables.values())
    for _ in range(12):
        facts = complete(data, policy)
        for each in known:
            if turns(each, facts, policy):
                assert id_of(each) not in idle
                assert id_of(each) in with_cases or several


def id_of(threshold: Threshold) -> object:
    return threshold.rule.name, type(threshold.rule), repr(threshold.comparison)


def complete(data: st.DataObject, policy: Policy) -> Facts:
    """All facts given, by specific terms and funds that the edition governs."""
    facts: dict[str, Any] = {}
    for name, fact in policy.vocabulary.facts.items():
        taxonomy = policy.vocabulary.taxonomies.get(fact.type.of)
        if taxonomy is None:
            facts[name] = data.draw(values(fact, policy))
            continue
        terms = [each for each in taxonomy.terms if not taxonomy.below(each)]
        if name == "dana" and policy.governed_funds:
            terms = [each for each in terms if each in policy.governed_funds]
        facts[name] = data.draw(st.sampled_from(terms or list(taxonomy.terms)))
    return facts


def turns(threshold: Threshold, facts: Facts, policy: Policy) -> bool:
    """Whether the rule's comparison changes the answer beside its constant."""
    if policy.governed_funds and facts["dana"] not in policy.governed_funds:
        return False
    assert threshold.constant is not None
    kind = policy.vocabulary.facts[threshold.field].type
    others = [
        each.constant
        for rule in deciding_rules(policy)
        for each in thresholds_in(rule, policy)
        if each.field == threshold.field and each.constant is not None
    ]
    sides = [
        {**facts, threshold.field: value}
        for value in values_around(threshold.constant, kind, others).values()
    ]
    rule = threshold.rule
    if isinstance(rule, Obligation):
        return len({owed(rule, each, policy) for each in sides if payable(each, policy)}) > 1
    if isinstance(rule, Gap) and rule.touches in ("require", "limit"):
        applies = {
            reference.holds(rule.condition, each, policy) for each in sides if payable(each, policy)
        }
        return len(applies) > 1
    stands = [standing_of(reference.decide(each, policy).possible) for each in sides]
    if len(set(stands)) == 1:
        return False
    for side, stand in zip(sides, stands, strict=True):
        if reference.holds(rule.condition, side, policy) is not True:
            continue
        held = reference.holds(threshold.comparison, side, policy)
        other = with_rule(policy, rule, settled(rule, threshold.comparison, held is not True))
        if standing_of(reference.decide(side, other).possible) != stand:
            return True
    return False


def payable(facts: Facts, policy: Policy) -> bool:
    return Open.PAYABLE in standing_of(reference.decide(facts, policy).possible)


def owed(rule: Obligation, facts: Facts, policy: Policy) -> object:
    """Whether a `harus` of the rule holds; None where nothing is asked."""
    if reference.holds(rule.condition, facts, policy) is not True:
        return "nothing"
    return all(
        reference.holds(each.condition, facts, policy)
        for each in rule.requirements
        if isinstance(each, Must)
    )
