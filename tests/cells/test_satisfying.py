"""A search for one expense finds what diagrams find, without building them."""

from __future__ import annotations

import pytest
from hypothesis import given

from bokrules.cells.conditions import conditions_of, permission_of
from bokrules.cells.diagrams import Diagrams
from bokrules.cells.formulas import FALSE, TRUE, UNKNOWN, Formulas, Node
from bokrules.cells.questions import Question
from bokrules.cells.satisfying import Satisfying
from bokrules.cells.standing import Open, Standing, settled, standing, standing_nodes
from bokrules.cells.variables import ValueClass, Variable
from tests.properties.generators import Generated, generated

YES_NO = (
    ValueClass((True,), (True,)),
    ValueClass((False,), (False,)),
    ValueClass((None,), is_missing=True, is_complete=False),
)


@pytest.fixture
def search() -> Satisfying:
    from bokrules.cells.variables import IsYes

    names = ("a", "b", "c", "d")
    variables = [Variable(place, name, (IsYes(),), YES_NO) for place, name in enumerate(names)]
    return Satisfying(Formulas(variables))


def literals(search: Satisfying) -> list[Node]:
    return [search.formulas.literal(place, 0) for place in range(4)]


def test_constants(search: Satisfying) -> None:
    assert search.find(TRUE) == {}
    assert search.find(FALSE) is None
    assert search.find(UNKNOWN) is None


def test_the_first_class_that_shows_it(search: Satisfying) -> None:
    make = search.formulas
    a, b, *_ = literals(search)
    assert search.find(a) == {0: 0}
    assert search.find(make.conjunction([make.negation(a), make.disjunction([a, b])])) == {
        0: 1,
        1: 0,
    }


def test_what_contradicts(search: Satisfying) -> None:
    make = search.formulas
    a, b, c, d = literals(search)
    either = make.disjunction([make.conjunction([a, b]), make.conjunction([c, d])])
    neither = make.negation(either)
    both = make.conjunction([either, neither])
    assert both != FALSE
    assert search.find(both) is None
    assert search.find(make.conjunction([either, neither, make.disjunction([a, d])])) is None


def test_every_assignment_is_tried(search: Satisfying) -> None:
    """Four clauses of two facts, of which each combination fails one."""
    make = search.formulas
    a, b, *_ = literals(search)
    signs = [(one, other) for one in (a, make.negation(a)) for other in (b, make.negation(b))]
    clauses = [make.disjunction(each) for each in signs]
    assert search.find(make.conjunction(clauses)) is None
    assert search.find(make.conjunction(clauses)) is None
    assert search.find(make.conjunction(clauses[1:])) == {0: 1, 1: 1}


def test_what_nobody_knows(search: Satisfying) -> None:
    make = search.formulas
    a, b, *_ = literals(search)
    gap = make.conjunction([a, UNKNOWN])
    node = make.disjunction([gap, b])
    assert (search.certain(node), search.possible(node)) == (b, make.disjunction([a, b]))
    assert search.certain(UNKNOWN) == FALSE
    assert search.possible(UNKNOWN) == TRUE


@given(generated())
def test_standings_are_those_of_the_diagram(case: Generated) -> None:
    conditions = conditions_of([case.policy])
    nodes = permission_of(case.policy, conditions).nodes
    make = conditions.formulas
    question: Question[tuple[Standing]] = Question(make, nodes, standing, settled)
    diagrams: Diagrams[tuple[Standing]] = Diagrams(make)
    complete = diagrams.build_complete(question, (None,))
    if any(make.variables[place].is_opaque for place, _ in diagrams.choices.values()):
        return
    search = Satisfying(make)
    found = set()
    for each, when in standing_nodes(nodes, search):
        assert each <= frozenset(Open)
        way = search.find(when)
        if way is not None:
            found.add((each,))
            state = question.start
            for place, chosen in way.items():
                state = question.simplified([make.assigned(node, place, chosen) for node in state])
            left = Question(make, state, standing, settled)
            rest = diagrams.build_complete(left, (None,))
            assert diagrams.reachable(rest) == {(each,)}
    assert found == diagrams.reachable(complete) - {(None,)}
