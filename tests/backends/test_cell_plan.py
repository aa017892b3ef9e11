"""The class of the cell that an expense lies in says what the reference says of the expense."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bokrules.backends.cell_plan import slices
from bokrules.backends.cell_plan.plan import CellPlan
from bokrules.backends.decision import Facts
from bokrules.backends.reference import decide
from bokrules.editions import load_edition
from tests.properties.generators import Generated, cases, expenses


@settings(max_examples=150)
@given(cases(least=15, most=25))
def test_generated_policies(case: tuple[Generated, list[Facts]]) -> None:
    plan = CellPlan(case[0].policy)
    for facts in case[1]:
        _agree(facts, plan)


@settings(max_examples=40)
@given(st.data(), st.sampled_from((2010, 2019, 2020)))
def test_shipped_editions(data: st.DataObject, year: int) -> None:
    for policy in load_edition(year).texts:
        plan = CellPlan(policy)
        for facts in data.draw(st.lists(expenses(policy), min_size=10, max_size=10)):
            _agree(facts, plan)


def _agree(facts: Facts, plan: CellPlan) -> None:
    expected = decide(facts, plan.policy)
    found = plan.class_of_facts(facts)
    assert found.decision(facts) == expected
    assert found.missing == plan.policy.vocabulary.aliases(expected.missing)
    assert found is plan.class_of_facts(facts)
    assert plan.classes[found.id] is found


@settings(max_examples=60)
@given(cases(least=10, most=20), st.sampled_from((1, 8, 40)))
def test_fields_of_many_classes_are_read_like_other_facts(
    case: tuple[Generated, list[Facts]], most: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slices, "MOST_COMBINATIONS", most)
        plan = CellPlan(case[0].policy)
    for facts in case[1]:
        _agree(facts, plan)
