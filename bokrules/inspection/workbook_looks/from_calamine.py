"""The values of an .xls or .ods file; python-calamine does not say how they look."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from bokrules.base import codes
from bokrules.base.errors import UnreadableFile
from bokrules.base.messages import Message, msg
from bokrules.inspection.workbook_looks.look import SheetLook, Visibility, WorkbookLook
from bokrules.inspection.workbook_looks.typed_rows import STYLES, typed_sheet

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, SheetVisibleEnum


def calamine_look(data: bytes, name: str) -> WorkbookLook:
    """Raises UnreadableFile."""
    try:
        from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum
    except ImportError:
        raise UnreadableFile(
            codes.UNSUPPORTED_FORMAT,
            msg("{file}: Excel workbooks cannot be read, python-calamine is missing", file=name),
            msg("install it with: pip install bokrules[inspect]"),
        ) from None
    sheets: list[SheetLook] = []
    notes: list[Message] = []
    has_merges = True
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for each in book.sheets_metadata:
            if each.typ == SheetTypeEnum.WorkSheet:
                sheet = book.get_sheet_by_name(each.name)
                sheets.append(_sheet(sheet, each.visible))
                has_merges = sheet.merged_cell_ranges is not None
            else:
                notes.append(
                    msg("sheet `{sheet}` holds no cells: it is not copied", sheet=each.name)
                )
    except CalamineError as fault:
        raise UnreadableFile(
            codes.UNREADABLE_FILE,
            msg("{file} cannot be read: {why}", file=name, why=str(fault)),
            msg("open it in Excel and save it as .xlsx, or get it again"),
        ) from None
    if not has_merges:
        notes.append(msg("Cells that are merged in the ledger stand apart in this copy."))
    return WorkbookLook(sheets=tuple(sheets), styles=STYLES, has_formats=False, notes=tuple(notes))


def _sheet(sheet: CalamineSheet, visible: SheetVisibleEnum) -> SheetLook:
    first_row, first_column = sheet.start or (0, 0)
    ranges = sheet.merged_cell_ranges or ()
    return typed_sheet(
        sheet.name,
        list(enumerate(sheet.to_python(), start=first_row + 1)),
        first_column,
        merges=tuple((*first, *last) for first, last in ranges if first != last),
        visibility=_visibility(visible),
    )


def _visibility(visible: SheetVisibleEnum) -> Visibility:
    from python_calamine import SheetVisibleEnum

    if visible == SheetVisibleEnum.Visible:
        return Visibility.VISIBLE
    return Visibility.HIDDEN if visible == SheetVisibleEnum.Hidden else Visibility.VERY_HIDDEN
