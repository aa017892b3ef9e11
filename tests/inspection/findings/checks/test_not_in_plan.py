from __future__ import annotations

from typing import Any

from bokrules.inspection.books.lines import PlanLine
from bokrules.inspection.findings.checks.not_in_plan import CHECK
from bokrules.inspection.findings.finding import Weight
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

TERMS = {"posyandu": "layanan_posyandu", "vitamin A": "gizi", "lokakarya": "lokakarya_mini"}


def planned(
    activity: str, details: str = "", month: int | None = None, unit: str | None = UNIT
) -> PlanLine:
    return PlanLine(place=place(), unit=unit, activity=activity, details=details, month=month)


def test_a_clean_book_has_none() -> None:
    plan = [planned("Pelayanan posyandu"), planned("Lokakarya mini", "konsumsi rapat")]
    lines = [
        spent(30_000, "Transport petugas, pelayanan POSYANDU Mawar"),
        spent(90_000, "Konsumsi rapat"),
        spent(45_000, "Transport kader", dalam_rpk=True),
    ]
    assert found(CHECK, inspected(*lines, plan=plan)) == []


def test_an_activity_that_is_nowhere_in_the_plan() -> None:
    plan = [planned("Pelayanan posyandu")]
    first = spent(70_000, "Transport pembagian vitamin A")
    second = spent(50_000, "Transport pelacakan", kegiatan="lokakarya_mini")
    inside = spent(60_000, "Transport posyandu Mawar")
    (one,) = found(CHECK, inspected(first, inside, second, plan=plan, activities=TERMS))
    assert (one.code, one.amount, one.rows) == ("1.01.09", 120_000, places(first, second))
    assert (one.weight, one.unit) == (Weight.FINDING, UNIT)
    assert one.criterion.citation.startswith("Kepmenkes 494/Menkes/SK/IV/2010 I.D.5")
    assert "2 expenses, Rp120.000 together" in words(one)


def test_only_the_text_differs() -> None:
    plan = [planned("Pelayanan posyandu"), planned("Kegiatan lapangan")]
    line = spent(70_000, "Transport pembagian vitamin A")
    (one,) = found(CHECK, inspected(line, plan=plan, activities=TERMS))
    assert (one.weight, one.amount) == (Weight.INDICATION, 70_000)
    (other,) = found(CHECK, inspected(spent(5, "Lain-lain"), plan=plan[:1], activities=TERMS))
    assert other.weight is Weight.INDICATION


def test_a_more_general_or_exact_activity_of_the_plan_will_do() -> None:
    plan = [planned("KIA")]
    activities = {"KIA": "kia_kb"}
    line = spent(70_000, "Transport", kegiatan="pemeriksaan_kehamilan_p4k")
    assert found(CHECK, inspected(line, plan=plan, activities=activities)) == []


def test_each_unit_has_its_own_plan() -> None:
    plan = [planned("Pelayanan posyandu"), planned("Lokakarya mini", unit="Puskesmas Mawar")]
    line = spent(70_000, "Lokakarya mini Mei")
    elsewhere = spent(80_000, "Pelayanan posyandu", unit="Puskesmas Tulip")
    (one,) = found(CHECK, inspected(line, elsewhere, plan=plan))
    assert one.rows == places(line)
    assert found(CHECK, inspected(line, plan=[*plan, planned("Lokakarya mini", unit=None)])) == []
    assert found(CHECK, inspected(spent(5, "Lokakarya mini", unit=None), plan=plan[1:])) == []


def test_the_month_of_the_plan_counts_where_it_is_asked_for() -> None:
    plan = [planned("Pelayanan posyandu", month=6), planned("Lokakarya mini", month=5)]
    line = spent(70_000, "Pelayanan posyandu", on="05-14")
    by_month = {"not_in_plan": {"by_month": True}}
    assert found(CHECK, inspected(line, plan=plan)) == []
    (one,) = found(CHECK, inspected(line, plan=plan, settings=by_month))
    assert one.rows == places(line)
    (two,) = found(CHECK, inspected(line, plan=plan[:1], settings=by_month))
    assert two.rows == places(line)


def test_what_the_ledger_says_goes_before_the_plan() -> None:
    line = spent(70_000, "Pelayanan posyandu", dalam_rpk=False)
    plan = [planned("Pelayanan posyandu")]
    facts: dict[str, Any] = {"belanja": "transpor_petugas", "kegiatan": "gizi", "dalam_rpk": False}
    reported = spent(70_000, "Pelayanan posyandu", **facts)
    refused = spent(70_000, "Honor", belanja="honor", kegiatan="gizi", dalam_rpk=False)
    (one,) = found(CHECK, inspected(line, plan=plan, judge=False))
    assert (one.weight, one.amount) == (Weight.FINDING, 70_000)
    assert found(CHECK, inspected(reported, refused)) == []
    off = {"unmet_obligation": {"enabled": False}, "refused_expense": {"enabled": False}}
    (both,) = found(CHECK, inspected(reported, refused, settings=off))
    assert both.amount == 140_000


def test_deposits_are_in_no_plan() -> None:
    lines = [spent(9_000, "Setor PPN"), spent(9_000, "Setor jasa giro ke kas negara")]
    assert found(CHECK, inspected(*lines, plan=[planned("Pelayanan posyandu")])) == []


def test_no_plan() -> None:
    assert lacks(CHECK, inspected(spent(1))) == "there is no plan (RPK/POA)"


def test_an_edition_without_the_rule() -> None:
    plan = [planned("Pelayanan posyandu")]
    (one,) = found(CHECK, inspected(spent(9, "Lainnya", "2019-05-01"), plan=plan, year=2019))
    assert "no clause of this edition" in str(one.criterion.words)
