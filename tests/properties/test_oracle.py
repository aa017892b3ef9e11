"""The interpreter agrees with a second one, written apart from it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bokrules.backends.decision import Facts
from bokrules.backends.reference import decide
from bokrules.editions import load_edition
from bokrules.semantics.policy import IN_FORCE, Policy
from tests.properties.generators import Generated, cases, expenses
from tests.properties.oracle import Oracle


@settings(max_examples=100)
@given(cases(least=15, most=25))
def test_generated_policies(case: tuple[Generated, list[Facts]]) -> None:
    for facts in case[1]:
        _agree(facts, case[0].policy)


@settings(max_examples=50)
@given(st.data())
def test_2010(data: st.DataObject) -> None:
    policy = load_edition(2010).policy
    for facts in data.draw(st.lists(expenses(policy), min_size=10, max_size=10)):
        _agree(facts, policy)


def _agree(facts: Facts, policy: Policy) -> None:
    decision = decide(facts, policy)
    answer = Oracle(policy, facts).answer()
    rules = [each for each in decision.obligations if each.name in answer.dues]
    assert decision.outcome == answer.outcome
    assert set(decision.basis) == answer.basis
    assert {each.value for each in decision.possible} == answer.possible
    assert decision.missing == answer.missing
    assert set(decision.gaps) == answer.gaps
    assert set(decision.limits) == answer.limits
    assert {each.name: each.state.value for each in decision.obligations} == answer.states
    assert {each.name: (each.due, each.paid) for each in rules} == answer.dues
    assert {each.name: each.shortfall for each in rules} == answer.shortfalls
    assert decision.questioned == answer.questioned
    assert decision.unsupported == answer.unsupported
    assert (IN_FORCE in answer.states) == ("tanggal" in facts)
