"""`kosong_atau_nol`"""

from __future__ import annotations

from tests.inspection.audit.conftest import Auditor
from tests.inspection.audit.findings import cause, english, of_check, only


def test_one_finding_for_each_way(audited: Auditor) -> None:
    result = audited(
        """
        nama,alokasi,realisasi,selisih
        A,,,0
        B,,,
        C,,,0
        D,0,0,0
        E,5,,
        F,5,2,3
        G,no,na,
        """
    )
    found = of_check(result, "kosong_atau_nol")
    assert [english(each) for each in found] == [
        "2 rows with alokasi: blank, realisasi: blank, selisih: 0: A, C",
        "1 row with alokasi: blank, realisasi: blank, selisih: blank: B",
        "1 row with alokasi: 0, realisasi: 0, selisih: 0: D",
        "1 row with alokasi: an amount, realisasi: blank, selisih: blank: E",
        "1 row with alokasi: a mark without value, realisasi: a mark without value,"
        " selisih: blank: G",
    ]
    assert all(each.remark for each in found)
    assert str(cause(found[0])).startswith("not allocated, or not reported")
    assert str(cause(found[3])).startswith("nothing was realised, or it was not reported")


def test_headings_and_tables_without_amounts_are_left_out(audited: Auditor) -> None:
    catalogue = """
    tables:
      a: {number: "1", title: A, columns: {jenis: keterangan}, headings: jenis = judul}
      b: {number: "2", title: B, columns: {sp: banyak}}
    """
    result = audited(
        a="jenis,nama,alokasi\njudul,A,\nisi,B,5\n", b="nama,sp\nA,\n", catalogue=catalogue
    )
    assert of_check(result, "kosong_atau_nol") == []


MARKS = """
tables:
  tabel:
    number: "4"
    title: T
    columns: {tahun: keterangan, rasio: rasio}
    key: [nama, tahun]
    marks:
      - {where: tahun = 2016; nama = A, means: tidak direalisasikan, lines: [254]}
      - {where: tahun = 2016; nama = B, means: tidak dianggarkan, lines: [250, 268]}
"""


def test_one_mark_that_the_text_explains_in_two_ways(audited: Auditor) -> None:
    rows = "nama,tahun,rasio\nA,2016,-\nB,2016,{}\nB,2017,-\n"
    finding = only(audited(rows.format("-"), catalogue=MARKS), "kosong_atau_nol")
    assert english(finding) == (
        "`-` stands for 2 things, by the text: tidak direalisasikan (line 254): A 2016;"
        " tidak dianggarkan (lines 250, 268): B 2016"
    )
    assert [each.row for each in finding.cells] == [2, 3]
    assert of_check(audited(rows.format("50"), catalogue=MARKS), "kosong_atau_nol") == []
