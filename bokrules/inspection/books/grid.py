"""A sheet as a grid of raw cells, in which tables are still to be found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from bokrules.base.messages import Message
from bokrules.inspection.ledger import column_letters

Raw: TypeAlias = Any
"""A cell as the reader of workbooks gives it; "" is empty, a BadCell shows an error."""

Row: TypeAlias = Sequence[Raw]
Range: TypeAlias = tuple[int, int, int, int]
"""First row, first column, last row, last column, as indexes into the rows of the grid."""

EMPTY: Row = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """`rows` may differ in length; those without cells are EMPTY. `numbers` are theirs.

    `left` is how many columns the sheet has before the first cell of a row. `merged` is None where
    the kind of file does not tell.
    """

    sheet: str | None
    """In places: None where the file has only one."""
    rows: Sequence[Row]
    numbers: Sequence[int]
    left: int = 0
    merged: tuple[Range, ...] | None = None
    name: str | None = None
    """Of the sheet, even where it is the only one; a csv file has none."""

    def letters(self, column: int) -> str:
        """As the spreadsheet names the column."""
        return column_letters(column + self.left)


@dataclass(frozen=True, slots=True)
class GridFile:
    """All sheets of a file that hold something, and what is to be said of the file."""

    grids: tuple[Grid, ...]
    notes: tuple[Message, ...] = ()
