from __future__ import annotations

from dataclasses import replace

from bokrules.inspection.books.lines import CashKind
from bokrules.inspection.findings.checks.interest_not_deposited import CHECK
from bokrules.inspection.findings.finding import Weight
from tests.inspection.findings.judged_books import (
    UNIT,
    found,
    inspected,
    lacks,
    places,
    received,
    spent,
    words,
)

DECEMBER = spent(1, "Transport petugas", "12-30")


def test_all_deposited_is_no_finding() -> None:
    lines = [
        received(12_000, "Jasa giro bulan Mei"),
        spent(2_000, "Pajak jasa giro"),
        spent(10_000, "Setor jasa giro ke kas negara", "12-20"),
        received(5_000_000, "Terima dana BOK"),
        spent(75_000, "Karangan bunga"),
    ]
    assert found(CHECK, inspected(*lines, DECEMBER)) == []
    passing = [replace(each, kind=CashKind.PASSING) for each in lines[1:3]]
    assert found(CHECK, inspected(lines[0], *passing, DECEMBER)) == []


def test_received_less_deposited() -> None:
    lines = [
        received(12_500, "Bunga bank Mei"),
        received(8_000, "Jasa  giro Juni", "06-30"),
        spent(5_500, "Penyetoran bunga bank", "07-10"),
    ]
    (one,) = found(CHECK, inspected(*lines, DECEMBER))
    assert (one.code, one.amount, one.unit) == ("1.03.01", 15_000, UNIT)
    assert (one.rows, one.weight) == (places(*lines), Weight.FINDING)
    assert "received in 2010: Rp20.500" in words(one)
    assert one.criterion.citation.startswith("Kepmenkes 494/Menkes/SK/IV/2010 III.B.1.f")


def test_before_the_end_of_the_year_it_is_an_indication() -> None:
    (one,) = found(CHECK, inspected(received(12_500, "Bunga bank")))
    assert (one.amount, one.weight) == (12_500, Weight.INDICATION)
    (undated,) = found(CHECK, inspected(received(12_500, "Bunga bank", None)))
    assert undated.weight is Weight.INDICATION


def test_units_apart() -> None:
    lines = [received(9, "Bunga", unit="Lain"), spent(9, "Setor bunga"), received(9, "Bunga")]
    (one,) = found(CHECK, inspected(*lines))
    assert (one.unit, one.amount) == ("Lain", 9)


def test_what_it_takes() -> None:
    assert lacks(CHECK, inspected(spent(1))) == "the book has no receipts"
    assert lacks(CHECK, inspected(received(1, "Bunga"), year=2019)) == (
        "this edition says nothing of interest"
    )
