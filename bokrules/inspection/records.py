"""All rows of a ledger file to expenses, and what of the file nobody knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TypeAlias

from bokrules.base import codes
from bokrules.base.errors import UnreadableFile
from bokrules.base.messages import Message, msg
from bokrules.evaluation.table import Place, RowError
from bokrules.inspection.columns import Column, Headers
from bokrules.inspection.jsonl_file import JsonRow
from bokrules.inspection.ledger import RawRow, Sheet, column_letters
from bokrules.inspection.rows import Fields, read_json_row, read_row
from bokrules.inspection.values import CellReader

Record: TypeAlias = tuple[Place, Fields] | RowError

HEADER_SEARCH = 30
"""Rows in which a header is looked for that is not the first row, to say where it stands."""


def records_of_sheets(
    sheets: Sequence[Sheet], name: str, headers: Headers
) -> tuple[list[Record], tuple[str, ...]]:
    """The rows of csv and Excel files in their order, and the unknown columns, each once.

    Of several sheets one without a known column is a RowError at its header; the others are read.
    Raises UnreadableFile if nothing can be read, or two columns hold the same.
    """
    reader = CellReader(headers.vocabulary)
    records: list[Record] = []
    strange: list[RowError] = []
    ignored: dict[str, None] = {}
    for sheet in sheets:
        if not headers.known(sheet.header):
            strange.append(RowError(sheet.place, _no_known_column(sheet, name, headers)))
            records.append(strange[-1])
            continue
        columns = headers.columns(sheet.header, where(name, sheet.place))
        ignored |= dict.fromkeys(unknown_columns(sheet, columns))
        for row in sheet.rows:
            fields = read_row(row, columns, reader) if isinstance(row, RawRow) else row
            records.append(fields if isinstance(fields, RowError) else (row.place, fields))
    if strange and len(strange) == len(sheets):
        raise strange[0].error
    if len(records) == len(strange):
        raise _empty(name)
    return records, tuple(ignored)


def records_of_lines(
    lines: Sequence[JsonRow | RowError], name: str, headers: Headers
) -> tuple[list[Record], tuple[str, ...]]:
    """The lines of a jsonl file, and the unknown fields, each once. Raises UnreadableFile."""
    if not lines:
        raise _empty(name)
    reader = CellReader(headers.vocabulary)
    records: list[Record] = []
    ignored: dict[str, None] = {}
    for line in lines:
        if isinstance(line, RowError):
            records.append(line)
            continue
        fields, unknown = read_json_row(line, headers, reader)
        ignored |= dict.fromkeys(unknown)
        records.append(fields if isinstance(fields, RowError) else (line.place, fields))
    if ignored and not any(isinstance(each, RowError) or each[1] for each in records):
        raise UnreadableFile(
            codes.NO_KNOWN_COLUMN,
            msg("{where}: no field is known: {names}", where=name, names=list(ignored)),
            _expected(headers),
        )
    return records, tuple(ignored)


def unknown_columns(sheet: Sheet, columns: Sequence[Column | None]) -> Iterator[str]:
    """Unknown headers; for a column that has cells but no header its letters, such as (E)."""
    for index, (header, column) in enumerate(zip(sheet.header, columns, strict=True)):
        if column is None and header:
            yield header
        elif column is None and any(_filled(row, index) for row in sheet.rows):
            yield f"({column_letters(index)})"


def _filled(row: RawRow | RowError, index: int) -> bool:
    return isinstance(row, RawRow) and index < len(row.cells) and row.cells[index] is not None


def _no_known_column(sheet: Sheet, name: str, headers: Headers) -> UnreadableFile:
    return UnreadableFile(
        codes.NO_KNOWN_COLUMN,
        msg(
            "{where}: no column of row {row} is known: {names}",
            where=where(name, sheet.place),
            row=sheet.place.row,
            names=[each for each in sheet.header if each],
        ),
        _header_below(sheet, headers) or _expected(headers),
    )


def _header_below(sheet: Sheet, headers: Headers) -> Message | None:
    for row in islice(sheet.rows, HEADER_SEARCH):
        if isinstance(row, RawRow):
            texts = [each for each in row.cells if isinstance(each, str)]
            if headers.known(texts) > 1:
                return msg(
                    "row {row} looks like the header: say so in a mapping, which"
                    " `bokrules columns FILE --as-mapping` begins for you",
                    row=row.place.row,
                )
    return None


def _expected(headers: Headers) -> Message:
    return msg("name the columns after fields: {names}", names=headers.expected)


def where(name: str, place: Place) -> Message | str:
    """The file, and the sheet where there are several."""
    if place.sheet is None:
        return name
    return msg("{file}, sheet `{sheet}`", file=name, sheet=place.sheet)


def _empty(name: str) -> UnreadableFile:
    return UnreadableFile(
        codes.EMPTY_LEDGER,
        msg("{file} holds no rows", file=name),
        msg("a ledger is a row of headers, and a row for each expense below it"),
    )
