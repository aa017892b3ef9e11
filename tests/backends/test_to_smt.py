"""The solver's formulas against the reference, missing values included."""

from __future__ import annotations

from hypothesis import given, settings

from bokrules.backends.decision import Facts
from bokrules.backends.reference import decide
from bokrules.backends.to_smt.facts import Symbols
from bokrules.backends.to_smt.kleene import all_of, negated
from bokrules.backends.to_smt.solver import Solver
from bokrules.backends.to_smt.verdicts import SmtPolicy
from bokrules.cells.standing import Open, standing_of
from bokrules.semantics.outcomes import Outcome
from tests.properties.generators import Generated, cases


@settings(max_examples=100)
@given(cases())
def test_the_solver_agrees_with_the_reference(case: tuple[Generated, list[Facts]]) -> None:
    policy = case[0].policy
    symbols = Symbols([policy.vocabulary])
    smt = SmtPolicy(policy, symbols)
    for facts in case[1]:
        decision = decide(facts, policy)
        stands = standing_of(decision.possible)
        expected = [
            *(
                smt.outcome[each] if each is decision.outcome else negated(smt.outcome[each])
                for each in Outcome
            ),
            *(
                smt.possible[each] if each in decision.possible else negated(smt.possible[each])
                for each in Outcome
            ),
            *(
                smt.standing[each] if each in stands else negated(smt.standing[each])
                for each in Open
            ),
        ]
        given_ = [
            symbols.equals(name, facts.get(name))
            for name, fact in policy.vocabulary.facts.items()
            if fact.type.kind != "text"
        ]
        solver = Solver(symbols, given_)
        assert solver.is_possible([])
        assert not solver.is_possible([negated(all_of(expected))])
