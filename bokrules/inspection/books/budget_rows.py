"""The lines of a budget (RKA/DPA): what is bought; the sums of accounts above are not lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bokrules.base.errors import InvalidValue
from bokrules.inspection.books import cells, kinds
from bokrules.inspection.books.cash_words import kind_of_words
from bokrules.inspection.books.grid import Row
from bokrules.inspection.books.lines import BudgetLine
from bokrules.inspection.books.table_rows import CellFault, ReadTable, Rows
from bokrules.inspection.books.tables import Table

_CODE = re.compile(r"[0-9]+(?:[. ][0-9]+)*\.?")
_BULLET = re.compile(r"^[-–•*]\s*")
_GROUP = re.compile(r"\[\s*[#-]\s*\]")
"""How the systems of districts mark a group of lines: [ # ] and [ - ]."""


def read_budget(table: Table, file: str | None) -> tuple[tuple[BudgetLine, ...], ReadTable]:
    """Only leaves. A leaf without a code has that of the account above it."""
    rows = Rows(table, file)
    lines = tuple(_lines(rows))
    return lines, ReadTable(len(lines), tuple(rows.errors))


def _lines(rows: Rows) -> Iterator[BudgetLine]:
    account: str | None = None
    every = list(rows)
    for place, (at, row) in enumerate(every):
        words = rows.text(row, kinds.TEXT) or _first_text(row)
        if kind_of_words(words, None) is not None:
            continue
        code = _code(rows.text(row, kinds.ACCOUNT))
        if code is not None:
            account = code
        if _GROUP.search(words) or not _is_leaf(rows, row, code, every[place + 1 :]):
            continue
        try:
            line = _line(rows, at, row, account)
        except CellFault as fault:
            rows.refuse(at, fault.column, fault.error)
            continue
        yield line


def _line(rows: Rows, at: int, row: Row, account: str | None) -> BudgetLine:
    column = rows.column(kinds.QUANTITY)
    quantity = None
    if column is not None:
        try:
            quantity = cells.quantity(row[column], rows.table.written(column))
        except InvalidValue as error:
            raise CellFault(column, error) from None
    return BudgetLine(
        place=rows.place(at),
        unit=rows.unit,
        account_code=account,
        description=_BULLET.sub("", rows.text(row, kinds.TEXT) or ""),
        coefficients=rows.text(row, kinds.COEFFICIENTS),
        quantity=quantity,
        measure=rows.text(row, kinds.MEASURE),
        price=rows.amount(row, kinds.PRICE),
        amount=rows.amount(row, kinds.AMOUNT),
    )


_COUNTED = (kinds.PRICE, kinds.COEFFICIENTS, kinds.QUANTITY, kinds.MEASURE)


def _is_leaf(rows: Rows, row: Row, code: str | None, below: list[tuple[int, Row]]) -> bool:
    """It has a price or a quantity; or an account whose next row is no part of it."""
    if any(rows.text(row, each) for each in _COUNTED):
        return True
    if rows.text(row, kinds.AMOUNT) is None or code is None:
        return False
    for _, after in below:
        next_code = _code(rows.text(after, kinds.ACCOUNT))
        if next_code is not None:
            return not next_code.startswith((f"{code}.", f"{code} "))
        if kind_of_words(rows.text(after, kinds.TEXT) or _first_text(after), None) is not None:
            return True
        if any(rows.text(after, each) for each in (*_COUNTED, kinds.AMOUNT)):
            return False
    return True


def _code(text: str | None) -> str | None:
    return text.rstrip(".") if text and _CODE.fullmatch(text) else None


def _first_text(row: Row) -> str:
    return next((cells.text(each) for each in row if isinstance(each, str) and each.strip()), "")
