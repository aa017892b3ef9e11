"""A label that says another comparison, or another number, than its rule."""

from __future__ import annotations

import pytest

from bokrules.semantics.label_words import sayings
from tests.helpers import lint_text, places, words


def found(text: str) -> list[str]:
    return [each.removeprefix("BOK701 the label of ") for each in words(lint_text(text))]


@pytest.mark.parametrize(
    ("label", "condition", "message"),
    [
        ("Konsumsi paling banyak Rp500", "nilai < Rp500", "`paling banyak`, the rule: `di bawah`"),
        ("Konsumsi maksimal Rp500", "nilai >= Rp500", "`maksimal`, the rule: `paling sedikit`"),
        ("Tidak lebih dari Rp500", "nilai < Rp500", "`Tidak lebih dari`, the rule: `di bawah`"),
        ("Konsumsi sampai dengan Rp500", "nilai < Rp500", "`sampai dengan`, the rule: `di bawah`"),
        ("Paling sedikit Rp500", "nilai > Rp500", "`Paling sedikit`, the rule: `di atas`"),
        ("Minimal Rp500", "nilai > Rp500", "`Minimal`, the rule: `di atas`"),
        (
            "Sekurang-kurangnya Rp500",
            "nilai > Rp500",
            "`Sekurang-kurangnya`, the rule: `di atas`",
        ),
        ("Lebih dari Rp500", "nilai >= Rp500", "`Lebih dari`, the rule: `paling sedikit`"),
        ("Konsumsi di atas Rp500", "nilai >= Rp500", "`di atas`, the rule: `paling sedikit`"),
        ("Kurang dari Rp500", "nilai <= Rp500", "`Kurang dari`, the rule: `paling banyak`"),
        ("Di bawah Rp500", "nilai <= Rp500", "`Di bawah`, the rule: `paling banyak`"),
        # the same, written otherwise
        ("Di atas Rp500", "bukan nilai > Rp500", "`Di atas`, the rule: `paling banyak`"),
        ("Di atas Rp500", "Rp500 >= nilai", "`Di atas`, the rule: `paling banyak`"),
        # each word about its own number
        (
            "Di atas Rp5 s/d Rp9",
            "nilai di atas Rp5 dan nilai < Rp9",
            "`s/d`, the rule: `di bawah`",
        ),
        # a word without a number is about all of them
        ("Paling banyak", "nilai < Rp500", "`Paling banyak`, the rule: `di bawah`"),
        # numbers
        (
            "Di atas Rp1.000.000",
            "nilai di atas Rp10.000.000",
            "Rp1.000.000, the rule: Rp10.000.000",
        ),
        ("Rp1 juta", "nilai > Rp2", "Rp1.000.000, the rule: Rp2"),
        ("Rp1,5 juta", "nilai > Rp2", "Rp1.500.000, the rule: Rp2"),
        ("2 orang", "jumlah_orang > 3 orang", "2 orang, the rule: 3 orang"),
        ("2 (dua) orang", "jumlah_orang > 3 orang", "2 orang, the rule: 3 orang"),
        ("70 persen", "7% * nilai > Rp2", "70%, the rule: 7%"),
        ("PPh pasal 22 1,5%", "15% * nilai > Rp2", "1,5%, the rule: 15%"),
    ],
)
def test_a_condition_that_says_otherwise(label: str, condition: str, message: str) -> None:
    [only] = found(f'boleh a "{label}" bila {condition} dasar A')
    assert only == f"`a` says {message}"


@pytest.mark.parametrize(
    ("label", "condition"),
    [
        ("Konsumsi paling banyak Rp500", "nilai paling banyak Rp500"),
        ("Konsumsi maksimal Rp500", "bukan nilai > Rp500"),
        ("Di atas Rp250 s/d Rp500", "nilai di atas Rp250 s/d Rp500"),
        ("Tidak kurang dari 2 orang", "jumlah_orang >= 2 orang"),
        ("Melebihi Rp5.000,00", "nilai > Rp5.000"),
        # no number of this kind: the limit stands elsewhere
        ("Konsultasi maksimal 2 kali", "nilai > Rp500"),
        ("Konsultasi maksimal 2 kali", "terpencil"),
        ("Rp3.000 untuk tiap lembar", "terpencil"),
        # not about the rule's amounts
        ("Pelayanan anak di bawah umur", "nilai > Rp500"),
        ("Monev sampai dengan Puskesmas", "nilai > Rp500"),
        ("Makanan pendamping anak 6-24 bulan", "nilai > Rp500"),
        ("Upaya maksimalisasi", "nilai > Rp500"),
        ("Permenkes 3/2019 orang", "jumlah_orang > 2 orang"),
    ],
)
def test_what_agrees_or_cannot_be_compared(label: str, condition: str) -> None:
    assert found(f'boleh a "{label}" bila {condition} dasar A') == []


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        # the label of a prohibition may name what is allowed, and what is not
        ('larang a "Paling banyak Rp5" bila nilai > Rp5 dasar A', []),
        ('larang a "Di atas Rp5" bila nilai > Rp5 dasar A', []),
        (
            'larang a "Paling banyak Rp5" bila nilai < Rp5 dasar A',
            ["`a` says `Paling banyak`, the rule: `di bawah`"],
        ),
        # obligations: condition, requirement, taxes and stamp
        (
            'wajib a "PPN 10% dan PPh 1,5% di atas Rp5" bila nilai > Rp5'
            " setor ppn = 10% * nilai, pph22 = 15% * nilai dasar A",
            ["`a` says 1,5%, the rule: Rp5, 10%, 15%".replace("Rp5, ", "")],
        ),
        (
            'wajib a "Meterai Rp3.000" meterai Rp6.000 dasar A',
            ["`a` says Rp3.000, the rule: Rp6.000"],
        ),
        (
            'wajib a "Honor maksimal Rp5" harus nilai < Rp5 dasar A',
            ["`a` says `maksimal`, the rule: `di bawah`"],
        ),
        # limits
        ('batas a "Maksimal 2 kali setahun" maksimal 2 kali per satker per tahun dasar A', []),
        (
            'batas a "Maksimal 2 kali setahun" minimal 2 kali per satker per tahun dasar A',
            ["`a` says `Maksimal`, the rule: `paling sedikit`"],
        ),
        (
            'batas a "Konsultasi 2 kali" maksimal 20 kali per satker per tahun dasar A',
            ["`a` says 2 kali, the rule: 20 kali"],
        ),
        (
            'batas a "Minimal 60% dari pagu" minimal 6% dari pagu dasar A',
            ["`a` says 60%, the rule: 6%"],
        ),
        (
            'batas a "Maksimal Rp5" maksimal Rp50 per satker dasar A',
            ["`a` says Rp5, the rule: Rp50"],
        ),
        # targets
        ('target a "Ibu hamil dengan minimal 4 kali kunjungan" maksimal 95% dasar A', []),
        (
            'target a "Cakupan minimal 95%" maksimal 95% dasar A',
            ["`a` says `minimal`, the rule: `paling banyak`"],
        ),
        # tables and formulas
        (
            'satuan s "S" kolom w : jenis_wilayah, n : bilangan\n'
            'tabel t "Rp5 tiap desa" per jenis_wilayah desa Rp50 kota Rp0 pulau Rp0 dasar A\n'
            'rumus a "65% dari pagu" untuk_setiap s masukan pagu : rupiah\n'
            "  hasil x = 56% * pagu + n * t[w] dasar A",
            ["`t` says Rp5, the rule: Rp50, Rp0", "`a` says 65%, the rule: 56%"],
        ),
        # what a gap is about is not known
        ('celah a "Apakah maksimal Rp5" menyentuh wajib bila nilai > Rp50 dasar A', []),
        ('kewajiban a "PPN 10%" per satker per bulan dasar A', []),
    ],
)
def test_every_kind_of_declaration(text: str, messages: list[str]) -> None:
    assert found(text) == messages


def test_each_band_of_a_scale() -> None:
    text = (
        'skala a "Kriteria" "Baik, di atas 80%" paling sedikit 80% "Buruk" kurang dari 80% dasar A'
    )
    assert found(text) == ["`Baik, di atas 80%` says `di atas`, the rule: `paling sedikit`"]


def test_the_place_and_the_help() -> None:
    [only] = lint_text('boleh a "Di atas Rp5" bila nilai < Rp5 dasar A')
    assert places([only]) == ["BOK701 1:1-1:47"]
    assert only.severity == "warning"
    assert str(only.help) == "read the clause, and correct the label or the rule"


def test_what_a_label_says() -> None:
    label = "Meterai Rp3.000 di atas Rp250.000 s/d Rp1.000.000, maksimal sebesar 2,5%, minimal."
    said = {(each.word, str(each.number)) for each in sayings(label)}
    assert said == {
        (None, "Rp3.000"),
        ("di atas", "Rp250.000"),
        ("s/d", "Rp1.000.000"),
        ("maksimal", "2,5%"),
        ("minimal", "None"),
    }
