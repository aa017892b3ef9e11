"""The lines of a district's standard of unit prices."""

from __future__ import annotations

from collections.abc import Iterator

from bokrules.base.errors import InvalidValue
from bokrules.base.messages import msg
from bokrules.inspection.books import cells, kinds
from bokrules.inspection.books.grid import Row
from bokrules.inspection.books.lines import PriceLine
from bokrules.inspection.books.table_rows import CellFault, ReadTable, Rows
from bokrules.inspection.books.tables import Table


def read_prices(table: Table, file: str | None) -> tuple[tuple[PriceLine, ...], ReadTable]:
    """The rows with a price; those without one are headings of groups."""
    rows = Rows(table, file)
    lines = tuple(_lines(rows))
    return lines, ReadTable(len(lines), tuple(rows.errors))


def _lines(rows: Rows) -> Iterator[PriceLine]:
    for at, row in rows:
        try:
            price = rows.amount(row, kinds.PRICE)
            item = rows.text(row, kinds.TEXT)
            if price is None or item is None:
                continue
            yield PriceLine(
                place=rows.place(at),
                item=item,
                measure=rows.text(row, kinds.MEASURE),
                price=price,
                year=_year(rows, row),
            )
        except CellFault as fault:
            rows.refuse(at, fault.column, fault.error)


def _year(rows: Rows, row: Row) -> int | None:
    column = rows.column(kinds.YEAR)
    if column is None or cells.is_empty(row[column]):
        return rows.period.year
    text = cells.text(row[column])
    if not (text.isdigit() and len(text) == 4):
        error: InvalidValue = cells.unreadable(text, rows.table.written(column), msg("a year"))
        raise CellFault(column, error)
    return int(text)
