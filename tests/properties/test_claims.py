"""Claims by enumeration against random complete expenses; texts of a year against each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bokrules.backends.decision import Facts, Value
from bokrules.backends.reference import decide, holds
from bokrules.evaluation.claims import ClaimState, check_claim, solve_claim
from bokrules.evaluation.timeline import rule_on
from bokrules.semantics import expressions as ir
from bokrules.semantics.outcomes import Outcome
from bokrules.semantics.policy import Claim, Policy, Selective
from tests.helpers import compiled
from tests.properties.changes import can_be_completed, completed
from tests.properties.drafts import EDITION
from tests.properties.generators import expenses, expressions_in, generated, policies

_SPAN = compiled('boleh a "A" untuk belanja gaji dasar A').permissions[0].span


@st.composite
def claims(draw: st.DrawFn, policy: Policy) -> Claim:
    """A claim on expenses of one type, on those that some rule is about, or on all."""
    conditions: list[ir.Expression] = [ir.ALWAYS]
    conditions += [each.condition for each in (*policy.permissions, *policy.prohibitions)]
    conditions += [
        ir.IsA("belanja", term) for term in policy.vocabulary.taxonomies["belanja"].terms
    ]
    return Claim(
        label="K",
        condition=draw(st.sampled_from(conditions)),
        never=draw(st.booleans()),
        outcomes=frozenset(draw(st.sets(st.sampled_from(list(Outcome)), min_size=1, max_size=3))),
        span=_SPAN,
    )


@settings(max_examples=40)
@given(st.data())
def test_what_is_proved_no_expense_refutes_and_what_is_refuted_its_witness_shows(
    data: st.DataObject,
) -> None:
    policy = data.draw(generated()).policy
    claim = data.draw(claims(policy))
    result = check_claim(claim, policy)
    if result.witness is not None:
        assert result.state is ClaimState.REFUTED
        decision = decide(result.witness, policy)
        assert holds(claim.condition, result.witness, policy) is True
        assert (decision.outcome in claim.outcomes) is claim.never
        assert decision == result.decision
        assert decision.missing == frozenset()
    elif result.state is ClaimState.PROVED:
        for _ in range(6):
            facts: dict[str, Value] = {**data.draw(expenses(policy)), "tanggal": EDITION.first_day}
            if can_be_completed(facts, policy):
                full = data.draw(completed(facts, policy))
                if holds(claim.condition, full, policy):
                    assert (decide(full, policy).outcome in claim.outcomes) is not claim.never


@settings(max_examples=40)
@given(st.data())
def test_enumeration_and_the_solver_agree(data: st.DataObject) -> None:
    policy = data.draw(generated()).policy
    claim = data.draw(claims(policy))
    found, solved = check_claim(claim, policy), solve_claim(claim, policy)
    assert solved.state is not ClaimState.NOT_ANALYSED
    if found.state is not ClaimState.NOT_ANALYSED:
        assert solved.state is found.state
    if solved.witness is not None:
        assert holds(claim.condition, solved.witness, policy) is True
        assert solved.decision is not None
        assert solved.decision.missing == frozenset()


@settings(max_examples=40)
@given(st.data())
def test_a_day_narrows_what_undated_texts_leave_open(data: st.DataObject) -> None:
    first, other = data.draw(policies()), data.draw(policies())
    day = first.edition.first_day + timedelta(days=100)
    # Another text on the same words: only its rules are taken.
    later = replace(
        first,
        edition=replace(first.edition, id="later", first_day=day),
        prohibitions=first.prohibitions[: len(other.prohibitions) // 2],
        obligations=first.obligations[: len(other.obligations) // 2],
    )
    texts = [first, later]
    facts: Facts = {k: v for k, v in data.draw(expenses(first)).items() if k != "tanggal"}
    undated = rule_on(facts, texts)
    for text, chosen in ((first, day - timedelta(days=1)), (later, day)):
        dated = rule_on({**facts, "tanggal": chosen}, texts)
        assert dated.policy is text
        assert dated.disagreeing == ()
        assert dated.decision == decide({**facts, "tanggal": chosen}, text)
        assert dated.decision.possible <= undated.decision.possible
        if not undated.disagreeing and not _reads_the_day(texts):
            assert dated.decision.outcome is undated.decision.outcome
            assert dated.decision.basis == undated.decision.basis
    if undated.disagreeing:
        assert undated.decision.missing == {"tanggal"}
        assert undated.decision.outcome is Outcome.UNDETERMINED


def _reads_the_day(texts: Sequence[Policy]) -> bool:
    """A rule that itself asks for the day may decide otherwise once it is known."""
    return any(
        "tanggal" in ir.fields_of(each)
        for text in texts
        for rule in text.declared
        if isinstance(rule, Selective)
        for each in expressions_in(rule)
    )
