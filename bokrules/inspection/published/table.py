"""A published table: rows of cells that know where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from bokrules.inspection.published.notation import Number, Reading
from bokrules.inspection.published.roles import Role
from bokrules.inspection.published.rules import TableRules


@dataclass(frozen=True, slots=True)
class PublishedCell:
    """What is printed in a cell, where, and how it is read."""

    text: str
    reading: Reading
    column: str
    row: int
    """The row of the file, as the user sees it."""
    line: int | None = None
    """The line of the source document, where the table says so."""

    @property
    def value(self) -> Fraction | None:
        """Rupiah, points of percent or a count; None where no number is printed."""
        return self.reading.value if isinstance(self.reading, Number) else None


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """One row of a table, its cells by column."""

    row: int
    line: int | None
    cells: Mapping[str, PublishedCell]

    def text(self, column: str | None) -> str:
        return self.cells[column].text if column is not None else ""

    def value(self, column: str) -> Fraction | None:
        return self.cells[column].value


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """`columns` are those of the file in their order, with their roles."""

    id: str
    number: str
    title: str
    file: str
    columns: Mapping[str, Role]
    rows: tuple[PublishedRow, ...]
    rules: TableRules

    def column(self, role: Role) -> str | None:
        """The first column of a role."""
        return next((name for name, each in self.columns.items() if each is role), None)

    def columns_of(self, *roles: Role) -> list[str]:
        return [name for name, each in self.columns.items() if each in roles]

    def units(self) -> Iterator[PublishedRow]:
        """The rows without the totals."""
        return (row for row in self.rows if not self.is_total(row))

    def is_total(self, row: PublishedRow) -> bool:
        """Whether the row is a sum of others."""
        total = self.rules.total
        return total is not None and row.text(total.column) in total.values

    def key(self, row: PublishedRow) -> tuple[str, ...] | None:
        """What identifies a row in other tables; None where a part of it is blank."""
        parts = tuple(row.text(each) for each in self.rules.key)
        return parts if parts and all(parts) else None

    def name(self, row: PublishedRow) -> str:
        """What people call the row."""
        named = row.text(self.column(Role.NAME) or self.column(Role.LABEL)) or str(row.row)
        along = [row.text(each) for each in self.rules.key[1:]]
        return " ".join([named, *along])
