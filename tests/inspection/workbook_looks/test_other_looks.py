from __future__ import annotations

import builtins
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from bokrules import UnreadableFile
from bokrules.inspection.workbook_looks.look import Visibility
from bokrules.inspection.workbook_looks.reading import read_look
from bokrules.inspection.workbook_looks.serials import serial_of
from bokrules.inspection.workbook_looks.typed_rows import typed_sheet

HERE = Path(__file__).parent
CSV = 'tanggal;uraian;nilai\n14/05/2010;"Transport;\nposyandu";1.250.000\n\n;=1+1;-5\n'


@pytest.mark.parametrize(
    ("name", "paid"), [("buku.xls", ("D", 6, "b", "1")), ("buku.ods", ("D", 6, "n", "1"))]
)
def test_other_workbooks(name: str, paid: object) -> None:
    """Both were saved by LibreOffice; there a boolean becomes a number in .ods."""
    look = read_look((HERE / name).read_bytes(), name)
    book, hidden = look.sheets
    assert (book.name, book.visibility) == ("BKU", Visibility.VISIBLE)
    assert (hidden.name, hidden.visibility) == ("Rahasia", Visibility.HIDDEN)
    assert not look.has_formats
    rows = {number: row for number, _, row in book.rows()}
    assert rows[1] == [("A", 1, "s", "BUKU KAS UMUM")]
    assert rows[4] == [
        *(("A", 2, "n", "40312"), ("B", 1, "s", "=1+1"), ("C", 6, "n", "1250000"), paid),
    ]
    assert look.styles[2].number_format == "dd/mm/yyyy"
    assert (book.last_filled(3, -1), book.last_filled(5, 2), book.last_filled(9, -1)) == (3, -1, -1)
    assert [each.width for each in book.columns] == [12.0, 19.0, 13.0, 8.0]


def test_merged_cells_are_known_of_xls_alone() -> None:
    xls = read_look((HERE / "buku.xls").read_bytes(), "buku.xls")
    assert xls.sheets[0].merges == ((0, 0, 0, 3),)
    assert not xls.notes
    ods = read_look((HERE / "buku.ods").read_bytes(), "buku.ods")
    assert ods.sheets[0].merges == ()
    assert [each.text("en") for each in ods.notes] == [
        "Cells that are merged in the ledger stand apart in this copy."
    ]


def test_cells_of_a_csv_stay_texts() -> None:
    look = read_look(CSV.encode(), "buku kas.csv")
    [sheet] = look.sheets
    assert sheet.name == "buku kas"
    assert [(number, row) for number, _, row in sheet.rows()] == [
        (1, [("A", 1, "s", "tanggal"), ("B", 1, "s", "uraian"), ("C", 1, "s", "nilai")]),
        (2, [("A", 1, "s", "14/05/2010"), ("B", 1, "s", "Transport;\nposyandu"),
             ("C", 1, "s", "1.250.000")]),
        (4, []),
        (5, [("B", 1, "s", "=1+1"), ("C", 1, "s", "-5")]),
    ]  # fmt: skip
    assert not look.has_formats


def test_a_csv_with_its_delimiter_and_encoding_given() -> None:
    look = read_look("a#b;c\xe9".encode("cp1252"), "x.csv", delimiter="#", encoding="cp1252")
    [(_, _, row)] = look.sheets[0].rows()
    assert [cell[3] for cell in row] == ["a", "b;cé"]


def test_an_empty_csv() -> None:
    [sheet] = read_look(b"", "x.csv").sheets
    assert list(sheet.rows()) == []
    assert sheet.last_filled(1, -1) == -1


def test_a_csv_that_cannot_be_read() -> None:
    with pytest.raises(UnreadableFile, match=r"x\.csv"):
        read_look(b"a;" + b"b" * 2_000_000, "x.csv")


@pytest.mark.parametrize("name", ["x.pdf", "buku.jsonl", "buku"])
def test_files_that_no_copy_is_made_of(name: str) -> None:
    with pytest.raises(UnreadableFile, match=name):
        read_look(b"", name)


@pytest.mark.parametrize("name", ["x.xls", "x.ods"])
def test_damaged_workbooks(name: str) -> None:
    with pytest.raises(UnreadableFile, match=name):
        read_look(b"PK\x03\x04", name)


def test_without_calamine(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = builtins.__import__

    def without(name: str, *rest: Any, **named: Any) -> Any:
        if name == "python_calamine":
            raise ImportError(name)
        return plain(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UnreadableFile, match="calamine"):
        read_look(b"", "x.xls")


def test_values_of_every_type() -> None:
    values = [
        *(date(2010, 5, 14), datetime(2010, 5, 14, 6), time(12), timedelta(hours=36)),
        *(True, 7, 2.5, 1e300, float("inf"), "", None, "teks"),
    ]
    [(number, _, row)] = typed_sheet("x", [(3, values)], 1).rows()
    assert number == 3
    assert row == [
        *(("B", 2, "n", "40312"), ("C", 3, "n", "40312.25"), ("D", 4, "n", "0.5")),
        *(("E", 5, "n", "1.5"), ("F", 6, "b", "1"), ("G", 6, "n", "7"), ("H", 6, "n", "2.5")),
        *(("I", 6, "n", "1e+300"), ("J", 6, "e", "#NUM!"), ("M", 1, "s", "teks")),
    ]


@pytest.mark.parametrize(
    ("value", "serial"),
    [
        (date(1900, 1, 1), "1"),
        (date(1900, 2, 28), "59"),
        (date(1900, 3, 1), "61"),
        (date(2010, 5, 14), "40312"),
        (datetime(2010, 5, 14, 12), "40312.5"),
        (time(18), "0.75"),
        (timedelta(days=2, hours=6), "2.25"),
    ],
)
def test_days_as_numbers(value: date | time | timedelta, serial: str) -> None:
    """As Excel numbers them: it counts a 29 February 1900 that never was."""
    assert serial_of(value) == serial
