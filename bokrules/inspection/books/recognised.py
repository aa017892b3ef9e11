"""What was recognised of a file, to be shown to who gave it."""

from __future__ import annotations

from dataclasses import dataclass

from bokrules.base.dates import month_message
from bokrules.base.messages import Message, msg
from bokrules.evaluation.row import Place
from bokrules.inspection.books.kinds import SheetKind
from bokrules.inspection.books.table_rows import ReadTable
from bokrules.inspection.books.tables import Table
from bokrules.inspection.books.titles import Found

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class RecognisedColumn:
    """A column by its letters, its head as written, and the role or fact it was taken for."""

    letters: str
    head: str
    role: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognisedSheet:
    """One table of a sheet: several where they stand one below another.

    `kind` is None where the sheet was not recognised: `why` says why, and nothing of it was read.
    """

    place: Place
    kind: SheetKind | None
    why: Message | None = None
    head_rows: tuple[int, ...] = ()
    columns: tuple[RecognisedColumn, ...] = ()
    unit: Found | None = None
    year: Found | None = None
    month: Found | None = None
    lines: int = 0
    carried_days: tuple[int, ...] = ()
    """Rows without a date, which were given that of the row above."""
    outside_month: tuple[int, ...] = ()
    """Rows with a date that is not in the month of the sheet: they are kept."""

    @property
    def ignored(self) -> tuple[str, ...]:
        """Columns with a head that were taken for nothing."""
        return tuple(each.head for each in self.columns if each.role is None and each.head)


def outside_note(table: RecognisedSheet) -> Message:
    """A note on rows that may have a wrong date, or stand in the wrong sheet."""
    assert table.year is not None
    assert table.month is not None
    rows = table.outside_month
    return msg(
        "{n} lines are dated outside {month}{sheet}: rows {rows}{more}",
        n=len(rows),
        month=month_message(int(table.year.value), int(table.month.value)),
        sheet=f" (`{table.place.sheet}`)" if table.place.sheet else "",
        rows=list(rows[:_SHOWN]),
        more=", …" if len(rows) > _SHOWN else "",
    )


def recognised(table: Table, read: ReadTable, file: str | None) -> RecognisedSheet:
    """A table that was read."""
    grid = table.grid
    return RecognisedSheet(
        place=Place(grid.numbers[table.head], grid.sheet, "", file),
        kind=table.kind,
        head_rows=tuple(grid.numbers[table.head : table.head + table.depth]),
        columns=tuple(
            RecognisedColumn(grid.letters(at), each.written, each.role)
            for at, each in enumerate(table.heads)
        ),
        unit=table.titles.unit,
        year=table.titles.year,
        month=table.titles.month,
        lines=read.lines,
        carried_days=read.carried_days,
        outside_month=read.outside_month,
    )
