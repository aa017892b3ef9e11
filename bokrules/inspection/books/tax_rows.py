"""The lines of the tax book (buku pembantu pajak)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bokrules.base.errors import InvalidValue
from bokrules.inspection.books import cells, kinds
from bokrules.inspection.books.cash_words import kind_of_words
from bokrules.inspection.books.grid import Row
from bokrules.inspection.books.heads import DEPOSITED, WITHHELD, HeadReader
from bokrules.inspection.books.lines import TaxLine
from bokrules.inspection.books.table_rows import CellFault, ReadTable, Rows
from bokrules.inspection.books.tables import Table


def read_taxes(
    table: Table, reader: HeadReader, file: str | None
) -> tuple[tuple[TaxLine, ...], ReadTable]:
    """A line for each tax of a row.

    A column without a tax in its head holds that which the row's description names; where it names
    none or several, it is not known. A sum of taxes that stand beside it is left out.
    """
    rows = Rows(table, file)
    lines = _TaxRows(rows, reader)
    found = tuple(lines.read())
    return found, ReadTable(len(found), tuple(rows.errors), tuple(lines.carried))


class _TaxRows:
    def __init__(self, rows: Rows, reader: HeadReader) -> None:
        self._rows, self._reader = rows, reader
        self._taxes = [
            (at, side, tax)
            for at, each in enumerate(rows.table.heads)
            if each.role
            for side, dot, tax in (each.role.partition("."),)
            if dot
        ]
        self._last: date | None = None
        self.carried: list[int] = []

    def read(self) -> Iterator[TaxLine]:
        for at, row in self._rows:
            text = self._rows.text(row, kinds.TEXT) or ""
            words = text or next(
                (cells.text(each) for each in row if isinstance(each, str) and each), ""
            )
            if kind_of_words(words, self._rows.period.month) is not None:
                continue
            try:
                found = self._amounts(row, text)
                day = self._day(at, row) if found else None
            except CellFault as fault:
                self._rows.refuse(at, fault.column, fault.error)
                continue
            for tax, (withheld, deposited) in found.items():
                yield TaxLine(
                    place=self._rows.place(at),
                    unit=self._rows.text(row, kinds.UNIT) or self._rows.unit,
                    voucher=self._rows.text(row, kinds.VOUCHER),
                    description=text,
                    tax=tax,
                    withheld=withheld,
                    deposited=deposited,
                    date=day,
                )

    def _amounts(self, row: Row, text: str) -> dict[str | None, tuple[int | None, int | None]]:
        found: dict[str | None, list[int | None]] = {}
        for at, side, tax in self._taxes:
            amount = self._amount(row, at)
            if amount:
                found.setdefault(tax, [None, None])[side == DEPOSITED] = amount
        sides = {side for _, side, tax in self._taxes}
        for role, side in ((kinds.RECEIVED, WITHHELD), (kinds.SPENT, DEPOSITED)):
            column = self._rows.column(role)
            amount = self._amount(row, column) if column is not None else None
            if amount and not (
                side in sides and any(each[side == DEPOSITED] for each in found.values())
            ):
                found.setdefault(self._named(row, text), [None, None])[side == DEPOSITED] = amount
        return {tax: (withheld, deposited) for tax, (withheld, deposited) in found.items()}

    def _named(self, row: Row, text: str) -> str | None:
        return self._reader.tax_in(self._rows.text(row, kinds.TAX) or "") or self._reader.tax_in(
            text
        )

    def _amount(self, row: Row, at: int) -> int | None:
        try:
            return cells.amount(row[at], self._rows.table.written(at))
        except InvalidValue as error:
            raise CellFault(at, error) from None

    def _day(self, at: int, row: Row) -> date | None:
        column = self._rows.column(kinds.DATE)
        if column is None:
            return None
        try:
            day = cells.day(row[column], self._rows.table.written(column), self._rows.period)
        except InvalidValue as error:
            raise CellFault(column, error) from None
        if day is None and self._last is not None:
            self.carried.append(self._rows.table.grid.numbers[at])
            return self._last
        self._last = day
        return day
