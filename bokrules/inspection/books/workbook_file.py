"""Workbooks of any kind (.xlsx, .xlsm, .xls, .ods) to grids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, TypeAlias

from bokrules.base import codes
from bokrules.base.errors import UnreadableFile
from bokrules.base.messages import Message, msg
from bokrules.inspection.books.grid import EMPTY, Grid, GridFile, Range, Row
from bokrules.inspection.ledger import BadCell
from bokrules.inspection.ods_parts import CONTENT, OdsParts
from bokrules.inspection.ole_file import MAGIC
from bokrules.inspection.xls_parts import XlsParts
from bokrules.inspection.xlsx_file import check_known, open_workbook, reading
from bokrules.inspection.xlsx_parts import XlsxParts
from bokrules.inspection.zip_archive import BROKEN, TooLarge, ZipArchive

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods")
_OLD = ".xls"
_OPEN_DOCUMENT = ".ods"
_ZIP = b"PK\x03\x04"
_WEB_PAGE = (b"<html", b"<!doctype", b"<table", b"<?xml")

Bad: TypeAlias = Mapping[tuple[int, int], str]


class Parts(Protocol):
    """What is looked for in a workbook before it is read."""

    @property
    def notes(self) -> tuple[Message, ...]: ...

    def bad_cells(self, sheet: str) -> Bad: ...


def read_workbook(
    data: bytes, name: str, ending: str, sheets: Sequence[str] | None = None
) -> GridFile:
    """The sheets that hold something (only those named in `sheets`, if given), hidden ones too.

    Raises UnreadableFile: damaged, locked, or so large that reading it takes all memory.
    """
    parts = _parts(data, name, ending)
    workbook = open_workbook(data, name)
    from python_calamine import SheetTypeEnum

    if sheets is not None:
        check_known(sheets, workbook.sheet_names, name)
    grids = []
    for each in workbook.sheets_metadata:
        if each.typ != SheetTypeEnum.WorkSheet:
            continue
        bad = parts.bad_cells(each.name)
        with reading(name):
            grid = _grid(workbook.get_sheet_by_name(each.name), bad)
        if grid.rows:
            grids.append(grid)
    chosen = [each for each in grids if sheets is None or each.sheet in sheets]
    if len(grids) == 1:
        chosen = [replace(each, sheet=None) for each in chosen]
    return GridFile(tuple(chosen), parts.notes)


def _parts(data: bytes, name: str, ending: str) -> Parts:
    if ending == _OLD and data.startswith(MAGIC):
        return XlsParts(data, name)
    if ending == _OLD and data[:200].lstrip().lower().startswith(_WEB_PAGE):
        raise UnreadableFile(
            codes.UNSUPPORTED_FORMAT,
            msg("{file} is a web page that is named .xls", file=name),
            msg("open it in Excel and save it as .xlsx"),
        )
    if ending == _OLD and not data.startswith(_ZIP):
        return XlsParts(data, name)
    if ending == _OPEN_DOCUMENT or _is_open_document(data):
        return OdsParts(data, name)
    return XlsxParts(data, name)


def _is_open_document(data: bytes) -> bool:
    try:
        return CONTENT in ZipArchive(data).names
    except (*BROKEN, TooLarge):
        return False


def _grid(sheet: CalamineSheet, bad: Bad) -> Grid:
    top, left = sheet.start or (0, 0)
    if bad:
        top, left = 0, 0
    given = sheet.to_python(skip_empty_area=not bad)
    rows: list[Row] = [each if each.count("") < len(each) else EMPTY for each in given]
    for (row, column), text in bad.items():
        rows += [EMPTY] * (row + 1 - len(rows))
        cells = list(rows[row])
        cells += [""] * (column + 1 - len(cells))
        cells[column] = BadCell(text)
        rows[row] = cells
    while rows and not rows[-1]:
        rows.pop()
    return Grid(
        sheet=sheet.name,
        rows=rows,
        numbers=range(top + 1, top + 1 + len(rows)),
        left=left,
        merged=_merged(sheet, top, left),
        name=sheet.name,
    )


def _merged(sheet: CalamineSheet, top: int, left: int) -> tuple[Range, ...] | None:
    ranges = sheet.merged_cell_ranges
    if ranges is None:
        return None
    return tuple(
        (first[0] - top, first[1] - left, last[0] - top, last[1] - left) for first, last in ranges
    )
