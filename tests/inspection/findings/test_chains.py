"""The books of a year in their order, and how far they go."""

from __future__ import annotations

from datetime import date

from bokrules.inspection.findings.checks import broken_balance, year_end_balance
from tests.inspection.findings.making_books import book, carried, found, inspected, received, spent

MAY = book(received(1_000, "05-03", 1_000), spent(300, on="05-04", balance=700), month=5)
DECEMBER = book(carried(700), spent(700, on="12-03", balance=0), month=12)


def test_books_stand_in_the_order_of_their_months() -> None:
    given = inspected(DECEMBER, MAY)
    assert given.chains[0].books == (MAY, DECEMBER)
    assert found(year_end_balance.CHECK, given) == []


def test_a_month_is_that_of_most_days_where_the_sheet_names_none() -> None:
    june = book(
        carried(700),
        spent(50, on="06-03", balance=650),
        spent(50, on="03-04", balance=600),
        spent(50, on="06-05", balance=550),
        sheet="2",
    )
    (chain,) = inspected(june, MAY).chains
    assert chain.books == (MAY, june)
    assert found(broken_balance.CHECK, inspected(june, MAY)) == []


def test_books_that_do_not_tell_their_month_stay_where_they_are() -> None:
    undated = book(carried(700), spent(50, balance=650))
    (chain,) = inspected(DECEMBER, undated, MAY).chains
    assert chain.books == (DECEMBER, undated, MAY)


def test_books_kept_beside_one_another_stay_where_they_are() -> None:
    may, june = (
        book(carried(700), spent(1, balance=699), sheet=f"bank {n}", month=n) for n in (5, 6)
    )
    (chain,) = inspected(MAY, DECEMBER, may, june).chains
    assert chain.books == (MAY, DECEMBER, may, june)


def test_one_day_of_another_year_or_month_is_a_slip() -> None:
    for typo in ("2011-05-03", "2010-12-03"):
        may = book(received(1_000, typo, 1_000), spent(300, on="05-04", balance=700), month=5)
        (chain,) = inspected(may).chains
        assert (chain.year, chain.last_day) == (2010, date(2010, 5, 4))
        assert not chain.reaches(12, date(2010, 12, 31))


def test_the_year_is_that_of_most_days_where_the_book_names_none() -> None:
    days = ("2011-05-03", "2010-05-04", "2010-05-05")
    (chain,) = inspected(book(*(spent(1, on=each) for each in days), year=None)).chains
    assert (chain.year, chain.last_day) == (2010, date(2010, 5, 5))


def test_without_any_day_the_year_is_that_of_the_edition() -> None:
    (chain,) = inspected(book(spent(1), year=None)).chains
    assert (chain.year, chain.last_day) == (2010, None)
