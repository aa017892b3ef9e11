"""Numbers through the year, or anew every month."""

from __future__ import annotations

import pytest

from bokrules.inspection.books.lines import CashBook
from bokrules.inspection.findings.checks import (
    duplicate_voucher,
    missing_vouchers,
    payee_list_differs,
)
from bokrules.inspection.findings.finding import Weight
from tests.inspection.findings.making_books import book, found, inspected, payee, spent, words


def month(n: int, *vouchers: str, amount: int = 1_000) -> CashBook:
    lines = [spent(amount, f"Belanja {n} {v}", f"{n:02}-05", v) for v in vouchers]
    return book(*lines, sheet=str(n), month=n)


MAY = month(5, *"123456")
JUNE = month(6, *"12356")


def test_numbers_that_restart_every_month_are_no_duplicates() -> None:
    assert found(duplicate_voucher.CHECK, inspected(MAY, JUNE)) == []


def test_within_a_month_they_are() -> None:
    again = month(6, *"123456", "3")
    (finding,) = found(duplicate_voucher.CHECK, inspected(MAY, again))
    assert finding.amount == 1_000


def test_a_few_numbers_in_two_months_are_duplicates() -> None:
    year = inspected(MAY, month(6, "4", "5", "7", "8", "9", "10"))
    assert [each.amount for each in found(duplicate_voucher.CHECK, year)] == [1_000, 1_000]


def test_too_few_numbers_to_tell_are_an_indication_without_rupiah() -> None:
    few = inspected(month(5, "1", "2"), month(6, "1", "2", "2"))
    one, within, two = found(duplicate_voucher.CHECK, few)
    assert [each.amount for each in (one, within, two)] == [0, 1_000, 0]
    assert [each.weight for each in (one, within)] == [Weight.INDICATION, Weight.FINDING]
    assert words(one).endswith("the numbers may begin anew with every month.")


def test_gaps_are_those_of_a_month() -> None:
    (finding,) = found(missing_vouchers.CHECK, inspected(MAY, JUNE))
    assert words(finding).endswith("leaves out 1: 4.")


@pytest.mark.parametrize(
    ("first", "amounts"), [("05-04", [500]), ("06-04", [500]), (None, []), ("07-04", [])]
)
def test_a_list_belongs_to_the_month_of_its_days(first: str | None, amounts: list[int]) -> None:
    payees = (payee("Sri", 500, first, voucher="1"),)
    given = found(payee_list_differs.CHECK, inspected(MAY, JUNE, payees=payees))
    assert [each.amount for each in given] == amounts
