"""The command `columns`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bokrules.editions import load_edition
from bokrules.inspection.books.mapping_yaml import read_mapping
from bokrules.inspection.books.reading import read_books
from tests.cli.conftest import Runner
from tests.inspection.books.conftest import HEAD, write

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
LINE = (1, "14/05/2010", "1", "Snack", None, 40, 60)
BOOKS = ("bku", "rka", "rpk", "nominatif", "pajak", "harga_satuan")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_text(run: Runner, folder: Path) -> None:
    write(folder / "buku.xlsx", {
        "Mei": [("PUSKESMAS A",), (*HEAD, "Paraf"), LINE, (2, None, *LINE[2:])],
        "Rekap": [("x",)],
    })  # fmt: skip
    result = run("columns", "buku.xlsx", "--lang", "en")
    assert (
        result.out
        == """\
buku.xlsx

sheet `Mei`, row 2: cash book (BKU), 2 lines
  health centre or office: Puskesmas A (row 1)
  month: 5 (the name of the sheet)
  A   NO           no
  B   TANGGAL      tanggal
  C   NOMOR BUKTI  nomor_bukti
  D   URAIAN       uraian
  E   PENERIMAAN   penerimaan
  F   PENGELUARAN  pengeluaran
  G   SALDO        saldo
  H   Paraf        not used
  without a date, given that of the row above: rows 4

sheet `Rekap`, row 1: NOT RECOGNISED
  no row of its first 80 heads the columns of a book
"""
    )
    assert result.code == 1


def test_rows_that_cannot_be_read(run: Runner, folder: Path) -> None:
    write(folder / "buku.xlsx", {"Mei": [HEAD, *[(*LINE[:5], "x", 1)] * 22]})
    result = run("columns", "buku.xlsx", "--lang", "en")
    assert (
        "Rows that could not be read: 22\n  - row 2: column `PENGELUARAN`: `x` is not" in result.out
    )
    assert "    write whole rupiah" in result.out
    assert result.out.endswith("  - and 2 more\n")
    assert result.code == 2


def test_cells_that_cannot_be_read(run: Runner, folder: Path) -> None:
    write(folder / "buku.xlsx", {"Mei": [HEAD, (1, "kapan", *LINE[2:])]})
    result = run("columns", "buku.xlsx", "--lang", "en")
    assert (
        "Cells that could not be read, in rows that were: 1\n"
        "  - row 2: column `TANGGAL`: `kapan` is not" in result.out
    )
    assert result.code == 2


def test_notes_and_json(run: Runner, folder: Path) -> None:
    path = write(
        folder / "buku.xlsx",
        {"Mei": [HEAD, (1, "x", *LINE[2:]), (*LINE[:5], "x", 1)], "B": [("x",)]},
    )
    document = json.loads(run("columns", path.name, "--format", "json", "--lang", "en").out)
    assert document["source"]["name"] == "buku.xlsx"
    table, other = document["tables"]
    assert (table["kind"], table["header"], table["lines"]) == ("bku", [1], 1)
    assert table["columns"][6] == {"column": "G", "head": "SALDO", "role": "saldo"}
    assert table["month"] == {"value": 5, "where": "the name of the sheet"}
    assert (table["unit"], other["kind"]) == (None, None)
    assert [each["row"] for each in document["errors"]] == [3]
    assert [each["column"] for each in document["unread_cells"]] == ["TANGGAL"]


def test_files_that_are_refused(run: Runner, folder: Path) -> None:
    (folder / "buku.xls").write_bytes(b"")
    (folder / "peta.yaml").write_text("sheets: {a: {kindd: bku}}", encoding="utf-8")
    assert run("columns", "buku.xls").code == 2
    assert run("columns", "tidak_ada.xlsx").code == 2
    write(folder / "a.xlsx", {"Mei": [HEAD, LINE]})
    assert run("columns", "a.xlsx", "--mapping", "peta.yaml").code == 2
    assert run("columns", "a.xlsx", "--year", "1990").code == 2
    assert run("columns", "a.xlsx", "--year", "2010").code == 0


@pytest.mark.parametrize("name", BOOKS)
def test_what_is_recognised_is_a_mapping(run: Runner, folder: Path, name: str) -> None:
    path = EXAMPLES / f"{name}_2010.xlsx"
    vocabulary = load_edition(2010).policy.vocabulary
    written = run("columns", str(path), "--as-mapping", "--year", "2010")
    assert written.code == 0
    (folder / "peta.yaml").write_text(written.out, encoding="utf-8")
    mapping = read_mapping(folder / "peta.yaml", vocabulary)
    assert read_books(path, vocabulary, mapping=mapping).books == read_books(path, vocabulary).books


def test_a_mapping_of_odd_names(run: Runner, folder: Path) -> None:
    write(folder / "a.xlsx", {"n": [("Kas #1",), (*HEAD, "x: y"), LINE], 'b "c"': [("x",)]})
    text = run("columns", "a.xlsx", "--as-mapping").out
    vocabulary = load_edition(2010).policy.vocabulary
    (folder / "peta.yaml").write_text(text, encoding="utf-8")
    mapping = read_mapping(folder / "peta.yaml", vocabulary)
    assert mapping.sheets['b "c"'].ignore
    assert mapping.sheets["n"].columns["H"] is None
