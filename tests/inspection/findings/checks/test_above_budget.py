from __future__ import annotations

import pytest

from bokrules.inspection.books.lines import BudgetLine
from bokrules.inspection.findings.checks.above_budget import CHECK, code_of
from tests.inspection.findings.judged_books import (
    UNIT,
    found,
    inspected,
    lacks,
    place,
    places,
    spent,
    words,
)

TRAVEL, PAPER = "5.1.02.04.01.0003", "5.1.02.01.01.0024"


def budgeted(
    code: str | None, amount: int | None, counts: str | None = None, unit: str | None = UNIT
) -> BudgetLine:
    return BudgetLine(
        place=place(),
        unit=unit,
        account_code=code,
        description="Belanja",
        coefficients=counts,
        amount=amount,
    )


def test_as_much_as_budgeted_is_no_finding() -> None:
    budget = [budgeted("5.1.02", 900), budgeted(TRAVEL, 500), budgeted(None, 7)]
    lines = [
        spent(300, rekening=TRAVEL),
        spent(200, rekening="5 1 02 04 01 0003"),
        spent(9_000, rekening="5.1"),
        spent(9_000),
    ]
    assert found(CHECK, inspected(*lines, budget=budget)) == []


def test_the_excess_of_an_account() -> None:
    budget = [budgeted(TRAVEL, 500_000), budgeted(PAPER, 100_000)]
    lines = [spent(400_000, rekening=TRAVEL), spent(150_000, rekening=f"{TRAVEL}.01")]
    (one,) = found(CHECK, inspected(*lines, spent(100_000, rekening=PAPER), budget=budget))
    assert (one.code, one.amount, one.unit) == ("1.04.16", 50_000, UNIT)
    assert one.rows == (*places(*lines), budget[0].place)
    assert "spent were Rp550.000" in words(one)


def test_a_heading_with_the_sum_of_its_details_counts_once() -> None:
    budget = [budgeted(TRAVEL, 500), budgeted(TRAVEL, 300, "3 org"), budgeted(TRAVEL, 200, "2 org")]
    (one,) = found(CHECK, inspected(spent(600, rekening=TRAVEL), budget=budget))
    assert one.amount == 100
    unknown = [budgeted(TRAVEL, None, "3 org"), budgeted(TRAVEL, 200, "2 org")]
    assert found(CHECK, inspected(spent(600, rekening=TRAVEL), budget=unknown)) == []


def test_an_account_without_a_budget() -> None:
    line = spent(70_000, rekening="5.2.02.05.01.0005")
    (one,) = found(CHECK, inspected(line, budget=[budgeted(TRAVEL, 500)]))
    assert (one.code, one.amount, one.rows) == ("1.04.16", 70_000, places(line))


def test_units_apart() -> None:
    budget = [budgeted(TRAVEL, 500), budgeted(TRAVEL, 100, unit="Puskesmas Mawar")]
    lines = [
        spent(500, rekening=TRAVEL),
        spent(120, rekening=TRAVEL, unit="Puskesmas Mawar"),
        spent(900, rekening=TRAVEL, unit="Puskesmas Tulip"),
    ]
    (one,) = found(CHECK, inspected(*lines, budget=budget))
    assert (one.amount, one.unit) == (20, "Puskesmas Mawar")
    (two,) = found(CHECK, inspected(spent(510, rekening=TRAVEL, unit=None), budget=budget[:1]))
    assert two.amount == 10


@pytest.mark.parametrize(
    ("written", "code"),
    [("5.1.02.0003", ("5", "1", "2", "3")), ("524 119", ("524", "119")), ("-", ()), (None, ())],
)
def test_codes(written: object, code: tuple[str, ...]) -> None:
    assert code_of(written) == code


def test_what_it_takes() -> None:
    assert lacks(CHECK, inspected(spent(1, rekening=TRAVEL))) == (
        "there is no budget (RKA/DPA) with account codes and amounts"
    )
    assert lacks(CHECK, inspected(spent(1), budget=[budgeted(TRAVEL, 1)])) == (
        "no expense has an account code"
    )
