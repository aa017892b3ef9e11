"""Spending on the last days of the year."""

from __future__ import annotations

from bokrules.inspection.findings.checks.absorption_last_day import CHECK
from bokrules.inspection.findings.finding import Weight
from bokrules.inspection.findings.settings import AbsorptionLastDay, Settings
from tests.inspection.findings.making_books import (
    UNIT,
    book,
    found,
    inspected,
    passed,
    received,
    rows,
    spent,
    words,
)


def cash(*amounts: int) -> object:
    days = ("11-01", "12-29", "12-30")
    lines = [spent(each, on=day) for each, day in zip(amounts, days, strict=True)]
    return book(received(1_000, "05-03"), *lines, spent(0))


def test_all_is_spent_and_much_of_it_on_the_last_day() -> None:
    (finding,) = found(CHECK, inspected(cash(600, 100, 250)))  # type: ignore[arg-type]
    assert (finding.code, finding.amount, finding.weight) == (None, 0, Weight.INDICATION)
    assert (finding.unit, rows(finding)) == (UNIT, [5])
    assert words(finding) == (
        "Rp250 (26% of the year's spending) is booked on 30 December 2010; with that 95% of what "
        "was received is spent."
    )


def test_less_than_most_or_little_on_the_last_day_is_none() -> None:
    assert found(CHECK, inspected(cash(600, 100, 249))) == []  # type: ignore[arg-type]
    assert found(CHECK, inspected(cash(801, 0, 199))) == []  # type: ignore[arg-type]


def test_days_and_percents_are_settings() -> None:
    settings = AbsorptionLastDay(days=2, least_share=30, least_absorption=90)
    given = inspected(cash(600, 100, 200), settings=Settings(absorption_last_day=settings))  # type: ignore[arg-type]
    (finding,) = found(CHECK, given)
    assert rows(finding) == [4, 5]


def test_without_dates_or_receipts_there_is_no_share() -> None:
    undated = book(received(1_000, "12-03"), spent(1_000), month=12)
    assert found(CHECK, inspected(undated)) == []
    nothing = book(received(0, "12-03"), spent(1_000, on="12-30"), month=12)
    assert found(CHECK, inspected(nothing)) == []


def test_why_it_cannot_be_run() -> None:
    assert CHECK.lacks(inspected(book(spent(1, on="12-30")))) is not None
    assert CHECK.lacks(inspected(book(received(1, "05-03")))) is not None


def test_a_remainder_that_is_paid_back_is_no_spending() -> None:
    lines = [received(1_000, "05-03"), spent(600, on="11-01"), spent(100, on="12-29")]
    back = passed(300, "Setor sisa dana BOK ke kas negara", "12-30")
    assert found(CHECK, inspected(book(*lines, back))) == []


def test_a_tax_that_is_passed_on_was_never_there_to_be_spent() -> None:
    lines = [received(1_000, "05-03"), received(200, "11-01", text="Terima PPN")]
    lines += [passed(200, "Setor PPN", "11-01"), spent(600, on="11-01"), spent(350, on="12-30")]
    (finding,) = found(CHECK, inspected(book(*lines)))
    assert rows(finding) == [6]
