"""`kode_terlewat`, `urutan`, `judul_berangka`, `unit_kurang`"""

from __future__ import annotations

from tests.inspection.audit.conftest import Auditor
from tests.inspection.audit.findings import english, of_check, only

CATALOGUE = """
regions: wilayah.csv
tables:
  tabel:
    number: "1"
    title: Uji
    columns: {jenis: keterangan, provinsi: kelompok, djpk: keterangan}
    key: [kode]
    sequence: djpk
    headings: jenis = judul
    coverage: {where: jenis = isi, stated: 5, line: 457}
"""
REGIONS = "kode,nama\n1101,A\n1102,B\n1103,C\n"
TABLE = """
jenis,provinsi,djpk,kode,nama,alokasi
judul,Satu,0100,11,Satu,
isi,Satu,0101,1101,A,5
isi,Satu,0103,1103,C,6
judul,Tiga,0300,13,Tiga,
isi,Tiga,0301,1301,D,7
judul,Empat,0400,14,Empat,9
isi,Tiga,0302,1302,E,0
"""


def test_codes(audited: Auditor) -> None:
    result = audited(TABLE, wilayah=REGIONS, catalogue=CATALOGUE)
    assert [english(each) for each in of_check(result, "kode_terlewat")] == [
        "codes that are skipped: 0102",
        "groups of codes that are skipped: 02",
    ]
    assert english(only(result, "urutan")) == "djpk 0302 stands behind 0400"


def test_headings_with_amounts(audited: Auditor) -> None:
    result = audited(TABLE, wilayah=REGIONS, catalogue=CATALOGUE)
    finding = only(result, "judul_berangka")
    assert english(finding) == "this heading carries amounts: alokasi 9"


def test_units_that_are_missing(audited: Auditor) -> None:
    result = audited(TABLE, wilayah=REGIONS, catalogue=CATALOGUE)
    stated, listed, headings = of_check(result, "unit_kurang")
    assert (stated.printed, stated.computed, stated.difference) == ("5", "4", "-1")
    assert english(stated) == (
        "line 457 of the text speaks of 5 units, the table holds 4 (3 of them with amounts)"
    )
    assert english(listed) == "of the list of regions there are missing: B"
    assert english(headings) == "headings without a unit below them: Empat"


def test_numbers(audited: Auditor) -> None:
    result = audited("no,nama,alokasi\n1,A,5\n4,B,6\n2,C,7\n,D,8\n")
    assert english(only(result, "kode_terlewat")) == "column no skips: 3"
    assert english(only(result, "urutan")) == "no 2 stands behind 4"


def test_clean(audited: Auditor) -> None:
    result = audited("no,nama,alokasi\n1,A,5\n2,B,6\n")
    assert result.findings == ()


def test_provinces_among_districts_are_headings(audited: Auditor) -> None:
    result = audited(
        """
        nama,alokasi,realisasi,selisih
        Provinsi Satu,,,
        Kab. A,5,4,1
        Provinsi Dua,9,8,1
        Kota B,6,4,2
        """
    )
    assert english(only(result, "judul_berangka")) == (
        "this heading carries amounts: alokasi 9, realisasi 8"
    )
    assert of_check(result, "kosong_atau_nol") == []


def test_provinces_alone_are_no_headings(audited: Auditor) -> None:
    assert audited("nama,alokasi,realisasi\nProvinsi A,9,8\nProvinsi B,9,7\n").findings == ()


def test_the_number_stated_and_nothing_missing(audited: Auditor) -> None:
    table = "jenis,provinsi,djpk,kode,nama,alokasi\nisi,S,0101,1101,A,5\n"
    catalogue = CATALOGUE.replace("stated: 5", "stated: 1").replace(
        "    headings: jenis = judul\n", ""
    )
    result = audited(table, wilayah="kode,nama\n1101,A\n", catalogue=catalogue)
    assert result.findings == ()
    named = catalogue.replace("key: [kode]", "key: [nama]").replace("kode_", "")
    no_code = table.replace("kode,", "").replace("1101,", "")
    assert audited(no_code, wilayah="kode,nama\n1,A\n", catalogue=named).findings == ()
