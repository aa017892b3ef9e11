"""Which rows of a table count once, although they are printed twice."""

from __future__ import annotations

from bokrules.inspection.published.notation import Number
from bokrules.inspection.published.roles import Role
from bokrules.inspection.published.table import PublishedRow, PublishedTable

AMOUNTS = (Role.ALLOCATION, Role.REALISATION, Role.NEED)
_NOT_COMPARED = (Role.LINE, Role.NUMBER)


def repeated_rows(table: PublishedTable) -> dict[int, PublishedRow]:
    """Rows that print again, cell for cell, what an earlier one prints; by their row number."""
    columns = [name for name, role in table.columns.items() if role not in _NOT_COMPARED]
    first: dict[tuple[str, ...], PublishedRow] = {}
    repeated = {}
    for row in table.units():
        if table.key(row) is None:
            continue
        printed = tuple(row.text(each) for each in columns)
        if printed in first:
            repeated[row.row] = first[printed]
        first.setdefault(printed, row)
    return repeated


def filled_later(table: PublishedTable) -> dict[int, PublishedRow]:
    """Rows without an amount whose unit is printed elsewhere with amounts, by row number."""
    filled: dict[tuple[str, ...], PublishedRow] = {}
    for row in table.units():
        key = table.key(row)
        if key is not None and has_amounts(table, row):
            filled.setdefault(key, row)
    found = {}
    for row in table.units():
        key = table.key(row)
        if key is not None and key in filled and not has_amounts(table, row):
            found[row.row] = filled[key]
    return found


def counted_rows(table: PublishedTable) -> list[PublishedRow]:
    """Every unit once: without repetitions, and without blank rows of units that have amounts."""
    without = repeated_rows(table).keys() | filled_later(table).keys()
    return [row for row in table.units() if row.row not in without]


def has_amounts(table: PublishedTable, row: PublishedRow) -> bool:
    """Whether an amount is printed in the row, and is not 0."""
    columns = table.columns_of(*AMOUNTS) or [
        name for name, role in table.columns.items() if role.kind.value != "text"
    ]
    cells = [row.cells[each] for each in columns if table.columns[each] not in _NOT_COMPARED]
    return any(isinstance(each.reading, Number) and each.value != 0 for each in cells)


def is_heading(table: PublishedTable, row: PublishedRow) -> bool:
    """Whether the row is declared to be a heading."""
    headings = table.rules.headings
    return headings is not None and headings.holds(row) is True
