"""Lists of payees against the cash book."""

from __future__ import annotations

from dataclasses import replace

from bokrules.inspection.findings.checks.payee_list_differs import CHECK
from tests.inspection.findings.making_books import (
    UNIT,
    book,
    day,
    found,
    inspected,
    payee,
    spent,
    words,
)

CASH = book(
    spent(60_000, "Transport petugas", "05-05", "012"),
    spent(40_000, "Transport kader", "05-05", "012"),
)


def test_a_list_that_comes_to_the_amount_of_all_lines_is_in_order() -> None:
    payees = (payee("Sri", 50_000, voucher="12"), payee("Budi", 50_000, voucher="No. 012"))
    assert found(CHECK, inspected(CASH, payees=payees)) == []


def test_what_the_list_does_not_show_is_unsupported() -> None:
    payees = (payee("Sri", 50_000, voucher="012"), payee("Budi", 35_000, voucher="012"))
    (finding,) = found(CHECK, inspected(CASH, payees=payees))
    assert (finding.code, finding.amount, finding.unit) == ("1.04.01", 15_000, UNIT)
    assert "comes to Rp85.000, the cash book has Rp100.000: Rp15.000 more" in words(finding)
    assert [each.file for each in finding.rows] == [None, None, "nominatif.xlsx", "nominatif.xlsx"]
    assert finding.criterion.citation.startswith("Kepmenkes 494/Menkes/SK/IV/2010 III.B.6.b")


def test_what_the_book_does_not_show_is_a_fault_of_the_book() -> None:
    payees = (payee("Sri", 120_000, voucher="012"),)
    (finding,) = found(CHECK, inspected(CASH, payees=payees))
    assert (finding.code, finding.amount) == ("2.01.01", 20_000)
    assert "Rp20.000 less" in words(finding)


def test_a_voucher_that_the_book_does_not_have() -> None:
    payees = (payee("Sri", 50_000, voucher="99"), payee("Budi", 35_000, voucher="99"))
    (finding,) = found(CHECK, inspected(CASH, payees=payees))
    assert (finding.code, finding.amount) == ("2.01.01", 85_000)
    assert "no expense under this number" in words(finding)


def test_a_number_that_two_units_have_belongs_to_the_one_that_is_named() -> None:
    other = book(spent(70_000, voucher="012", unit="Puskesmas Mawar"), unit="Puskesmas Mawar")
    named = payee("Sri", 70_000, voucher="012", unit="PUSKESMAS MAWAR")
    unnamed = payee("Sri", 1_000, voucher="012", unit=None)
    assert found(CHECK, inspected(CASH, other, payees=(named,))) == []
    assert found(CHECK, inspected(CASH, other, payees=(unnamed,))) == []


def test_of_two_years_the_day_tells_which() -> None:
    before = book(spent(70_000, on="2009-05-05", voucher="012"), year=2009)
    dated = payee("Sri", 70_000, "2009-05-04", voucher="012")
    undated = payee("Sri", 1_000, voucher="012")
    assert found(CHECK, inspected(CASH, before, payees=(dated,))) == []
    assert found(CHECK, inspected(CASH, before, payees=(undated,))) == []


def test_a_list_with_a_line_without_an_amount_has_no_sum() -> None:
    payees = (payee("Sri", 50_000, voucher="012"), payee("Budi", None, voucher="012"))
    assert found(CHECK, inspected(CASH, payees=payees)) == []


def test_a_row_with_several_days_has_its_amount_once() -> None:
    row = payee("Sri", 90_000, "05-03", voucher="012")
    again = replace(row, first_day=day("05-06"), amount=None)
    (finding,) = found(CHECK, inspected(CASH, payees=(row, again)))
    assert (finding.amount, len(finding.rows)) == (10_000, 3)


def test_why_it_cannot_be_run() -> None:
    why = CHECK.lacks(inspected(CASH, payees=(payee("Sri", 1_000, voucher="-"),)))
    assert why is not None
    assert "numbers of vouchers" in why.text("en")
