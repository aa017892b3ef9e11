"""`responden`, `pagu`"""

from __future__ import annotations

from tests.inspection.audit.conftest import Auditor
from tests.inspection.audit.findings import english, of_check, only

CATALOGUE = """
tables:
  pagu: {number: "1.2", title: P, columns: {jenis: keterangan, pagu: rupiah}}
  tabel:
    number: "2.2"
    title: T
    columns: {sp: banyak, p: banyak}
    answers: {columns: [sp, p], respondents: 8, line: 551}
    ceilings:
      - {column: alokasi, table: pagu, row: {jenis: Provinsi}, cell: pagu, note: "Sebab"}
"""


def test_answers(audited: Auditor) -> None:
    table = "nama,alokasi,sp,p\nA,10,8,\nB,20,5,4\nC,,6,3\nD,5,9,1\n"
    result = audited(table, pagu="jenis,pagu\nProvinsi,35\n", catalogue=CATALOGUE)
    nine, ten = of_check(result, "responden")
    assert english(nine) == (
        "the answers of 2 of 4 rows sum to 9; by line 551 of the text 8 answered"
    )
    assert (ten.printed, ten.computed, ten.difference) == ("8", "10", "2")
    assert of_check(result, "pagu") == []


def test_ceilings(audited: Auditor) -> None:
    table = "nama,alokasi,sp,p\nA,10,8,\nA,10,8,\nB,20,5,3\nC,,6,2\n"
    result = audited(table, pagu="jenis,pagu\nProvinsi,45\n", catalogue=CATALOGUE)
    finding = only(result, "pagu")
    assert english(finding) == (
        "column alokasi sums to 30 over 3 units (1 of them without a number);"
        " table 1.2 prints 45 for Provinsi"
    )
    assert (finding.difference, finding.cause and finding.cause.text("en")) == ("-15", "Sebab")
    assert [(each.file, each.row) for each in finding.cells] == [("pagu.csv", 2)]
