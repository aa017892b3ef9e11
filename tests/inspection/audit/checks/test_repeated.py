"""`blok_ganda`, `kode_ganda`, `nama_ganda`, `kosong_lalu_terisi`"""

from __future__ import annotations

from tests.inspection.audit.conftest import Auditor
from tests.inspection.audit.findings import cause, english, of_check, only


def test_a_block_printed_twice_is_one_finding(audited: Auditor) -> None:
    result = audited(
        """
        baris,kode,nama,alokasi,realisasi
        10,1501,Kerinci,5,4
        11,1502,Merangin,6,3
        12,1503,Tebo,7,2
        20,1501,Kerinci,5,4
        21,1502,Merangin,6,3
        30,1601,Lahat,9,9
        """
    )
    finding = only(result, "blok_ganda")
    assert english(finding) == (
        "2 rows, from Kerinci to Merangin, print again what rows 2-3 print"
        " (lines 20-21 of the source again what lines 10-11 print)"
    )
    assert [each.line for each in finding.cells] == [20, 21]
    assert of_check(result, "kode_ganda") == []


def test_a_row_printed_twice(audited: Auditor) -> None:
    result = audited("kode,nama,alokasi\n1501,Kerinci,5\n1502,Tebo,6\n1501,Kerinci,5\n")
    finding = only(result, "kode_ganda")
    assert english(finding) == "Kerinci is printed 2 times with the same values"
    assert of_check(result, "blok_ganda") == []


def test_a_unit_with_two_values(audited: Auditor) -> None:
    finding = only(audited("kode,nama,kebutuhan\n5307,Alor,10\n5307,Alor,14\n"), "kode_ganda")
    assert english(finding) == "Alor is printed 2 times with different values"
    assert cause(finding) == "one unit answered twice, or one of the rows is another unit's"


def test_by_name_where_there_is_no_code(audited: Auditor) -> None:
    assert only(audited("nama,kebutuhan\nAlor,10\nAlor,14\n"), "nama_ganda").unit == "Alor"


def test_blank_and_then_filled(audited: Auditor) -> None:
    result = audited(
        """
        kode,nama,alokasi,realisasi,selisih
        7605,Kab. Mamuju Utara,,,0
        7606,Kab. Mamuju Tengah,10,9,1
        7605,Kab. Pasangkayu,15,14,1
        """
    )
    finding = only(result, "kosong_lalu_terisi")
    assert english(finding) == (
        "Kab. Mamuju Utara / Kab. Pasangkayu is printed without amounts in row 2,"
        " and with amounts in row 4"
    )
    assert of_check(result, "kode_ganda") == []
    assert only(result, "dua_nama").unit == "7605"


def test_clean(audited: Auditor) -> None:
    result = audited("kode,nama,alokasi,realisasi\n1,A,5,4\n2,B,5,3\n")
    assert result.findings == ()


def test_a_heading_printed_blank_and_then_with_amounts(audited: Auditor) -> None:
    result = audited("nama,alokasi\nProvinsi Aceh,\nKab. Pidie,5\nProvinsi DKI,\nProvinsi DKI,7\n")
    finding = only(result, "kosong_lalu_terisi")
    assert (finding.unit, [each.row for each in finding.cells]) == ("Provinsi DKI", [4, 5])
    assert cause(finding) == "the heading was printed once more, with amounts of its own"
