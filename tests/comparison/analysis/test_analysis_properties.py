"""What the analysis says of generated policies, held against the reference, expense by expense.

Witnesses are replayed by the analysis itself: a wrong one raises.
"""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bokrules.backends import reference
from bokrules.backends.decision import Facts
from bokrules.cells.standing import Open, standing_of
from bokrules.comparison.analysis.analysis import analyse
from bokrules.comparison.analysis.idle_rules import Rule, without
from bokrules.comparison.analysis.space import Unresolved
from bokrules.semantics.outcomes import State
from tests.comparison.verdicts.regions import inside
from tests.properties.changes import can_be_completed, completed
from tests.properties.generators import Generated, cases

PAYABLE = Open.PAYABLE


@settings(max_examples=60)
@given(cases(least=6), st.data())
def test_every_complete_expense(case: tuple[Generated, list[Facts]], data: st.DataObject) -> None:
    policy = case[0].policy
    found = analyse(policy)
    fewer = [without(each.rule, policy) for each in found.idle_rules]
    for each in case[1]:
        if not can_be_completed(each, policy):
            continue
        facts = data.draw(completed(each, policy))
        outcomes = standing_of(reference.decide(facts, policy).possible)
        for other in fewer:
            assert standing_of(reference.decide(facts, other).possible) == outcomes
        if Unresolved("silence") not in found.unresolved:
            regions = [one for one in found.silences if inside(facts, one.region, policy)]
            assert len(regions) == (outcomes == {Open.SILENT})
        for broken in found.unmeetable:
            results = [reference.obligation_result(one, facts, policy) for one in broken.rules]
            states = [None if one is None else one.state for one in results]
            assert PAYABLE not in outcomes or None in states or State.UNMET in states


@settings(max_examples=40)
@given(cases(), st.data())
def test_a_rule_that_decides_is_not_idle(
    case: tuple[Generated, list[Facts]], data: st.DataObject
) -> None:
    policy = case[0].policy
    idle = [each.rule.name for each in analyse(policy).idle_rules]
    for each in case[1]:
        if can_be_completed(each, policy):
            facts = data.draw(completed(each, policy))
            decision = reference.decide(facts, policy)
            rules: list[Rule] = [*policy.permissions, *policy.prohibitions]
            for rule in rules:
                other = reference.decide(facts, without(rule, policy))
                if other.possible != decision.possible and PAYABLE not in standing_of(
                    other.possible & decision.possible
                ):
                    assert rule.name not in idle
