"""From a ledger's bytes and what was found to the copy."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from bokrules.base.messages import Message, msg
from bokrules.inspection.ledger import column_letters
from bokrules.inspection.workbook_looks.look import SheetLook, WorkbookLook
from bokrules.inspection.workbook_looks.reading import read_look
from bokrules.reports.stamp import Stamp
from bokrules.reports.whole_files import save_data
from bokrules.reports.workbook_copy.added import AddedColumns, SummarySheet
from bokrules.reports.workbook_copy.layout import first_added_column, kept_merges
from bokrules.reports.workbook_copy.names import sheet_names
from bokrules.reports.workbook_copy.rows_xml import SheetRows
from bokrules.reports.workbook_copy.skeleton import Skeleton, build
from bokrules.reports.workbook_copy.summary import NAME, Summary
from bokrules.reports.workbook_copy.texts import CellTexts

_LEVEL = 3
"""Of compression: the highest takes three times as long for a tenth less."""


def write_copy(
    source: bytes,
    name: str,
    added: Mapping[str | None, AddedColumns],
    summary: SummarySheet,
    stamp: Stamp,
    target: Path,
    *,
    delimiter: str | None = None,
    encoding: str | None = None,
) -> None:
    """A copy of the ledger `source`, named `name`, with columns and a last sheet added.

    `added` goes by the names of sheets; None is the only one that holds anything. `delimiter` and
    `encoding` are those of a csv file, if they were given. The same input gives the same bytes.
    Raises UnreadableFile and UnwritableFile.
    """
    look = read_look(source, name, delimiter=delimiter, encoding=encoding)
    save_data(target, copied(look, added, summary, stamp))


def copied(
    look: WorkbookLook,
    added: Mapping[str | None, AddedColumns],
    summary: SummarySheet,
    stamp: Stamp,
) -> bytes:
    """The bytes of the copy. Raises UnreadableFile and UnwritableFile."""
    of_sheets = [_added_to(sheet, look, added) for sheet in look.sheets]
    first_columns = [
        None if columns is None else first_added_column(sheet, columns)
        for sheet, columns in zip(look.sheets, of_sheets, strict=True)
    ]
    names = sheet_names([*(each.name for each in look.sheets), NAME])
    notes = [*_notes(look, names), *_moved(look, of_sheets, first_columns)]

    def skeleton(further: Sequence[Message]) -> Skeleton:
        title = msg("Result of the check of {name}", name=stamp.source).text()
        whole = Summary(title, summary, stamp, (*notes, *further))
        return build(look, names, first_columns, whole, stamp.time)

    texts = CellTexts()
    wrapping = frozenset(at for at, each in enumerate(look.styles) if each.alignment.wraps)
    parts = skeleton(())
    sheets = iter(zip(look.sheets, of_sheets, first_columns, strict=True))
    last_frame = next(reversed(parts.frames), "")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for path in parts.order:
            with archive.open(path, "w") as stream:
                if path not in parts.frames:
                    stream.write(parts.parts[path])
                    continue
                frame, (sheet, columns, first) = parts.frames[path], next(sheets)
                rows = SheetRows(sheet, columns, first or 0, parts.styles, texts, wrapping)
                stream.write(f"{frame.head}<sheetData>".encode())
                for part in rows.parts():
                    stream.write(part.encode())
                stream.write(f"</sheetData>{frame.tail}".encode())
            if path == last_frame and (changed := _changed(texts)):
                parts = skeleton(changed)
    return file.getvalue()


def _added_to(
    sheet: SheetLook, look: WorkbookLook, added: Mapping[str | None, AddedColumns]
) -> AddedColumns | None:
    if sheet.name in added or None not in added:
        return added.get(sheet.name)
    filled = [each for each in look.sheets if each.last_filled(1, -1) >= 0]
    return added[None] if filled[:1] == [sheet] else None


def _notes(look: WorkbookLook, names: Sequence[str]) -> list[Message]:
    notes = [
        msg(
            "Formulas are replaced by the values that they showed when the ledger was saved. "
            "There are no macros and no links to other files in this copy."
        )
    ]
    if not look.has_formats:
        notes.append(
            msg(
                "The ledger's own formats could not be taken over: the copy shows its values in "
                "plain ones."
            )
        )
    for sheet, name in zip(look.sheets, names, strict=False):
        if sheet.name != name:
            notes.append(
                msg("sheet `{sheet}` is called `{name}` here", sheet=sheet.name, name=name)
            )
        if sheet.merges and not kept_merges(sheet):
            notes.append(
                msg("sheet `{sheet}`: its merged cells could not be taken over", sheet=sheet.name)
            )
    return [*notes, *look.notes]


def _moved(
    look: WorkbookLook,
    of_sheets: Sequence[AddedColumns | None],
    first_columns: Sequence[int | None],
) -> list[Message]:
    """The sheets where the added columns do not stand right after the table."""
    return [
        msg(
            "sheet `{sheet}`: the added columns begin at column {column}, since cells right of the "
            "table are in use",
            sheet=sheet.name,
            column=column_letters(first),
        )
        for sheet, columns, first in zip(look.sheets, of_sheets, first_columns, strict=True)
        if columns is not None
        and first is not None
        and columns.last_column is not None
        and first > columns.last_column + 1
    ]


def _changed(texts: CellTexts) -> list[Message]:
    notes = []
    if texts.cut:
        notes.append(
            msg("Texts too long for a cell, cut with a mark at their end: {n}", n=texts.cut)
        )
    if texts.replaced:
        notes.append(
            msg(
                "Texts with characters that no workbook can hold, shown by other signs: {n}",
                n=texts.replaced,
            )
        )
    return notes
