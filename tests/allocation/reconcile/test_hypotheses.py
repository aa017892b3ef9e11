"""Guesses about amounts that nothing explains: each says what would have to be true."""

from __future__ import annotations

from fractions import Fraction

import pytest

from bokrules.allocation.reconcile.hypotheses import Hypothesis, Unexplained, hypotheses


def one(published: int, predicted: int, tolerance: int = 0) -> tuple[Hypothesis, ...]:
    unit = Unexplained("a", published, Fraction(predicted), tolerance)
    return hypotheses([unit]).get("a", ())


@pytest.mark.parametrize(
    ("published", "predicted", "expected"),
    [
        (3_151_250_000, 4_151_250_000, Hypothesis("digit", 4_151_250_000)),
        (5_240, 5_246, Hypothesis("digit", 5_246)),
        (4_575, 5_475, Hypothesis("swapped_digits", 5_475)),
        (2_206_000, 2_206, Hypothesis("factor", 2_206, factor=Fraction(1, 1000))),
        (145, 1_450, Hypothesis("factor", 1_450, factor=Fraction(10))),
    ],
)
def test_of_one_amount(published: int, predicted: int, expected: Hypothesis) -> None:
    assert one(published, predicted) == (expected,)


def test_the_nearest_number_within_the_tolerance() -> None:
    assert one(3_151, 4_152, tolerance=3) == (Hypothesis("digit", 4_151),)
    assert one(3_151, 4_160, tolerance=3) == ()
    # No number begins with 0.
    assert one(1_005, 5, tolerance=0) == ()


def of_all(*rows: tuple[str, int, int], tolerance: int = 0) -> dict[str, tuple[Hypothesis, ...]]:
    return dict(
        hypotheses(
            [
                Unexplained(name, amount, Fraction(predicted), tolerance)
                for name, amount, predicted in rows
            ]
        )
    )


def test_two_that_cancel() -> None:
    found = of_all(("a", 4_300, 4_111), ("b", 7_000, 7_191), tolerance=2)
    assert found == {
        "a": (Hypothesis("cancels", units=("b",)),),
        "b": (Hypothesis("cancels", units=("a",)),),
    }
    assert of_all(("a", 4_300, 4_111), ("b", 7_000, 7_191), tolerance=1) == {"a": (), "b": ()}


def test_two_that_stand_in_each_others_row() -> None:
    found = of_all(("a", 4_388, 7_111), ("b", 7_111, 4_388))
    assert found["a"] == (
        Hypothesis("swapped", 7_111, ("b",)),
        Hypothesis("cancels", units=("b",)),
    )


def test_a_floor_shared_by_several() -> None:
    found = of_all(("a", 2_325, 1_936), ("b", 2_325, 1_871), ("c", 2_325, 2_999), ("d", 9, 1))
    assert found["a"] == (Hypothesis("floor", units=("b",)),)
    assert found["b"] == (Hypothesis("floor", units=("a",)),)
    assert found["c"] == ()
