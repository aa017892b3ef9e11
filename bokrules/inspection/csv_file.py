"""Ledgers as comma-separated values. Strict on purpose: nothing is guessed in silence."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import NoReturn

from bokrules.base import codes
from bokrules.base.errors import InvalidValue, UnreadableFile
from bokrules.base.messages import msg
from bokrules.evaluation.table import Place, RowError
from bokrules.inspection.columns import Headers
from bokrules.inspection.ledger import RawRow, Sheet, column_letters
from bokrules.inspection.text_file import decode

COMMA = ","
LONGEST_CELL = 1_000_000
"""Characters: a longer one comes from a quote that is never closed."""
OTHER_DELIMITERS = (";", "\t", "|")
_BLANK = ' \t\r\n"' + COMMA + "".join(OTHER_DELIMITERS)
_TAB_SPELLINGS = ("tab", "\\t")


def read_csv(
    data: bytes,
    name: str,
    headers: Headers,
    *,
    delimiter: str | None = None,
    encoding: str | None = None,
    any_delimiter: bool = False,
) -> list[Sheet]:
    """The one sheet of a csv file: its first line that is not empty is the header.

    `any_delimiter` takes the one that makes the header known, where none can be given.

    A row's number is the line where it starts. Raises UnreadableFile. A row with more cells than
    the header is a RowError; one with fewer lacks the last ones.
    """
    text = decode(data, name, encoding)
    separator = delimiter_of(text, name, headers, delimiter, any_delimiter=any_delimiter)
    records = csv_records(text, name, separator)
    first = next(records, None)
    if first is None:
        return []
    line, cells = first
    if isinstance(cells, UnreadableFile):
        raise cells
    header = [" ".join(each.split()) for each in cells]
    while header and not header[-1]:
        header.pop()
    rows = [
        RowError(Place(line), cells)
        if isinstance(cells, UnreadableFile)
        else csv_row(line, cells, len(header))
        for line, cells in records
    ]
    return [Sheet(Place(line), header, rows)]


def delimiter_of(
    text: str,
    name: str,
    headers: Headers,
    delimiter: str | None,
    *,
    any_delimiter: bool = False,
) -> str:
    """What separates the cells of a text that begins like this. Raises UnreadableFile."""
    separator = separator_of(delimiter, name)
    if delimiter is None:
        number, likely = _likely_delimiter(text, headers)
        if any_delimiter:
            return likely
        if likely != COMMA:
            _report_delimiter(likely, number, name)
    return separator


def separator_of(delimiter: str | None, name: str) -> str:
    if delimiter is None:
        return COMMA
    if delimiter.casefold() in _TAB_SPELLINGS:
        return "\t"
    if len(delimiter) != 1 or delimiter in '"\r\n':
        raise UnreadableFile(
            codes.BAD_DELIMITER,
            msg("{file}: `{delimiter}` cannot separate cells", file=name, delimiter=delimiter),
            msg("give one character such as ';', or tab"),
        )
    return delimiter


_WHY = {
    "unexpected end of data": msg("a quotation mark is not closed"),
    "field larger than field limit (1000000)": msg("a cell is longer than 1000000 characters"),
}


def csv_records(
    text: str, name: str, separator: str
) -> Iterator[tuple[int, list[str] | UnreadableFile]]:
    """Records that are not empty, with the line where each starts; last, where reading ended."""
    return records_in(io.StringIO(text, newline=""), name, separator)


def records_in(
    lines: Iterable[str], name: str, separator: str
) -> Iterator[tuple[int, list[str] | UnreadableFile]]:
    """As `csv_records`, of lines that are read as they are needed."""
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_CELL))
    reader = csv.reader(iter(lines), delimiter=separator, strict=True)
    start = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as fault:
            error = UnreadableFile(
                codes.UNREADABLE_FILE,
                msg(
                    "{file}: from line {line} on the file cannot be read: {why}",
                    file=name,
                    line=start,
                    why=_WHY.get(str(fault), str(fault)),
                ),
                msg("look there for a quotation mark that is not closed, or not doubled"),
            )
            yield start, error
            return
        if cells is None:
            return
        if any(not each.isspace() for each in cells if each):
            yield start, cells
        start = reader.line_num + 1


def csv_row(line: int, cells: Sequence[str], columns: int) -> RawRow | RowError:
    """A record under a header of so many columns; one that has more cells is a RowError."""
    place = Place(line)
    stripped = [each.strip() or None for each in cells]
    while len(stripped) > columns and stripped[-1] is None:
        stripped.pop()
    if len(stripped) > columns:
        return RowError(
            Place(line, column=column_letters(columns)),
            InvalidValue(
                codes.RAGGED_ROW,
                msg(
                    "the row has {n} cells, the header only {columns}",
                    n=len(stripped),
                    columns=columns,
                ),
                msg("put a text that holds the separator between quotation marks"),
            ),
        )
    return RawRow(place, stripped)


def _likely_delimiter(text: str, headers: Headers) -> tuple[int, str]:
    """The line of the header, and the comma, unless it is known only with another delimiter."""
    lines = enumerate(io.StringIO(text, newline=""), start=1)
    number, line = next((each for each in lines if each[1].strip(_BLANK)), (0, ""))
    known = {each: _known(line, each, headers) for each in (COMMA, *OTHER_DELIMITERS)}
    best = max(known, key=lambda each: known[each])
    return number, COMMA if known[COMMA] else best


def _report_delimiter(delimiter: str, line: int, name: str) -> NoReturn:
    shown = "tab" if delimiter == "\t" else delimiter
    raise UnreadableFile(
        codes.BAD_DELIMITER,
        msg(
            "{file}: the cells of line {line} are separated by '{delimiter}', not by ','",
            file=name,
            line=line,
            delimiter=shown,
        ),
        msg("pass the separator (--delimiter '{delimiter}')", delimiter=shown),
    )


def _known(line: str, delimiter: str, headers: Headers) -> int:
    return headers.known([each.strip().strip('"') for each in line.split(delimiter)])
