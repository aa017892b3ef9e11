"""A table alone, and the catalogue of a document."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from textwrap import dedent

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from bokrules.base.errors import UnreadableFile
from bokrules.inspection.published.document import Document
from bokrules.inspection.published.documents import read_document
from bokrules.inspection.published.roles import Role

TABLE = """\
baris,no,kode,nama,alokasi,kebutuhan,selisih,serapan
586,1,31,DKI Jakarta,2.325.000.000,880.967.040,1.444.032.960,"98,04"
587,2,11,Aceh,4.564.000.000,5.450.000.000,(886.000.000),na
"""

CATALOGUE = """\
document: Uji
edition: 2019
tables:
  tabel:
    number: "3.1"
    title: Kebutuhan
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(dedent(text), encoding="utf-8")
    return path


def test_a_table_alone(tmp_path: Path) -> None:
    document = read_document(write(tmp_path, "tabel.csv", TABLE))
    (table,) = document.tables
    assert table.columns == {
        "baris": Role.LINE,
        "no": Role.NUMBER,
        "kode": Role.CODE,
        "nama": Role.NAME,
        "alokasi": Role.ALLOCATION,
        "kebutuhan": Role.NEED,
        "selisih": Role.DIFFERENCE,
        "serapan": Role.ABSORPTION,
    }
    aceh = table.rows[1]
    assert (aceh.row, aceh.line, table.name(aceh), table.key(aceh)) == (3, 587, "Aceh", ("11",))
    assert aceh.value("selisih") == -886_000_000
    assert aceh.value("serapan") is None
    assert table.rows[0].value("serapan") == Fraction(2451, 25)
    assert table.rules.differences[0].minus == "kebutuhan"
    assert table.rules.quotients == ()


def test_a_workbook_and_its_sheets(tmp_path: Path) -> None:
    path = tmp_path / "buku.xlsx"
    book = xlsxwriter.Workbook(str(path))
    for name in ("A", "B"):
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, ["nama", "alokasi", "realisasi"])
        sheet.write_row(1, 0, ["Ende", 400, 100, "sisa"])
    book.close()
    document = read_document(path)
    assert [each.id for each in document.tables] == ["A", "B"]
    row = document.tables[0].rows[0]
    assert row.value("alokasi") == 400
    assert row.text("(D)") == "sisa"


def test_semicolons(tmp_path: Path) -> None:
    path = write(tmp_path, "t.csv", "nama;alokasi;realisasi\nEnde;400;100\n")
    assert read_document(path).tables[0].rows[0].value("realisasi") == 100


@pytest.mark.parametrize(
    ("name", "text", "code", "message"),
    [
        ("t.pdf", "x", "BOK603", "t.pdf: a published table is a .csv or .xlsx file"),
        ("t.csv", "nama,alokasi\n", "BOK602", "holds no rows"),
        ("t.csv", "", "BOK602", "holds no rows"),
        ("t.csv", "nama,catatan\nEnde,x\n", "BOK608", "no column of row 1 holds amounts"),
        ("t.csv", "alokasi,alokasi\n1,2\n", "BOK609", "there are two columns `alokasi`"),
        ("t.csv", "nama,alokasi\nEnde,1,2\n", "BOK610", "row 2: the row has 3 cells"),
    ],
)
def test_files_that_cannot_be_used(
    tmp_path: Path, name: str, text: str, code: str, message: str
) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_document(write(tmp_path, name, text))
    assert caught.value.code == code
    assert message in caught.value.message.text("en")


def catalogued(tmp_path: Path, more: str = "", table: str = TABLE) -> Document:
    write(tmp_path, "tabel.csv", table)
    return read_document(write(tmp_path, "dokumen.yaml", CATALOGUE + more))


def test_a_catalogue(tmp_path: Path) -> None:
    document = catalogued(tmp_path)
    assert (document.title, document.tables[0].number, document.tables[0].file) == (
        "Uji",
        "3.1",
        "tabel.csv",
    )
    assert document.scales == {}
    assert document.table("tabel") is document.tables[0]


FAULTS = [
    ("    total: {jenis: TOTAL}", 7, "table tabel has no column `jenis`"),
    ("    columns: {nma: nama}", None, "there is no column `nma`"),
    ("    columns: {nama: namae}", 7, "tables.tabel.columns.nama: it is one of: baris, no"),
    ("    numbr: 3", 7, "tables.tabel.numbr: there is no such entry"),
    ("    headings: jenis = provinsi", 7, "table tabel has no column `jenis`"),
    ("    headings: nama ? 1", 7, "`nama ? 1` is no condition on table tabel"),
    ("    headings: nama = A; jens / alokasi > 90", 7, "has no column `jens`"),
    ("    headings: alokasi > realisasi", 7, "has no column `realisasi`"),
    ("    headings: alokasi > 1.2.3", 7, "`alokasi > 1.2.3` is no condition on table tabel"),
    ("    total: {nama: TOTAL}", 7, "table tabel has no such row: TOTAL"),
    ("    key: [nama, tahun]", 7, "has no column `tahun`"),
    ("    sequence: djpk", 7, "has no column `djpk`"),
    (
        "    bands: [{ratio: serapan, criterion: nama, scale: serap}]",
        7,
        "there is no scale `serap`",
    ),
    (
        "    ceilings: [{column: alokasi, table: tabel, row: {nama: Riau}, cell: alokasi}]",
        7,
        "table tabel has no such row: Riau",
    ),
    (
        "pairs:\n  - {tables: [tabel, table], key: {kode: kode}, columns: {alokasi: alokasi}}",
        8,
        "there is no table `table`",
    ),
    (
        "pairs:\n  - {tables: [tabel, tabel], key: {kode: kode}, columns: {alokasi: a / b}}",
        8,
        "`a / b` is no measure of table tabel",
    ),
    (
        "statements:\n  - {lines: [1], says: x, tables: [tabel], check: {count: 1, some: x}}",
        8,
        "a check is one thing, here are: ",
    ),
    (
        "statements:\n  - lines: [1]\n    says: x\n    tables: [tabel]\n    check: {}",
        11,
        "a check is one thing",
    ),
    (
        "statements:\n"
        "  - {lines: [1], says: x, tables: [tabel], check: {sum: {of: alokasi, equals: x}}}",
        8,
        "`x` is no number",
    ),
    ("statements:\n  - {lines: [1], says: x, check: {count: 3}}", 8, "it is missing"),
    ("statements:\n  - {lines: [1], says: x, check: {sum: {of: a}}}", 8, "names no table"),
    ("statements:\n  - {lines: [1], says: x, check: {all: a > 1}}", 8, "it is missing"),
    ("statements:\n  - {lines: [1], check: {count: 3}}", 8, "statements.0.says: it is missing"),
]


@pytest.mark.parametrize(("more", "line", "message"), FAULTS)
def test_faults_of_a_catalogue_name_the_line(
    tmp_path: Path, more: str, line: int | None, message: str
) -> None:
    with pytest.raises(UnreadableFile) as caught:
        catalogued(tmp_path, more)
    text = caught.value.message.text("en")
    assert caught.value.code == "BOK620"
    assert message in text
    assert line is None or f"dokumen.yaml, line {line}: " in text


def test_a_catalogue_that_is_no_yaml(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="BOK620"):
        read_document(write(tmp_path, "dokumen.yaml", "tables: ["))
    with pytest.raises(UnreadableFile, match="BOK620"):
        read_document(write(tmp_path, "dokumen.yaml", "- a\n"))


def test_a_table_of_the_catalogue_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="BOK601"):
        read_document(write(tmp_path, "dokumen.yaml", CATALOGUE))
