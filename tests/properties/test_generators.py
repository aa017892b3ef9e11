"""What the generators draw: without this, the other properties could hold of nothing."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings

from bokrules.backends import reference
from bokrules.backends.decision import Facts
from bokrules.backends.reference import decide
from bokrules.semantics.outcomes import Outcome, State
from bokrules.semantics.policy import Deposit, Evidence, Must, Policy, StampDuty
from tests.properties.generators import Generated, cases, thresholds

PAIRS = 2000


def test_what_is_drawn() -> None:
    seen: Counter[str] = Counter()
    policies: Counter[str] = Counter()

    @settings(max_examples=PAIRS // 10, derandomize=True, database=None)
    @given(cases(least=10, most=10))
    def draw(case: tuple[Generated, list[Facts]]) -> None:
        policy = case[0].policy
        policies.update(_features(policy))
        for facts in case[1]:
            seen.update(_happenings(facts, policy))

    draw()
    assert seen["pairs"] >= PAIRS * 0.9
    rare = {each: seen[each] for each in Outcome if seen[each] < 0.05 * seen["pairs"]}
    assert not rare, (rare, seen)
    for each in (
        "excepted",
        "excepted from a gap",
        "needs a fact",
        "needs a more exact term",
        "a gap decides",
        "an amount at a threshold",
        "an amount taken from another",
        "a term with two parents",
        "only refusals are possible",
        "nothing is allowed or listed",
        "unmet",
        "unknown",
        "a shortfall",
        "no evidence",
    ):
        assert seen[each] >= 5, (each, seen)
    for each in (
        "no closed list",
        "two closed lists",
        "a list for some funds",
        "an entry that serves another list",
        "an exception",
        "a gap in allow",
        "a gap in forbid",
        "a gap in require",
        "a gap in limit",
        "a gap with an exception",
        "a limit",
        "Must",
        "Evidence",
        "Deposit",
        "StampDuty",
    ):
        assert policies[each] >= 3, (each, policies)


def _features(policy: Policy) -> set[str]:
    found = {f"a gap in {each.touches}" for each in policy.gaps}
    found.add(("no closed list", "one closed list", "two closed lists")[len(policy.closed_lists)])
    if any(each.selectors for each in policy.closed_lists):
        found.add("a list for some funds")
    if any(each.serves - each.dimensions for each in policy.permissions):
        found.add("an entry that serves another list")
    if any(each.exceptions for each in policy.gaps):
        found.add("a gap with an exception")
    if policy.limits:
        found.add("a limit")
    if any(each.exceptions for each in policy.prohibitions):
        found.add("an exception")
    for rule in policy.obligations:
        for requirement in rule.requirements:
            assert isinstance(requirement, (Must, Evidence, Deposit, StampDuty))
            found.add(type(requirement).__name__)
    return found


def _happenings(facts: Facts, policy: Policy) -> list[str]:
    decision = decide(facts, policy)
    amount = facts.get("nilai")
    terms = {
        name: policy.vocabulary.taxonomies[name].terms[str(facts[name])]
        for name in policy.vocabulary.taxonomies
        if name in facts
    }
    happened = {
        "pairs": True,
        decision.outcome: True,
        "excepted": any(
            reference.holds(rule.condition, facts, policy) is True
            and reference.prohibition_truth(rule, facts, policy) is False
            for rule in policy.prohibitions
        ),
        "excepted from a gap": any(
            reference.holds(gap.condition, facts, policy) is True
            and reference.gap_truth(gap, facts, policy) is False
            for gap in policy.gaps
        ),
        "needs a fact": bool(decision.missing - decision.too_general),
        "needs a more exact term": bool(decision.too_general),
        "a gap decides": bool(decision.gaps),
        "an amount at a threshold": amount in thresholds(policy),
        "an amount taken from another": "nilai_kuitansi" not in facts and amount is not None,
        "a term with two parents": any(len(each.parents) == 2 for each in terms.values()),
        "only refusals are possible": len(decision.possible) == 2
        and decision.possible <= {Outcome.FORBIDDEN, Outcome.UNLISTED},
        "nothing is allowed or listed": decision.possible == {Outcome.UNDETERMINED},
        "unmet": any(each.state is State.UNMET for each in decision.obligations),
        "unknown": any(each.state is State.UNKNOWN for each in decision.obligations),
        "a shortfall": any(each.shortfall for each in decision.obligations),
        "no evidence": any(each.lacks_evidence for each in decision.obligations),
    }
    return [name for name, occurs in happened.items() if occurs]
