"""Diagrams of permission: the answer of the reference for every expense, missing values too."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given

from bokrules import load_edition
from bokrules.backends import reference
from bokrules.backends.decision import Facts
from bokrules.cells.conditions import conditions_of, permission_of
from bokrules.cells.diagrams import Diagrams
from bokrules.cells.formulas import FALSE, TRUE, UNKNOWN, Formulas
from bokrules.cells.standing import Open, Standing, standing, standing_of
from bokrules.cells.variables import Opaque, Variable
from bokrules.semantics.policy import Policy
from tests.helpers import compiled
from tests.properties.generators import Generated, cases


def class_in(facts: Facts, policy: Policy) -> Callable[[Variable], int]:
    def class_of(variable: Variable) -> int:
        [*tests] = variable.tests
        if isinstance(tests[0], Opaque):
            truth = reference.holds(tests[0].expression, facts, policy)
            return variable.class_of(truth)
        return variable.class_of(facts.get(variable.name))

    return class_of


@given(cases())
def test_a_diagram_answers_as_the_reference_does(case: tuple[Generated, list[Facts]]) -> None:
    generated, expenses = case
    policy = generated.policy
    conditions = conditions_of([policy])
    diagrams: Diagrams[tuple[Standing]] = Diagrams(conditions.formulas)
    root = diagrams.build(permission_of(policy, conditions).nodes, standing)
    for facts in expenses:
        [found] = diagrams.answer_at(root, class_in(facts, policy))
        expected = standing_of(reference.decide(facts, policy).possible)
        assert found is None or found == expected


@pytest.mark.parametrize(("year", "most"), [(2010, 60), (2015, 60), (2019, 80), (2020, 60)])
def test_the_shipped_editions_are_small(year: int, most: int) -> None:
    policy = load_edition(year).policy
    conditions = conditions_of([policy])
    diagrams: Diagrams[tuple[Standing]] = Diagrams(conditions.formulas)
    root = diagrams.build(permission_of(policy, conditions).nodes, standing)
    assert len(list(diagrams.parts(root))) < most


RULES = """
tertutup belanja "Daftar" dasar A
boleh transpor "Transpor" untuk belanja transpor bila nilai paling banyak Rp100.000 dasar A.1
larang gaji "Gaji" untuk belanja gaji dasar B.1
"""


def of(rules: str) -> tuple[Diagrams[tuple[Standing]], int]:
    policy = compiled(rules)
    conditions = conditions_of([policy])
    diagrams: Diagrams[tuple[Standing]] = Diagrams(conditions.formulas)
    return diagrams, diagrams.build(permission_of(policy, conditions).nodes, standing)


def test_ways_through_a_diagram() -> None:
    diagrams, root = of(RULES)
    expense, fund, amount = (diagrams.variable(place) for place in (0, 1, 2))
    assert [each.name for each in (expense, fund, amount)] == ["belanja", "dana", "nilai"]
    assert [each.values for each in amount.classes] == [(0, 100_000), (100_001, 10**15), ()]
    found = {
        (
            tuple(value for each in path[0] for value in expense.classes[each].values),
            tuple(path.get(2, ())),
        )
        for path, _ in diagrams.paths(root, lambda answer: answer == (frozenset({Open.PAYABLE}),))
    }
    assert found == {(("transpor", "transpor_petugas", "transpor_kader"), (0,))}


def test_what_does_not_matter_is_not_read() -> None:
    diagrams, root = of(RULES.replace("bila nilai paling banyak Rp100.000", ""))
    assert {
        diagrams.choices[each][0] for each in diagrams.parts(root) if each in diagrams.choices
    } == {0, 1}
    assert diagrams.reachable(root) == {
        (frozenset({Open.PAYABLE}),),
        (frozenset({Open.FORBIDDEN}),),
        (frozenset({Open.UNLISTED}),),
        (frozenset({Open.FORBIDDEN, Open.UNLISTED}),),  # imbalan: gaji or another
        (frozenset({Open.FORBIDDEN, Open.UNLISTED, Open.PAYABLE}),),  # missing
        (None,),  # another fund
    }


def test_formulas_are_shared() -> None:
    make = Formulas([Variable(place, str(place), (), ()) for place in range(3)])
    a, b, c = (make.literal(place, 0) for place in range(3))
    assert make.conjunction([a, make.conjunction([b, c])]) == make.conjunction([c, b, a, a])
    assert make.negation(make.negation(a)) == a
    joined = make.negation(make.disjunction([a, b]))
    assert joined == make.conjunction([make.negation(b), make.negation(a)])
    assert make.conjunction([a, FALSE]) == FALSE
    assert make.disjunction([a, TRUE]) == TRUE
    assert make.conjunction([a, TRUE]) == a == make.disjunction([a, FALSE])
    assert make.conjunction([]) == TRUE
    assert make.disjunction([]) == FALSE
    # Unknown and a: false, or unknown. Not a alone.
    assert make.conjunction([a, UNKNOWN]) not in (a, UNKNOWN)
