"""The audit of the published tables in `data/`: the findings that a hand computation gives.

The numbers were computed from the sources, apart from the program.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bokrules.inspection.audit import DocumentAudit, audit
from bokrules.inspection.audit.finding import Finding
from bokrules.inspection.audit.statements import Status
from tests.inspection.audit.findings import cause, english, of_check, only

DATA = Path(__file__).parent.parent.parent.parent / "data"


@pytest.fixture(scope="module")
def kompak() -> DocumentAudit:
    return audit(DATA / "kompak_2021" / "dokumen.yaml").documents[0]


@pytest.fixture(scope="module")
def zahra() -> DocumentAudit:
    return audit(DATA / "zahra_2022" / "dokumen.yaml").documents[0]


def of_unit(result: DocumentAudit, check: str, unit: str) -> Finding:
    (found,) = (each for each in of_check(result, check) if each.unit == unit)
    return found


# ---- KOMPAK ----


def test_the_tables_are_all_there(kompak: DocumentAudit) -> None:
    rows = {each.number: len(each.rows) for each in kompak.document.tables}
    assert rows == {
        "1.1": 29,
        "1.2": 7,
        "2.2": 34,
        "2.3": 33,
        "3.1": 6,
        "3.2": 8,
        "3.3": 7,
        "3.4": 11,
        "3.5": 18,
        "3.6": 8,
        "3.7": 31,
        "3.8": 12,
        "3.9": 8,
        "3.10": 10,
        "Lampiran 1": 558,
    }


def test_numbers_that_cannot_be_read(kompak: DocumentAudit) -> None:
    found = of_check(kompak, "angka_rusak")
    assert [(each.unit, each.printed, each.cells[0].line) for each in found] == [
        ("Kepulauan Talaud", "no", 650),
        ("Kota Bitung", "5.973.000)", 652),
    ]
    assert cause(found[1]) == "-5.973.000 is meant"


def test_the_one_wrong_difference(kompak: DocumentAudit) -> None:
    garut = only(kompak, "selisih")
    assert (garut.unit, garut.printed, garut.computed) == ("Garut", "469.375", "-469.375.000")
    assert cause(garut) == "the last 3 zeros and the sign are missing"


def test_fourteen_rows_take_a_missing_allocation_for_zero(kompak: DocumentAudit) -> None:
    assert sum(len(each.cells) for each in of_check(kompak, "tanpa_nilai_dihitung_nol")) == 14


def test_totals_and_percentages_are_right(kompak: DocumentAudit) -> None:
    assert of_check(kompak, "jumlah", "persen") == []


@pytest.mark.parametrize(
    ("unit", "likely"),
    [
        ("Kab. Gorontalo", "1.000: 2.206.000.000 would be in proportion (76,37%)"),
        ("Kota Depok", "1.000: 1.520.000.000 would be in proportion (37,63%)"),
        ("Kab. Mahakam Ulu", "10: 1.454.000.000 would be in proportion (86,50%)"),
        ("Jepara", "10: 1.262.350.000 would be in proportion (61,82%)"),
    ],
)
def test_powers_of_ten(kompak: DocumentAudit, unit: str, likely: str) -> None:
    assert str(cause(of_unit(kompak, "faktor", unit))).endswith(likely)


def test_far_from_the_median(kompak: DocumentAudit) -> None:
    far = [each.unit for each in of_check(kompak, "faktor") if "median" in english(each)]
    assert far == ["Jembrana", "Kab. Lamandau", "Kab. Lamandau"]


def test_negative_balances(kompak: DocumentAudit) -> None:
    assert {each.unit: each.computed for each in of_check(kompak, "realisasi_melebihi")} == {
        "Kota Depok": "-570.488.908",
        "Kab. Pulang Pisau": "-1.517.966.340",
        "Kab. Kotabaru": "-3.480.682.098",
        "Kab. Mahakam Ulu": "-1.112.335.460",
        "Kab. Mamuju": "-454.417.193",
    }


def test_jambi_is_printed_twice(kompak: DocumentAudit) -> None:
    block = only(kompak, "blok_ganda")
    assert len(block.cells) == 12
    assert english(block).startswith("12 rows, from Provinsi Jambi to Kota Sungai Penuh")
    assert english(block).endswith("(lines 993-1004 of the source again what lines 977-992 print)")


def test_blank_and_then_filled(kompak: DocumentAudit) -> None:
    found = of_check(kompak, "kosong_lalu_terisi")
    assert [each.unit for each in found] == ["31", "34", "8108", "7605"]
    assert [[cell.line for cell in each.cells] for each in found[:2]] == [
        [1054, 1055],
        [1088, 1089],
    ]
    assert "Kab. Mamuju Utara / Kab. Pasangkayu" in english(
        of_unit(kompak, "kosong_lalu_terisi", "7605")
    )


def test_alor_answered_twice(kompak: DocumentAudit) -> None:
    alor = only(kompak, "kode_ganda")
    assert [each.line for each in alor.cells] == [703, 704]


def test_blanks_and_zeros_of_the_appendix(kompak: DocumentAudit) -> None:
    groups = [each for each in of_check(kompak, "kosong_atau_nol") if each.table == "lampiran_1"]
    assert [(len(each.cells) // 3, english(each).partition(": Kab")[0]) for each in groups] == [
        (55, "55 rows with alokasi: blank, realisasi: blank, selisih: 0"),
        (8, "8 rows with alokasi: 0, realisasi: 0, selisih: 0"),
        (2, "2 rows with alokasi: blank, realisasi: blank, selisih: blank"),
        (1, "1 row with alokasi: 0, realisasi: an amount, selisih: an amount"),
    ]
    assert english(groups[2]).endswith("Kab. Pacitan, Kab. Sumenep")


def test_codes_headings_and_units(kompak: DocumentAudit) -> None:
    assert english(only(kompak, "kode_terlewat")) == "codes that are skipped: 2018"
    assert [each.unit for each in of_check(kompak, "judul_berangka")] == [
        "Provinsi DKI Jakarta",
        "Provinsi DI Yogyakarta",
    ]
    assert [each.printed for each in of_check(kompak, "urutan")] == [
        "1100",
        "2510",
        "2501",
        "2600",
        "3305",
    ]
    stated, headings = of_check(kompak, "unit_kurang")
    assert (stated.printed, stated.computed) == ("514", "508")
    assert english(headings).endswith("Provinsi DKI Jakarta")


def test_tables_that_differ(kompak: DocumentAudit) -> None:
    serang, pali = of_check(kompak, "beda_tabel")
    assert (serang.unit, serang.printed, serang.computed) == (
        "Serang",
        "2.546.000.000",
        "1.053.000.000",
    )
    assert cause(serang) == "it is that of Kab. Serang"
    assert (pali.unit, pali.printed, pali.computed) == ("Penukal Abab Lematang Hilir", "na", "0")


def test_sums_against_ceilings(kompak: DocumentAudit) -> None:
    assert [(each.printed, each.computed) for each in of_check(kompak, "pagu")] == [
        ("120.007.427.000", "121.518.432.363"),
        ("571.048.000.000", "3.028.037.299.582"),
    ]


def test_nine_answers_of_eight_provinces(kompak: DocumentAudit) -> None:
    assert english(only(kompak, "responden")) == (
        "the answers of 12 of 12 rows sum to 9; by line 551 of the text 8 answered"
    )


def test_names(kompak: DocumentAudit) -> None:
    assert [each.printed for each in of_check(kompak, "nama_rancu")] == [
        "Sorong",
        "Tegal",
        "Magelang",
        "Serang",
    ]
    assert [cause(each) for each in of_check(kompak, "nama_rancu")] == [
        "by alokasi, serapan it is KABUPATEN SORONG",
        "by alokasi, serapan it is KOTA TEGAL",
        "by alokasi, serapan it is KABUPATEN MAGELANG",
        "by alokasi it is KABUPATEN SERANG, by serapan it is KOTA SERANG",
    ]
    codes = {each.unit for each in of_check(kompak, "dua_nama")}
    assert codes >= {"1706", "5320", "6503", "3304", "1110", "1612", "7605", "3327"}
    assert len(codes) == 18


def test_statements(kompak: DocumentAudit) -> None:
    """By the line of the text: stated, and computed."""
    computed = {
        (each.statement.lines[-1], each.statement.says): each.computed.text("en")
        for each in kompak.statements
        if each.status is Status.FAILS
    }
    assert computed[597, "Sisanya (514 - 180 = 334) menyerap kurang dari 90%"] == (
        "265, and 55 without a number, 9 with a divisor of 0 (270 with the rows printed twice)"
    )
    assert computed[401, "Tujuh provinsi tidak mempunyai alokasi pada 2019"] == "none"
    assert computed[401, "Alokasi provinsi terbesar adalah Sulawesi Selatan"] == (
        "Papua 5.709.300.000"
    )
    assert computed[457, "Kota Surabaya terendah serapannya"] == (
        "Kab. Gorontalo 0,08, and 55 without a number, 9 with a divisor of 0"
    )
    assert computed[782, "2 kegiatan UKM sekunder tidak sangat prioritas"] == "4"
    assert computed[782, "6 kegiatan UKM sekunder sangat prioritas"] == "4"
    upaya = "Pada 2012 satu upaya kesehatan ditambahkan pada enam upaya 2010-2011"
    assert computed[376, upaya] == "6 before, 6 after; new: none"
    assert len(of_check(kompak, "pernyataan")) == 18


def test_what_is_blank_is_not_known(kompak: DocumentAudit) -> None:
    """14 of the 83 rows have no allocation: 42 need more, 27 less. Of 508, 179 are above 90%."""
    left_open = {
        each.statement.says: each.computed.text("en")
        for each in kompak.statements
        if each.status is Status.OPEN
    }
    assert left_open["Kebutuhan riil 29 kabupaten/kota lebih kecil dari alokasi"] == (
        "27, and 14 without a number"
    )
    assert left_open["Kebutuhan riil 54 kabupaten/kota lebih besar dari alokasi"] == (
        "42, and 14 without a number"
    )
    assert left_open["Penyerapan 180 kabupaten/kota di atas 90%"] == (
        "179, and 55 without a number, 9 with a divisor of 0 (185 with the rows printed twice)"
    )
    bali = "Kebutuhan riil sebagian besar di Bali dan Nusa Tenggara lebih tinggi dari alokasi"
    assert left_open[bali].startswith("yes 2, no 2, cannot be told 4 (Jembrana, ")


def test_answers_about_three_years_are_not_checked(kompak: DocumentAudit) -> None:
    assert [each.lines for each in kompak.document.unchecked] == [(555,), (557,)]
    lines = {line for each in kompak.statements for line in each.statement.lines}
    assert not {555, 557} & lines


def test_realised_in_full(kompak: DocumentAudit) -> None:
    by_percentage, by_amount = of_check(kompak, "serapan_penuh")
    assert [each.line for each in by_percentage.cells] == [605]
    assert len(by_amount.cells) == 16


def test_how_many_statements_hold(kompak: DocumentAudit) -> None:
    of_text = [each for each in kompak.statements if not each.statement.ours]
    assert [sum(each.status is status for each in of_text) for status in Status] == [64, 18, 12]
    left_open = [each.statement.lines[-1] for each in of_text if each.status is Status.OPEN]
    assert left_open == [413, 597, 581, 597, 597, 597, 597, 616, 616, 618, 690, 690]


# ---- Zahra ----


def test_two_criteria_are_not_the_band(zahra: DocumentAudit) -> None:
    assert [(each.unit[-4:], each.printed, each.computed) for each in of_check(zahra, "pita")] == [
        ("2020", "E", "Cukup efektif"),
        ("2016", "Es", "Sangat efisien"),
    ]


def test_the_text_against_its_tables(zahra: DocumentAudit) -> None:
    found = of_check(zahra, "beda_tabel")
    assert [(each.printed, each.computed, each.cells[0].line) for each in found] == [
        ("Sangat Efisien", "Efisien", 276),
        ("87,39%", "87,13", 280),
        ("76,72%", "76,71", 284),
    ]


def test_changes(zahra: DocumentAudit) -> None:
    found = of_check(zahra, "perubahan")
    rounding = [each.printed for each in found if each.remark]
    assert rounding == ["3,05%", "20,61%", "16,60%", "1,96%", "9,86%", "1,69%", "23,95%"]
    tuberculosis, teeth, *management = (each for each in found if not each.remark)
    assert english(tuberculosis).endswith("from 79,00% to 79,00% is `tetap`")
    assert english(teeth).endswith("from 90,33% to 97,84% is `naik`")
    assert [(each.printed, each.computed) for each in management] == [
        ("18,26%", "18,00"),
        ("10,67%", "-10,42"),
        ("11,51%", "11,52"),
    ]
    assert management[0].unit == "tabel 4, 4. Dukungan Manajemen Puskesmas 2018"


def test_bands_that_overlap(zahra: DocumentAudit) -> None:
    eighty, ninety = of_check(zahra, "pita_bertumpang")
    assert (eighty.unit, eighty.printed) == ("80", "80%-90%, 60%-80%")
    assert cause(eighty) == (
        "our reading (scale efektivitas): it belongs to the lower band, `Kurang efektif`;"
        " only this fits: table 2 prints B Pelayanan kesehatan ibu bersalin 2017 80 as"
        " `Kurang efektif`"
    )
    assert (ninety.unit, ninety.printed) == ("90", "90%-100%, 80%-90%")
    assert str(cause(ninety)).endswith("`Cukup efektif`; no row prints exactly this value")


def test_one_mark_for_two_things(zahra: DocumentAudit) -> None:
    finding = only(zahra, "kosong_atau_nol")
    assert english(finding).startswith("`-` stands for 2 things")
    assert [each.line for each in finding.cells] == [224, 226, 223, 227, 228]


def test_what_the_paper_concludes(zahra: DocumentAudit) -> None:
    assert [each.unit for each in of_check(zahra, "pernyataan")] == [
        *("175", "290, 292", "286", "286"),
    ]
