"""Money left at the end of the year."""

from __future__ import annotations

from dataclasses import replace

from bokrules.inspection.findings.checks.year_end_balance import CHECK
from bokrules.inspection.findings.finding import Weight
from bokrules.inspection.findings.settings import Settings, YearEndBalance
from tests.inspection.findings.making_books import (
    UNIT,
    book,
    carried,
    day,
    found,
    inspected,
    received,
    rows,
    spent,
    words,
)

NOVEMBER = book(carried(0), received(1_000_000, "11-02", 1_000_000), sheet="Nov", month=11)


def test_what_is_left_in_december() -> None:
    december = book(
        carried(1_000_000), spent(750_000, on="12-20", balance=250_000), sheet="Des", month=12
    )
    (finding,) = found(CHECK, inspected(NOVEMBER, december))
    assert (finding.code, finding.amount, finding.weight) == ("1.04.12", 250_000, Weight.FINDING)
    assert (finding.unit, rows(finding), finding.rows[0].sheet) == (UNIT, [3], "Des")
    assert "ends with a balance of Rp250.000" in words(finding)


def test_nothing_is_left() -> None:
    december = book(carried(1_000_000), spent(1_000_000, on="12-20", balance=0), month=12)
    assert found(CHECK, inspected(NOVEMBER, december)) == []


def test_a_clause_of_the_edition_is_cited() -> None:
    december = book(received(5_000, "2015-12-01", 5_000), month=12, year=2015)
    (finding,) = found(CHECK, inspected(december, year=2015))
    assert "Permenkes 11/2015" in finding.criterion.citation


def test_a_balance_is_computed_where_the_book_prints_none() -> None:
    cash = book(received(5_000, "12-01"), spent(2_000, on="12-02"), has_balance=False)
    (finding,) = found(CHECK, inspected(cash))
    assert finding.amount == 3_000


def test_not_over_a_gap_between_sheets() -> None:
    may = book(received(5_000), month=5, has_balance=False)
    december = book(spent(2_000), month=12, has_balance=False)
    assert found(CHECK, inspected(may, december)) == []


def test_less_than_nil_is_a_fault_of_the_book() -> None:
    cash = book(received(5_000, "12-01", 5_000), spent(7_000, on="12-02", balance=-2_000))
    (finding,) = found(CHECK, inspected(cash))
    assert (finding.code, finding.amount) == ("2.01.01", 2_000)


def test_the_month_that_ends_the_year_is_a_setting() -> None:
    settings = Settings(year_end_balance=YearEndBalance(last_month=11))
    (finding,) = found(CHECK, inspected(NOVEMBER, settings=settings))
    assert finding.amount == 1_000_000


def test_the_last_day_of_an_edition_ends_the_year_too() -> None:
    given = inspected(book(received(5_000, "11-30", 5_000)))
    policy = given.texts[0]
    edition = replace(policy.edition, last_day=day("11-30"))
    (finding,) = found(CHECK, replace(given, texts=(replace(policy, edition=edition),)))
    assert finding.amount == 5_000


def test_sheets_without_months_follow_one_another() -> None:
    one = book(received(5_000, "11-01"), has_balance=False)
    other = book(spent(2_000, on="12-01"), has_balance=False)
    (finding,) = found(CHECK, inspected(one, other))
    assert finding.amount == 3_000


def test_why_it_cannot_be_run() -> None:
    early = CHECK.lacks(inspected(NOVEMBER))
    assert early is not None
    assert early.text("en") == "no book reaches the end of the year"
    undated = CHECK.lacks(inspected(book(received(1_000))))
    assert undated is not None
    table = CHECK.lacks(inspected(book(spent(1, on="12-01"), has_balance=False)))
    assert table is not None
    assert table.text("en") == "no book shows what was received or what is left"
