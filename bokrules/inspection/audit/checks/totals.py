"""`jumlah`: a stated total against the sum of the rows above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from bokrules.base.messages import msg
from bokrules.inspection.audit.causes import likely_slip
from bokrules.inspection.audit.figures import figure
from bokrules.inspection.audit.finding import Finding, places
from bokrules.inspection.published.document import Document
from bokrules.inspection.published.notation import Kind
from bokrules.inspection.published.roles import Role
from bokrules.inspection.published.table import PublishedRow, PublishedTable

NAME = "jumlah"


def totals(document: Document) -> Iterator[Finding]:
    """Totals that are not the sum; rows without a value add nothing.

    A total that is neither that of all units nor that of those since the total before is one.
    """
    for table in document.tables:
        columns = [
            name
            for name, role in table.columns.items()
            if role.kind in (Kind.RUPIAH, Kind.COUNT) and role is not Role.LINE
        ]
        units = list(table.units())
        since: list[PublishedRow] = []
        for row in table.rows:
            if not table.is_total(row):
                since.append(row)
                continue
            for column in columns:
                yield from _wrong(table, row, column, (units, since))
            since = []


def _wrong(
    table: PublishedTable,
    row: PublishedRow,
    column: str,
    summed: tuple[Sequence[PublishedRow], Sequence[PublishedRow]],
) -> Iterator[Finding]:
    cell = row.cells[column]
    sums = [
        sum((each.value(column) or Fraction(0) for each in rows), Fraction(0)) for rows in summed
    ]
    if cell.value is None or cell.value in sums:
        return
    is_last = not any(table.is_total(each) for each in table.rows if each.row > row.row)
    exact = sums[0] if is_last else sums[1]
    computed = figure(exact)
    yield Finding(
        check=NAME,
        table=table.id,
        cells=places(table, [row], column),
        unit=_called(table, row),
        printed=cell.text,
        computed=computed,
        difference=figure(cell.value - exact),
        message=msg(
            "column {column}: the total is printed as {printed}, the rows sum to {computed}",
            column=column,
            printed=cell.text,
            computed=computed,
        ),
        cause=likely_slip(cell.value, exact),
    )


def _called(table: PublishedTable, row: PublishedRow) -> str:
    total = table.rules.total
    return row.text(total.column) if total is not None else table.name(row)
