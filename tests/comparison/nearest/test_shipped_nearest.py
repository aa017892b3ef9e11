"""The nearest compliant change under the shipped editions, from the clauses."""

from __future__ import annotations

from typing import Any

import pytest

from bokrules import load_edition, nearest
from bokrules.base.errors import InvalidValue
from bokrules.comparison.nearest.change import Answer, Kind, Nearest, Solution
from bokrules.editions.edition import shipped_years

SETTLED: dict[str, Any] = {"in_plan": True, "over_unit_cost": False}


def told(solution: Solution) -> list[tuple[Any, ...]]:
    return [(each.kind, each.tax or each.fact, each.value) for each in solution.changes]


def of_2010(**fields: Any) -> Nearest:
    return nearest({**SETTLED, **fields}, 2010)


def test_honor_is_not_payable_within_the_same_expense() -> None:
    """III.B.3.larangan.e: whatever it is for."""
    found = of_2010(expense_type="honor", activity="imunisasi", amount=500_000)
    assert (found.answer, found.is_proved) == (Answer.ANOTHER, True)
    for each in found.solutions:
        [changed] = [change for change in each.changes if change.kind is Kind.CHANGED]
        assert changed.fact == "belanja"
        assert changed.asked_by[0].rule == "honor"
        assert changed.asked_by[0].page == 11


def test_lodging_outside_a_remote_village() -> None:
    """III.B.3.h, and then the papers of III.B.7.b."""
    found = of_2010(
        expense_type="penginapan",
        activity="imunisasi",
        remote=False,
        documents=["kuitansi", "surat_tugas"],
    )
    assert (found.answer, found.count) == (Answer.WITHIN, 1)
    [solution] = found.solutions
    assert told(solution) == [
        (Kind.DOCUMENT, "bukti", "bukti_beli_bbm"),
        (Kind.DOCUMENT, "bukti", "rincian_biaya"),
        (Kind.DOCUMENT, "bukti", "sppd"),
        (Kind.DOCUMENT, "bukti", "laporan_dinas"),
        (Kind.CHANGED, "terpencil", True),
    ]
    assert set(solution.changes[0].also) == {
        "faktur", "bukti_lain", "pernyataan_riil", "bukti_pengeluaran_riil",
    }  # fmt: skip
    asked = solution.changes[-1].asked_by
    assert [each.rule for each in asked] == ["belanja", "penginapan_terpencil"]
    assert asked[1].citation.endswith("III.B.3.h, p. 11; I.E.5, p. 4")
    assert found.kept == ()


def test_a_purchase_without_tax() -> None:
    """III.B.7.c: above Rp1.000.000 10% and 1,5%, and a stamp of Rp6.000."""
    found = of_2010(
        expense_type="bahan_kontak", activity="phbs", amount=2_000_000, documents=["faktur"],
        stamp=6000,
    )  # fmt: skip
    assert [told(each) for each in found.solutions] == [[(Kind.CHANGED, "nilai", 1_000_000)]]
    [kept] = found.kept
    assert told(kept) == [(Kind.TAX, "pph22", 30_000), (Kind.TAX, "ppn", 200_000)]


def test_a_missing_surat_tugas() -> None:
    found = of_2010(
        expense_type="transpor_petugas", activity="phbs", remote=False, documents=["kuitansi"]
    )
    [solution] = found.solutions
    assert told(solution) == [(Kind.DOCUMENT, "bukti", "surat_tugas")]
    [asked] = solution.changes[0].asked_by
    assert (asked.rule, asked.page) == ("bukti_transpor_petugas", 12)


def test_what_is_payable_already() -> None:
    """The example of the edition's own: a village survey with a receipt."""
    found = of_2010(
        expense_type="transpor_masyarakat", activity="desa_siaga_smd", documents=["kuitansi"]
    )
    assert found.answer is Answer.ALREADY


def test_a_date_may_stand_beside_the_expense() -> None:
    expense = {"expense_type": "masker", "amount": 100_000}
    dated = nearest(expense, 2020, date=load_edition(2020).texts[1].edition.first_day)
    assert dated.answer is Answer.GAP
    assert dated.solutions == ()
    undated = nearest(expense, 2020)
    assert told(undated.solutions[0])[0][:2] == (Kind.SUPPLIED, "tanggal")
    with pytest.raises(InvalidValue):
        nearest({**expense, "date": "2020-01-01"}, 2020, date=dated.verdict.facts["tanggal"])  # type: ignore[arg-type]


@pytest.mark.parametrize("year", sorted(shipped_years()))
def test_every_example_has_an_answer(year: str) -> None:
    """Each answer is replayed in the reference: it raises where they disagree."""
    policy = load_edition(year).policy
    for example in policy.examples[::5]:
        fields = {name: value for name, value in example.given.items() if value is not None}
        found = nearest(fields, year)
        assert found.is_proved
        if policy.edition.partial:
            assert found.answer is not Answer.WITHIN
