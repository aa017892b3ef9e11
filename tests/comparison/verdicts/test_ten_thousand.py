"""Ten thousand expenses under two editions: what differs lies in a region, and as it says."""

from __future__ import annotations

from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bokrules.backends import reference
from bokrules.backends.decision import Facts
from bokrules.cells.standing import Open, standing_of
from bokrules.comparison.verdicts.compare import compare_verdicts
from bokrules.comparison.verdicts.slices import MOST_WAYS
from bokrules.semantics.policy import Policy
from tests.comparison.verdicts.regions import inside
from tests.properties.changes import mutated
from tests.properties.generators import policies
from tests.properties.sampling import any_expense, complete_expense

EDITIONS, EXPENSES = 40, 250


def stands(facts: Facts, policy: Policy) -> frozenset[Open]:
    return standing_of(reference.decide(facts, policy).possible)


@settings(max_examples=EDITIONS)
@given(policies(), st.integers(0, 10**6), st.integers(0, 10**6), st.sampled_from((MOST_WAYS, 1, 0)))
def test_outside_of_the_regions_nothing_differs(
    policy: Policy, choice: int, seed: int, most_ways: int
) -> None:
    other = mutated(policy, choice)
    found = compare_verdicts(policy, other, most_ways=most_ways)
    assume(found.is_proved)
    random = Random(seed)
    for _ in range(EXPENSES):
        facts = complete_expense(policy, random)
        stood = stands(facts, policy), stands(facts, other)
        regions = [each for each in found.outcomes if inside(facts, each.region, policy)]
        exact = [each for each in regions if not each.depends_on]
        told = {(each.before, each.after) for each in regions if each.depends_on}
        assert len(exact) + (stood in told) == (stood[0] != stood[1])
        assert all((each.before, each.after) == stood for each in exact)


@settings(max_examples=EDITIONS)
@given(policies(), st.integers(0, 10**6))
def test_told_coarsely_there_are_the_same_differences(policy: Policy, choice: int) -> None:
    other = mutated(policy, choice)
    exact, coarse = (compare_verdicts(policy, other, most_ways=each) for each in (10**6, 0))
    assume(exact.is_proved and coarse.is_proved)
    pairs = [
        {(each.kind, each.before, each.after) for each in found.outcomes}
        for found in (exact, coarse)
    ]
    assert pairs[0] == pairs[1]
    asked = [
        {(each.kind, each.asked, each.is_added) for each in found.obligations}
        for found in (exact, coarse)
    ]
    assert asked[0] == asked[1]
    assert exact.incomplete == coarse.incomplete


@settings(max_examples=EDITIONS)
@given(policies(), st.integers(0, 10**6), st.integers(0, 10**6))
def test_incomplete_expenses_differ_only_if_that_is_said(
    policy: Policy, choice: int, seed: int
) -> None:
    other = mutated(policy, choice)
    if compare_verdicts(policy, other).is_empty:
        random = Random(seed)
        for _ in range(EXPENSES):
            facts = any_expense(policy, random)
            assert stands(facts, policy) == stands(facts, other)


@settings(max_examples=EDITIONS)
@given(policies(), st.integers(0, 10**6), st.sampled_from((MOST_WAYS, 0)))
def test_every_witness_shows_what_is_said(policy: Policy, choice: int, most_ways: int) -> None:
    other = mutated(policy, choice)
    found = compare_verdicts(policy, other, most_ways=most_ways)
    for change in found.outcomes:
        assert stands(change.witness, policy) == change.before
        assert stands(change.witness, other) == change.after
        assert inside(change.witness, change.region, policy)
    for incomplete in found.incomplete:
        if incomplete.asked:
            continue
        assert stands(incomplete.witness, policy) != stands(incomplete.witness, other)
