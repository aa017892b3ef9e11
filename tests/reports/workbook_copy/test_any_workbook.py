"""Whatever a workbook holds, its copy holds the same, and the added cells beside it."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from bokrules.inspection.workbook_looks.reading import read_look
from bokrules.reports.workbook_copy.added import AddedColumns, AddedRow
from bokrules.reports.workbook_copy.write import copied
from bokrules.semantics.outcomes import Outcome
from tests.reports.workbook_copy.test_copy import EMPTY, STAMP

WIDTH = 4
Cell = str | int | float | bool | datetime | None

texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=20
)
cells = st.one_of(
    texts,
    st.integers(-(10**14), 10**14),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.booleans(),
    st.datetimes(datetime(1901, 1, 1), datetime(2099, 1, 1)).map(
        lambda each: each.replace(hour=0, minute=0, second=0, microsecond=0)
    ),
    st.none(),
)
rows = st.lists(st.lists(cells, min_size=WIDTH, max_size=WIDTH), min_size=1, max_size=6)


def workbook(table: list[list[Cell]]) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("x")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for row, line in enumerate(table):
        for column, cell in enumerate(line):
            _write(sheet, row, column, cell, day)
    book.close()
    return file.getvalue()


def _write(sheet: Any, row: int, column: int, cell: Cell, day: object) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, cell)
    elif isinstance(cell, datetime):
        sheet.write_datetime(row, column, cell, day)
    elif cell is not None:
        sheet.write(row, column, cell)


def read(data: bytes) -> list[list[object]]:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    return [list(row) for row in sheet.to_python(skip_empty_area=False)]


@given(rows, st.data())
def test_any_values_are_copied(table: list[list[Cell]], data: st.DataObject) -> None:
    source = workbook(table)
    judged = data.draw(st.sets(st.integers(1, len(table))))
    beside = AddedColumns(
        header_rows=(),
        rows={row: AddedRow(outcome=Outcome.ALLOWED, result=f"baris {row}") for row in judged},
        last_column=WIDTH - 1,
    )
    made = read(copied(read_look(source, "x.xlsx"), {"x": beside}, EMPTY, STAMP))
    for number, line in enumerate(read(source), start=1):
        copy = made[number - 1] if number <= len(made) else []
        assert copy[: len(line)] == line or not any(each != "" for each in line)
    for row in judged:
        assert made[row - 1][WIDTH] == f"baris {row}"
