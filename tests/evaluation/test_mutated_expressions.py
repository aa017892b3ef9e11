"""Small changes of conditions and amounts, each in words."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from bokrules.evaluation.mutated_expressions import (
    Changes,
    changes_of_amount,
    changes_of_condition,
)
from bokrules.semantics import expressions as ir
from tests.helpers import compiled

FACTS = compiled('boleh a "A" untuk belanja gaji dasar A').vocabulary.facts
REMOTE = ir.Field("terpencil")
PLANNED = ir.Field("dalam_rpk")
SALARY = ir.IsA("belanja", "gaji")
AMOUNT = ir.Field("nilai")


def _seen(changes: Changes) -> list[tuple[str, str, ir.Expression]]:
    return [(each.kind, each.message.text(), each.to) for each in changes]


def test_a_yes_or_no_becomes_its_opposite() -> None:
    assert _seen(changes_of_condition(REMOTE, FACTS)) == [
        ("negation", "the opposite test of terpencil", ir.Not(REMOTE))
    ]
    assert _seen(changes_of_condition(SALARY, FACTS)) == [
        ("negation", "the opposite test of belanja", ir.Not(SALARY))
    ]


def test_a_negation_is_dropped_not_doubled() -> None:
    assert _seen(changes_of_condition(ir.Not(REMOTE), FACTS)) == [
        ("negation", "without the negation", REMOTE)
    ]


def test_inside_a_negation() -> None:
    either = ir.AnyOf((REMOTE, PLANNED))
    assert _seen(changes_of_condition(ir.Not(either), FACTS)) == [
        ("negation", "without the negation", either),
        ("operand", "without the test of terpencil", ir.Not(ir.AnyOf((PLANNED,)))),
        (
            "negation",
            "the opposite test of terpencil",
            ir.Not(ir.AnyOf((ir.Not(REMOTE), PLANNED))),
        ),
        ("operand", "without the test of dalam_rpk", ir.Not(ir.AnyOf((REMOTE,)))),
        (
            "negation",
            "the opposite test of dalam_rpk",
            ir.Not(ir.AnyOf((REMOTE, ir.Not(PLANNED)))),
        ),
    ]


def test_operands_are_dropped_and_changed() -> None:
    assert _seen(changes_of_condition(ir.AllOf((REMOTE, PLANNED)), FACTS)) == [
        ("operand", "without the test of terpencil", ir.AllOf((PLANNED,))),
        ("negation", "the opposite test of terpencil", ir.AllOf((ir.Not(REMOTE), PLANNED))),
        ("operand", "without the test of dalam_rpk", ir.AllOf((REMOTE,))),
        ("negation", "the opposite test of dalam_rpk", ir.AllOf((REMOTE, ir.Not(PLANNED)))),
    ]


def test_the_last_operand_stays() -> None:
    assert [each.kind for each in changes_of_condition(ir.AllOf((REMOTE,)), FACTS)] == ["negation"]


def test_what_always_holds_has_nothing_to_change() -> None:
    assert _seen(changes_of_condition(ir.ALWAYS, FACTS)) == []
    assert _seen(changes_of_condition(ir.Constant(True), FACTS)) == []


@pytest.mark.parametrize(
    ("how", "others"),
    [(">", [">=", "<"]), (">=", [">", "<="]), ("<", ["<=", ">"]), ("<=", ["<", ">="])],
)
def test_a_comparison_is_flipped_and_reversed(
    how: ir.Comparison, others: list[ir.Comparison]
) -> None:
    test = ir.Compare(AMOUNT, how, ir.Constant(1000))
    flipped = [(m, e) for k, m, e in _seen(changes_of_condition(test, FACTS)) if k == "comparison"]
    assert flipped == [
        (f"`{other}` instead of `{how}`", ir.Compare(AMOUNT, other, ir.Constant(1000)))
        for other in others
    ]


def test_an_equation_becomes_its_opposite_and_its_number_moves() -> None:
    test = ir.Compare(AMOUNT, "=", ir.Constant(1000))
    assert _seen(changes_of_condition(test, FACTS)) == [
        ("negation", "the opposite test of nilai", ir.Not(test)),
        (
            "threshold",
            "Rp1.001 instead of Rp1.000",
            ir.Compare(AMOUNT, "=", ir.Constant(1001)),
        ),
        ("threshold", "Rp999 instead of Rp1.000", ir.Compare(AMOUNT, "=", ir.Constant(999))),
    ]


def test_thresholds_on_either_side() -> None:
    test = ir.Compare(ir.Constant(5), "<", ir.Field("jumlah_orang"))
    moved = [(m, e) for k, m, e in _seen(changes_of_condition(test, FACTS)) if k == "threshold"]
    assert moved == [
        ("6 instead of 5", ir.Compare(ir.Constant(6), "<", ir.Field("jumlah_orang"))),
        ("4 instead of 5", ir.Compare(ir.Constant(4), "<", ir.Field("jumlah_orang"))),
    ]


def test_a_choice_does_not_move() -> None:
    test = ir.Compare(ir.Field("wilayah"), "=", ir.Constant("desa"))
    assert [each.kind for each in changes_of_condition(test, FACTS)] == ["negation"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, ["Rp1 instead of Rp0", "-Rp1 instead of Rp0"]),
        (3000, ["Rp3.001 instead of Rp3.000", "Rp2.999 instead of Rp3.000"]),
        (Fraction(15, 1000), ["1,6% instead of 1,5%", "1,4% instead of 1,5%"]),
        (Fraction(1, 10), ["11% instead of 10%", "9% instead of 10%"]),
        (Fraction(1), ["1,01 instead of 100%", "99% instead of 100%"]),
        (Fraction(5, 4), ["1,26 instead of 1,25", "1,24 instead of 1,25"]),
        (Fraction(3, 2), ["1,51 instead of 1,5", "1,49 instead of 1,5"]),
        (Fraction(3), ["4 instead of 3", "2 instead of 3"]),
        (Fraction(0), ["1% instead of 0%", "-1% instead of 0%"]),
        (Fraction(1, 2000), ["0,06% instead of 0,05%", "0,04% instead of 0,05%"]),
        (
            date(2010, 12, 31),
            ["2011-01-01 instead of 2010-12-31", "2010-12-30 instead of 2010-12-31"],
        ),
        (date.max, ["9999-12-30 instead of 9999-12-31"]),
        (date.min, ["0001-01-02 instead of 0001-01-01"]),
        (True, []),
        ("desa", []),
    ],
)
def test_constants_move_by_one_step(value: ir.Scalar, words: list[str]) -> None:
    changes = list(changes_of_amount(ir.Constant(value)))
    assert [each.message.text() for each in changes] == words
    assert {each.kind for each in changes} <= {"threshold"}


def test_a_share_that_no_percentage_prints() -> None:
    (more, less) = changes_of_amount(ir.Constant(Fraction(1, 3)))
    assert more.to == ir.Constant(Fraction(103, 300))
    assert less.to == ir.Constant(Fraction(97, 300))


def test_constants_inside_sums_and_products() -> None:
    tax = ir.Scaled((("*", ir.Constant(Fraction(1, 10))), ("*", AMOUNT)))
    both = ir.Total(((1, tax), (-1, ir.Constant(50))))
    assert [each.to for each in changes_of_amount(both)] == [
        ir.Total(((1, ir.Scaled((("*", ir.Constant(rate)), ("*", AMOUNT)))), (-1, ir.Constant(50))))
        for rate in (Fraction(11, 100), Fraction(9, 100))
    ] + [ir.Total(((1, tax), (-1, ir.Constant(amount)))) for amount in (51, 49)]


def test_no_divisor_becomes_0() -> None:
    halved = ir.Scaled((("*", AMOUNT), ("/", ir.Constant(1))))
    assert [each.to for each in changes_of_amount(halved)] == [
        ir.Scaled((("*", AMOUNT), ("/", ir.Constant(2))))
    ]
