from __future__ import annotations

from fractions import Fraction

from bokrules.inspection.books.lines import PriceLine
from bokrules.inspection.findings.checks.above_standard_price import CHECK
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


def standard(
    item: str, price: int, year: int | None = 2010, measure: str | None = None
) -> PriceLine:
    return PriceLine(place=place(), item=item, price=price, year=year, measure=measure)


def test_prices_up_to_the_standard_are_no_finding() -> None:
    prices = [standard("Transport petugas", 30_000), standard("Kertas HVS", 45_000)]
    lines = [
        spent(600_000, "Transport petugas 2 org x 10 Ds x Rp 30.000"),
        spent(90_000, "Kertas HVS", harga_satuan=45_000, volume=Fraction(2)),
        spent(990_000, "Transport petugas"),
        spent(990_000, "Transport petugasan 2 org @ 90.000"),
        spent(100_000, "Kertas folio 2 rim @ 50.000"),
    ]
    assert found(CHECK, inspected(*lines, prices=prices)) == []


def test_the_excess_of_one_item() -> None:
    price = standard("Transport petugas", 30_000)
    first = spent(700_000, "TRANSPORT PETUGAS 2 org x 10 Ds x Rp 35.000")
    second = spent(80_000, "Transport petugas", harga_satuan=40_000, volume=Fraction(2))
    third = spent(120_000, "Transport petugas", harga_satuan=40_000)
    (one,) = found(CHECK, inspected(first, second, third, prices=[price]))
    # 20 times 5.000, twice and three times 10.000.
    assert (one.code, one.amount, one.unit) == ("1.01.05", 150_000, UNIT)
    assert one.rows == (*places(first, second, third), price.place)
    assert one.criterion.citation.startswith("Kepmenkes 494/Menkes/SK/IV/2010 I.D.6")
    assert "The standard of Transport petugas is Rp30.000" in words(one)
    assert "20 at Rp35.000" in words(one)


def test_a_quantity_that_is_not_known() -> None:
    price = standard("Transport petugas", 30_000)
    line = spent(70_000, "Transport petugas", harga_satuan=40_000)
    (one,) = found(CHECK, inspected(line, prices=[price]))
    assert one.amount is None
    assert "an unknown quantity at Rp40.000" in words(one)
    nothing = spent(None, "Transport petugas", harga_satuan=40_000)
    assert found(CHECK, inspected(nothing, prices=[price]))[0].amount is None
    part = spent(10_001, "Transport petugas", harga_satuan=30_001, volume=Fraction(1, 3))
    assert found(CHECK, inspected(part, prices=[price]))[0].amount is None


def test_the_year_the_measure_and_the_highest_decide() -> None:
    prices = [
        standard("Kertas", 1_000, 2009),
        standard("Kertas", 40_000, measure="rim"),
        standard("Kertas", 90_000, measure="dus"),
    ]
    cheap = spent(100_000, "Kertas", harga_satuan=50_000, volume=Fraction(2))
    rim = spent(100_000, "Kertas 2 rim @ 50.000")
    (one,) = found(CHECK, inspected(cheap, rim, prices=prices))
    assert (one.rows, one.amount) == ((rim.place, prices[1].place), 20_000)
    assert found(CHECK, inspected(rim, prices=prices[:1])) == []
    (undated,) = found(CHECK, inspected(rim, prices=[standard("Kertas", 45_000, None)]))
    assert undated.amount == 10_000


def test_the_longer_item_and_no_text_with_two() -> None:
    prices = [
        standard("Transport", 10_000),
        standard("Transport kader", 30_000),
        standard("Snack", 5_000),
        standard("Gratis", 0),
    ]
    lines = [
        spent(60_000, "Transport kader 2 org @ 30.000"),
        spent(90_000, "Transport dan snack 3 org @ 30.000"),
        spent(90_000, "Gratis 3 org @ 30.000"),
    ]
    assert found(CHECK, inspected(*lines, prices=prices)) == []


def test_units_apart() -> None:
    here, there = (spent(80_000, "Snack 8 dos @ 10.000", unit=u) for u in (UNIT, "Lain"))
    findings = found(CHECK, inspected(here, there, prices=[standard("Snack", 9_000)]))
    assert [(each.unit, each.amount) for each in findings] == [(UNIT, 8_000), ("Lain", 8_000)]


def test_no_standard() -> None:
    assert lacks(CHECK, inspected(spent(1))) == "there is no standard of unit prices"
