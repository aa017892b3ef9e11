"""The rows that a statement is about, and those of which it cannot be told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from bokrules.base.messages import Message, msg
from bokrules.inspection.audit.counted_rows import counted_rows
from bokrules.inspection.audit.finding import CellPlace, places
from bokrules.inspection.published.roles import Role
from bokrules.inspection.published.rules import Statement
from bokrules.inspection.published.table import PublishedRow, PublishedTable

TableRow: TypeAlias = tuple[PublishedTable, PublishedRow]


@dataclass(frozen=True, slots=True)
class StatementRows:
    """The rows that meet the condition of a statement, every unit once, and those that may.

    A row may meet it where a number is `blank`, or only a divisor is 0 (`undivided`). What is blank
    is not known; it is never 0.
    """

    meeting: tuple[TableRow, ...]
    blank: tuple[TableRow, ...]
    undivided: tuple[TableRow, ...]
    printed: int
    """Meeting, if repeated rows count as often as they are printed."""

    @property
    def unknown(self) -> tuple[TableRow, ...]:
        return self.blank + self.undivided

    def cells(self) -> tuple[CellPlace, ...]:
        found: tuple[CellPlace, ...] = ()
        for table, row in self.meeting:
            column = table.column(Role.NAME) or next(iter(table.columns))
            found += places(table, [row], column)
        return found


def rows_of(statement: Statement, tables: Iterable[PublishedTable]) -> StatementRows:
    meeting: list[TableRow] = []
    blank: list[TableRow] = []
    undivided: list[TableRow] = []
    printed = 0
    where = statement.where
    for table in tables:
        counted = {row.row for row in counted_rows(table)}
        for row in table.units():
            holds = True if where is None else where.holds(row)
            printed += holds is True
            if row.row not in counted:
                continue
            if holds is True:
                meeting.append((table, row))
            elif holds is None and where is not None:
                (blank if where.is_blank(row) else undivided).append((table, row))
    return StatementRows(tuple(meeting), tuple(blank), tuple(undivided), printed)


def with_unknown(computed: Message, blank: int, undivided: int) -> Message:
    """The words with how many rows are not known behind them, and why."""
    words: list[Message] = []
    if blank:
        words.append(msg("{n} without a number", n=blank))
    if undivided:
        words.append(msg("{n} with a divisor of 0", n=undivided))
    if not words:
        return computed
    return msg("{computed}, and {unknown}", computed=computed, unknown=words)


def row_name(table: PublishedTable, row: PublishedRow) -> str:
    column = table.column(Role.NAME) or table.column(Role.LABEL)
    return row.text(column) or str(row.row)
