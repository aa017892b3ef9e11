"""What is asked for: comparisons of one fact, and the smallest sets of documents."""

from __future__ import annotations

from fractions import Fraction

import pytest

from bokrules.comparison.nearest.problem import smallest_sets, solved
from bokrules.semantics.expressions import Compare, Constant, Expression, Field, Not, Scaled, Total
from tests.helpers import compiled

POLICY = compiled('boleh transpor "T" untuk belanja transpor dasar A')
AMOUNT, STAMP = Field("nilai"), Field("meterai")


def times(share: Fraction, what: Expression) -> Expression:
    return Scaled((("*", Constant(share)), ("*", what)))


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (times(Fraction(1, 10), AMOUNT), Compare(AMOUNT, "<", Constant(80))),
        (times(Fraction(3, 10), AMOUNT), Compare(AMOUNT, "<", Constant(Fraction(80, 3)))),
        (
            Total(((1, Constant(100)), (-1, AMOUNT))),
            Compare(AMOUNT, ">", Constant(92)),
        ),
        (Constant(7), Constant(True)),
        (Constant(8), Constant(False)),
        (Total(((1, AMOUNT), (-1, AMOUNT))), Compare(AMOUNT, ">=", Constant(0))),
        (
            Total(((1, Constant(9)), (1, AMOUNT), (-1, AMOUNT))),
            Not(Compare(AMOUNT, ">=", Constant(0))),
        ),
    ],
)
def test_less_than_eight(amount: Expression, expected: Expression) -> None:
    assert solved(Compare(amount, "<", Constant(8)), POLICY) == expected


def test_what_stays_a_comparison_of_several() -> None:
    for amount in (Total(((1, AMOUNT), (1, STAMP))), Scaled((("*", AMOUNT), ("*", AMOUNT)))):
        comparison = Compare(amount, "<", Constant(8))
        assert solved(comparison, POLICY) == comparison


def test_the_smallest_sets() -> None:
    assert smallest_sets(frozenset()) == (frozenset(),)
    assert smallest_sets(frozenset({("a", "b"), ("b", "c"), ("d",)})) == (frozenset("bd"),)
