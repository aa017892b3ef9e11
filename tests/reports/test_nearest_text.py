"""The nearest compliant change in words."""

from __future__ import annotations

import io
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from bokrules.comparison.nearest.nearest import nearest_change
from bokrules.reports.nearest_text import print_nearest
from bokrules.reports.page import Page
from tests.helpers import compiled

LISTED = """
tertutup belanja "Daftar" dasar A
boleh transpor "Transpor" untuk belanja transpor dasar A.1
"""


def words(rules: str, **facts: Any) -> str:
    out = io.StringIO()
    print_nearest(nearest_change(facts, [compiled(rules)]), Page(out))
    return " ".join(out.getvalue().split())


@pytest.mark.parametrize(
    ("condition", "facts", "expected"),
    [
        ("nilai paling sedikit Rp100", {"nilai": 5}, "(amount): at least Rp100 (now: Rp5)"),
        ("nilai paling sedikit Rp100", {}, "tell Nilai (amount): at least Rp100"),
        ("nilai paling banyak Rp100", {}, "tell Nilai (amount): at most Rp100"),
        ("nilai = Rp100", {}, "tell Nilai (amount): Rp100"),
        ("nilai paling sedikit Rp5 s/d Rp9", {}, "tell Nilai (amount): Rp5 up to Rp9"),
        ("nilai paling sedikit Rp5 s/d Rp9", {"nilai": 7_0}, "(amount): at most Rp9 (now: Rp70)"),
        ("nilai paling sedikit Rp5 s/d Rp9", {"nilai": 1}, "(amount): at least Rp5 (now: Rp1)"),
        ("jumlah_orang di atas 2 orang", {"jumlah_orang": 1}, "at least 3 persons (now: 1)"),
        ("volume di atas 1,5", {"volume": Fraction(1)}, "Volume (quantity): 2 (now: 1)"),
        (
            "tanggal paling sedikit 2010-07-01",
            {},
            "tell Tanggal (date): 2010-07-01 up to 2010-12-31",
        ),
        ("wilayah = pulau", {"wilayah": "desa"}, "(region): Pulau (pulau) (now: Desa (desa))"),
        ("bukan wilayah = pulau", {}, "tell Wilayah (region): Desa (desa); as well: kota"),
    ],
)
def test_values(condition: str, facts: dict[str, Any], expected: str) -> None:
    rules = LISTED + f'wajib a "A" harus {condition} dasar C'
    assert expected in words(rules, belanja="transpor", **facts)


def test_a_term_more_exactly() -> None:
    rules = 'tertutup belanja "D" dasar A\nboleh a "A" untuk belanja transpor_kader dasar A.1'
    shown = words(rules, belanja="transpor")
    assert "tell Jenis belanja (expense_type) more exactly: Transpor kader" in shown


def test_many_ways_and_many_rules() -> None:
    """Any of six facts does; of each rule the first three are told, the others named."""
    facts = ("terpencil", "dalam_rpk", "wilayah = desa", "nilai > Rp5", "jumlah_orang > 1 orang")
    rules = LISTED + "".join(
        f'wajib a{number} "A" harus {" atau ".join(facts)} atau volume > 1 dasar C\n'
        for number in range(5)
    )
    shown = words(rules, belanja="transpor")
    assert "1 more ways take as many changes" in shown
    assert "also: a3, a4" in shown
    assert shown.count("Or -") == 4


def test_that_no_tax_is_due() -> None:
    rules = LISTED + 'wajib a "A" setor ppn = 10% * nilai dasar C'
    shown = words(rules, belanja="transpor", nilai=1)
    assert "tell Pajak yang disetor (taxes): none" in shown


def test_nothing_but_a_comparison() -> None:
    rules = LISTED + (
        'larang sama "S" untuk kegiatan gizi bila nilai >= nilai_kuitansi dasar B\n'
        'larang rapat "R" untuk kegiatan rapat dasar B.1\n'
    )
    shown = words(rules, belanja="transpor", kegiatan="gizi", nilai=5)
    assert shown.startswith("Not analysed")
    assert "Proved" not in shown


def test_none_at_all() -> None:
    shown = words('larang semua "S" bila nilai paling sedikit Rp0 dasar B', belanja="honor")
    assert "nor for certain another expense" in shown
    assert shown.endswith("Proved: no set of changes does.")


def test_a_day_without_an_end() -> None:
    rules = LISTED + 'wajib a "A" harus tanggal paling sedikit 2010-07-01 dasar C'
    shown = words(rules, belanja="transpor", tanggal=date(2010, 5, 1))
    assert "Tanggal (date): at least 2010-07-01 (now: 2010-05-01)" in shown
