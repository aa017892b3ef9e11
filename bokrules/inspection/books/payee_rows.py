"""The lines of a list of payees (daftar nominatif)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from bokrules.base import codes
from bokrules.base.errors import InvalidValue
from bokrules.base.messages import msg
from bokrules.inspection.books import cells, kinds
from bokrules.inspection.books.cash_words import kind_of_words
from bokrules.inspection.books.grid import Row
from bokrules.inspection.books.lines import PayeeLine
from bokrules.inspection.books.table_rows import CellFault, ReadTable, Rows
from bokrules.inspection.books.tables import Table
from bokrules.inspection.day_ranges import DayRange, day_ranges_in

_NIP = re.compile(r"(?:nip\.?\s*:?\s*)?((?:[0-9][\s.]?){18}|(?:[0-9]\s?){9})\s*$", re.IGNORECASE)
_COUNTED = re.compile(r"\s*([0-9]{1,3})(?:[.,]0+)?\s*(?:hari|hr|h)?\.?\s*", re.IGNORECASE)
_MOST_DAYS = 100
"""What counts more is no journey."""
_MERGED = (kinds.VOUCHER, kinds.DATE, kinds.DESTINATION, kinds.ACTIVITY)


_NO_NAME = InvalidValue(
    codes.UNREADABLE_CELL,
    msg("the row has an amount, but no name"),
    msg("write who was paid"),
)


def read_payees(table: Table, file: str | None) -> tuple[tuple[PayeeLine, ...], ReadTable]:
    """A line for each run of days: `3, 5 Mei 2010` makes two.

    The amount of several runs stands on the first line, unless the rate for a day times the days is
    the amount. A single day with a number of days is the first of them. A voucher in a merged
    cell, or above the table, is that of all its rows.
    """
    rows = Rows(table, file)
    lines = tuple(_lines(rows))
    return lines, ReadTable(len(lines), tuple(rows.errors))


def _lines(rows: Rows) -> Iterator[PayeeLine]:
    filled = _merged_cells(rows)
    last: dict[str, str] = {}
    for at, row in rows:
        name = rows.text(row, kinds.NAME)
        words = next((cells.text(each) for each in row if isinstance(each, str) and each), "")
        if kind_of_words(words, None) is not None:
            continue
        if name is None:
            if rows.text(row, kinds.AMOUNT) is not None:
                rows.refuse(at, rows.column(kinds.NAME), _NO_NAME)
            continue
        given = {role: _given(rows, at, row, role, filled) for role in _MERGED}
        if rows.table.grid.merged is None:
            for role in (kinds.VOUCHER,):
                last[role] = given[role] = given[role] or last.get(role, "")
        try:
            yield from _of_row(rows, at, row, name, given)
        except CellFault as fault:
            rows.refuse(at, fault.column, fault.error)


def _of_row(
    rows: Rows, at: int, row: Row, name: str, given: Mapping[str, str]
) -> Iterator[PayeeLine]:
    amount = rows.amount(row, kinds.AMOUNT)
    rate = rows.amount(row, kinds.PRICE)
    counted = _counted_days(rows.text(row, kinds.DAYS))
    runs = _through(_days(rows, row, given[kinds.DATE]), counted)
    days = sum((last - first).days + 1 for first, last in runs)
    by_day = rate is not None and amount is not None and days > 0 and rate * days == amount
    person, nip = _person(name, rows.text(row, kinds.NIP))
    for place, (first, last) in enumerate(runs or [(None, None)]):
        own = amount if place == 0 else None
        if by_day and rate is not None and first is not None and last is not None:
            own = rate * ((last - first).days + 1)
        yield PayeeLine(
            place=rows.place(at),
            unit=rows.text(row, kinds.UNIT) or rows.unit,
            voucher=given[kinds.VOUCHER] or None,
            name=person,
            nip=nip,
            first_day=first,
            last_day=last,
            activity=given[kinds.ACTIVITY],
            destination=given[kinds.DESTINATION] or None,
            amount=own,
            days=counted,
            rate=rate,
        )


def _counted_days(written: str | None) -> int | None:
    """`3`, `3 hari`; None for what counts no days of a journey."""
    found = _COUNTED.fullmatch(written or "")
    days = int(found[1]) if found else 0
    return days if 0 < days <= _MOST_DAYS else None


def _through(runs: list[DayRange], counted: int | None) -> list[DayRange]:
    """One day and a number of days: the journey begins on that day."""
    if counted is None or len(runs) != 1 or runs[0][0] != runs[0][1]:
        return runs
    first = runs[0][0]
    return [(first, first + timedelta(days=counted - 1))]


def _person(name: str, nip: str | None) -> tuple[str, str | None]:
    """The name, and the number of a civil servant that often stands below it in the same cell."""
    if nip is not None:
        return name, nip
    found = _NIP.search(name)
    if found is None:
        return name, None
    return name[: found.start()].rstrip(" ,/-"), " ".join(found[1].split())


def _given(rows: Rows, at: int, row: Row, role: str, filled: Mapping[tuple[int, int], str]) -> str:
    """A cell, that of its merged range, or what the title says."""
    column = rows.column(role)
    if column is not None:
        text = rows.text(row, role) or filled.get((at, column), "")
        if text:
            return text
    title = rows.table.titles.labels.get(role)
    return str(title.value) if title is not None else ""


def _merged_cells(rows: Rows) -> dict[tuple[int, int], str]:
    """The texts of merged ranges of one column, for each of their rows."""
    found: dict[tuple[int, int], str] = {}
    columns = {at: role for role in _MERGED if (at := rows.column(role)) is not None}
    grid = rows.table.grid
    for first, left, last, _ in grid.merged or ():
        if left in columns and 0 <= first < last < len(grid.rows):
            row = grid.rows[first]
            text = cells.text(row[left]) if left < len(row) else ""
            found |= {(at, left): text for at in range(first, last + 1)}
    return found


def _days(rows: Rows, row: Row, given: str) -> list[DayRange]:
    column = rows.column(kinds.DATE)
    raw = row[column] if column is not None else ""
    if not given:
        return []
    if isinstance(raw, str):
        period = rows.period
        found = day_ranges_in(given, year=period.year, month=period.month)
        if found is None:
            wanted = msg("days, such as 28 s/d 30 Agustus 2025, or 3, 5 Mei 2010")
            head = rows.table.written(column) or "tanggal"
            raise CellFault(column, cells.unreadable(given, head, wanted))
        return list(found)
    try:
        day: date | None = cells.day(raw, rows.table.written(column), rows.period)
    except InvalidValue as error:
        raise CellFault(column, error) from None
    return [] if day is None else [(day, day)]
