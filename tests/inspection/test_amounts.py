from __future__ import annotations

from fractions import Fraction

import pytest

from bokrules.inspection.amounts import count_in, number_in, rupiah_in


@pytest.mark.parametrize(
    ("text", "rupiah"),
    [
        ("1250000", 1_250_000),
        ("1.250.000", 1_250_000),
        ("Rp1.250.000", 1_250_000),
        ("Rp 1.250.000,00", 1_250_000),
        ("Rp1.250.000,-", 1_250_000),
        ("Rp. 30.000,-", 30_000),
        ("rp 30.000,--", 30_000),
        ("RP\u00a030.000", 30_000),
        ("1.250.000,0", 1_250_000),
        ("15.000", 15_000),
        ("0", 0),
        ("Rp0,-", 0),
        ("999", 999),
        ("123456789012345678", 123_456_789_012_345_678),
    ],
)
def test_rupiah(text: str, rupiah: int) -> None:
    assert rupiah_in(text) == rupiah


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "Rp",
        "1,250,000",
        "1,250",
        "1.250,50",
        "1.250,5",
        "-5",
        "-1.000",
        "(1.000)",
        "1.25",
        "1.2500",
        "12.34.567",
        "1250.000",
        "1.250.00",
        "0.500",
        "007",
        "1 250 000",
        "1250000.00",
        "1e6",
        "5 juta",
        "USD 100",
        "١٢٣",
        "Rp1.250.000,-,-",
        "1234567890123456789",
        "9" * 5000,
    ],
)
def test_what_is_not_clearly_rupiah(text: str) -> None:
    assert rupiah_in(text) is None


@pytest.mark.parametrize(
    ("text", "count"), [("35", 35), ("0", 0), ("1.250", 1250), ("35 orang", 35), ("35 ORANG", 35)]
)
def test_counts(text: str, count: int) -> None:
    assert count_in(text, "orang") == count


@pytest.mark.parametrize("text", ["", "orang", "35 kali", "2,5", "2.5", "-1", "1,250", "3 5"])
def test_what_is_no_count(text: str) -> None:
    assert count_in(text, "orang") is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", Fraction(12)),
        ("2,5", Fraction(5, 2)),
        ("2.5", Fraction(5, 2)),
        ("0,125", Fraction(1, 8)),
        ("0.125", Fraction(1, 8)),
        ("1,25", Fraction(5, 4)),
        ("1.2500", Fraction(5, 4)),
        ("1.250,5", Fraction(2501, 2)),
        ("1.250,500", Fraction(2501, 2)),
        ("1.250.000", Fraction(1_250_000)),
        ("1.250.000,25", Fraction(5_000_001, 4)),
    ],
)
def test_numbers_are_exact(text: str, number: Fraction) -> None:
    assert number_in(text) == number


@pytest.mark.parametrize(
    "text",
    ["", "1.250", "1,250", "12.345", "1,250,000", "1.25.000", "-2", "1/2", "2,", ",5", "1e3"],
)
def test_what_is_not_clearly_a_number(text: str) -> None:
    assert number_in(text) is None
