"""What a text says of tables: it holds, it fails, or the tables cannot tell."""

from __future__ import annotations

import pytest

from bokrules.inspection.audit.statements import StatementResult, Status
from tests.inspection.audit.conftest import Auditor
from tests.inspection.audit.findings import cause, english, of_check, only

TABLE = """
kode,jenis,nama,alokasi,realisasi
1,kab,Kab. Ende,100,95
2,kab,Kab. Sikka,200,100
3,kab,Alor,,
4,kota,Kota Kupang,50,60
1,kab,Kab. Ende,100,95
"""
OTHER = "kode,nama,alokasi\n1,Ende,1\n2,Sikka,2\n"


def judged(audited: Auditor, check: str, more: str = "") -> StatementResult:
    catalogue = f"""
tables:
  tabel: {{number: "1", title: T, columns: {{jenis: keterangan}}, key: [kode]}}
  lain: {{number: "2", title: L}}
statements:
  - {{lines: [7, 9], says: Sesuatu, tables: [tabel], {more} check: {{{check}}}}}
"""
    (result,) = audited(TABLE, lain=OTHER, catalogue=catalogue).statements
    return result


HOLDS, FAILS, OPEN = Status.HOLDS, Status.FAILS, Status.OPEN


@pytest.mark.parametrize(
    ("check", "more", "status", "computed"),
    [
        ("count: 4", "", HOLDS, "4 (5 with the rows printed twice)"),
        ("count: 5", "", FAILS, "4 (5 with the rows printed twice)"),
        (
            "count: 2",
            "where: realisasi / alokasi > 90,",
            HOLDS,
            "2, and 1 without a number (3 with the rows printed twice)",
        ),
        ("names: [Ende, Kota Kupang]", "where: realisasi / alokasi > 90,", HOLDS,
         "Kab. Ende, Kota Kupang, and 1 without a number"),
        ("names: [Ende, Kota Kupang, Alor]", "where: realisasi / alokasi > 90,", OPEN,
         "Kab. Ende, Kota Kupang, and 1 without a number"),
        ("names: [Ende]", "where: realisasi / alokasi > 90,", FAILS,
         "Kab. Ende, Kota Kupang, and 1 without a number"),
        ("names: [Ende]", "where: alokasi > 900,", FAILS, "none, and 1 without a number"),
        ("lowest: {by: realisasi / alokasi, names: [Sikka]}", "", HOLDS,
         "Kab. Sikka 50, and 1 without a number"),
        ("highest: {by: alokasi, names: [Ende]}", "", FAILS,
         "Kab. Sikka 200, and 1 without a number"),
        ("highest: {by: alokasi, names: [Ende, Sikka]}", "", HOLDS,
         "Kab. Sikka 200, Kab. Ende 100, and 1 without a number"),
        ("all: alokasi > 40", "", OPEN, "yes 3, cannot be told 1 (Alor)"),
        ("all: alokasi > 40", "where: alokasi ada,", HOLDS, "yes 3"),
        ("all: alokasi > 60", "", FAILS, "yes 2, no 1 (Kota Kupang), cannot be told 1 (Alor)"),
        ("most: alokasi > 60", "", OPEN, "yes 2, no 1, cannot be told 1 (Alor)"),
        ("most: alokasi > 40", "", HOLDS, "yes 3, cannot be told 1 (Alor)"),
        ("most: alokasi > 100", "", FAILS, "yes 1, no 2, cannot be told 1 (Alor)"),
        ("some: alokasi > 100", "", HOLDS, "yes 1, no 2, cannot be told 1 (Alor)"),
        ("some: alokasi > 900", "", OPEN, "no 3, cannot be told 1 (Alor)"),
        ("some: alokasi > 900", "where: alokasi ada,", FAILS, "no 3"),
        ("none: alokasi > 900", "where: alokasi ada,", HOLDS, "no 3"),
        ("none: alokasi > 900", "", OPEN, "no 3, cannot be told 1 (Alor)"),
        ("none: alokasi > 100", "", FAILS, "yes 1 (Kab. Sikka), no 2, cannot be told 1 (Alor)"),
        ("sum: {of: alokasi, equals: 350}", "", OPEN, "350 (3 rows), and 1 without a number"),
        ("sum: {of: alokasi, equals: 350}", "where: alokasi ada,", HOLDS, "350 (3 rows)"),
        ("sum: {of: alokasi, equals: 349, within: 1}", "where: alokasi ada,", HOLDS,
         "350 (3 rows)"),
        ("sum: {of: alokasi, at_least: 351}", "where: alokasi ada,", FAILS, "350 (3 rows)"),
        ("mean: {of: alokasi, equals: 117, within: 1}", "where: alokasi ada,", HOLDS,
         "117 (3 rows)"),
        ("mean: {of: alokasi, at_most: 1}", "", OPEN, "117 (3 rows), and 1 without a number"),
        ('value: {of: realisasi / alokasi, equals: "50,0"}', "where: nama = kab. sikka,", HOLDS,
         "50 (1 row)"),
        ("value: {of: alokasi, equals: 50}", "", OPEN,
         "3 values, and 1 without a number"),
        ("value: {of: alokasi, equals: 50}", "where: alokasi > 900,", OPEN,
         "0 values, and 1 without a number"),
        ("rows_of: lain", "where: jenis = kab; alokasi ada,", HOLDS, "2 units"),
        (
            "rows_of: lain",
            "where: alokasi < 150,",
            FAILS,
            "2 units, and 1 without a number; not in table: Kota Kupang; only in table: Sikka",
        ),
        ("parts: {numbers: [32, 13, 38], total: 83}", "", HOLDS, "83"),
        ("parts: {numbers: [3, 4], total: 8}", "", FAILS, "7"),
        ("count: 3", "where: realisasi / alokasi > 90,", OPEN,
         "2, and 1 without a number (3 with the rows printed twice)"),
        ("all: alokasi > 40", "where: nama = Ende,", OPEN, "no row"),
        ("none: alokasi > 40", "where: nama = Ende,", OPEN, "no row"),
        ("most: alokasi > 40", "where: nama = Ende,", OPEN, "no row"),
        ("all: alokasi > 40", "where: alokasi > 150,", HOLDS, "yes 1, and 1 without a number"),
        ("rows_of: {table: lain, by: {nama: nama}}", "where: jenis = kab; alokasi ada,", HOLDS,
         "2 units"),
        ("rows_of: {table: lain, by: {nama: nama}}", "where: nama = Alor,", FAILS,
         "1 units; not in table: Alor; only in table: Ende, Sikka"),
        ("added: {before: [A, B], after: [A, B, C], number: 1}", "", HOLDS,
         "2 before, 3 after; new: C"),
        ("added: {before: [A, B], after: [B, A], number: 1}", "", FAILS,
         "2 before, 2 after; new: none"),
        ("added: {before: [A, B], after: [A, C], number: 1}", "", FAILS,
         "2 before, 2 after; new: C"),
        ("contradicted: {lines: [3], says: Lain}", "", FAILS, "line 3: Lain"),
        ("contradicted: {lines: [3, 5], says: Lain}", "", FAILS, "lines 3, 5: Lain"),
    ],
)  # fmt: skip
def test_claims(audited: Auditor, check: str, more: str, status: Status, computed: str) -> None:
    result = judged(audited, check, more)
    assert (result.status, result.computed.text("en")) == (status, computed)


@pytest.mark.parametrize(
    ("check", "stated"),
    [
        ("count: 4", "4"),
        ("names: [A, B]", "A, B"),
        ("all: alokasi > 40", "all: alokasi > 40"),
        ("mean: {of: alokasi, equals: 1_000, within: 5}", "about 1.000 (± 5)"),
        ("sum: {of: alokasi, equals: 1_000}", "1.000"),
        ("sum: {of: alokasi, at_least: 1, at_most: 2}", "at least 1, at most 2"),
        ("rows_of: lain", "the 2 units of table 2"),
        ("parts: {numbers: [3, 4], total: 8}", "3 + 4 = 8"),
    ],
)
def test_what_is_stated(audited: Auditor, check: str, stated: str) -> None:
    assert judged(audited, check).stated.text("en") == stated


def test_one_that_fails_is_a_finding_unless_it_is_our_reading(audited: Auditor) -> None:
    catalogue = """
    tables:
      tabel: {number: "1", title: T, columns: {jenis: keterangan}, key: [kode]}
    statements:
      - {lines: [7, 9], says: Ada lima, tables: [tabel], check: {count: 5}, note: "Sebab"}
      - {lines: [7], says: Ada enam, tables: [tabel], check: {count: 6}, ours: true}
      - {lines: [7], says: Ada empat, tables: [tabel], check: {count: 4}}
      - {lines: [7], says: Semua, tables: [tabel], check: {all: alokasi > 1}}
      - {lines: [8], says: Jumlah, check: {parts: {numbers: [1], total: 2}}}
    """
    result = audited(TABLE, catalogue=catalogue)
    finding, parts = of_check(result, "pernyataan")
    assert english(finding) == (
        "lines 7, 9: Ada lima. Stated: 5; found: 4 (5 with the rows printed twice)"
    )
    assert (finding.table, cause(finding), finding.unit) == ("tabel", "Sebab", "7, 9")
    assert (parts.table, parts.cells) == ("", ())
    assert [each.to_dict()["status"] for each in result.statements] == [
        *("fails", "fails", "holds", "open", "fails"),
    ]
    only(result, "kode_ganda")
