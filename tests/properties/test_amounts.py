"""Amounts: whole rupiah, never negative, never more than there is to refuse."""

from __future__ import annotations

from hypothesis import given, settings

from bokrules.backends.decision import Decision, Facts
from bokrules.backends.reference import decide
from bokrules.evaluation.verdict import Verdict
from bokrules.semantics.outcomes import State
from tests.properties.changes import REFUSALS
from tests.properties.generators import Generated, cases


@settings(max_examples=30)
@given(cases(least=15, most=25))
def test_amounts(case: tuple[Generated, list[Facts]]) -> None:
    for facts in case[1]:
        decision = decide(facts, case[0].policy)
        amount = facts.get("nilai")
        short = sum(each.shortfall for each in decision.obligations)
        if decision.possible <= REFUSALS:
            assert decision.questioned == amount
        else:
            assert decision.questioned == short
        # What is unsupported is told beside what is questioned, never within the same sum.
        assert decision.unsupported == (amount if _lacks_evidence(decision) else 0)
        for number in (decision.questioned, decision.unsupported, short):
            assert number is None or (type(number) is int and number >= 0)
        verdict = Verdict(case[0].policy, facts, decision)
        assert verdict.questioned_amount == decision.questioned
        assert verdict.unsupported_amount == decision.unsupported


@settings(max_examples=30)
@given(cases(least=15, most=25))
def test_obligations(case: tuple[Generated, list[Facts]]) -> None:
    for facts in case[1]:
        for each in decide(facts, case[0].policy).obligations:
            for number in (each.due, each.paid):
                assert number is None or type(number) is int
            assert type(each.shortfall) is int
            assert each.shortfall >= 0
            if each.state is State.MET:
                assert each.shortfall == 0
                assert not each.lacks_evidence
            if each.shortfall or each.lacks_evidence:
                assert each.state is State.UNMET


def _lacks_evidence(decision: Decision) -> bool:
    return any(each.lacks_evidence for each in decision.obligations)
