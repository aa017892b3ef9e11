"""One voucher number for several expenses."""

from __future__ import annotations

from bokrules.inspection.findings.checks.duplicate_voucher import CHECK
from bokrules.inspection.findings.finding import Weight
from tests.inspection.findings.making_books import UNIT, book, found, inspected, rows, spent, words


def test_the_same_expense_again_is_questioned() -> None:
    cash = book(
        spent(150_000, "Transport petugas, Mawar", "05-05", "012"),
        spent(50_000, "ATK", "05-06", "013"),
        spent(150_000, "TRANSPORT PETUGAS  MAWAR", "06-05", "12"),
        spent(150_000, "Transport petugas Mawar", "07-05", "No. 012"),
    )
    (finding,) = found(CHECK, inspected(cash))
    assert (finding.code, finding.amount, finding.weight) == ("1.04.01", 300_000, Weight.FINDING)
    assert (rows(finding), finding.unit) == ([2, 4, 5], UNIT)
    assert "stands in 3 lines of 2010: row 2, 5 May 2010, Rp150.000" in words(finding)


def test_a_receipt_that_was_split_is_in_order() -> None:
    cash = book(
        spent(250_000, "ATK", "05-14", "003"),
        spent(150_000, "Konsumsi", "05-14", "003"),
        spent(120_000, "Penggandaan", "05-14", "003"),
    )
    assert found(CHECK, inspected(cash)) == []


def test_one_line_may_be_the_total_of_the_others() -> None:
    cash = book(
        spent(250_000, "ATK", "05-14", "003"),
        spent(150_000, "Konsumsi", "05-14", "003"),
        spent(400_000, "Belanja lokakarya mini", "05-14", "003"),
    )
    (finding,) = found(CHECK, inspected(cash))
    assert (finding.amount, finding.weight) == (400_000, Weight.INDICATION)
    assert "may be their total" in words(finding)


def test_two_items_of_one_amount_on_one_day_are_an_indication() -> None:
    cash = book(spent(50_000, "ATK", "05-14", "3"), spent(50_000, "Konsumsi", "05-14", "3"))
    (finding,) = found(CHECK, inspected(cash))
    assert (finding.amount, finding.weight) == (50_000, Weight.INDICATION)


def test_a_number_on_two_days_with_one_sum_is_questioned_once() -> None:
    cash = book(
        spent(250_000, "ATK", "05-14", "003"),
        spent(150_000, "Konsumsi", "05-14", "003"),
        spent(400_000, "Belanja lokakarya mini", "06-02", "003"),
    )
    (finding,) = found(CHECK, inspected(cash))
    assert (finding.amount, finding.weight) == (400_000, Weight.FINDING)


def test_a_number_on_two_days_with_other_sums_is_a_slip_of_numbering() -> None:
    cash = book(spent(250_000, "ATK", "05-14", "003"), spent(90_000, "Konsumsi", "06-02", "003"))
    (finding,) = found(CHECK, inspected(cash))
    assert (finding.code, finding.amount) == ("2.01.01", 0)
    assert finding.weight is Weight.INDICATION
    assert finding.consequence.text("en").startswith("It cannot be told")


def test_the_repeated_and_the_reused_are_two_findings() -> None:
    cash = book(
        spent(250_000, "ATK", "05-14", "003"),
        spent(250_000, "ATK", "05-14", "003"),
        spent(90_000, "Konsumsi", "06-02", "003"),
    )
    repeated, reused = found(CHECK, inspected(cash))
    assert (repeated.amount, reused.amount) == (250_000, 0)


def test_other_payees_units_and_years_are_other_expenses() -> None:
    other = book(spent(50_000, "ATK", "05-14", "3", unit="Puskesmas Mawar"), unit="Puskesmas Mawar")
    before = book(spent(50_000, "ATK", "2009-05-14", "3"), year=2009)
    cash = book(
        spent(50_000, "ATK", "05-14", "3"),
        spent(40_000, "Transport", "05-14", "4", payee="Sri"),
        spent(30_000, "Transport", "05-14", "4", payee="Budi"),
        spent(20_000, "Transport", "05-14", None),
        spent(20_000, "Transport", "05-14", "-"),
    )
    assert found(CHECK, inspected(cash, other, before)) == []


def test_a_deposit_of_tax_carries_the_number_of_its_voucher() -> None:
    cash = book(
        spent(250_000, "ATK", "05-14", "003"),
        spent(25_000, "Setor PPN ATK", "06-02", "003"),
    )
    assert found(CHECK, inspected(cash)) == []


def test_without_dates_only_what_is_the_same_is_questioned() -> None:
    cash = book(
        spent(250_000, "ATK", None, "003"),
        spent(90_000, "Konsumsi", None, "003"),
        spent(90_000, "Konsumsi", None, "003"),
        spent(0, "Batal", None, "004"),
        spent(0, "Batal", None, "004"),
    )
    (finding,) = found(CHECK, inspected(cash))
    assert finding.amount == 90_000
    assert "row 3, -, Rp90.000" in words(finding)


def test_why_it_cannot_be_run() -> None:
    assert CHECK.lacks(inspected(book(spent(1_000)))) is not None
