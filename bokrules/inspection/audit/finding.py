"""One thing that an audit found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bokrules.base.messages import Message
from bokrules.inspection.published.table import PublishedCell, PublishedRow, PublishedTable


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Where a cell stands: in the file, and in the source document where the table says so."""

    table: str
    file: str
    row: int
    column: str
    line: int | None
    printed: str

    def to_dict(self) -> dict[str, object]:
        return {
            "table": self.table,
            "file": self.file,
            "row": self.row,
            "column": self.column,
            "line": self.line,
            "printed": self.printed,
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found.

    `printed`, `computed` and `difference` are numbers as the table would print them. `cause` is
    what may have happened: a hypothesis, never more. A `remark` is no error of a number: rounding
    by cutting off, cells left blank, spellings.
    """

    check: str
    table: str
    cells: tuple[CellPlace, ...]
    message: Message
    unit: str = ""
    printed: str | None = None
    computed: str | None = None
    difference: str | None = None
    cause: Message | None = None
    remark: bool = False

    def to_dict(self) -> dict[str, object]:
        return {
            "check": self.check,
            "table": self.table,
            "remark": self.remark,
            "unit": self.unit,
            "printed": self.printed,
            "computed": self.computed,
            "difference": self.difference,
            "message": self.message.text(),
            "hypothesis": self.cause.text() if self.cause is not None else None,
            "cells": [each.to_dict() for each in self.cells],
        }


def place_of(table: PublishedTable, cell: PublishedCell) -> CellPlace:
    return CellPlace(table.id, table.file, cell.row, cell.column, cell.line, cell.text)


def places(
    table: PublishedTable, rows: Iterable[PublishedRow], *columns: str
) -> tuple[CellPlace, ...]:
    """These columns of these rows."""
    return tuple(place_of(table, row.cells[each]) for row in rows for each in columns)
