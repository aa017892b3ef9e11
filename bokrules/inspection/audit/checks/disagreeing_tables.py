"""`beda_tabel`: one value printed differently in two tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bokrules.base.messages import Message, msg
from bokrules.inspection.audit.causes import likely_slip
from bokrules.inspection.audit.counted_rows import counted_rows
from bokrules.inspection.audit.figures import cut_units, exact_figure, figure, rounded_units
from bokrules.inspection.audit.finding import Finding, places
from bokrules.inspection.audit.row_names import called
from bokrules.inspection.audit.unit_names import plain_name
from bokrules.inspection.published.conditions import Measure
from bokrules.inspection.published.document import Document
from bokrules.inspection.published.notation import Broken, Kind, Number
from bokrules.inspection.published.roles import Role
from bokrules.inspection.published.rules import Pair
from bokrules.inspection.published.table import PublishedRow, PublishedTable

NAME = "beda_tabel"


def disagreeing_tables(document: Document) -> Iterator[Finding]:
    """For each pair of tables: rows without a partner, and columns that differ."""
    for pair in document.pairs:
        left, right = document.table(pair.left), document.table(pair.right)
        partners = partners_of(right, pair)
        for row in left.units():
            key = tuple(row.text(each) for each, _ in pair.key)
            if not all(key) or (pair.of is not None and pair.of.holds(row) is not True):
                continue
            partner = partners.get(key)
            if partner is None:
                yield _finding(
                    left, row, pair.key[0][0], msg("table {table} has no such row", table=right.id)
                )
                continue
            for column, measure in pair.columns:
                if row.text(column) or not pair.skip_blank:
                    yield from _compared(left, row, column, right, partner, measure, pair.words)


def partners_of(table: PublishedTable, pair: Pair) -> dict[tuple[str, ...], PublishedRow]:
    """The rows of the right table by their key; of a unit printed twice the one that counts."""
    found: dict[tuple[str, ...], PublishedRow] = {}
    for row in counted_rows(table):
        found.setdefault(tuple(row.text(each) for _, each in pair.key), row)
    return found


def fitting_columns(
    document: Document, table: PublishedTable, row: PublishedRow, code: str
) -> list[str]:
    """The columns that print what another table has for the unit of that code."""
    fitting = []
    for pair in document.pairs:
        if pair.left != table.id or [name for name, _ in pair.key] != [table.column(Role.CODE)]:
            continue
        partner = partners_of(document.table(pair.right), pair).get((code,))
        for column, measure in pair.columns:
            reading = row.cells[column].reading
            value = measure.of(partner) if partner is not None else None
            if isinstance(reading, Number) and value is not None:
                decimals = reading.decimals
                if rounded_units(value, decimals) == rounded_units(reading.value, decimals):
                    fitting.append(column)
    return fitting


def _compared(
    left: PublishedTable,
    row: PublishedRow,
    column: str,
    right: PublishedTable,
    partner: PublishedRow,
    measure: Measure,
    words: Mapping[str, str],
) -> Iterator[Finding]:
    cell = row.cells[column]
    if left.columns[column].kind is Kind.TEXT:
        other = partner.text(measure.column)
        meant = words.get(other, other)
        if cell.text and cell.text.casefold() != meant.casefold():
            message = _differs(column, cell.text, right, measure, other)
            yield _finding(left, row, column, message, partner, right, measure, computed=meant)
        return
    value = measure.of(partner)
    match cell.reading:
        case Number():
            if value is None:
                message = _differs(column, cell.text, right, measure, _shown(partner, measure))
                yield _finding(left, row, column, message, partner, right, measure)
            else:
                yield from _numbers(left, row, column, right, partner, measure)
        case Broken():
            return
        case _:
            if value is not None:
                message = _differs(column, cell.text or "''", right, measure, exact_figure(value))
                yield _finding(
                    left,
                    row,
                    column,
                    message,
                    partner,
                    right,
                    measure,
                    computed=exact_figure(value),
                )


def _numbers(
    left: PublishedTable,
    row: PublishedRow,
    column: str,
    right: PublishedTable,
    partner: PublishedRow,
    measure: Measure,
) -> Iterator[Finding]:
    """Compared to the decimals of the coarser one."""
    cell, value = row.cells[column], measure.of(partner)
    assert isinstance(cell.reading, Number)
    assert value is not None
    reading = partner.cells[measure.column].reading
    decimals = cell.reading.decimals
    if measure.by is None and isinstance(reading, Number):
        decimals = min(decimals, reading.decimals)
    printed = rounded_units(cell.reading.value, decimals)
    if printed == rounded_units(value, decimals):
        return
    is_cut = printed == cut_units(value, decimals)
    is_percent = left.columns[column].kind is Kind.PERCENT
    shown = figure(value, max(decimals, 2)) if is_percent else exact_figure(value)
    yield _finding(
        left,
        row,
        column,
        _differs(column, cell.text, right, measure, shown),
        partner,
        right,
        measure,
        computed=shown,
        difference=exact_figure(cell.reading.value - value),
        cause=msg("the further decimals were cut off instead of rounded")
        if is_cut
        else likely_slip(cell.reading.value, value)
        or _of_another(right, partner, measure, cell.reading),
        remark=is_cut,
    )


def _of_another(
    table: PublishedTable, partner: PublishedRow, measure: Measure, printed: Number
) -> Message | None:
    """Whether it is the value of a unit of the same name, such as the Kab. of a Kota."""
    name = plain_name(table.name(partner))
    for row in table.units():
        if row is not partner and plain_name(table.name(row)) == name:
            value = measure.of(row)
            if value is not None and value == printed.value:
                return msg("it is that of {name}", name=table.name(row))
    return None


def _differs(
    column: str, printed: str, right: PublishedTable, measure: Measure, other: str
) -> Message:
    return msg(
        "{column} is printed as {printed}; by table {table} ({measure}) it is {other}",
        column=column,
        printed=printed,
        table=right.number or right.id,
        measure=str(measure),
        other=other,
    )


def _shown(partner: PublishedRow, measure: Measure) -> str:
    return " / ".join(partner.text(each) or "''" for each in measure.columns)


def _finding(
    left: PublishedTable,
    row: PublishedRow,
    column: str,
    message: Message,
    partner: PublishedRow | None = None,
    right: PublishedTable | None = None,
    measure: Measure | None = None,
    *,
    computed: str | None = None,
    difference: str | None = None,
    cause: Message | None = None,
    remark: bool = False,
) -> Finding:
    cells = places(left, [row], column)
    if partner is not None and right is not None and measure is not None:
        cells += places(right, [partner], *measure.columns)
    return Finding(
        check=NAME,
        table=left.id,
        cells=cells,
        unit=left.name(row) if left.rules.key else called(left, row, left.columns),
        printed=row.text(column),
        computed=computed,
        difference=difference,
        message=message,
        cause=cause,
        remark=remark,
    )
