"""A ledger file of any kind (.csv, .xlsx, .jsonl) to its rows."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bokrules.base import codes
from bokrules.base.errors import UnreadableFile
from bokrules.base.messages import msg
from bokrules.evaluation.table import Source
from bokrules.inspection.columns import Headers
from bokrules.inspection.csv_file import read_csv
from bokrules.inspection.jsonl_file import read_jsonl
from bokrules.inspection.opening import file_bytes
from bokrules.inspection.records import Record, records_of_lines, records_of_sheets
from bokrules.inspection.xlsx_file import read_xlsx
from bokrules.semantics.vocabulary import Vocabulary

_INSTEAD = {
    ".xls": msg("open it in Excel and save it as .xlsx"),
    ".ods": msg("open it and save it as .xlsx"),
    ".json": msg("write one object per line and name it .jsonl"),
    ".txt": msg("name it .csv if it holds comma-separated values"),
    ".tsv": msg("name it .csv and pass the separator (--delimiter tab)"),
}


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """The rows of a ledger in its order, where it came from, and the columns nobody knows."""

    records: Sequence[Record]
    source: Source
    ignored: tuple[str, ...]


def read_ledger(
    path: Path,
    vocabulary: Vocabulary,
    delimiter: str | None = None,
    encoding: str | None = None,
    sheets: Sequence[str] | None = None,
) -> LedgerFile:
    """Rows that cannot be read are among the records. Raises UnreadableFile for the whole file."""
    name = str(path)
    given = {"delimiter": delimiter, "encoding": encoding, "sheet": sheets}
    headers = Headers(vocabulary)
    match path.suffix.lower():
        case ".csv":
            refuse_options(name, given, "sheet")
            data = file_bytes(path)
            tables = read_csv(data, name, headers, delimiter=delimiter, encoding=encoding)
            records, ignored = records_of_sheets(tables, name, headers)
        case ".xlsx":
            refuse_options(name, given, "delimiter", "encoding")
            data = file_bytes(path)
            tables = read_xlsx(data, name, sheets)
            records, ignored = records_of_sheets(tables, name, headers)
        case ".jsonl":
            refuse_options(name, given, "delimiter", "sheet")
            data = file_bytes(path)
            lines = read_jsonl(data, name, encoding)
            records, ignored = records_of_lines(lines, name, headers)
        case ending:
            raise UnreadableFile(
                codes.UNSUPPORTED_FORMAT,
                msg("{file}: a ledger is a .csv, .xlsx or .jsonl file", file=name),
                _INSTEAD.get(ending, msg("save it as one of them")),
            )
    source = Source(path.name, hashlib.sha256(data).hexdigest())
    return LedgerFile(records, source, ignored)


def refuse_options(name: str, given: Mapping[str, object], *useless: str) -> None:
    for option in useless:
        if given[option] is not None:
            raise UnreadableFile(
                codes.UNSUPPORTED_FORMAT,
                msg("{file}: a file of this kind has no {option}", file=name, option=option),
                msg("leave --{option} out", option=option),
            )
