"""Questions are answered as the diagrams of their formulas answer them."""

from __future__ import annotations

from hypothesis import given

from bokrules.backends import reference
from bokrules.backends.decision import Facts
from bokrules.cells.conditions import Conditions, conditions_of, permission_of
from bokrules.cells.diagrams import Diagrams
from bokrules.cells.formulas import FALSE, TRUE, UNKNOWN
from bokrules.cells.questions import Question, gate
from bokrules.cells.standing import Standing, payable, settled, standing, standing_of
from bokrules.semantics.policy import Policy
from tests.cells.test_diagrams import class_in
from tests.helpers import compiled
from tests.properties.generators import Generated, cases, generated

NOTHING: tuple[Standing] = (None,)


def asked(policy: Policy) -> tuple[Conditions, Question[tuple[Standing]]]:
    conditions = conditions_of([policy])
    nodes = permission_of(policy, conditions).nodes
    return conditions, Question(conditions.formulas, nodes, standing, settled)


@given(generated())
def test_the_diagram_for_complete_expenses(case: Generated) -> None:
    conditions, question = asked(case.policy)
    diagrams: Diagrams[tuple[Standing]] = Diagrams(conditions.formulas)
    whole = diagrams.build(question.nodes, standing)
    complete = diagrams.complete(whole, NOTHING)
    assert diagrams.build_complete(question, NOTHING) == complete
    for answer in diagrams.reachable(whole) - {NOTHING}:
        wanted = answer.__eq__
        assert question.reached(wanted) == diagrams.reached(complete, wanted)
        first = question.first_way(wanted)
        if first is not None:
            way, found = next(
                each
                for each in diagrams.paths(complete, wanted)
                if not any(diagrams.variable(place).is_opaque for place in each[0])
            )
            assert found == first[1]
            firsts = {
                place: next(e for e in chosen if diagrams.variable(place).classes[e].is_complete)
                for place, chosen in way.items()
            }
            assert first[0] == {place: (chosen,) for place, chosen in firsts.items()}


@given(cases())
def test_an_expense(case: tuple[Generated, list[Facts]]) -> None:
    policy = case[0].policy
    _, question = asked(policy)
    for facts in case[1]:
        [found] = question.answer_at(class_in(facts, policy))
        expected = standing_of(reference.decide(facts, policy).possible)
        assert found is None or found == expected


@given(generated())
def test_a_column_is_each_class_assigned(case: Generated) -> None:
    conditions, question = asked(case.policy)
    make = conditions.formulas
    wide = make.disjunction(conditions.node(each.condition) for each in case.policy.permissions)
    for node in (*question.nodes, wide, make.negation(wide)):
        for variable in make.variables:
            classes = range(len(variable.classes))
            assert list(make.column(node, variable.place)) == [
                make.assigned(node, variable.place, each) for each in classes
            ]


TERMS = ("transpor", "transpor_petugas", "transpor_kader", "penginapan", "konsumsi", "imbalan",
         "gaji", "honor", "belanja_modal", "cold_chain")  # fmt: skip
MANY = "\n".join(
    f'boleh izin_{term} "I" untuk belanja {term} bila nilai paling banyak Rp{number}.000 dasar A.1'
    for number, term in enumerate(TERMS, start=1)
)


def test_a_wide_node_is_split_by_its_parts() -> None:
    policy = compiled(f'tertutup belanja "Daftar" dasar A\n{MANY}')
    conditions, question = asked(policy)
    make = conditions.formulas
    for node in question.nodes:
        for variable in make.variables:
            classes = range(len(variable.classes))
            assert list(make.column(node, variable.place)) == [
                make.assigned(node, variable.place, each) for each in classes
            ]


def test_unknown_takes_in_what_is_unknown_at_most() -> None:
    conditions, _ = asked(compiled(MANY))
    make = conditions.formulas
    a, b = make.literal(0, 0), make.literal(0, 1)
    assert make.disjunction([UNKNOWN, make.conjunction([UNKNOWN, a, b])]) == UNKNOWN
    assert make.conjunction([UNKNOWN, make.disjunction([UNKNOWN, a])]) == UNKNOWN
    assert make.disjunction([UNKNOWN, a]) not in (UNKNOWN, a)


def test_what_cannot_matter_any_more() -> None:
    assert settled((5, 6, 7, FALSE)) == (FALSE, FALSE, FALSE, FALSE)
    assert settled((TRUE, 6, 7, 8)) == (TRUE, FALSE, FALSE, 8)
    assert settled((5, TRUE, 7, 8)) == (5, TRUE, FALSE, 8)
    assert settled((5, 6, 7, 8)) == (5, 6, 7, 8)
    assert gate((UNKNOWN, 6)) == (UNKNOWN, UNKNOWN)
    assert gate((TRUE, 6)) == (TRUE, 6)


def test_what_is_payable() -> None:
    assert payable((5, TRUE, 7, TRUE)) is False
    assert payable((5, 6, 7, FALSE)) is False
    assert payable((FALSE, UNKNOWN, 7, TRUE)) is None
    assert payable((FALSE, UNKNOWN, FALSE, TRUE)) is True
