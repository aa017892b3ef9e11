"""The sheets of a table: a csv file with any separator, or a workbook."""

from __future__ import annotations

from pathlib import Path

from bokrules.base import codes
from bokrules.base.errors import UnreadableFile
from bokrules.base.messages import msg
from bokrules.inspection.columns import Headers
from bokrules.inspection.csv_file import read_csv
from bokrules.inspection.ledger import Sheet
from bokrules.inspection.opening import file_bytes
from bokrules.inspection.xlsx_file import read_xlsx


def read_sheets(path: Path, headers: Headers) -> tuple[bytes, list[Sheet]]:
    """The file's bytes and its sheets. Raises UnreadableFile."""
    name = str(path)
    match path.suffix.lower():
        case ".csv":
            data = file_bytes(path)
            return data, read_csv(data, name, headers, any_delimiter=True)
        case ".xlsx":
            data = file_bytes(path)
            return data, read_xlsx(data, name, has_percentages=True)
        case _:
            raise UnreadableFile(
                codes.UNSUPPORTED_FORMAT,
                msg("{file}: a table is a .csv or .xlsx file", file=name),
                msg("save it as one of them"),
            )
