"""More facts only narrow what is possible, and `possible` never leaves out what comes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bokrules.backends.decision import Facts, Value
from bokrules.backends.reference import decide
from bokrules.editions import load_edition
from bokrules.semantics.outcomes import Outcome
from bokrules.semantics.policy import Policy
from tests.properties.changes import (
    can_be_completed,
    completed,
    refinements,
    states,
    with_more_facts,
    without_gaps,
)
from tests.properties.drafts import EDITION, compile_files
from tests.properties.generators import FIXED, Generated, cases, expenses, generated

_EXPENSES = 12


@settings(max_examples=35)
@given(st.data())
def test_more_facts_narrow_what_is_possible(data: st.DataObject) -> None:
    policy = data.draw(generated()).policy
    for _ in range(_EXPENSES):
        _narrows(data, policy)


@settings(max_examples=20)
@given(st.data())
def test_more_facts_narrow_what_is_possible_in_2010(data: st.DataObject) -> None:
    for _ in range(_EXPENSES):
        _narrows(data, load_edition(2010).policy)


@settings(max_examples=35)
@given(st.data())
def test_what_comes_was_possible(data: st.DataObject) -> None:
    policy = without_gaps(data.draw(generated()).policy)
    for _ in range(_EXPENSES):
        _is_sound(data, policy)


@settings(max_examples=20)
@given(st.data())
def test_what_comes_was_possible_in_2010(data: st.DataObject) -> None:
    for _ in range(_EXPENSES):
        _is_sound(data, without_gaps(load_edition(2010).policy))


def _narrows(data: st.DataObject, policy: Policy) -> None:
    facts = data.draw(expenses(policy))
    more = data.draw(with_more_facts(facts, policy))
    before, after = decide(facts, policy), decide(more, policy)
    assert after.possible <= before.possible
    if len(before.possible) == 1 and before.outcome in before.possible:
        assert after.outcome is before.outcome
    # An obligation that is settled stays so; it may turn out not to apply at all.
    settled = states(after)
    for name, state in states(before).items():
        assert state == "unknown" or settled.get(name, "met") == state


def _is_sound(data: st.DataObject, policy: Policy) -> None:
    facts: dict[str, Value] = {"tanggal": EDITION.first_day, **data.draw(expenses(policy))}
    if not can_be_completed(facts, policy):
        return
    full = data.draw(completed(facts, policy))
    decision = decide(full, policy)
    assert decision.outcome in decide(facts, policy).possible
    assert decision.possible == {decision.outcome}
    assert decision.missing == frozenset()


@settings(max_examples=25)
@given(cases(least=10))
def test_with_or_without_facts_something_is_possible(case: tuple[Generated, list[Facts]]) -> None:
    policy = case[0].policy
    for facts in case[1]:
        decision = decide(facts, policy)
        assert decision.possible
        if decision.outcome is not Outcome.UNDETERMINED:
            assert decision.outcome in decision.possible
        # Undetermined, and nothing to ask for: a gap, or the text is silent.
        elif not decision.missing:
            assert decision.gaps or Outcome.UNDETERMINED in decision.possible


# ---- what a refinement is ----

_GRAPH = (
    *FIXED,
    'belanja alat "T"',
    'belanja bahan "T"',
    'belanja kulkas "T" termasuk alat, bahan',
    'belanja meja "T" termasuk alat',
    'kegiatan k "T"',
    'dana d "T"',
    'tertutup belanja "T" dasar A',
    'boleh alat "T" untuk belanja alat dasar A',
    'larang bahan "T" untuk belanja bahan kecuali alat dasar A',
    'larang dingin "T" untuk kegiatan k bila belanja = bahan dasar A',
)


def test_a_term_with_a_second_parent_says_something_else() -> None:
    # `alat` neither is `bahan` nor lies above or below it, so a rule on `bahan` is false of it
    # (section 4). A `kulkas` is both: the more exact term widens what was possible.
    policy, _ = compile_files([_GRAPH])
    assert policy is not None
    assert refinements("alat", policy.vocabulary.taxonomies["belanja"]) == ["meja"]
    general = decide({"belanja": "alat", "kegiatan": "k"}, policy)
    exact = decide({"belanja": "kulkas", "kegiatan": "k"}, policy)
    assert general.possible == {Outcome.ALLOWED}
    assert exact.possible == {Outcome.FORBIDDEN}
