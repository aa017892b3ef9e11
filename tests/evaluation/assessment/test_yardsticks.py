"""Scales and targets by name, and the bands that sources abbreviate."""

from __future__ import annotations

from fractions import Fraction

import pytest

from bokrules import InvalidValue, UnknownValue, load_edition
from bokrules.evaluation.assessment.yardsticks import (
    band_printed,
    find_scale,
    find_target,
    judge_ratio,
    judgements_of,
)
from bokrules.semantics.scales import Band
from tests.helpers import compiled

POLICY = compiled("""
skala baik "Baik" "Kurang" di bawah 60% "Baik" 60% s/d 100% dasar A
skala kunjungan "Kunjungan" "Sedikit" di bawah 5 "Banyak" paling sedikit 5 dasar A
target k4 "K4" paling sedikit 95% pada 2015 dasar B
target desa "Desa" paling sedikit 5 dasar B
""")


def test_by_name() -> None:
    assert find_scale("baik", POLICY).label.text == "Baik"
    assert find_target("k4", POLICY).value == Fraction(95, 100)


@pytest.mark.parametrize(
    ("kind", "name", "message"),
    [
        ("skala", "bak", "BOK502: edition 2010 has no `skala bak` (did you mean `baik`?)"),
        ("skala", "x", "BOK502: edition 2010 has no `skala x` (there is: baik, kunjungan)"),
        ("target", "x", "BOK502: edition 2010 has no `target x` (there is: k4, desa)"),
        (
            "skala",
            "kunjungan",
            "BOK503: `skala kunjungan` judges no ratio: its bands are no percentages",
        ),
        ("target", "desa", "BOK503: `target desa` judges no ratio: it is no percentage"),
    ],
)
def test_a_name_that_judges_nothing(kind: str, name: str, message: str) -> None:
    find = find_scale if kind == "skala" else find_target
    with pytest.raises((UnknownValue, InvalidValue)) as caught:
        find(name, POLICY)
    assert str(caught.value) == message


def test_a_target_without_a_number_judges_nothing() -> None:
    with pytest.raises(InvalidValue, match="judges no ratio: the edition prints no number for it"):
        find_target("spm_ibu_hamil", load_edition(2020).policy)


def test_a_ratio_has_a_band_or_meets_a_target() -> None:
    scale, target = find_scale("baik", POLICY), find_target("k4", POLICY)
    band = judge_ratio(Fraction(60, 100), scale)
    assert isinstance(band, Band)
    assert band.label.text == "Baik"
    assert judge_ratio(Fraction(101, 100), scale) is None
    assert judge_ratio(Fraction(95, 100), target) is True
    assert judge_ratio(Fraction(9499, 10000), target) is False
    assert [each.label.text for each in judgements_of(scale) if isinstance(each, Band)] == [
        "Kurang",
        "Baik",
    ]
    assert judgements_of(target) == (True, False)


@pytest.mark.parametrize(
    ("scale", "printed", "label"),
    [
        ("efektivitas", "KE", "Kurang efektif"),
        ("efektivitas", "E", "Efektif"),
        ("efektivitas", "CE", "Cukup efektif"),
        ("efektivitas", "TE", "Tidak efektif"),
        ("efektivitas", "SE", "Sangat efektif"),
        ("efisiensi", "Es", "Efisien"),
        ("efisiensi", "KEs", "Kurang efisien"),
        ("efisiensi", "SEs", "Sangat efisien"),
        ("efisiensi", "Sangat Efisien", "Sangat efisien"),
        ("efisiensi", "kurang  efisien", "Kurang efisien"),
    ],
)
def test_what_a_source_prints_names_a_band(scale: str, printed: str, label: str) -> None:
    found = band_printed(printed, find_scale(scale, load_edition(2019).policy))
    assert found.label.text == label


@pytest.mark.parametrize("printed", ["X", "ke", "Ke", "KEx", "Efektif sekali", "KKE"])
def test_what_names_no_band_is_refused(printed: str) -> None:
    scale = find_scale("efektivitas", load_edition(2019).policy)
    with pytest.raises(InvalidValue, match=f"`{printed}` names no band of `skala efektivitas`"):
        band_printed(printed, scale)
