"""Two names of one kind that differ by a slip, or two terms with one label."""

from __future__ import annotations

import pytest

from bokrules.semantics.lints.near_duplicate_name import differ_by_a_slip
from tests.helpers import lint_text, places, words

RULES = 'boleh honor_petugas "A" dasar A\nlarang honor_petuga "B" bila terpencil dasar B\n'


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("honor", "honorr"),
        ("honor", "hono"),
        ("honor", "homor"),
        ("honor", "hoonr"),
        ("honor", "ohnor"),
        ("transpor_petugas", "transport_petugas"),
        ("surat_tugas", "surattugas"),
        ("voucher", "vouchers"),
        ("laporan_tahap_1", "lapuran_tahap_1"),
    ],
)
def test_a_slip(first: str, second: str) -> None:
    assert differ_by_a_slip(first, second)
    assert differ_by_a_slip(second, first)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("perencanaan_p1", "supervisi_p2"),
        ("meterai_3000", "meterai_6000"),
        ("tahap_1", "tahap_2"),
        ("tahap_1", "tahap1_1"),
        ("ppn", "pph"),
        ("obat", "atk"),
        ("alokasi_ad", "alokasi_at"),
        ("honor_a", "honor_b"),
        ("jumlah_orang", "jumlah_orang_hari"),
        ("transpor_petugas", "transport_petuga"),
        ("honor", "moderator"),
        ("honor", "honorer"),
    ],
)
def test_two_names(first: str, second: str) -> None:
    assert not differ_by_a_slip(first, second)
    assert not differ_by_a_slip(second, first)


def test_the_later_one_is_reported() -> None:
    [only] = lint_text(RULES)
    assert places([only]) == ["BOK707 2:1-2:47"]
    assert words([only]) == [
        "BOK707 `honor_petuga` looks like `honor_petugas` (policy.bok, line 1)"
    ]
    assert str(only.help).startswith("if both are the same thing keep one name")


def test_of_several_years_the_rarer_one_is_reported() -> None:
    once, twice = RULES.splitlines()
    found = lint_text(once, twice, twice)
    assert words(found) == ["BOK707 `honor_petugas` looks like `honor_petuga` (policy.bok, line 1)"]


@pytest.mark.parametrize(
    "text",
    [
        'belanja honorr "H" contoh "x" diberi belanja = honorr maka perlu data',
        'kegiatan imunsasi "I"',
        'dana bok_puskesma "P"',
        'dokumen kuittansi "K"',
        'fakta kejadian_1 alias remot : teks "R" kewajiban a "A" per kejadian_1 dasar A',
    ],
)
def test_every_kind_of_name(text: str) -> None:
    """Beside the vocabulary of all years, which stands in another file."""
    assert [each.code for each in lint_text(text)] == ["BOK707"]


def test_names_of_two_kinds_may_be_alike() -> None:
    text = 'boleh honorr "H" untuk belanja honor untuk kegiatan gizi dasar A\n'
    assert words(lint_text(text)) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ('dokumen absen "Daftar hadir" dokumen presensi "daftar hadir"', 1),
        ('kegiatan a "Penyuluhan" termasuk gizi kegiatan b "Penyuluhan" termasuk gizi', 1),
        ('kegiatan a "Penyuluhan" termasuk gizi kegiatan b "Penyuluhan" termasuk imunisasi', 0),
        ('dokumen nota "Kuitansi"', 1),
    ],
)
def test_one_label(text: str, count: int) -> None:
    found = lint_text(text)
    assert [each.code for each in found] == ["BOK707"] * count
    assert all("have one label and lie in one place" in str(each.message) for each in found)
