"""What a cash book comes to."""

from __future__ import annotations

from bokrules.inspection.findings.reconciliation import Reconciliation, reconciliation
from tests.inspection.findings.making_books import (
    book,
    carried,
    clean,
    passed,
    received,
    spent,
    subtotal,
)


def test_opening_and_received_less_spent() -> None:
    may, june = clean().books.cash
    assert reconciliation(may) == Reconciliation(0, 10_000_000, 550_000, 9_450_000, 9_450_000)
    assert reconciliation(june) == Reconciliation(9_450_000, 0, 450_000, 9_000_000, 9_000_000)


def test_the_printed_closing_is_what_is_printed() -> None:
    wrong = book(carried(None, 500), spent(100, balance=410))
    assert reconciliation(wrong) == Reconciliation(500, 0, 100, 400, 410)


def test_an_opening_from_the_first_balance() -> None:
    assert reconciliation(book(spent(100), spent(50, balance=850))).opening == 1_000
    assert reconciliation(book(spent(100), carried(850))).opening == 950


def test_a_table_of_expenses_prints_no_closing() -> None:
    table = book(subtotal("Jumlah", None, 100), spent(100), carried(None), has_balance=False)
    assert reconciliation(table) == Reconciliation(0, 0, 100, -100, None)


def test_what_passes_through_moves_the_balance_and_is_no_spending() -> None:
    found = reconciliation(book(received(100), spent(30), passed(10, "Setor PPN")))
    assert (found.received, found.spent, found.passed_on, found.closing) == (100, 30, 10, 60)
