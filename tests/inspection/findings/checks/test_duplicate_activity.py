"""One activity accounted for several times."""

from __future__ import annotations

import pytest

from bokrules.inspection.findings.checks.duplicate_activity import CHECK
from bokrules.inspection.findings.finding import Weight
from tests.inspection.findings.making_books import UNIT, book, found, inspected, rows, spent, words


def test_one_text_amount_and_day_under_several_vouchers() -> None:
    cash = book(
        spent(150_000, "Transport petugas posyandu Mawar", "05-05", "1"),
        spent(150_000, "Transport petugas posyandu Mawar.", "05-05", "2"),
        spent(150_000, "TRANSPORT PETUGAS POSYANDU MAWAR", "05-05", "3"),
        spent(150_000, "Transport petugas posyandu Mawar", "06-05", "4"),
    )
    (finding,) = found(CHECK, inspected(cash))
    assert (finding.code, finding.amount, finding.weight) == ("1.04.01", 300_000, Weight.FINDING)
    assert (rows(finding), finding.unit) == ([2, 3, 4], UNIT)
    assert "stands in the book 3 times: row 2, 5 May 2010, voucher 1; row 3" in words(finding)


def test_a_text_that_names_its_days_is_one_activity_on_any_day() -> None:
    cash = book(
        spent(150_000, "Transport posyandu Mawar tgl 5 Mei 2010", "05-05", "1"),
        spent(150_000, "Transport posyandu Mawar tgl 5 Mei 2010", "06-02", "2"),
    )
    (finding,) = found(CHECK, inspected(cash))
    assert (finding.amount, finding.weight) == (150_000, Weight.FINDING)


def test_a_text_that_names_its_month_gives_an_indication() -> None:
    cash = book(
        spent(150_000, "Transport posyandu Mawar bulan Mei", "05-05", "1"),
        spent(150_000, "Transport posyandu Mawar bulan Mei", "06-02", "2"),
    )
    (finding,) = found(CHECK, inspected(cash))
    assert (finding.amount, finding.weight) == (150_000, Weight.INDICATION)


def test_rows_without_vouchers_give_an_indication() -> None:
    cash = book(spent(50_000, "ATK posyandu", "05-05"), spent(50_000, "ATK posyandu", "05-05"))
    (finding,) = found(CHECK, inspected(cash))
    assert (finding.amount, finding.weight) == (50_000, Weight.INDICATION)
    assert "without a voucher number" in words(finding)


def test_undated_rows_with_their_month() -> None:
    cash = book(
        spent(50_000, "ATK posyandu Mei", None, "1"), spent(50_000, "ATK posyandu Mei", None, "2")
    )
    (finding,) = found(CHECK, inspected(cash))
    assert "row 2, -, voucher 1" in words(finding)


@pytest.mark.parametrize(
    "second",
    [
        spent(50_000, "Transport kader Mawar", "05-05", "2", payee="Budi"),
        spent(60_000, "Transport kader Mawar", "05-05", "2", payee="Sri"),
        spent(50_000, "Transport kader Mawar", "06-05", "2", payee="Sri"),
        spent(50_000, "Transport kader Melati", "05-05", "2", payee="Sri"),
        spent(50_000, "Transport kader Mawar", "05-05", "01", payee="Sri"),
        spent(50_000, "Transport kader Mawar", None, "2", payee="Sri"),
        spent(50_000, "Transport kader Mawar", "05-05", "2", payee="Sri", unit="Puskesmas B"),
    ],
)
def test_what_makes_another_activity(second: object) -> None:
    first = spent(50_000, "Transport kader Mawar", "05-05", "1", payee="Sri")
    assert found(CHECK, inspected(book(first, second))) == []  # type: ignore[arg-type]


def test_a_single_word_names_no_activity() -> None:
    cash = book(spent(50_000, "Transport", "05-05", "1"), spent(50_000, "Transport", "05-05", "2"))
    assert found(CHECK, inspected(cash)) == []
