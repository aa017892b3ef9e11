"""Conditions and amounts in words."""

from __future__ import annotations

from fractions import Fraction

import pytest

from bokrules.base.messages import choose_language
from bokrules.reports.expression_text import amount_words, condition_words, value_words
from bokrules.semantics.expressions import Constant, Field
from bokrules.semantics.policy import Deposit
from tests.helpers import compiled


def words(condition: str) -> str:
    policy = compiled(f'larang a "A" untuk belanja gaji bila {condition} dasar A')
    return condition_words(policy.prohibitions[0].when, policy.vocabulary)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("terpencil", "Di desa terpencil: yes"),
        ("bukan terpencil", "Di desa terpencil: no"),
        ("terpencil = tidak", "Di desa terpencil: no"),
        (
            "bukan (terpencil dan dalam_rpk)",
            "not (Di desa terpencil: yes and Tercantum dalam RPK: yes)",
        ),
        ("bukan nilai di atas Rp1.000", "not (Nilai above Rp1.000)"),
        ("belanja = gaji", "Jenis belanja: Gaji"),
        ("belanja = gaji atau belanja = honor", "Jenis belanja: Gaji or Honor"),
        (
            "belanja = gaji atau kegiatan = gizi atau terpencil",
            "Jenis belanja: Gaji or Kegiatan: Gizi or Di desa terpencil: yes",
        ),
        (
            "terpencil dan (belanja = gaji atau dalam_rpk)",
            "Di desa terpencil: yes and (Jenis belanja: Gaji or Tercantum dalam RPK: yes)",
        ),
        (
            "terpencil dan (belanja = gaji atau belanja = honor)",
            "Di desa terpencil: yes and Jenis belanja: Gaji or Honor",
        ),
        ("wilayah = pulau", "Wilayah: Pulau"),
        ("nilai paling sedikit Rp1.000", "Nilai at least Rp1.000"),
        ("nilai di bawah Rp1.000", "Nilai less than Rp1.000"),
        ("nilai paling banyak 5% * nilai_kuitansi", "Nilai at most 5% × Nilai kuitansi"),
        ("nilai = Rp0", "Nilai equal to Rp0"),
        ("nilai di atas Rp1.000 s/d Rp2.000", "Nilai above Rp1.000 up to Rp2.000"),
        (
            "nilai paling sedikit Rp1.000 sampai kurang dari Rp2.000",
            "Nilai Rp1.000 up to less than Rp2.000",
        ),
        (
            "nilai di atas Rp1.000 dan nilai di atas Rp2.000",
            "Nilai above Rp1.000 and Nilai above Rp2.000",
        ),
        ("jumlah_orang di atas 5 orang", "Jumlah orang above 5 persons"),
        ("Rp500 kurang dari nilai", "Rp500 less than Nilai"),
        ("tanggal paling sedikit 2010-07-01", "Tanggal at least 2010-07-01"),
        ("volume di atas 1,25", "Volume above 1,25"),
        ("volume di atas 3", "Volume above 3"),
        (
            "nilai + nilai_kuitansi - Rp10 di atas Rp5",
            "Nilai + Nilai kuitansi − Rp10 above Rp5",
        ),
        ("(nilai + Rp1) * 2 / 3 di atas Rp5", "(Nilai + Rp1) × 2 ÷ 3 above Rp5"),
    ],
)
def test_a_condition(condition: str, expected: str) -> None:
    assert words(condition) == expected


def test_in_indonesian() -> None:
    choose_language("id")
    assert words("nilai di atas Rp1.000 sampai kurang dari Rp2.000 dan bukan terpencil") == (
        "Nilai di atas Rp1.000 sampai kurang dari Rp2.000 dan Di desa terpencil: tidak"
    )


def test_a_tax() -> None:
    policy = compiled('wajib a "A" setor ppn = 1,5% * nilai dasar A')
    (deposit,) = policy.obligations[0].requirements
    assert isinstance(deposit, Deposit)
    assert amount_words(deposit.due[0][1], policy.vocabulary) == "1,5% × Nilai"
    assert amount_words(Field("terpencil"), policy.vocabulary) == "Di desa terpencil"


def test_constants() -> None:
    vocabulary = compiled('sasaran a "A" dasar A').vocabulary
    assert value_words(True) == "yes"
    assert value_words(False) == "no"
    assert value_words(Fraction(5, 4)) == "1,25"
    assert condition_words(Constant(3), vocabulary) == "3"
