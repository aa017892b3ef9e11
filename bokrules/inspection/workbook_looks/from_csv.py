"""A csv file as a workbook of one sheet. Its cells stay the texts that they are."""

from __future__ import annotations

import csv
import io
from pathlib import PurePath

from bokrules.base import codes
from bokrules.base.errors import UnreadableFile
from bokrules.base.messages import msg
from bokrules.inspection.text_file import decode
from bokrules.inspection.workbook_looks.look import WorkbookLook
from bokrules.inspection.workbook_looks.typed_rows import STYLES, NumberedRow, typed_sheet

_DELIMITERS = ",;\t|"


def csv_look(
    data: bytes, name: str, *, delimiter: str | None = None, encoding: str | None = None
) -> WorkbookLook:
    """A row's number is the line where it starts. Without a `delimiter` it is the usual one that
    the first line has most of. Raises UnreadableFile.
    """
    text = decode(data, name, encoding)
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=delimiter or _delimiter_of(text), strict=False
    )
    rows: list[NumberedRow] = []
    start = 1
    try:
        for cells in reader:
            rows.append((start, cells))
            start = reader.line_num + 1
    except csv.Error as fault:
        raise UnreadableFile(
            codes.UNREADABLE_FILE,
            msg(
                "{file}: from line {line} on the file cannot be read: {why}",
                file=name,
                line=start,
                why=str(fault),
            ),
            msg("look there for a quotation mark that is not closed, or not doubled"),
        ) from None
    sheet = typed_sheet(PurePath(name).stem, rows)
    return WorkbookLook(sheets=(sheet,), styles=STYLES, has_formats=False)


def _delimiter_of(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(_DELIMITERS, key=first.count)
