"""What the readers of all kinds of tables share: the rows of a table, their cells and errors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bokrules.base.errors import InvalidValue
from bokrules.evaluation.row import Place, RowError
from bokrules.inspection.books import cells
from bokrules.inspection.books.cash_words import is_closing
from bokrules.inspection.books.cells import Period
from bokrules.inspection.books.grid import Raw, Row
from bokrules.inspection.books.tables import Table


@dataclass(frozen=True, slots=True)
class ReadTable:
    """How many rows were read, which could not be, and which took a day from above."""

    lines: int = 0
    errors: tuple[RowError, ...] = ()
    carried_days: tuple[int, ...] = ()
    outside_month: tuple[int, ...] = ()
    """Rows with a day that is not in the month of their sheet."""
    unread_cells: tuple[RowError, ...] = ()
    """Cells of rows that were read without them."""


@dataclass(slots=True)
class Rows:
    """The rows of a table up to the block of signatures, padded to the width of its heads."""

    table: Table
    file: str | None
    errors: list[RowError] = field(default_factory=list)
    unread_cells: list[RowError] = field(default_factory=list)
    period: Period = field(init=False)
    unit: str | None = field(init=False)

    def __post_init__(self) -> None:
        titles = self.table.titles
        year, month = titles.year, titles.month
        self.period = Period(int(year.value) if year else None, int(month.value) if month else None)
        self.unit = str(titles.unit.value) if titles.unit else None

    def __iter__(self) -> Iterator[tuple[int, Row]]:
        """Index in the grid, and cells."""
        table, width = self.table, len(self.table.heads)
        for at in range(table.body, table.end):
            row = table.grid.rows[at]
            if not row:
                continue
            if may_close(row) and is_closing(row):
                return
            yield at, row if len(row) >= width else [*row, *[""] * (width - len(row))]

    def column(self, role: str) -> int | None:
        """The column that plays a role."""
        return self.table.column(role)

    def place(self, at: int, column: int | None = None) -> Place:
        """Of a row, or of one of its cells."""
        grid = self.table.grid
        return Place(grid.numbers[at], grid.sheet, self.table.written(column), self.file)

    def refuse(self, at: int, column: int | None, error: InvalidValue) -> None:
        """Keep the error of a row, which is not read."""
        self.errors.append(RowError(self.place(at, column), error))

    def do_without(self, at: int, faults: Iterable[CellFault]) -> None:
        """Keep the errors of cells of a row that is read without them."""
        self.unread_cells += (RowError(self.place(at, each.column), each.error) for each in faults)

    # ---- cells by role ----

    def raw(self, row: Row, role: str) -> Raw:
        """Empty where there is no such column."""
        column = self.table.column(role)
        return "" if column is None else row[column]

    def text(self, row: Row, role: str) -> str | None:
        """None for an empty cell or a dash."""
        raw = self.raw(row, role)
        return None if cells.is_empty(raw) else cells.text(raw)

    def amount(self, row: Row, role: str) -> int | None:
        """Raises CellFault."""
        column = self.table.column(role)
        if column is None:
            return None
        try:
            return cells.amount(row[column], self.table.written(column))
        except InvalidValue as error:
            raise CellFault(column, error) from None


def may_close(row: Row) -> bool:
    """A few texts and nothing else: a line of a table has more."""
    filled = [each for each in row if each != ""]
    return len(filled) < 4 and all(isinstance(each, str) for each in filled)


class CellFault(Exception):
    """A cell that cannot be read."""

    def __init__(self, column: int | None, error: InvalidValue) -> None:
        super().__init__(column, error)
        self.column = column
        self.error = error
