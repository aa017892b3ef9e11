from __future__ import annotations

from bokrules.inspection.books.lines import PlanLine
from bokrules.inspection.findings.checks.above_plan import CHECK
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


def planned(
    activity: str, amount: int | None, month: int | None = None, unit: str | None = UNIT
) -> PlanLine:
    return PlanLine(place=place(), unit=unit, activity=activity, amount=amount, month=month)


def test_as_much_as_planned_is_no_finding() -> None:
    plan = [planned("Pelayanan posyandu", 50_000, 5), planned("Pelayanan Posyandu", 50_000, 6)]
    lines = [spent(50_000, "Transport pelayanan posyandu"), spent(50_000, "Pelayanan posyandu")]
    assert found(CHECK, inspected(*lines, plan=plan)) == []


def test_the_excess_over_all_months() -> None:
    plan = [planned("Pelayanan posyandu", 50_000, 5), planned("Pelayanan Posyandu", 50_000, 6)]
    lines = [
        spent(80_000, "Transport pelayanan posyandu Mawar"),
        spent(45_000, "ATK pelayanan posyandu"),
    ]
    (one,) = found(CHECK, inspected(*lines, spent(900_000, "Lainnya"), plan=plan))
    assert (one.code, one.amount, one.unit) == ("1.04.16", 25_000, UNIT)
    assert one.rows == (*places(*lines), *places(*plan))
    assert "The plan has Rp100.000 for Pelayanan posyandu" in words(one)


def test_the_longer_activity_and_no_text_with_two() -> None:
    plan = [planned("Posyandu", 10), planned("Posyandu lansia", 100), planned("Lokmin", 10)]
    lines = [spent(100, "Transport posyandu lansia"), spent(90, "Posyandu dan lokmin")]
    assert found(CHECK, inspected(*lines, plan=plan)) == []


def test_a_plan_line_without_an_amount_has_no_sum() -> None:
    plan = [planned("Posyandu", 10), planned("Posyandu", None)]
    assert found(CHECK, inspected(spent(100, "Posyandu"), plan=plan)) == []


def test_units_apart() -> None:
    plan = [planned("Posyandu", 10), planned("Posyandu", 500, unit="Puskesmas Mawar")]
    lines = [spent(100, "Posyandu", unit="Puskesmas Mawar"), spent(10, "Posyandu")]
    nowhere = spent(900, "Posyandu", unit="Puskesmas Tulip")
    assert found(CHECK, inspected(*lines, nowhere, plan=plan)) == []
    (one,) = found(CHECK, inspected(spent(15, "Posyandu", unit=None), plan=plan[:1]))
    assert one.amount == 5


def test_no_plan() -> None:
    assert lacks(CHECK, inspected(spent(1))) == "there is no plan (RPK/POA) with amounts"
