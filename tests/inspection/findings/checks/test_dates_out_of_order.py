"""Lines out of the order of dates."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bokrules.inspection.findings.checks.dates_out_of_order import CHECK
from bokrules.inspection.findings.finding import Weight
from tests.inspection.findings.making_books import (
    book,
    carried,
    found,
    inspected,
    rows,
    spent,
    words,
)


def test_one_wrong_date_is_one_line() -> None:
    days = ("05-03", "05-04", "2011-05-05", "05-06", "05-06", "05-02", "05-07")
    (finding,) = found(CHECK, inspected(book(*(spent(1, on=each) for each in days))))
    assert (finding.code, finding.amount, finding.weight) == ("2.01.01", 0, Weight.INDICATION)
    assert rows(finding) == [4, 7]
    assert words(finding) == (
        "2 lines do not stand where their dates belong: row 4, 5 May 2011; row 7, 2 May 2010."
    )


def test_lines_without_a_date_and_carried_ones_do_not_count() -> None:
    cash = book(carried(5), spent(1, on="05-03"), spent(1), spent(1, on="05-03"))
    assert found(CHECK, inspected(cash)) == []


def test_each_unit_of_a_table_has_its_own_order() -> None:
    days = {"A": ("05-03", "05-07"), "B": ("05-04", "05-06")}
    lines = [spent(1, on=each, unit=unit) for unit in days for each in days[unit]]
    assert found(CHECK, inspected(book(*lines, unit=None))) == []
    (finding,) = found(CHECK, inspected(book(*lines, spent(1, on="05-05", unit="B"), unit=None)))
    assert (rows(finding), finding.unit) == ([5], "B")


def test_why_it_cannot_be_run() -> None:
    table = book(spent(1, on="05-03"), spent(1, on="05-01"), has_balance=False)
    assert CHECK.lacks(inspected(table)) is not None
    assert found(CHECK, inspected(table, book(spent(1, on="05-03")))) == []


@given(st.lists(st.integers(0, 9), min_size=1, max_size=10))
def test_without_them_the_rest_is_in_order(offsets: list[int]) -> None:
    days = [date(2010, 5, 1) + timedelta(days=each) for each in offsets]
    cash = book(*(spent(1, on=each.isoformat()) for each in days))
    given = found(CHECK, inspected(cash))
    misplaced = {row for each in given for row in rows(each)}
    rest = [day for n, day in enumerate(days, start=2) if n not in misplaced]
    assert rest == sorted(rest)
    assert bool(given) == (days != sorted(days))
