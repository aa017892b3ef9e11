"""Conditions as a catalogue writes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

import pytest

from bokrules.inspection.published.conditions import (
    Condition,
    Measure,
    parse_condition,
    parse_measure,
)
from bokrules.inspection.published.notation import Kind

KINDS = {
    "jenis": Kind.TEXT,
    "alokasi": Kind.RUPIAH,
    "realisasi": Kind.RUPIAH,
    "serapan": Kind.PERCENT,
}


@dataclass(frozen=True)
class Row:
    texts: dict[str, str] = field(default_factory=dict)
    values: dict[str, int] = field(default_factory=dict)

    def text(self, column: str | None) -> str:
        return self.texts.get(column or "", "")

    def value(self, column: str) -> Fraction | None:
        return Fraction(self.values[column]) if column in self.values else None


def condition(text: str) -> Condition:
    parsed = parse_condition(text, KINDS)
    assert isinstance(parsed, Condition), parsed
    return parsed


ENDE = Row({"jenis": "Kab/Kota"}, {"alokasi": 400, "realisasi": 100, "serapan": 25})


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("serapan > 25", False),
        ("serapan >= 25", True),
        ("serapan < 25,01", True),
        ("serapan <= 24", False),
        ("serapan = 25", True),
        ("serapan != 25", False),
        ("alokasi > realisasi", True),
        ("alokasi - realisasi = 300", True),
        ("realisasi / alokasi = 25", True),
        ("alokasi > 1.000", False),
        ("jenis = kab/kota", True),
        ("jenis != kab/kota", False),
        ("jenis dari provinsi, kab/kota", True),
        ("jenis dari provinsi", False),
        ("alokasi ada", True),
        ("alokasi kosong", False),
        ("alokasi ada; serapan < 50", True),
        ("alokasi ada; serapan > 50", False),
    ],
)
def test_conditions(text: str, holds: bool) -> None:
    assert condition(text).holds(ENDE) is holds


def test_a_missing_number_is_neither() -> None:
    blank = Row({"jenis": "kab/kota"})
    assert condition("serapan > 90").holds(blank) is None
    assert condition("jenis = provinsi; serapan > 90").holds(blank) is False
    assert condition("jenis = kab/kota; serapan > 90").holds(blank) is None
    assert condition("serapan kosong").holds(blank) is True
    assert condition("alokasi < 1").is_blank(blank)
    assert not condition("serapan kosong").is_blank(blank)


def test_a_quotient_by_zero_is_no_number() -> None:
    row = Row(values={"alokasi": 0, "realisasi": 5})
    assert condition("realisasi / alokasi > 90").holds(row) is None
    assert not condition("realisasi / alokasi > 90").is_blank(row)
    assert Measure("realisasi", "alokasi", "/").of(row) is None
    assert Measure("realisasi", "alokasi", "-").of(row) == 5


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("serapn > 90", "serapn > 90"),
        ("serapan > banyak", "serapan > banyak"),
        ("jenis > provinsi", "jenis > provinsi"),
        ("alokasi ada; apa saja", "apa saja"),
        ("alokasi - sisa > 0", "alokasi - sisa > 0"),
        ("alokasi > sedikit; serapan > 5", "alokasi > sedikit"),
        ("> 5", "> 5"),
    ],
)
def test_what_is_no_condition(text: str, wrong: str) -> None:
    assert parse_condition(text, KINDS) == wrong


def test_what_is_no_measure() -> None:
    assert parse_measure("alokasi + realisasi", KINDS) is None
    assert parse_measure("pagu", KINDS) is None


def test_a_measure_is_written_as_it_was_read() -> None:
    assert str(Measure("alokasi", "realisasi", "-")) == "alokasi - realisasi"
    assert str(Measure("alokasi")) == "alokasi"
