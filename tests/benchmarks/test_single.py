"""What `python -m benchmarks.single` asks: hand-written functions are right, the table is whole."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from benchmarks.large_editions import LargeEdition, large_edition
from benchmarks.single import flat_editions, hand, hand_large, own, workloads
from benchmarks.single.answers import Answer, Reference, reference_answer
from benchmarks.single.contestants import Contestant
from benchmarks.single.expenses import Expense, Workload, share_of
from benchmarks.single.formulas import (
    FALSE,
    TRUE,
    And,
    Formula,
    Has,
    In,
    Is,
    Literal,
    Missing,
    Not,
    Or,
    Positive,
    Since,
    conjunction,
    disjunction,
    negation,
)
from benchmarks.single.goals import FASTER, Goal, best_ways, goals_of
from benchmarks.single.program import Program, program_of
from benchmarks.single.programs import Programs
from benchmarks.single.table import table_of
from bokrules import load_edition

SHIPPED = workloads.shipped()
SOURCE = large_edition(60)
LARGE = workloads.generated(SOURCE)
SOME = 300


def answers_of(workload: Workload, expenses: Sequence[Expense]) -> list[Answer]:
    return [reference_answer(each.facts(workload.policy), workload.policy) for each in expenses]


def both_kinds(workload: Workload, count: int = SOME) -> list[Expense]:
    complete = workload.expenses(count, is_complete=True)
    return complete + workload.expenses(count, is_complete=False)


def agree(workload: Workload, contestants: Sequence[Contestant], count: int = SOME) -> None:
    expenses = both_kinds(workload, count)
    answers = answers_of(workload, expenses)
    assert contestants
    for each in contestants:
        assert each.answers(expenses) == answers, each.title


# ---- expenses ----


def test_expenses_are_the_same_each_time_and_have_every_outcome() -> None:
    expenses = SHIPPED.expenses(3000, is_complete=False)
    assert SHIPPED.expenses(3000, is_complete=False) == expenses
    answers = [Reference(SHIPPED.policy).answer(each) for each in expenses[:1500]]
    shares = share_of(answers)
    assert set(shares) == {"allowed", "conditional", "forbidden", "undetermined", "unlisted"}
    assert min(shares.values()) > 0.02


def test_every_type_and_activity_occurs() -> None:
    expenses = SHIPPED.expenses(8000, is_complete=True)
    taxonomies = SHIPPED.policy.vocabulary.taxonomies
    assert {each.row[0] for each in expenses} == set(taxonomies["belanja"].terms)
    assert {each.row[1] for each in expenses} == set(taxonomies["kegiatan"].terms)


def test_a_complete_expense_has_what_the_rules_read() -> None:
    [expense] = SHIPPED.expenses(1, is_complete=True)
    assert set(expense.as_dict) == SHIPPED.read
    assert {"documents", "taxes", "voucher_amount", "remote"} <= SHIPPED.read
    assert "hours" not in expense.as_dict
    assert expense.as_json["date"] == expense.as_dict["date"].isoformat()


def test_facts_that_are_always_given() -> None:
    expenses = LARGE.expenses(200, is_complete=False, always=("expense_type",))
    assert all(each.row[0] is not None for each in expenses)
    assert any(each.row[1] is None for each in expenses)


# ---- contestants that need no library of their own ----


def test_hand_written_2010() -> None:
    agree(SHIPPED, list(hand.of_2010(SHIPPED)), 1000)


def test_hand_written_many_rules() -> None:
    agree(LARGE, list(hand.of_large(LARGE, SOURCE)))


@pytest.mark.parametrize(
    ("source", "has_lists"),
    [(flat_editions.keyed(20), True), (flat_editions.unkeyed(20), False)],
    ids=["keyed", "unkeyed"],
)
def test_hand_written_flat(source: LargeEdition, has_lists: bool) -> None:
    workload = flat_editions.workload(source, "flat", "flat", has_lists=has_lists)
    agree(workload, list(hand.of_large(workload, source, has_lists=has_lists)))


def test_own() -> None:
    agree(SHIPPED, list(own.contestants(SHIPPED, load_edition(2010), 2010)), 100)
    edition = workloads.edition_of(LARGE.policy, SOURCE)
    agree(LARGE, list(own.contestants(LARGE, edition, None)), 50)


def test_the_generated_source_reads_like_rules() -> None:
    source = hand_large.source_of(SOURCE, lambda name: f"row.{name}")
    assert "def izin_1_holds(row):" in source
    assert "izin_0 = Rule(" in source
    assert "def kewajiban_0_met(row):" in source


def test_leaving_out_what_is_false_changes_no_answer() -> None:
    reference = Reference(LARGE.policy)
    expenses = both_kinds(LARGE, 100)
    assert [reference.answer(each) for each in expenses] == answers_of(LARGE, expenses)


# ---- what engines are given ----


def holds(formula: Formula, expense: Expense) -> bool:
    given = expense.as_json
    match formula:
        case Literal(holds=truth):
            return truth
        case In(fact=fact, terms=terms):
            return given.get(fact) in terms
        case Is(fact=fact, answer=answer):
            return given.get(fact) is answer
        case Missing(fact=fact):
            return fact not in given
        case Has(document=document):
            return document in given.get("documents", ())
        case Since(day=day, is_before=is_before):
            return "date" in given and (given["date"] < day) is is_before
        case Positive(parts=parts, constant=constant):
            if any(number.fact not in given for _, number in parts):
                return False
            return sum(k * number_of(n.name, expense) for k, n in parts) + constant > 0
        case Not(operand=operand):
            return not holds(operand, expense)
        case And(operands=operands):
            return all(holds(each, expense) for each in operands)
        case Or(operands=operands):
            return any(holds(each, expense) for each in operands)


def number_of(name: str, expense: Expense) -> int:
    fact, _, tax = name.partition(".")
    value = expense.as_json[fact]
    return int(value.get(tax, 0) if tax else value)


def run(program: Program, expense: Expense) -> Answer:
    stage = next(each for each in program.stages if holds(each.guard, expense))
    basis = (name for formula, name in stage.basis if holds(formula, expense))
    missing = (name for formula, name in stage.missing if holds(formula, expense))
    return Answer(stage.outcome, tuple(basis), tuple(missing))


@pytest.mark.parametrize("workload", [SHIPPED, LARGE], ids=["2010", "generated"])
def test_programs(workload: Workload) -> None:
    expenses = both_kinds(workload, 100)
    answers = answers_of(workload, expenses)
    program = program_of(workload.policy)
    assert [run(program, each) for each in expenses] == answers
    complete = Programs(workload.policy, ()).for_complete().flat
    assert [run(complete, each) for each in expenses[:100]] == answers[:100]


def test_programs_by_type() -> None:
    types = tuple(SOURCE.leaves("belanja"))
    programs = Programs(LARGE.policy, types)
    certain = Programs(LARGE.policy, types, is_complete=True, is_certain=True)
    for each in both_kinds(LARGE, 100):
        [answer] = answers_of(LARGE, [each])
        if each.row[0] in types:
            assert run(programs.by_type[each.row[0]], each) == answer
            if set(each.as_dict) == LARGE.read and each.is_specific(LARGE.policy):
                assert run(certain.by_type[each.row[0]], each) == answer


def test_formulas_are_simplified() -> None:
    a, b = In("x", frozenset("a")), In("x", frozenset("b"))
    assert disjunction((a, b)) == In("x", frozenset("ab"))
    assert conjunction((negation(a), negation(b))) == Not(In("x", frozenset("ab")))
    assert conjunction((a, FALSE)) == FALSE
    assert disjunction((a, TRUE)) == TRUE
    assert negation(Or((a, Missing("y")))) == And((Not(a), Not(Missing("y"))))


# ---- the table ----


def case_of(name: str, ways: dict[str, tuple[str, float]]) -> dict[str, object]:
    return {
        "name": name,
        "text": name,
        "outcomes": {"allowed": 1.0},
        "contestants": {
            f"{who}, {way}": {
                "name": who,
                "way": way,
                "least_us": least,
                "median_us": least,
                "rounds": 3,
                "timed": 10,
                "compared": 10,
            }
            for way, (who, least) in ways.items()
        },
    }


def test_goals_and_table() -> None:
    ways = {
        "tuple, rules in turn": ("hand-written", 1.0),
        "object, rules in turn": ("hand-written", 1.0),
        "dict, rules in turn": ("hand-written", 2.0),
        "decide, tuple": ("bokrules", 0.5),
        "decide, slotted object": ("bokrules", 1.0),
        "validate(dict, year)": ("bokrules", 3.0),
        "session": ("datalogic", 5.0),
        "batch": ("datalogic", 9.0),
    }
    names = ("2010_complete", "large_complete", "keyed_20", "keyed_2000", "unkeyed_20")
    steps = {"import_ms": 30.0, "load_ms": 12.0, "first_validate_ms": 1.0}
    document = {
        "seed": 1,
        "machine": {"cores": 2},
        "cases": [case_of(name, ways) for name in names],
        "cold_start": {"cold": steps, "warm": steps},
        "shell": {"bokrules_ms": 150.0, "typer_ms": 100.0, "ratio": 1.5},
        "compile": {"lines": 2000, "ms": 300.0},
        "growth": {"2010": {"load_s": 1, "decide_us": 1, "loaded_mb": 50, "peak_mb": 51}},
    }
    goals = list(goals_of(document))
    missed = {each.what for each in goals if not each.is_met}
    assert missed == {
        "decide, slotted object, by hand-written; 2010_complete",
        "decide, slotted object, by hand-written; large_complete",
        "validate(dict, year) faster than datalogic",
        "load an edition, warm",
        "cold compile of 2,000 lines",
    }
    [datalogic] = [each for each in goals if "datalogic" in each.what]
    assert datalogic.reached == pytest.approx(5 / 3)
    table = table_of({**document, "goals": [each.to_dict() for each in goals]})
    assert "*datalogic, session" in table
    assert "missed" in table


def test_best_ways() -> None:
    one = {"name": "a", "least_us": 2}
    other = {"name": "a", "least_us": 1}
    assert best_ways([one, other]) == {"a": other}
    assert FASTER["OpenFisca"] == 400
    assert Goal("x", 2, 3, is_least=True).is_met
