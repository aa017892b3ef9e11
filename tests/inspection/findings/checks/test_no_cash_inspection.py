from __future__ import annotations

from dataclasses import replace

from bokrules.evaluation.row import Place
from bokrules.inspection.books.lines import CashBook, CashKind, CashLine
from bokrules.inspection.findings.checks.no_cash_inspection import CHECK
from bokrules.inspection.findings.finding import Weight
from tests.inspection.findings.judged_books import (
    UNIT,
    day,
    found,
    inspected,
    lacks,
    place,
    places,
    spent,
    words,
)


def mark(on: str, text: str = "Berita Acara Pemeriksaan Kas", unit: str = UNIT) -> CashLine:
    return CashLine(
        place=place(), kind=CashKind.SUBTOTAL, unit=unit, date=day(on), description=text
    )


def test_every_month_is_no_finding() -> None:
    lines = [
        spent(1, on="05-02"),
        mark("05-31"),
        spent(1, on="06-02"),
        mark("06-30", "Penutupan kas"),
    ]
    assert found(CHECK, inspected(*lines)) == []


def test_months_without_the_mark_of_others() -> None:
    lines = [
        spent(1, on="05-02"),
        mark("05-31", "Buku Kas Umum ditutup dengan saldo"),
        spent(1, on="06-02"),
        spent(1, on="06-12"),
        spent(1, on="07-02"),
        mark("07-31"),
        spent(1, on=None),
    ]
    (one,) = found(CHECK, inspected(*lines))
    assert (one.code, one.amount, one.weight, one.unit) == (None, 0, Weight.INDICATION, UNIT)
    assert one.rows == places(lines[3])
    assert "an inspection in 2 months, and none in: June 2010." in words(one)
    assert one.criterion.citation.startswith("Kepmenkes 494/Menkes/SK/IV/2010 III.B.6.h.3")


def test_the_month_of_a_sheet() -> None:
    given = inspected(mark("05-31"))
    line = spent(1, on=None)
    june = CashBook(place=Place(1), unit=UNIT, lines=(line,), year=2010, month=6)
    books = replace(given.books, cash=(*given.books.cash, june))
    (one,) = found(CHECK, replace(given, books=books))
    assert one.rows == places(line)


def test_a_book_that_never_shows_it_says_nothing() -> None:
    assert lacks(CHECK, inspected(spent(1))) == "the book shows no inspection in any month"
    other = [spent(1, on="05-02"), mark("05-31", unit="Puskesmas Mawar")]
    assert found(CHECK, inspected(*other)) == []


def test_an_edition_without_the_duty() -> None:
    assert lacks(CHECK, inspected(mark("05-31"), year=2019)).startswith("this edition says nothing")
