"""Rows whose cells have a type, but no format of their own: those of .xls, .ods and .csv."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TypeAlias

from bokrules.inspection.ledger import column_letters
from bokrules.inspection.workbook_looks.look import (
    PLAIN_ROW,
    Alignment,
    CellLook,
    CellStyle,
    ColumnLook,
    Kind,
    Range,
    Row,
    SheetLook,
    Visibility,
)
from bokrules.inspection.workbook_looks.serials import serial_of
from bokrules.inspection.xlsx_file import LARGEST_EXACT

Value: TypeAlias = object
"""A text, a number, a boolean, a day, a time, a duration, or None."""
NumberedRow: TypeAlias = tuple[int, Sequence[Value]]

_TOP = Alignment(vertical="top")
STYLES = (
    CellStyle(),
    CellStyle(alignment=Alignment(vertical="top", wraps=True)),
    CellStyle("dd/mm/yyyy", alignment=_TOP),
    CellStyle("dd/mm/yyyy hh:mm", alignment=_TOP),
    CellStyle("hh:mm:ss", alignment=_TOP),
    CellStyle("[h]:mm:ss", alignment=_TOP),
    CellStyle(alignment=_TOP),
)
_TEXT, _DAY, _MOMENT, _TIME, _DURATION, _NUMBER = range(1, len(STYLES))
_LEAST_WIDTH, _MOST_WIDTH, _BESIDE_TEXT = 8, 50, 2
_LAST_SHORT = 5
"""Rows up to here may be titles, which run over the cells beside them."""


def typed_sheet(
    name: str,
    rows: Sequence[NumberedRow],
    first_column: int = 0,
    *,
    merges: tuple[Range, ...] = (),
    visibility: Visibility = Visibility.VISIBLE,
) -> SheetLook:
    """`rows` by their number from 1. Columns are as wide as their texts, within reason."""
    return SheetLook(
        name=name,
        rows=lambda: _rows(rows, first_column),
        last_filled=_last_filled(rows, first_column),
        visibility=visibility,
        columns=tuple(_widths(rows, first_column)),
        merges=merges,
    )


def _rows(rows: Sequence[NumberedRow], first_column: int) -> Iterator[Row]:
    width = max((len(cells) for _, cells in rows), default=0)
    letters = [column_letters(first_column + each) for each in range(width)]
    for number, cells in rows:
        yield (
            number,
            PLAIN_ROW,
            [
                _cell(at, value)
                for at, value in zip(letters, cells, strict=False)
                if value is not None and value != ""
            ],
        )


def _cell(at: str, value: Value) -> CellLook:
    match value:
        case str():
            return at, _TEXT, "s", value
        case bool():
            return at, _NUMBER, "b", str(int(value))
        case datetime():
            return at, _MOMENT, "n", serial_of(value)
        case date():
            return at, _DAY, "n", serial_of(value)
        case time():
            return at, _TIME, "n", serial_of(value)
        case timedelta():
            return at, _DURATION, "n", serial_of(value)
        case _:
            return at, _NUMBER, *_number(value)


def _number(value: object) -> tuple[Kind, str]:
    number = Decimal(repr(value))
    if not number.is_finite():
        return "e", "#NUM!"
    is_whole = number == number.to_integral_value() and abs(number) < LARGEST_EXACT
    return "n", str(int(number)) if is_whole else repr(value)


def _last_filled(rows: Sequence[NumberedRow], first_column: int) -> Callable[[int, int], int]:
    def last(row: int, column: int) -> int:
        ends = (
            first_column
            + max((at for at, value in enumerate(cells) if _is_filled(value)), default=-1)
            for number, cells in rows
            if number >= row
        )
        return max((each for each in ends if each > column), default=-1)

    return last


def _is_filled(value: Value) -> bool:
    return value is not None and value != ""


def _widths(rows: Sequence[NumberedRow], first_column: int) -> Iterator[ColumnLook]:
    found: dict[int, int] = {}
    for number, cells in rows:
        is_title = number <= _LAST_SHORT and sum(map(_is_filled, cells)) == 1
        for at, value in enumerate(cells if not is_title else ()):
            found[at] = max(found.get(at, 0), _shown_length(value))
    for at, length in sorted(found.items()):
        width = min(max(length + _BESIDE_TEXT, _LEAST_WIDTH), _MOST_WIDTH)
        yield ColumnLook(first_column + at, first_column + at, Decimal(width))


def _shown_length(value: Value) -> int:
    match value:
        case str():
            return max(map(len, value.split("\n")))
        case datetime():
            return 16
        case date():
            return 10
        case _:
            return len(str(value)) if value is not None else 0
