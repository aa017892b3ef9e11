"""Ledgers as Excel workbooks."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from bokrules.base import codes
from bokrules.base.errors import UnreadableFile
from bokrules.base.messages import Message, msg
from bokrules.base.suggestions import did_you_mean
from bokrules.evaluation.table import Place
from bokrules.inspection.ledger import BadCell, Cell, PercentCell, RawRow, Sheet
from bokrules.inspection.opening import unreadable
from bokrules.inspection.xlsx_parts import XlsxParts

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

LARGEST_EXACT = 2**53
"""Above it a spreadsheet's numbers are no longer exact."""
NUMBER = float
"""What a number of a spreadsheet is, before it is made whole or refused."""

Given: TypeAlias = int | float | str | bool | time | date | datetime | timedelta
Rows: TypeAlias = dict[int, list[Cell]]


def read_xlsx(
    data: bytes, name: str, sheets: Sequence[str] | None = None, *, has_percentages: bool = False
) -> list[Sheet]:
    """The sheets that hold something (only those named in `sheets`, if given), hidden ones too.

    The first row of a sheet that is not empty is its header. Places carry the sheet's name if the
    workbook has several sheets with data. With `has_percentages` a number that is shown as a
    percentage is a PercentCell. Raises UnreadableFile.
    """
    parts = XlsxParts(data, name)
    workbook = open_workbook(data, name)
    filled = _filled(workbook, parts, name, has_percentages=has_percentages)
    several = len(filled) > 1
    if sheets is not None:
        check_known(sheets, workbook.sheet_names, name)
        filled = {each: rows for each, rows in filled.items() if each in sheets}
    return [sheet_of(each if several else None, rows) for each, rows in filled.items()]


def open_workbook(data: bytes, name: str) -> CalamineWorkbook:
    """Raises UnreadableFile."""
    try:
        from python_calamine import CalamineWorkbook
    except ImportError:
        raise UnreadableFile(
            codes.UNSUPPORTED_FORMAT,
            msg("{file}: Excel workbooks cannot be read, python-calamine is missing", file=name),
            msg("install it with: pip install bokrules[inspect]"),
        ) from None
    with reading(name):
        return CalamineWorkbook.from_filelike(io.BytesIO(data))


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Raises UnreadableFile where the reader of workbooks gives up, or stumbles."""
    from python_calamine import CalamineError

    try:
        yield
    except CalamineError as fault:
        raise damaged(name, str(fault)) from None
    except BaseException as fault:
        if type(fault).__name__ != "PanicException":
            raise
        raise damaged(name, msg("it is damaged")) from None


def _filled(
    workbook: CalamineWorkbook, parts: XlsxParts, name: str, *, has_percentages: bool
) -> dict[str, Rows]:
    from python_calamine import SheetTypeEnum

    found = {}
    for each in workbook.sheets_metadata:
        if each.typ != SheetTypeEnum.WorkSheet:
            continue
        bad = parts.bad_cells(each.name)
        with reading(name):
            rows = _rows(workbook.get_sheet_by_name(each.name), bad)
        if has_percentages:
            _mark_percentages(rows, parts.percent_cells(each.name))
        if rows:
            found[each.name] = rows
    return found


def _mark_percentages(rows: Rows, places: Iterable[tuple[int, int]]) -> None:
    for row, column in places:
        cells = rows.get(row, [])
        cell = cells[column] if column < len(cells) else None
        if isinstance(cell, (int, Decimal)) and not isinstance(cell, bool):
            cells[column] = PercentCell((Decimal(cell) * 100).normalize())


def _rows(sheet: CalamineSheet, bad: dict[tuple[int, int], str]) -> Rows:
    """The rows that are not empty, by their index from 0; the first cell is of column A."""
    first_row, first_column = sheet.start or (0, 0)
    rows: Rows = {}
    for index, given in enumerate(sheet.to_python(), start=first_row):
        cells: list[Cell] = [None] * first_column
        cells += [cell_of(each) for each in given]
        drop_last_empty(cells)
        if cells:
            rows[index] = cells
    for (row, column), text in bad.items():
        cells = rows.setdefault(row, [])
        cells += [None] * (column + 1 - len(cells))
        cells[column] = BadCell(text)
    return dict(sorted(rows.items()))


def cell_of(given: Given) -> Cell:
    """A number as what it is: whole, or an exact decimal."""
    if isinstance(given, str):
        return given.strip() or None
    if isinstance(given, float):
        if given.is_integer() and abs(given) < LARGEST_EXACT:
            return int(given)
        return Decimal(repr(given))
    return given


def sheet_of(name: str | None, rows: Rows) -> Sheet:
    """The first of the rows (by their index from 0) is the header."""
    numbered = iter(rows.items())
    at, first = next(numbered)
    width = max(len(each) for each in rows.values())
    header = [" ".join(str(each).split()) if each is not None else "" for each in first]
    header += [""] * (width - len(header))
    records = [RawRow(Place(index + 1, name), cells) for index, cells in numbered]
    return Sheet(Place(at + 1, name), header, records)


def drop_last_empty(cells: list[Cell]) -> None:
    while cells and cells[-1] is None:
        cells.pop()


def check_known(wanted: Iterable[str], known: Sequence[str], name: str) -> None:
    """Raises UnreadableFile for a sheet that the workbook does not have."""
    for each in wanted:
        if each not in known:
            raise UnreadableFile(
                codes.UNREADABLE_FILE,
                msg("{file} has no sheet `{sheet}`", file=name, sheet=each),
                did_you_mean(each, known) or msg("it has: {names}", names=list(known)),
            )


def damaged(name: str, why: str | Message) -> UnreadableFile:
    """What is said of a workbook that its reader gives up."""
    return unreadable(name, why, msg("open it in Excel and save it as .xlsx, or get it again"))
