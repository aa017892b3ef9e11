"""Numbers as tables print them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bokrules.inspection.audit.figures import figure
from bokrules.inspection.ledger import BadCell, Cell
from bokrules.inspection.published.notation import (
    Blank,
    Broken,
    Kind,
    NoValue,
    Number,
    Words,
    read_printed,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("7200", 7200),
        ("1.234.567", 1234567),
        ("Rp1.250.000", 1250000),
        ("Rp. 5", 5),
        ("(886.000.000)", -886000000),
        ("-454.417.193", -454417193),
        ("−5", -5),
        ("1.000,00", 1000),
    ],
)
def test_rupiah(text: str, value: int) -> None:
    read = read_printed(text, Kind.RUPIAH)
    assert isinstance(read, Number)
    assert read.value == value


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("74,36", Fraction(1859, 25), 2),
        ("100,00", Fraction(100), 2),
        ("58,85%", Fraction(1177, 20), 2),
        ("100 %", Fraction(100), 0),
        ("85", Fraction(85), 0),
        ("1.234,5", Fraction(2469, 2), 1),
    ],
)
def test_percent(text: str, value: Fraction, decimals: int) -> None:
    assert read_printed(text, Kind.PERCENT) == Number(value, decimals)


@pytest.mark.parametrize("text", ["na", "NA", "n/a", "-", "–"])
def test_no_value(text: str) -> None:
    assert read_printed(text, Kind.RUPIAH) == NoValue()


def test_blank_and_words() -> None:
    assert read_printed(None, Kind.RUPIAH) == Blank()
    assert read_printed("Kab. Ende", Kind.TEXT) == Words("Kab. Ende")
    assert read_printed(3, Kind.TEXT) == Words("3")


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("no", NoValue()),
        ("5.973.000)", Number(Fraction(-5973000))),
        ("(5.973.000", Number(Fraction(-5973000))),
        ("1,234,567", Number(Fraction(1234567))),
        ("74.36", Number(Fraction(1859, 25), 2)),
        ("1.23.456", None),
        ("12x", None),
        ("74,36", None),
    ],
)
def test_what_cannot_be_read_is_kept_with_its_likely_reading(
    text: str, likely: Number | NoValue | None
) -> None:
    read = read_printed(text, Kind.RUPIAH)
    assert isinstance(read, Broken)
    assert read.likely == likely


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (1250000, Number(Fraction(1250000), 0)),
        (Decimal("74.36"), Number(Fraction(1859, 25), 2)),
        (-3, Number(Fraction(-3), 0)),
    ],
)
def test_numbers_of_a_spreadsheet(cell: Cell, expected: Number) -> None:
    assert read_printed(cell, Kind.PERCENT) == expected


@pytest.mark.parametrize("cell", [True, date(2019, 1, 1), BadCell("#REF!"), Decimal("0.5")])
def test_no_numbers_of_a_spreadsheet(cell: Cell) -> None:
    assert isinstance(read_printed(cell, Kind.RUPIAH), Broken)


@given(st.integers(-(10**15), 10**15))
def test_a_figure_reads_back(amount: int) -> None:
    assert read_printed(figure(Fraction(amount)), Kind.RUPIAH) == Number(Fraction(amount))


@given(st.integers(-(10**7), 10**7), st.integers(0, 4))
def test_decimals_read_back(units: int, decimals: int) -> None:
    value = Fraction(units, 10**decimals)
    read = read_printed(figure(value, decimals), Kind.PERCENT)
    assert read == Number(value, decimals)
