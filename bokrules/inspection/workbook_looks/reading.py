"""From the bytes of a ledger to what it shows, by the ending of its name."""

from __future__ import annotations

from pathlib import PurePath

from bokrules.base import codes
from bokrules.base.errors import UnreadableFile
from bokrules.base.messages import msg
from bokrules.inspection.workbook_looks.from_calamine import calamine_look
from bokrules.inspection.workbook_looks.from_csv import csv_look
from bokrules.inspection.workbook_looks.from_xlsx import xlsx_look
from bokrules.inspection.workbook_looks.look import WorkbookLook

ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")


def read_look(
    data: bytes, name: str, *, delimiter: str | None = None, encoding: str | None = None
) -> WorkbookLook:
    """`delimiter` and `encoding` are those of a csv file, if they are known.

    Raises UnreadableFile; while the rows of an .xlsx file are read too.
    """
    match PurePath(name).suffix.lower():
        case ".xlsx" | ".xlsm":
            return xlsx_look(data, name)
        case ".xls" | ".ods":
            return calamine_look(data, name)
        case ".csv":
            return csv_look(data, name, delimiter=delimiter, encoding=encoding)
        case _:
            raise UnreadableFile(
                codes.UNSUPPORTED_FORMAT,
                msg("{file}: no copy with added columns is made of such a file", file=name),
                msg("those that can be copied end in: {names}", names=list(ENDINGS)),
            )
