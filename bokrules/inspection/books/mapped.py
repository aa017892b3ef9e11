"""The tables of a sheet of which a mapping says what they are."""

from __future__ import annotations

from dataclasses import replace

from bokrules.base.messages import msg
from bokrules.base.suggestions import did_you_mean
from bokrules.inspection.books.grid import Grid
from bokrules.inspection.books.heads import HeadReader
from bokrules.inspection.books.mapping_yaml import SheetEntry, SheetMappings
from bokrules.inspection.books.tables import Table, Wanted, columns_under, table_at, tables_of
from bokrules.inspection.books.titles import Found, Titles, titles_of, titles_of_name


def mapped_tables(
    grid: Grid, entry: SheetEntry, mappings: SheetMappings, reader: HeadReader
) -> list[Table]:
    """As the entry says; what it leaves open is recognised. Raises UnreadableFile."""
    wanted = Wanted(entry.kind, entry.columns)
    if entry.header is None:
        tables = tables_of(grid, reader, wanted)
    else:
        tables = _at_header(grid, entry, mappings, reader, wanted)
    if tables:
        _check_columns(grid, mappings, wanted, tables)
    said = _said(entry)
    return [replace(each, titles=_over(said, each.titles)) for each in tables]


def header_at(grid: Grid, entry: SheetEntry, mappings: SheetMappings) -> tuple[int, int]:
    """The index of the first row of heads, and how many rows there are."""
    first, last = min(entry.header_rows), max(entry.header_rows)
    at = next((at for at, number in enumerate(grid.numbers) if number == first), None)
    if at is None or at + last - first >= len(grid.rows):
        raise mappings.fault(
            grid.name or "", ("header",), msg("the sheet has no row {row}", row=last), None
        )
    return at, last - first + 1


def _at_header(
    grid: Grid, entry: SheetEntry, mappings: SheetMappings, reader: HeadReader, wanted: Wanted
) -> list[Table]:
    at, depth = header_at(grid, entry, mappings)
    above, named = titles_of(grid, range(at)), titles_of_name(grid.name)
    table = table_at(grid, at, reader, above.kind or named.kind, wanted, depth)
    if table is None:
        return []
    return [replace(table, titles=above.before(named))]


def _check_columns(
    grid: Grid, mappings: SheetMappings, wanted: Wanted, tables: list[Table]
) -> None:
    first = tables[0]
    columns = columns_under(grid, first.head, first.depth)
    for each in wanted.unknown(grid, columns):
        heads = [" / ".join(parts) for parts in columns if parts]
        raise mappings.fault(
            grid.name or "",
            ("columns", each),
            msg("the sheet has no such column"),
            did_you_mean(each, heads) or msg("it has: {names}", names=heads),
        )


def _said(entry: SheetEntry) -> Titles:
    where = msg("the mapping")
    return Titles(
        unit=Found(entry.unit, where) if entry.unit else None,
        year=Found(entry.year, where) if entry.year else None,
        month=Found(entry.month, where) if entry.month else None,
    )


def _over(said: Titles, titles: Titles) -> Titles:
    return replace(said.before(titles), labels=titles.labels)
