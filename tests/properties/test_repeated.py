"""A remembered ruling is the one that the reference would give; alternatives are sound."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bokrules.backends.decision import Facts
from bokrules.editions import load_edition
from bokrules.evaluation.alternatives import PAYABLE, assumed, rule_on_any
from bokrules.evaluation.repeated import RepeatedRuling
from bokrules.evaluation.timeline import rule_on
from bokrules.semantics.outcomes import Outcome, State
from tests.properties.generators import Generated, cases, near_thresholds

_CLOSED = ("belanja", "kegiatan")


@settings(max_examples=60)
@given(cases(least=8), st.integers(0, 10**6), st.booleans())
def test_what_is_remembered_is_what_the_reference_says(
    case: tuple[Generated, list[Facts]], seed: int, assuming: bool
) -> None:
    """Of one expense, and of several that it may be; amounts come back, and new ones come."""
    policy, random = case[0].policy, Random(seed)
    remembered = RepeatedRuling((policy,))
    amounts = [*near_thresholds(policy), 0, 1, 123_457, 10**9]
    terms = {name: sorted(policy.vocabulary.taxonomies[name].terms) for name in _CLOSED}
    several = [
        {name: random.sample(each, random.randint(1, 2)) for name, each in terms.items()},
        {"kegiatan": terms["kegiatan"][:3], "dana": []},
    ]
    for facts in case[1]:
        money = [name for name in ("nilai", "nilai_kuitansi", "nilai_rapat") if name in facts]
        for _ in range(4):
            other = {**facts, **{name: random.choice(amounts) for name in money}}
            assert remembered(other) == rule_on(other, (policy,))
            for each in several:
                expected = rule_on_any(other, each, lambda one: rule_on(one, (policy,)))
                if assuming:
                    expected = replace(expected, decision=assumed(expected.decision))
                assert remembered.on_any(other, each, assuming=assuming) == expected


def test_what_is_remembered_does_not_grow_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bokrules.evaluation.repeated.MOST_KEPT", 3)
    texts = load_edition(2010).texts
    remembered = RepeatedRuling(texts)
    several = {"belanja": ("transpor", "honor")}
    for amount in (*range(10), *range(10)):
        facts: Facts = {"nilai": amount}
        expected = rule_on_any(facts, several, lambda one: rule_on(one, texts))
        assert remembered.on_any(facts, several) == expected
        assert len(remembered._by_amount) <= 3


@settings(max_examples=60)
@given(cases(least=8), st.data())
def test_alternatives_claim_nothing_that_one_of_them_denies(
    case: tuple[Generated, list[Facts]], data: st.DataObject
) -> None:
    policy = case[0].policy
    taxonomies = policy.vocabulary.taxonomies
    names = data.draw(st.sampled_from([("belanja",), ("kegiatan",), ("belanja", "kegiatan")]))
    alternatives = {
        name: data.draw(
            st.lists(
                st.sampled_from(sorted(taxonomies[name].terms)),
                min_size=1,
                max_size=3,
                unique=True,
            )
        )
        for name in names
    }
    for given_facts in case[1]:
        facts = {name: each for name, each in given_facts.items() if name not in names}
        found = rule_on_any(facts, alternatives, lambda each: rule_on(each, (policy,))).decision
        for first in alternatives[names[0]]:
            for last in alternatives[names[-1]]:
                one = rule_on({**facts, names[0]: first, names[-1]: last}, (policy,)).decision
                if len(names) == 1 and first != last:
                    continue
                assert one.possible <= found.possible
                if found.outcome not in (Outcome.UNDETERMINED, Outcome.CONDITIONAL):
                    assert one.outcome is found.outcome
                if found.outcome is Outcome.CONDITIONAL:
                    assert one.outcome in PAYABLE
                states = {each.name: each.state for each in one.obligations}
                for each in found.obligations:
                    if each.state is State.UNMET:
                        assert states[each.name] is State.UNMET
                assert found.questioned is None or found.questioned <= (
                    10**18 if one.questioned is None else one.questioned
                )


@settings(max_examples=30)
@given(cases(least=6))
def test_one_alternative_is_the_fact_itself(case: tuple[Generated, list[Facts]]) -> None:
    policy = case[0].policy
    for facts in case[1]:
        if "belanja" not in facts:
            continue
        without = {name: each for name, each in facts.items() if name != "belanja"}
        belanja = str(facts["belanja"])
        found = rule_on_any(without, {"belanja": (belanja,)}, lambda f: rule_on(f, (policy,)))
        assert found == rule_on(facts, (policy,))
        twice = rule_on_any(
            without, {"belanja": (belanja, belanja)}, lambda f: rule_on(f, (policy,))
        )
        expected = rule_on(facts, (policy,)).decision
        assert twice.decision == replace(expected, too_general=expected.too_general - {"belanja"})
