"""The published cases, each number worked out by hand from the tables."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from bokrules import Assessment, assess
from bokrules.base.resources import POLICIES_FOLDER

DATA = POLICIES_FOLDER.parent / "data"
REGIONS = DATA / "provinsi_2019.csv"


def counts(result: Assessment) -> dict[str | None, int]:
    return {each["judgement"]: each["rows"] for each in result.total.to_dict()["counts"]}


# ---- Puskesmas Anjir Pasar, 2016-2020 ----


def test_the_effectiveness_of_twelve_indicators() -> None:
    """Of the printed criteria one is not that of its ratio: E 2020, 84, is printed `E`."""
    result = assess(DATA / "zahra_2022" / "tabel_2.csv", 2019, scale="efektivitas")
    assert result.errors == ()
    [different] = result.differing
    assert (different.measured.unit, different.measured.year) == (
        "Pelayanan kesehatan pada usia pendidikan dasar",
        2020,
    )
    assert different.measured.ratio == Fraction(84, 100)
    assert different.to_dict()["judgement"] == "Cukup efektif"
    assert different.to_dict()["printed"] == "Efektif"
    assert sum(each.agrees is True for each in result.rows) == 59
    assert counts(result) == {
        "Tidak efektif": 22,
        "Kurang efektif": 19,
        "Cukup efektif": 14,
        "Efektif": 5,
        "Sangat efektif": 0,
    }


def test_the_efficiency_of_all_money() -> None:
    result = assess(DATA / "zahra_2022" / "tabel_3.csv", 2019, scale="efisiensi")
    assert [each.to_dict()["judgement"] for each in result.rows] == [
        "Sangat efisien",
        "Kurang efisien",
        "Kurang efisien",
        "Efisien",
        "Cukup efisien",
    ]
    assert result.differing == ()


def test_the_efficiency_of_programmes() -> None:
    """Hajj pilgrims 2016, 30%, are printed `Es`; 11 cells have no ratio, and no band."""
    result = assess(DATA / "zahra_2022" / "tabel_4.csv", 2019, scale="efisiensi", by="tahun")
    [different] = result.differing
    assert (different.measured.unit, different.measured.year) == (
        "3.g Pelayanan Kesehatan Jemaah Haji",
        2016,
    )
    assert (different.to_dict()["judgement"], different.to_dict()["printed"]) == (
        "Sangat efisien",
        "Efisien",
    )
    tally = result.total.tally
    assert (tally.rows, tally.with_data, tally.without_data) == (70, 59, 11)
    assert counts(result) == {
        "Sangat efisien": 11,
        "Efisien": 13,
        "Cukup efisien": 5,
        "Kurang efisien": 30,
        "Tidak efisien": 0,
    }
    assert [(each.name, each.tally.with_data) for each in result.groups] == [
        ("2016", 7),
        ("2017", 13),
        ("2018", 14),
        ("2019", 14),
        ("2020", 11),
    ]


# ---- three Puskesmas of two other papers ----


def test_kebun_kopi_talang_bakung_and_bancar() -> None:
    result = assess(DATA / "puskesmas.csv", 2010)
    assert [(each.measured.unit, each.measured.ratio, each.judgement) for each in result.rows] == [
        ("Puskesmas Kebun Kopi", Fraction(57, 100), False),
        ("Puskesmas Talang Bakung", Fraction(57, 100), False),
        ("Puskesmas Bancar", Fraction(10504, 10000), True),
    ]
    assert [result.citation(each) for each in result.yardsticks] == [
        "Kepmenkes 494/Menkes/SK/IV/2010 V.A.output, p. 17",
        "Kepmenkes 494/Menkes/SK/IV/2010 V.A.outcome.1, V.A.outcome, p. 17",
    ]
    absorbed, k4 = (each.text() for each in result.readings)
    assert "`target penyerapan`" in absorbed
    assert "a year that is not given" in absorbed
    assert "edition of 2010 (for 2015); holding values of 2022" in k4
    assert result.total.tally.above_whole == 1


# ---- the provinces and districts of 2019 ----


def test_provinces_by_region() -> None:
    result = assess(DATA / "kompak_2021" / "tabel_2_2.csv", 2019, regions=REGIONS)
    groups = {each.name: each for each in result.groups}
    assert [(name, each.tally.rows, each.tally.with_data) for name, each in groups.items()] == [
        ("sumatera", 10, 7),
        ("jawa", 6, 6),
        ("kalimantan", 5, 5),
        ("sulawesi", 6, 4),
        ("bali", 1, 1),
        ("ntb", 1, 1),
        ("ntt", 1, 1),
        ("maluku", 2, 2),
        ("papua", 2, 0),
    ]
    # Maluku 3.834.750.000 and Maluku Utara 3.653.250.000; 1.555.512.041 and 3.633.202.000.
    assert groups["maluku"].ratio == Fraction(5_188_714_041, 7_488_000_000)
    assert groups["bali"].ratio == Fraction(1_628_926_748, 2_583_000_000)
    # 2.325.000.000 + 3.623.250.000 + 3.151.250.000 + 2.325.000.000 + 4.349.250.000 + 2.367.000.000
    assert groups["jawa"].allocation == 18_140_750_000
    assert groups["papua"].ratio is None
    assert (result.total.tally.with_data, result.total.tally.without_data) == (27, 7)


def test_districts_by_region() -> None:
    """Without the allocation of Kab. Gorontalo, printed a thousand times too large."""
    result = assess(
        DATA / "kompak_2021" / "lampiran_1.csv",
        2019,
        regions=REGIONS,
        where=[("jenis", "kab/kota")],
        without=[("kode", "7502")],
        distinct=True,
    )
    assert len(result.repeats) == 11
    assert {each.unit for each in result.repeats} >= {"Kab. Batanghari", "Kota Sungai Penuh"}
    assert Counter(each.error.message.text().split("`")[1] for each in result.errors) == Counter(
        [
            "Kab. Penukal Abab Lematang Ilir", "Kab. Kaur", "Kab. Pesawaran", "Kota Cirebon",
            "Kab. Sanggau", "Kab. Pulang Pisau", "Kab. Kepulauan Aru", "Kab. Tangerang",
            "Kab. Puncak Jaya",
        ]
    )  # fmt: skip
    bali = next(each for each in result.groups if each.name == "bali")
    # Of nine districts Buleleng and Jembrana are blank.
    assert (bali.tally.rows, bali.summed) == (9, 7)
    # 1.417 + 1.363 + 1.601 + 1.379 + 1.185 + 1.914 + 905 million; Gianyar has 1.216.660.070.
    assert bali.allocation == 9_764_000_000
    assert bali.ratio == Fraction(8_049_389_565, 9_764_000_000)
    # 521 rows of districts: less 11 repeats, 9 errors and Gorontalo; 57 of them blank.
    assert result.total.tally.rows == 500
    assert result.total.summed == 443


def test_needs_by_heading() -> None:
    """Percentages alone have no sums in rupiah: rows are counted."""
    result = assess(DATA / "kompak_2021" / "tabel_3_7.csv", 2019, by="subjudul")
    assert [(each.name, each.tally.rows) for each in result.groups] == [
        ("ACEH", 8),
        ("SUMATERA SELATAN", 6),
        ("SUMATERA BARAT", 3),
        ("LAMPUNG", 5),
        ("BANGKA BELITUNG", 2),
        ("BENGKULU", 5),
        ("JAMBI", 2),
    ]
    assert (result.basis, result.total.ratio) == ("serapan", None)
