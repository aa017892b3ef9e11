"""Refused expenses and unmet obligations of a ledger, as findings with their rupiah."""

from __future__ import annotations

from typing import Any

from bokrules.evaluation.table import result_of
from bokrules.inspection.findings.checks import refused_expense, unmet_obligation
from bokrules.inspection.findings.checks.unmet_obligation import is_reported_outside_plan
from bokrules.inspection.findings.finding import Finding, Weight
from tests.inspection.findings.judged_books import found, inspected, places, spent, words

REFUSED, UNMET = refused_expense.CHECK, unmet_obligation.CHECK
PROVEN: dict[str, Any] = {
    "bukti": ["kuitansi", "surat_tugas"],
    "dalam_rpk": True,
    "melebihi_satuan_biaya": False,
    "terpencil": False,
}
CLEAN: dict[str, Any] = {"belanja": "transpor_petugas", "kegiatan": "gizi", **PROVEN}


def by_title(findings: list[Finding], words_of_title: str) -> Finding:
    (one,) = [each for each in findings if words_of_title in str(each.title)]
    return one


def test_a_clean_book_has_none() -> None:
    given = inspected(spent(30_000, **CLEAN), spent(45_000, **CLEAN))
    assert found(REFUSED, given) == found(UNMET, given) == []


def test_proof_is_one_finding_for_each_expense() -> None:
    facts = {**CLEAN, "bukti": []}
    without = spent(30_000, "Transport petugas", **facts)
    (one,) = found(UNMET, inspected(without, spent(45_000, **CLEAN)))
    assert (one.code, one.amount, one.rows) == ("1.04.01", 30_000, places(without))
    assert "Proof of transport to the field" in str(one.title)
    assert "Every expense has proof of its use" in str(one.title)
    assert "Duty letter" in words(one)


def test_stamp_and_tax_with_their_shortfall() -> None:
    facts = {**CLEAN, "belanja": "penggandaan", "kegiatan": "lokakarya_mini"}
    facts["bukti"] = ["kuitansi", "undangan", "daftar_hadir", "notulen"]
    first = spent(2_000_000, **facts, meterai=6_000, pajak={"ppn": 200_000, "pph22": 10_000})
    second = spent(1_200_000, **facts, meterai=3_000, pajak={"ppn": 120_000, "pph22": 18_000})
    third = spent(600_000, **facts, meterai=0)
    findings = found(UNMET, inspected(first, second, third))
    tax = by_title(findings, "VAT")
    # 10% and 1,5% of 2.000.000 are 230.000; 210.000 were deposited.
    assert (tax.code, tax.amount, tax.rows) == ("1.04.07", 20_000, places(first))
    assert "Due are Rp230.000, deposited or paid Rp210.000, short by Rp20.000" in words(tax)
    assert by_title(findings, "Rp6.000").amount == 3_000
    assert by_title(findings, "Rp3.000").amount == 3_000
    assert len(findings) == 3


def test_taxes_on_the_price_without_vat_are_an_indication() -> None:
    facts = {**CLEAN, "belanja": "penggandaan", "kegiatan": "lokakarya_mini"}
    facts |= {"bukti": ["kuitansi", "undangan", "daftar_hadir", "notulen"], "meterai": 6_000}
    # 100/110 of 2.000.000 are 1.818.181,8: 10% are 181.818,2, and 1,5% are 27.272,7.
    rounded = [(181_818, 27_272), (181_818, 27_273), (181_819, 27_273)]
    lines = [spent(2_000_000, **facts, pajak={"ppn": a, "pph22": b}) for a, b in rounded]
    other = spent(2_000_000, **facts, pajak={"ppn": 181_818, "pph22": 27_200})
    given = inspected(*lines, other)
    base, rest = (each for each in found(UNMET, given) if "VAT" in str(each.title))
    assert (base.amount, base.weight) == (20_910 + 20_909 + 20_908, Weight.INDICATION)
    assert base.rows == places(*lines)
    assert "on the price without VAT" in words(base)
    assert (rest.amount, rest.rows, rest.weight) == (20_982, places(other), Weight.FINDING)


def test_outside_the_plan_and_above_the_unit_cost() -> None:
    unplanned = spent(30_000, **{**CLEAN, "dalam_rpk": False})
    dear = spent(45_000, **{**CLEAN, "melebihi_satuan_biaya": True})
    given = inspected(unplanned, dear)
    findings = found(UNMET, given)
    plan = by_title(findings, "In the plan")
    assert (plan.code, plan.amount, plan.rows) == ("1.01.09", 30_000, places(unplanned))
    cost = by_title(findings, "unit cost")
    assert (cost.code, cost.amount, cost.rows) == ("1.01.09", None, places(dear))
    assert is_reported_outside_plan(given, unplanned)
    assert not is_reported_outside_plan(given, dear)


def test_what_is_unknown_is_no_finding() -> None:
    assert found(UNMET, inspected(spent(30_000, belanja="transpor_petugas", kegiatan="gizi"))) == []


def test_the_time_in_force_is_another_check() -> None:
    assert found(UNMET, inspected(spent(30_000, on="2011-02-01", **CLEAN))) == []


def test_how_the_sums_relate_to_those_of_the_check() -> None:
    facts = {**CLEAN, "belanja": "penggandaan", "kegiatan": "lokakarya_mini", "bukti": ["kuitansi"]}
    given = inspected(
        spent(500_000, belanja="honor", kegiatan="gizi", bukti=[]),
        spent(40_000, **{**CLEAN, "bukti": []}),
        spent(2_000_000, **facts, meterai=3_000, pajak={"ppn": 0, "pph22": 0}),
    )
    result = result_of(list(given.verdicts.values()), [], given.texts)
    unmet = found(UNMET, given)
    money = sum(each.amount or 0 for each in unmet if "Due are" in words(each))
    proof = sum(each.amount or 0 for each in unmet if "Proof is missing" in words(each))
    refused = sum(each.amount or 0 for each in found(REFUSED, given))
    assert refused + money == result.questioned_amount == 500_000 + 3_000 + 230_000
    assert proof + 500_000 == result.unsupported_amount == 500_000 + 40_000 + 2_000_000
