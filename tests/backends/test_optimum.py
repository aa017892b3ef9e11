"""The greatest value of a polynomial, worked out by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from bokrules.backends.polynomials import Polynomial, reduced
from bokrules.backends.to_smt.optimum import Optimum, greatest, is_possible
from bokrules.backends.to_smt.solver import NotDecided
from bokrules.backends.to_smt.unknowns import Unknown, Unknowns

ONE = Polynomial.constant(1)


def two(
    x: tuple[int, int] = (0, 3), y: tuple[int, int] = (0, 5)
) -> tuple[Unknowns, Polynomial, Polynomial]:
    unknowns = Unknowns()
    return (
        unknowns,
        unknowns.add(Unknown("x", Fraction(x[0]), Fraction(x[1]), is_whole=True)),
        unknowns.add(Unknown("y", Fraction(y[0]), Fraction(y[1]), is_whole=False)),
    )


def test_linear() -> None:
    unknowns, x, y = two()
    # 2 x - y / 3 + 1 at (3, 0).
    value = x.scaled(2).minus(y.scaled(Fraction(1, 3))).plus(ONE)
    found = greatest(unknowns, value)
    assert found == Optimum(Fraction(7), {"x": 3, "y": 0})
    assert isinstance(found.at["x"], int)


def test_whole_numbers_inside() -> None:
    # x + y is a multiple of 3 and at most 7: 6.
    unknowns, x, y = two()
    both = x.plus(y)
    unknowns.require_multiple(both, 3)
    unknowns.require_not_less(Polynomial.constant(7), both)
    assert greatest(unknowns, both).value == 6


def test_what_whole_numbers_reach_and_others_do_not() -> None:
    # 2 x less its tens: 38 - 10 at 19. Just below 20 it comes ever closer to 30.
    unknowns, x, _ = two((17, 22))
    value = x.scaled(2).minus(unknowns.most_multiple(x, 10))
    found = greatest(unknowns, value)
    assert found.value == 28
    assert found.at["x"] == 19


def test_products() -> None:
    unknowns, x, y = two((0, 3), (2, 5))
    # x (y - 3): 6 at (3, 5).
    found = greatest(unknowns, x.times(y.minus(Polynomial.constant(3))))
    assert found == Optimum(Fraction(6), {"x": 3, "y": 5})
    with pytest.raises(NotDecided, match="better"):
        greatest(unknowns, y.scaled(7).minus(y.times(y)))


def test_no_greatest() -> None:
    unknowns, x, y = two()
    unknowns.require_nonzero(y)
    # Nothing is above -y where y is not 0, and 0 is not reached.
    with pytest.raises(NotDecided):
        greatest(unknowns, y.scaled(-1))
    unknowns.require_equal(x.times(x), ONE.scaled(2))
    assert not is_possible(unknowns)


def test_no_end_gives_anything() -> None:
    unknowns, x, y = two()
    unknowns.require_equal(y.times(y), ONE.scaled(4))
    with pytest.raises(NotDecided, match="no end"):
        greatest(unknowns, x)


def test_a_root_is_no_fraction() -> None:
    unknowns, x, _ = two()
    unknowns.require_multiple(x.scaled(Fraction(1, 3)), 1)
    other = unknowns.quotient(
        ONE, unknowns.add(Unknown("z", Fraction(0), Fraction(2), is_whole=False))
    )
    unknowns.require_equal(other.times(other), ONE.scaled(2))
    assert is_possible(unknowns)
    with pytest.raises(NotDecided):
        greatest(unknowns, other)


def test_too_many_ranges() -> None:
    unknowns, x, y = two()
    for number in range(5):
        unknowns.add(Unknown(f"z{number}", Fraction(0), Fraction(1), is_whole=False))
    with pytest.raises(NotDecided, match="many"):
        greatest(unknowns, x.times(y))


def test_quotients() -> None:
    unknowns, x, y = two((1, 3), (1, 5))
    # What the two have in common goes; a multiple is a number.
    assert unknowns.quotient(x.times(y).scaled(6), x.times(y).scaled(4)) == ONE.scaled(
        Fraction(3, 2)
    )
    assert unknowns.quotient(x.times(y), x.scaled(2)) == y.scaled(Fraction(1, 2))
    assert unknowns.quotient(Polynomial({}), x.plus(y)) == Polynomial({})
    parts = [unknowns.quotient(each, x.plus(y)) for each in (x, y)]
    # x / (x + y) + y / (x + y) is 1: seen without the solver.
    assert unknowns.without_inverses(Polynomial.total(parts).minus(ONE)) == Polynomial({})
    # At most 3 / (3 + 1).
    assert greatest(unknowns, parts[0]) == Optimum(Fraction(3, 4), {"x": 3, "y": 1})
    assert unknowns.quotient(x, Polynomial({})) == Polynomial({})
    assert not is_possible(unknowns)


def test_bounds_that_need_no_solver() -> None:
    unknowns, x, y = two((4, 6), (0, 3))
    assert unknowns.clamped(x, y, None) == x
    assert unknowns.clamped(y, x, None) == x
    assert unknowns.clamped(x, y, ONE) == ONE
    before = len(unknowns.conditions)
    unknowns.require_not_less(x, y)
    unknowns.require_nonzero(x)
    unknowns.require_nonzero(x.scaled(-1))
    unknowns.require_equal(x, x)
    unknowns.require_multiple(x.scaled(4), 2)
    assert len(unknowns.conditions) == before
    # 4 and 8 lie about 7; of 4 to 6 the least multiple of 4 is 4 or 8.
    assert unknowns.least_multiple(ONE.scaled(7), 4) == ONE.scaled(8)
    assert unknowns.most_multiple(ONE.scaled(7), 4) == ONE.scaled(4)
    up = unknowns.least_multiple(x, 4)
    assert unknowns.least_multiple(x, 4) == up
    assert greatest(unknowns, up).value == 8


def test_without_what_all_have() -> None:
    x, y = Polynomial.variable("x"), Polynomial.variable("y")
    squared = x.times(x)
    assert reduced(squared.times(y), squared) == (y, ONE)
    assert reduced(Polynomial({}), Polynomial({})) == (Polynomial({}), Polynomial({}))
