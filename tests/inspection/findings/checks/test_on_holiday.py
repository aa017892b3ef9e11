"""Activities on Sundays and public holidays."""

from __future__ import annotations

import pytest

from bokrules.inspection.findings.checks import on_holiday
from bokrules.inspection.findings.checks.on_holiday import CHECK
from bokrules.inspection.findings.finding import Weight
from bokrules.inspection.findings.settings import OnHoliday, Settings
from tests.inspection.findings.making_books import (
    UNIT,
    book,
    day,
    found,
    inspected,
    payee,
    rows,
    spent,
    words,
)

# 2 May 2010 was a Sunday, 17 August 2010 a Tuesday.
CASH = book(
    spent(100_000, "Posyandu", "05-02"),
    spent(200_000, "Posyandu", "05-03"),
    spent(400_000, "Upacara", "08-17"),
)


def test_sundays_and_public_holidays() -> None:
    (finding,) = found(CHECK, inspected(CASH))
    assert (finding.code, finding.amount, finding.weight) == (None, 0, Weight.INDICATION)
    assert (rows(finding), finding.unit) == ([2, 4], UNIT)
    assert words(finding) == (
        "2 lines, Rp500.000 together, are of days off: 2 May 2010 (Sunday); 17 August 2010 "
        "(Hari Kemerdekaan Republik Indonesia)."
    )


def test_the_days_that_are_stated_go_before_that_of_the_book() -> None:
    cash = book(
        spent(100_000, "Posyandu tgl 3 Mei", "05-02"),
        spent(200_000, "Posyandu tgl 2 Mei", "05-03"),
        spent(400_000, "Posyandu tgl 1-3 Mei", "05-02"),
        spent(0, "Batal", "05-02"),
        spent(100, "Tanpa tanggal"),
    )
    (finding,) = found(CHECK, inspected(cash))
    assert rows(finding) == [3]


def test_days_of_payees() -> None:
    payees = (
        payee("Sri", 50_000, "05-02"),
        payee("Budi", 50_000, "05-01", "05-04"),
        payee("Ade", 50_000),
        payee("Ani", 50_000, "05-02", "2019-05-02"),
    )
    (finding,) = found(CHECK, inspected(payees=payees))
    assert [each.file for each in finding.rows] == ["nominatif.xlsx"]


def test_settings_add_and_take_away_days() -> None:
    settings = OnHoliday(
        weekdays=("senin",),
        extra={day("05-03"): "Hari jadi kabupaten"},
        ignore=(day("08-17"),),
    )
    given = inspected(CASH, settings=Settings(on_holiday=settings))
    (finding,) = found(CHECK, given)
    assert rows(finding) == [3]
    assert "3 May 2010 (Hari jadi kabupaten)" in words(finding)
    none = Settings(on_holiday=OnHoliday(weekdays=(), public_holidays=False))
    assert found(CHECK, inspected(CASH, settings=none)) == []


def test_why_it_cannot_be_run(monkeypatch: pytest.MonkeyPatch) -> None:
    assert CHECK.lacks(inspected(book(spent(1_000)))) is not None
    monkeypatch.setattr(on_holiday, "find_spec", lambda _: None)
    why = CHECK.lacks(inspected(CASH))
    assert why is not None
    assert "pip install bokrules[inspect]" in why.text("en")
    without = Settings(on_holiday=OnHoliday(public_holidays=False))
    assert CHECK.lacks(inspected(CASH, settings=without)) is None
