"""Where the added columns of a sheet stand."""

from __future__ import annotations

from bokrules.base import codes
from bokrules.base.messages import msg
from bokrules.inspection.workbook_looks.look import Range, SheetLook
from bokrules.reports.whole_files import UnwritableFile
from bokrules.reports.workbook_copy.added import AddedColumn, AddedColumns

MOST_COLUMNS = 16_384
MOST_MERGED = 500_000
"""Cells of merged ranges in a sheet; more are an accident, and would take all memory."""


def first_added_column(sheet: SheetLook, added: AddedColumns) -> int:
    """From 0: right after the table; where anything stands there, after all that stands there.

    Titles above the table are nothing that stands there. Raises UnwritableFile if the sheet is too
    wide.
    """
    top = min(added.header_rows, default=1)
    last = -1 if added.last_column is None else added.last_column
    last = max(last, sheet.last_filled(top, last))
    merged = [right for _, _, bottom, right in kept_merges(sheet) if bottom + 1 >= top]
    first = max([last, *merged]) + 1
    if first + len(AddedColumn) > MOST_COLUMNS:
        raise UnwritableFile(
            codes.UNWRITABLE_FILE,
            msg("sheet `{sheet}` has no room for more columns", sheet=sheet.name),
            msg("delete the stray cells far from the ledger"),
        )
    return first


def kept_merges(sheet: SheetLook) -> tuple[Range, ...]:
    """Those of the sheet, or none where they are too many."""
    cells = sum(
        (bottom - top + 1) * (right - left + 1) for top, left, bottom, right in sheet.merges
    )
    return sheet.merges if cells <= MOST_MERGED else ()
