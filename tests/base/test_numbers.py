from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bokrules.base.numbers import format_percent


@pytest.mark.parametrize(
    ("ratio", "digits", "text"),
    [
        (Fraction(1), 2, "100,00%"),
        (Fraction(57, 100), 2, "57,00%"),
        (Fraction(10504, 10000), 2, "105,04%"),
        (Fraction(1, 3), 2, "33,33%"),
        (Fraction(2, 3), 1, "66,7%"),
        (Fraction(12345, 100000), 2, "12,35%"),
        (Fraction(-12345, 100000), 2, "-12,35%"),
        (Fraction(-1, 1_000_000), 2, "0,00%"),
        (Fraction(0), 0, "0%"),
        (Fraction(37632, 100), 0, "37.632%"),
        (Fraction(1995, 1000), 0, "200%"),
    ],
)
def test_a_percentage_to_be_read(ratio: Fraction, digits: int, text: str) -> None:
    assert format_percent(ratio, digits) == text


@given(st.fractions(), st.integers(0, 4))
def test_it_is_never_further_off_than_half_a_digit(ratio: Fraction, digits: int) -> None:
    shown = format_percent(ratio, digits).removesuffix("%").replace(".", "").replace(",", ".")
    assert abs(Fraction(shown) - ratio * 100) <= Fraction(1, 2 * 10**digits)
