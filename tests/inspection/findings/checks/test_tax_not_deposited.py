from __future__ import annotations

from dataclasses import replace
from typing import Any

from bokrules.inspection.books.lines import CashKind, TaxLine
from bokrules.inspection.findings.checks.tax_not_deposited import CHECK
from bokrules.inspection.findings.finding import Weight
from bokrules.inspection.findings.taxes import named_tax
from tests.inspection.findings.judged_books import (
    UNIT,
    day,
    found,
    inspected,
    lacks,
    place,
    places,
    received,
    spent,
    words,
)


def tax(
    name: str | None,
    withheld: int | None = None,
    deposited: int | None = None,
    on: str | None = "05-14",
    voucher: str | None = None,
    unit: str | None = UNIT,
) -> TaxLine:
    return TaxLine(
        place=place(),
        unit=unit,
        voucher=voucher,
        tax=name,
        withheld=withheld,
        deposited=deposited,
        date=day(on),
    )


def test_deposited_later_is_no_finding() -> None:
    taxes = [tax("ppn", 100_000), tax("pph22", 15_000), tax("ppn", None, 100_000, "06-10")]
    taxes += [tax("pph22", deposited=15_000, on="06-10"), tax("ppn", None, None)]
    assert found(CHECK, inspected(taxes=taxes)) == []


def test_withheld_and_not_deposited_by_tax_and_month() -> None:
    may, june = tax("ppn", 100_000), tax("ppn", 60_000, on="06-14")
    income, undated = tax("pph22", 15_000), tax(None, 1_000, on=None)
    taxes = [may, june, income, tax("ppn", deposited=110_000, on="06-20"), undated]
    taxes += [tax("pph21", deposited=500_000)]
    (one,) = found(CHECK, inspected(taxes=taxes))
    # 160.000 - 110.000, 15.000 and 1.000: what is too much of one tax makes up for no other.
    assert (one.code, one.amount, one.unit) == ("1.04.07", 66_000, UNIT)
    assert one.rows == places(june, income, undated)
    assert "withheld Rp160.000, deposited Rp110.000, not deposited Rp50.000" in words(one)
    assert "Open by month: May 2010 Rp15.000; June 2010 Rp50.000; without a date Rp1.000" in (
        words(one)
    )
    assert one.criterion.citation.startswith("Kepmenkes 494/Menkes/SK/IV/2010 III.B.6.g")


def test_units_apart() -> None:
    taxes = [tax("ppn", 100), tax("ppn", None, 100, unit="Lain"), tax("ppn", 30, unit="Lain")]
    (one,) = found(CHECK, inspected(taxes=taxes))
    assert (one.unit, one.amount) == (UNIT, 100)


def test_a_tax_book_without_deposits_and_expenses_that_name_them() -> None:
    line = spent(2_000_000, "Fotokopi", pajak={"ppn": 150_000})
    (one,) = found(CHECK, inspected(line, taxes=[tax("ppn", 200_000)]))
    assert one.amount == 50_000


BOUGHT: dict[str, Any] = {
    "belanja": "penggandaan",
    "kegiatan": "lokakarya_mini",
    "bukti": ["kuitansi", "undangan", "daftar_hadir", "notulen"],
}


def test_due_and_not_in_the_tax_book() -> None:
    known = spent(2_000_000, "Penggandaan", voucher="005", **BOUGHT)
    short = spent(4_000_000, "Penggandaan", voucher="006", **BOUGHT)
    absent = spent(1_500_000, "Penggandaan", voucher="007", **BOUGHT)
    unknown = spent(9_000_000, "Penggandaan", **BOUGHT)
    named = spent(8_000_000, "Penggandaan", voucher="8", **BOUGHT, pajak={"ppn": 0})
    refused = spent(8_000_000, "Honor", voucher="9", belanja="honor", kegiatan="gizi")
    # 11,5% of 2.000.000 are 230.000; of 4.000.000, 460.000; of 1.500.000, 172.500.
    taxes = [
        tax("ppn", 200_000, 200_000, voucher="5"),
        tax("pph22", 30_000, 30_000, voucher="No. 5"),
        tax("ppn", 400_000, 400_000, voucher="6"),
    ]
    given = inspected(known, short, absent, unknown, named, refused, taxes=taxes)
    (one,) = found(CHECK, given)
    assert (one.code, one.amount, one.rows) == ("1.04.07", 60_000 + 172_500, places(short, absent))
    assert "due Rp460.000, in the tax book Rp400.000" in words(one)


def test_taxes_on_the_price_without_vat_are_an_indication() -> None:
    # 100/110 of 2.200.000 are 2.000.000: 10% are 200.000, and 1,5% are 30.000; of all 253.000.
    line = spent(2_200_000, "Penggandaan", voucher="1", **BOUGHT)
    short = spent(2_200_000, "Penggandaan", voucher="2", **BOUGHT)
    vat, income = (
        tax("ppn", 200_000, 200_000, voucher="1"),
        tax("pph22", 30_000, 30_000, voucher="1"),
    )
    other = tax("ppn", 200_000, 200_000, voucher="2")
    base, rest = found(CHECK, inspected(line, short, taxes=[vat, income, other]))
    assert (base.amount, base.rows, base.weight) == (23_000, places(line), Weight.INDICATION)
    assert words(base).endswith(
        "due Rp253.000, in the tax book Rp230.000. Rp230.000 is what the same rates come to on the "
        "price without VAT (100/110 of the amount): the decree does not say whether the amount "
        "includes VAT."
    )
    assert (rest.amount, rest.rows, rest.weight) == (53_000, places(short), Weight.FINDING)


def test_a_tax_book_without_vouchers_is_held_against_all() -> None:
    lines = [spent(2_000_000, "Penggandaan", voucher=n, **BOUGHT) for n in ("1", "2")]
    (one,) = found(CHECK, inspected(*lines, taxes=[tax("ppn", 400_000, 400_000)]))
    assert one.amount == 60_000
    assert found(CHECK, inspected(*lines, taxes=[tax("ppn", 460_000, 460_000)])) == []
    elsewhere = tax("ppn", 1, 1, unit="Lain")
    assert found(CHECK, inspected(*lines, taxes=[elsewhere])) == []


def test_taxes_in_the_cash_book() -> None:
    lines = [
        received(100_000, "Dipungut PPN atas pembelian ATK"),
        received(15_000, "Terima PPh pasal 22"),
        received(5_000_000, "Terima dana BOK"),
        received(7, "PPN"),
        spent(90_000, "Setor PPN", "06-10"),
        spent(15_000, "Penyetoran PPh Ps. 22", "06-10"),
        spent(100_000, "Belanja ATK termasuk PPN", "06-10"),
    ]
    (one,) = found(CHECK, inspected(*lines))
    assert (one.amount, one.rows) == (10_000, places(lines[0]))
    passing = [replace(each, kind=CashKind.PASSING) for each in lines[4:6]]
    (one,) = found(CHECK, inspected(*lines[:4], *passing))
    assert (one.amount, one.rows) == (10_000, places(lines[0]))


def test_names_of_taxes() -> None:
    texts = [
        "PPN 10%",
        "PPh Pasal 22",
        "pph21",
        "PPN dan PPh 22",
        "ppntk",
        "Transport",
        "PPh ps. 23",
    ]
    assert [named_tax(each) for each in texts] == [
        "ppn",
        "pph22",
        "pph21",
        None,
        None,
        None,
        "pph23",
    ]


def test_no_taxes_anywhere() -> None:
    assert lacks(CHECK, inspected(spent(1))).startswith("there is no tax book")
