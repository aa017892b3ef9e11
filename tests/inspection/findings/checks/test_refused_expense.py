from __future__ import annotations

from bokrules.inspection.findings.checks.refused_expense import CHECK
from tests.inspection.findings.judged_books import found, inspected, lacks, places, spent, words


def test_payable_expenses_are_no_finding() -> None:
    given = inspected(spent(30_000, belanja="transpor_petugas", kegiatan="gizi"), spent(1))
    assert found(CHECK, given) == []


def test_refused_expenses_by_rule_and_unit() -> None:
    honor = [
        spent(500_000, "Honor bendahara", belanja="honor", kegiatan="gizi"),
        spent(250_000, "Gaji sopir", belanja="gaji", kegiatan="gizi"),
    ]
    elsewhere = spent(100_000, "Honor", unit="Puskesmas Mawar", belanja="honor", kegiatan="gizi")
    treatment = spent(75_000, "Transport", belanja="transpor_petugas", kegiatan="rawat_inap")
    unlisted = spent(60_000, "Karangan bunga", belanja="bingkisan", kegiatan="gizi")
    given = inspected(honor[0], elsewhere, treatment, unlisted, honor[1])
    first, second, third, fourth = found(CHECK, given)
    assert (first.title, first.code, first.amount) == ("Salary/honorarium", "1.01.09", 750_000)
    assert (first.rows, first.unit) == (places(*honor), "Puskesmas Melati")
    assert first.criterion.citation.endswith("III.B.3.larangan.e, p. 11")
    assert "2 expenses, Rp750.000 together. They cannot be paid from this money" in words(first)
    assert "Gaji sopir, Rp250.000" in words(first)
    assert (second.amount, second.unit) == (100_000, "Puskesmas Mawar")
    assert (third.title, third.code, third.amount) == ("Inpatient care", "3.03.01", 75_000)
    assert (fourth.title, fourth.code, fourth.amount) == (
        "What BOK money pays for",
        "1.01.09",
        60_000,
    )


def test_refused_whatever_is_still_missing() -> None:
    given = inspected(spent(80_000, "Obat cacing untuk pasien", belanja="obat"))
    (one,) = found(CHECK, given)
    assert one.amount == 80_000


def test_an_amount_that_is_not_given() -> None:
    honor = {"belanja": "honor", "kegiatan": "gizi"}
    (one,) = found(CHECK, inspected(spent(None, **honor), spent(1_000, **honor)))
    assert one.amount is None
    assert "at least Rp1.000 (1 without an amount)" in words(one)


def test_nothing_was_judged() -> None:
    assert lacks(CHECK, inspected(spent(1), judge=False)) == "no expense was judged"
