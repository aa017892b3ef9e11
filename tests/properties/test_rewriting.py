"""What is said in another way is decided in the same way."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from bokrules.backends.decision import Facts
from bokrules.backends.reference import decide
from tests.properties.changes import core, view
from tests.properties.drafts import (
    Condition,
    Draft,
    Inverse,
    Joined,
    Leaf,
    by_de_morgan,
    compiled,
    condition_text,
    doubly_negated,
    settle,
)
from tests.properties.generators import Generated, cases
from tests.properties.rewriting import split, whole_names


@settings(max_examples=30)
@given(cases(least=8))
def test_double_negation(case: tuple[Generated, list[Facts]]) -> None:
    _same(case, case[0].draft.with_conditions(doubly_negated))


@settings(max_examples=30)
@given(cases(least=8))
def test_de_morgan(case: tuple[Generated, list[Facts]]) -> None:
    _same(case, case[0].draft.with_conditions(by_de_morgan))


def _same(case: tuple[Generated, list[Facts]], changed: Draft) -> None:
    before, expenses = case
    after = compiled(changed)
    for facts in expenses:
        assert view(facts, after) == view(facts, before.policy)


@settings(max_examples=30)
@given(cases(least=8))
def test_a_list_of_terms_is_several_rules(case: tuple[Generated, list[Facts]]) -> None:
    before, expenses = case
    excepted = {name for each in before.draft.rules for name in each.exceptions}
    after = compiled(
        split(
            before.draft,
            lambda rule: (
                (rule.kind == "boleh" and rule.name not in excepted)
                or (rule.kind == "larang" and not rule.exceptions)
            ),
        )
    )
    names = whole_names(before.draft)
    for facts in expenses:
        assert core(decide(facts, after), names) == core(decide(facts, before.policy))


@settings(max_examples=30)
@given(cases(least=8))
def test_a_list_of_terms_is_several_rules_and_exceptions(
    case: tuple[Generated, list[Facts]],
) -> None:
    # Not `missing`: half a prohibition drops the exceptions that only the other half can meet, and
    # with them the facts that they read.
    before, expenses = case
    _, after = settle(split(before.draft, lambda rule: rule.kind in ("boleh", "larang")))
    names = whole_names(before.draft)
    for facts in expenses:
        one, two = decide(facts, before.policy), decide(facts, after)
        assert (one.outcome, one.possible) == (two.outcome, two.possible)
        assert set(one.basis) == {names.get(each, each) for each in two.basis}
        assert (one.questioned, one.unsupported) == (two.questioned, two.unsupported)


@settings(max_examples=30)
@given(cases(least=8))
def test_a_list_of_terms_is_several_obligations(case: tuple[Generated, list[Facts]]) -> None:
    # Only what they come to: two obligations may both apply (a term below both), and may both ask
    # for the same tax; and where one is unmet, the other can still be unknown and ask for a fact.
    before, expenses = case
    after = compiled(split(before.draft, lambda rule: rule.kind == "wajib"))
    for facts in expenses:
        one, two = decide(facts, before.policy), decide(facts, after)
        assert (one.outcome, one.possible) == (two.outcome, two.possible)
        assert one.unsupported == two.unsupported


# ---- the rewriting itself ----

_A, _B = Leaf("a"), Leaf("b")


@pytest.mark.parametrize(
    ("condition", "negated", "de_morgan"),
    [
        (_A, "bukan (bukan (a))", "a"),
        (Inverse(_A), "bukan (bukan (bukan (bukan (bukan (a)))))", "bukan (a)"),
        (
            Joined("dan", (_A, _B)),
            "bukan (bukan ((bukan (bukan (a))) dan (bukan (bukan (b)))))",
            "bukan ((bukan (a)) atau (bukan (b)))",
        ),
    ],
)
def test_the_rewriting(condition: Condition, negated: str, de_morgan: str) -> None:
    assert condition_text(doubly_negated(condition)) == negated
    assert condition_text(by_de_morgan(condition)) == de_morgan
