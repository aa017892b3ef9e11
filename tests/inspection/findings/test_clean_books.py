"""Books in which nothing is amiss give no finding of any check, also with all companions."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from bokrules.inspection.books.lines import BudgetLine, PlanLine, PriceLine, TaxLine
from bokrules.inspection.findings.checks import (
    above_budget,
    above_plan,
    above_standard_price,
    description_arithmetic,
    interest_not_deposited,
    no_cash_inspection,
    not_in_plan,
    passed_limit,
    refused_expense,
    tax_not_deposited,
    unmet_obligation,
)
from bokrules.inspection.findings.inspected import Inspected
from tests.inspection.findings.judged_books import UNIT, day, inspected, place, received, spent

CHECKS = (
    refused_expense.CHECK,
    unmet_obligation.CHECK,
    passed_limit.CHECK,
    description_arithmetic.CHECK,
    above_standard_price.CHECK,
    tax_not_deposited.CHECK,
    interest_not_deposited.CHECK,
    not_in_plan.CHECK,
    above_plan.CHECK,
    above_budget.CHECK,
    no_cash_inspection.CHECK,
)
TRANSPORT: dict[str, Any] = {
    "belanja": "transpor_petugas",
    "kegiatan": "gizi",
    "bukti": ["kuitansi", "surat_tugas"],
    "terpencil": False,
    "melebihi_satuan_biaya": False,
    "rekening": "524119",
}
MEETING: dict[str, Any] = {
    **TRANSPORT,
    "belanja": "penggandaan",
    "kegiatan": "lokakarya_mini",
    "bukti": ["kuitansi", "undangan", "daftar_hadir", "notulen"],
    "rekening": "521211",
}


def clean() -> Inspected:
    return inspected(
        received(50_000_000, "Terima dana BOK", "05-03"),
        spent(
            600_000,
            "Pembagian vitamin A: Transport Petugas 2 org x 10 Ds x 1 kl x Rp. 30.000,- = 600.000",
            "05-05",
            "001",
            **TRANSPORT,
        ),
        spent(
            2_000_000,
            "Penggandaan materi Lokakarya Mini",
            "05-14",
            "002",
            **MEETING,
            harga_satuan=250,
            volume=Fraction(8_000),
            meterai=6_000,
        ),
        received(9_000, "Jasa giro", "05-31"),
        received(None, "Pemeriksaan kas bulan Mei", "05-31"),
        spent(9_000, "Setor jasa giro ke kas negara", "12-20"),
        received(None, "Pemeriksaan kas bulan Desember", "12-31"),
        plan=[
            PlanLine(place=place(), unit=UNIT, activity="Pembagian vitamin A", amount=600_000),
            PlanLine(place=place(), unit=UNIT, activity="Lokakarya mini", amount=2_500_000),
        ],
        budget=[
            BudgetLine(
                place=place(),
                account_code="524119",
                coefficients="2 org x 10 Ds x 1 kl",
                quantity=Fraction(20),
                price=30_000,
                amount=600_000,
            ),
            BudgetLine(place=place(), account_code="521211", amount=2_500_000),
        ],
        taxes=[
            TaxLine(place=place(), unit=UNIT, voucher="2", tax="ppn", withheld=200_000),
            TaxLine(place=place(), unit=UNIT, voucher="2", tax="pph22", withheld=30_000),
            TaxLine(place=place(), unit=UNIT, tax="ppn", deposited=200_000, date=day("06-10")),
            TaxLine(place=place(), unit=UNIT, tax="pph22", deposited=30_000, date=day("06-10")),
        ],
        prices=[
            PriceLine(place=place(), item="Transport petugas", price=30_000, year=2010),
            PriceLine(place=place(), item="Penggandaan", measure="lembar", price=250),
        ],
    )


def test_nothing_is_found() -> None:
    given = clean()
    assert {each.name: list(each.run(given)) for each in CHECKS} == {
        each.name: [] for each in CHECKS
    }


def test_all_but_that_of_limits_can_be_run() -> None:
    given = clean()
    assert [each.name for each in CHECKS if each.lacks(given) is not None] == ["passed_limit"]


def test_empty_books_and_books_that_nobody_judged() -> None:
    for given in (inspected(), inspected(spent(30_000, "Transport petugas"), judge=False)):
        assert [each.name for each in CHECKS if list(each.run(given))] == []
