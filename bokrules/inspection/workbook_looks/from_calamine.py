"""The values of an .xls or .ods file; python-calamine does not say how they look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bokrules.base.messages import Message, msg
from bokrules.inspection.workbook_looks.look import SheetLook, Visibility, WorkbookLook
from bokrules.inspection.workbook_looks.typed_rows import STYLES, typed_sheet
from bokrules.inspection.xlsx_file import open_workbook, reading

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, SheetVisibleEnum


def calamine_look(data: bytes, name: str) -> WorkbookLook:
    """Raises UnreadableFile."""
    book = open_workbook(data, name)
    from python_calamine import SheetTypeEnum

    sheets: list[SheetLook] = []
    notes: list[Message] = []
    has_merges = True
    with reading(name):
        for each in book.sheets_metadata:
            if each.typ == SheetTypeEnum.WorkSheet:
                sheet = book.get_sheet_by_name(each.name)
                sheets.append(_sheet(sheet, each.visible))
                has_merges = sheet.merged_cell_ranges is not None
            else:
                notes.append(
                    msg("sheet `{sheet}` holds no cells: it is not copied", sheet=each.name)
                )
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
