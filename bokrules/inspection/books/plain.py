"""Plain tables, whose heads are facts of the vocabulary: read strictly, as expenses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bokrules.evaluation.row import Place, RowError
from bokrules.inspection.books.grid import Grid
from bokrules.inspection.books.kinds import SheetKind
from bokrules.inspection.books.lines import CashBook, CashKind, CashLine
from bokrules.inspection.books.recognised import RecognisedColumn, RecognisedSheet
from bokrules.inspection.columns import Headers
from bokrules.inspection.ledger import BadCell, Sheet, column_letters
from bokrules.inspection.records import Record
from bokrules.inspection.rows import Fields
from bokrules.inspection.xlsx_file import Rows, cell_of, drop_last_empty, sheet_of


def plain_sheet(grid: Grid, head: int = 0) -> Sheet:
    """A grid as a table whose first row that holds something (from `head` on) is its header."""
    rows: Rows = {}
    for at in range(head, len(grid.rows)):
        cells = [None] * grid.left + [
            each if isinstance(each, BadCell) else cell_of(each) for each in grid.rows[at]
        ]
        drop_last_empty(cells)
        if cells:
            rows[grid.numbers[at] - 1] = cells
    return sheet_of(grid.sheet, rows)


def plain_book(place: Place, records: Sequence[Record], file: str | None) -> CashBook:
    """The rows of one table that could be read."""
    lines = tuple(
        expense_line(each[0], each[1], file) for each in records if not isinstance(each, RowError)
    )
    return CashBook(place=_in_file(place, file), unit=None, lines=lines)


def plain_errors(records: Sequence[Record], file: str | None) -> list[RowError]:
    """The rows that could not be read."""
    return [
        RowError(_in_file(each.place, file), each.error)
        for each in records
        if isinstance(each, RowError)
    ]


def expense_line(place: Place, fields: Fields, file: str | None) -> CashLine:
    """A row as a line that spends."""
    spent, day = fields.get("nilai"), fields.get("tanggal")
    return CashLine(
        place=_in_file(place, file),
        kind=CashKind.EXPENSE,
        unit=_text(fields.get("satker")),
        number=_text(fields.get("id")),
        date=day if isinstance(day, date) else None,
        voucher=_text(fields.get("nomor_bukti")),
        description=_text(fields.get("uraian")) or "",
        spent=spent if isinstance(spent, int) and not isinstance(spent, bool) else None,
        facts=fields,
    )


def recognised_plain(
    sheet: Sheet, headers: Headers, file: str | None, lines: int
) -> RecognisedSheet:
    """What is to be said of a plain table."""
    columns = []
    for at, head in enumerate(sheet.header):
        column = headers.column(head) if head else None
        role = None if column is None else column.fact.name
        if column is not None and column.tax is not None:
            role = f"{role}.{column.tax}"
        columns.append(RecognisedColumn(column_letters(at), head, role))
    return RecognisedSheet(
        place=_in_file(sheet.place, file),
        kind=SheetKind.TABLE,
        head_rows=(sheet.place.row,),
        columns=tuple(columns),
        lines=lines,
    )


def _in_file(place: Place, file: str | None) -> Place:
    return place if file is None else replace(place, file=file)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
