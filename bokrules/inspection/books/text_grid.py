"""A csv file with any separator to a grid, if it holds a book."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from bokrules.base import codes
from bokrules.base.errors import InvalidValue, UnreadableFile
from bokrules.base.messages import msg
from bokrules.evaluation.row import Place, RowError
from bokrules.inspection.books.grid import EMPTY, Grid, Row
from bokrules.inspection.csv_file import COMMA, OTHER_DELIMITERS, csv_records
from bokrules.inspection.ledger import column_letters

SNIFFED = 100
"""Rows of which the separator is told."""


def first_rows(text: str, name: str, separator: str) -> Grid:
    """The top of a file, to see whether a separator makes a table of it."""
    return text_grid(text, name, separator, SNIFFED)[0]


def separators(delimiter: str | None) -> Sequence[str]:
    """Those that are tried, in their order."""
    return (COMMA, *OTHER_DELIMITERS) if delimiter is None else (delimiter,)


def text_grid(
    text: str, name: str, separator: str, most: int | None = None
) -> tuple[Grid, list[RowError]]:
    """The rows that hold something, by the line where they start; where reading ended, an error."""
    rows: list[Row] = []
    numbers: list[int] = []
    errors = []
    for line, cells in islice(csv_records(text, name, separator), most):
        if isinstance(cells, UnreadableFile):
            errors.append(RowError(Place(line), cells))
            continue
        rows.append([each.strip() for each in cells])
        numbers.append(line)
    return Grid(None, rows, numbers), errors


def without_ragged(grid: Grid, body: int, end: int, width: int) -> tuple[Grid, list[RowError]]:
    """Rows with more cells than heads are errors: a separator inside an amount moves all others."""
    rows, errors = list(grid.rows), []
    for at in range(body, end):
        cells = rows[at]
        extra = [each for each in cells[width:] if each]
        if not extra:
            continue
        rows[at] = EMPTY
        errors.append(
            RowError(
                Place(grid.numbers[at], column=column_letters(width)),
                InvalidValue(
                    codes.RAGGED_ROW,
                    msg(
                        "the row has {n} cells, the header only {columns}",
                        n=len(cells),
                        columns=width,
                    ),
                    msg("put a text that holds the separator between quotation marks"),
                ),
            )
        )
    return Grid(grid.sheet, rows, grid.numbers), errors
