"""A line that most points agree on: exact where the data are, whatever the outliers have."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from bokrules.allocation.reconcile.fit import Fit, Point, fit


def points(*rows: tuple[Fraction | int, int], tolerance: int = 0) -> list[Point]:
    return [Point(Fraction(weight), amount, tolerance) for weight, amount in rows]


def test_exact_data_give_exact_constants() -> None:
    data = points((6, 2_000_400), (Fraction(5, 4), 2_000_083), (9, 2_000_600), (8, 7), (5, 1))
    line = points((6, 2_000_400), (Fraction(3, 2), 2_000_100), (9, 2_000_600), (8, 7), (5, 1))
    assert fit(line) == Fit(Fraction(2_000_000), Fraction(200, 3), explained=3, exact=3)
    assert fit(data) is None


def test_of_lines_that_explain_as_much_the_one_that_meets_more_points() -> None:
    data = points((0, 100), (1, 110), (2, 120), (3, 133), (4, 143), tolerance=3)
    # 100 + 10x meets three points and is 3 off the others; 100 + 10,75x is nearer, and meets two.
    assert fit(data) == Fit(Fraction(100), Fraction(10), explained=5, exact=3)


def test_too_few_points() -> None:
    assert fit([]) is None
    assert fit(points((1, 5))) is None
    assert fit(points((1, 5), (2, 7))) is None
    assert fit(points((1, 5), (1, 7), (1, 9))) is None


def test_many_points() -> None:
    rows = [(each, 1_000 + 7 * each if each % 3 else 17 * each) for each in range(1, 400)]
    assert fit(points(*rows)) == Fit(Fraction(1_000), Fraction(7), explained=266, exact=266)


@given(
    st.integers(0, 10**10),
    st.integers(1, 10**8),
    st.lists(
        st.integers(0, 400).map(lambda each: Fraction(each, 4)),
        min_size=6,
        max_size=15,
        unique=True,
    ),
    st.data(),
)
def test_a_minority_of_outliers_changes_nothing(
    fixed: int, quarter: int, weights: list[Fraction], data: st.DataObject
) -> None:
    rate = 4 * quarter
    amounts = [int(fixed + rate * each) for each in weights]
    few = data.draw(st.integers(0, (len(weights) - 1) // 3))
    for place in range(few):
        amounts[place] += data.draw(st.integers(1, 10**12))
    found = fit(points(*zip(weights, amounts, strict=True)))
    # Another line through as many points would share two of this one.
    assert found is not None
    assert (found.fixed, found.rate) == (Fraction(fixed), Fraction(rate))
    assert found.explained >= len(weights) - few
