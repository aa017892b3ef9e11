from __future__ import annotations

from fractions import Fraction

import pytest

from bokrules.inspection.books.lines import BudgetLine
from bokrules.inspection.findings.checks.description_arithmetic import CHECK
from bokrules.inspection.findings.finding import Weight
from tests.inspection.findings.judged_books import (
    found,
    inspected,
    lacks,
    place,
    places,
    spent,
    words,
)

COMES_TO_600 = "Transport Petugas 2 org x 10 Ds x 1 kl x Rp. 30.000,- = 600.000"


def budget(
    coefficients: str | None, price: int | None, amount: int | None, **more: Fraction
) -> BudgetLine:
    return BudgetLine(
        place=place(),
        unit="Puskesmas Melati",
        description="Transport kader",
        coefficients=coefficients,
        quantity=more.get("quantity"),
        price=price,
        amount=amount,
    )


@pytest.mark.parametrize(
    "line",
    [
        spent(600_000, COMES_TO_600),
        spent(1_320_000, "Transport Dukun 22 or x 4 kl x Rp.15.000 = 1.320.000"),
        spent(3_600_000, "1 org x 10 ds x 12 kl = 3.600.000"),
        spent(7_800_000, "Akomodasi 156 OB @50.000"),
        spent(150_000, "Transport petugas ke Posyandu"),
        spent(500_000, "Spanduk 3x4 m"),
        spent(60_000, "Transport 2 org x 3 hari", harga_satuan=10_000),
        spent(60_000, "Transport 2 org x 3 hari", harga_satuan=10_000, volume=Fraction(6)),
        spent(60_000, "Transport 2 org x 3 hari", harga_satuan=30_000, volume=Fraction(2)),
        spent(110_000, "Transport 2 org @ 30.000, snack 10 org @ 5.000"),
        spent(60_000, "Transport 2 org @ 30.000, snack 10 org @ 5.000"),
        spent(450_000, "Rapat 30 org x Rp 10.000 + snack 30 x 5.000"),
        spent(300_000, "Rapat 30 org x Rp 10.000 + snack 30 x 5.000"),
        spent(450_000, "Rapat 30 org x 10.000 dan snack 30 org x 5.000"),
        spent(None, COMES_TO_600),
        spent(52_000, "Kelas 13 kelas x 4 kali = 52 kali", volume=Fraction(52)),
        spent(52_000, "Fotokopi", harga_satuan=250, volume=Fraction(208)),
        spent(1, "Fotokopi", harga_satuan=1, volume=Fraction(1, 3)),
    ],
    ids=lambda line: f"{line.description} {line.spent}",
)
def test_what_adds_up_is_no_finding(line) -> None:  # type: ignore[no-untyped-def]
    assert found(CHECK, inspected(line, judge=False)) == []


def test_more_was_paid_than_counts_and_price_come_to() -> None:
    first = spent(650_000, COMES_TO_600)
    second = spent(7_900_000, "Akomodasi 156 OB @50.000")
    (one,) = found(CHECK, inspected(first, spent(600_000, COMES_TO_600, "05-20"), second))
    # 50.000 and 100.000 too much.
    assert (one.code, one.amount, one.rows) == ("1.01.04", 150_000, places(first, second))
    assert one.weight is Weight.FINDING
    assert "156 OB @50.000 comes to Rp7.800.000, booked are Rp7.900.000" in words(one)
    assert one.criterion.citation == ""


def test_less_than_the_product_questions_no_rupiah() -> None:
    line = spent(550_000, COMES_TO_600)
    (one,) = found(CHECK, inspected(line))
    assert (one.code, one.amount, one.weight) == ("2.01.01", 0, Weight.FINDING)
    assert one.criterion.citation.startswith("Kepmenkes 494/Menkes/SK/IV/2010 III.B.6.b")


def test_the_amount_of_some_of_the_persons_is_an_indication() -> None:
    (one,) = found(CHECK, inspected(spent(300_000, COMES_TO_600)))
    assert (one.code, one.amount, one.weight) == ("2.01.01", 0, Weight.INDICATION)


def test_a_receipt_in_several_lines_with_the_text_of_the_whole() -> None:
    halves = [spent(300_000, COMES_TO_600, voucher="7") for _ in range(2)]
    assert found(CHECK, inspected(*halves)) == []


def test_the_same_text_on_several_days_is_not_one_receipt() -> None:
    lines = [spent(650_000, COMES_TO_600, on=day) for day in ("05-01", "06-01")]
    (one,) = found(CHECK, inspected(*lines))
    assert one.amount == 100_000


def test_a_printed_result_that_is_wrong() -> None:
    wrong = "Transport 2 org x 10 Ds x Rp 30.000 = 650.000"
    overpaid = spent(650_000, wrong, "05-01")
    right = spent(600_000, wrong, "05-02")
    findings = found(CHECK, inspected(overpaid, right))
    assert [(each.code, each.amount, each.rows) for each in findings] == [
        ("1.01.04", 50_000, places(overpaid)),
        ("2.01.01", 0, places(right)),
    ]
    assert "= 650.000 comes to Rp600.000" in words(findings[1])


def test_a_printed_result_without_a_price() -> None:
    line = spent(3_900_000, "Pemantauan 1 org x 10 ds x 12 kl = 3.600.000")
    (one,) = found(CHECK, inspected(line))
    assert (one.code, one.amount) == ("1.01.04", 300_000)


def test_counts_of_the_text_with_the_price_of_a_column() -> None:
    (one,) = found(CHECK, inspected(spent(70_000, "Transport 2 org x 3 hari", harga_satuan=10_000)))
    assert (one.code, one.amount) == ("1.01.04", 10_000)


def test_several_products_only_give_an_indication() -> None:
    line = spent(120_000, "Transport 2 org @ 30.000, snack 10 org @ 5.000")
    (one,) = found(CHECK, inspected(line))
    assert (one.code, one.amount, one.weight) == ("1.01.04", 10_000, Weight.INDICATION)


def test_price_times_quantity() -> None:
    over = spent(210_000, "Fotokopi", harga_satuan=250, volume=Fraction(800))
    under = spent(190_000, "Fotokopi", harga_satuan=250, volume=Fraction(800))
    findings = found(CHECK, inspected(over, under))
    assert [(each.code, each.amount, each.rows) for each in findings] == [
        ("1.01.04", 10_000, places(over)),
        ("2.01.01", 0, places(under)),
    ]
    assert "800 at Rp250 comes to Rp200.000, booked are Rp210.000" in words(findings[0])


def test_a_quantity_that_the_counts_do_not_come_to() -> None:
    line = spent(52_000, "Kelas 13 kelas x 4 kali", volume=Fraction(50))
    (one,) = found(CHECK, inspected(line))
    assert (one.code, one.amount, one.weight) == ("2.01.01", 0, Weight.INDICATION)
    assert "counts 52, the quantity is 50" in words(one)


def test_units_apart() -> None:
    here = spent(650_000, COMES_TO_600)
    there = spent(610_000, COMES_TO_600, unit="Puskesmas Mawar")
    findings = found(CHECK, inspected(here, there))
    assert [(each.unit, each.amount) for each in findings] == [
        ("Puskesmas Melati", 50_000),
        ("Puskesmas Mawar", 10_000),
    ]


def test_lines_of_the_budget_have_spent_nothing_yet() -> None:
    right = budget("13 Kelas x 11 Bumil x 4 Kali", 10_000, 5_720_000, quantity=Fraction(572))
    counts = budget("13 Kelas x 11 Bumil x 4 Kali", 10_000, 5_620_000, quantity=Fraction(562))
    amount = budget("13 Kelas x 11 Bumil x 4 Kali", 10_000, 5_800_000)
    unread = [budget(None, 10_000, 1), budget("3 Kelas x 2 Kali", None, 1), budget("4", 10, 1)]
    (one,) = found(CHECK, inspected(budget=[right, counts, amount, *unread]))
    assert (one.code, one.amount, one.rows) == ("2.01.01", 0, places(counts, amount))
    assert "counts 572, the quantity is 562" in words(one)
    assert "572 at Rp10.000 comes to Rp5.720.000, the budget has Rp5.800.000" in words(one)


def test_the_text_of_a_budget_line_without_coefficients() -> None:
    def told(text: str, amount: int | None) -> BudgetLine:
        return BudgetLine(place=place(), description=text, amount=amount)

    right = [
        told(COMES_TO_600, 600_000),
        told("Pemantauan 1 org x 10 ds x 12 kl = 3.600.000", 3_600_000),
        told("Kelas 2 x 30.000", None),
    ]
    amount = told(COMES_TO_600, 650_000)
    printed = told("Transport 2 org x 10 Ds x Rp 30.000 = 650.000", 600_000)
    (one,) = found(CHECK, inspected(budget=[*right, amount, printed]))
    assert (one.code, one.amount, one.rows) == ("2.01.01", 0, places(amount, printed))
    assert "= 600.000 comes to Rp600.000, the budget has Rp650.000" in words(one)
    assert "= 650.000 comes to Rp600.000" in words(one)


def test_a_printed_count_that_is_wrong() -> None:
    lines = [spent(52_000, f"Kelas 13 kelas x 4 kali = {n}") for n in ("52", "50 kali", "5.001")]
    (one,) = found(CHECK, inspected(*lines))
    assert (one.code, one.amount, one.weight) == ("2.01.01", 0, Weight.INDICATION)
    assert one.rows == places(lines[1])
    assert "13 kelas x 4 kali = 50 comes to 52" in words(one)


def test_nothing_to_look_at() -> None:
    assert lacks(CHECK, inspected()) == "there are no expenses, and there is no budget"
