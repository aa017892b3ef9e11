"""The lines of the monthly plan (RPK/POA)."""

from __future__ import annotations

from collections.abc import Iterator

from bokrules.base import codes
from bokrules.base.errors import InvalidValue
from bokrules.base.messages import msg
from bokrules.inspection.books import cells, kinds
from bokrules.inspection.books.cash_words import kind_of_words
from bokrules.inspection.books.grid import Row
from bokrules.inspection.books.kinds import MONTHS
from bokrules.inspection.books.lines import PlanLine
from bokrules.inspection.books.table_rows import CellFault, ReadTable, Rows
from bokrules.inspection.books.tables import Table
from bokrules.inspection.dates import month_in


def read_plan(table: Table, file: str | None) -> tuple[tuple[PlanLine, ...], ReadTable]:
    """A line for each month that a row ticks; one for a row of a month's sheet.

    A row without an activity belongs to that above it. An amount in a month's own column is that
    month's; else the row's amount stands on its first line, for it is one sum for all months.
    """
    rows = Rows(table, file)
    lines = tuple(_lines(rows))
    return lines, ReadTable(len(lines), tuple(rows.errors))


def _lines(rows: Rows) -> Iterator[PlanLine]:
    ticked = [(n, at) for n, name in enumerate(MONTHS, 1) if (at := rows.column(name)) is not None]
    activity = ""
    for at, row in rows:
        given = rows.text(row, kinds.ACTIVITY)
        first = given or next(
            (cells.text(each) for each in row if isinstance(each, str) and each), ""
        )
        if kind_of_words(first, None) is not None or not any(map(cells.text, row[1:])):
            continue
        activity = given or activity
        try:
            months = _months(rows, row, ticked)
            amount = rows.amount(row, kinds.FUNDING)
        except CellFault as fault:
            rows.refuse(at, fault.column, fault.error)
            continue
        details = " ".join(filter(None, [rows.text(row, kinds.DETAILS)]))
        aim, target = rows.text(row, kinds.AIM), rows.text(row, kinds.TARGET)
        for place, (month, own) in enumerate(months):
            yield PlanLine(
                place=rows.place(at),
                unit=rows.text(row, kinds.UNIT) or rows.unit,
                activity=activity,
                details=details,
                target="; ".join(each for each in (aim, target) if each) or None,
                location=rows.text(row, kinds.PLACE),
                performer=rows.text(row, kinds.PERFORMER),
                year=rows.period.year,
                month=month,
                amount=own if own is not None else amount if place == 0 else None,
            )


def _months(
    rows: Rows, row: Row, ticked: list[tuple[int, int]]
) -> list[tuple[int | None, int | None]]:
    """The months of a row, each with an amount of its own if it has one."""
    found: list[tuple[int | None, int | None]] = []
    for ticked_month, column in ticked:
        if not cells.is_empty(row[column]):
            found.append((ticked_month, _amount_in_month(row[column])))
    if found:
        return found
    written = rows.text(row, kinds.MONTH)
    if written is None:
        return [(rows.period.month, None)]
    month: int | None = month_in(written.split()[0])
    if month is None and written.isdigit() and 1 <= int(written) <= 12:
        month = int(written)
    if month is None:
        raise CellFault(
            rows.column(kinds.MONTH),
            InvalidValue(
                codes.UNREADABLE_CELL,
                msg("`{value}` is no month", value=written),
                msg("write one month, such as Mei"),
            ),
        )
    return [(month, None)]


def _amount_in_month(raw: object) -> int | None:
    """A tick is often 1, v or x: a small number is no amount."""
    try:
        amount = cells.amount(raw, "")
    except InvalidValue:
        return None
    return amount if amount is not None and amount >= 1000 else None
