"""What a reader of ledger files hands on: sheets with a header, rows with their places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TypeAlias

from bokrules.evaluation.table import Place, RowError


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell that shows an error such as #REF!, or a formula that was never calculated."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class PercentCell:
    """A number of a workbook that is shown as a percentage, in points: 58.85 for 58,85%."""

    points: Decimal

    def __str__(self) -> str:
        return f"{self.points:f}".replace(".", ",") + "%"


Cell: TypeAlias = (
    str | int | Decimal | bool | date | datetime | time | timedelta | BadCell | PercentCell | None
)
"""One raw cell. None is an empty one; a text is never blank. There are no floats."""


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as it stands in the file, never entirely empty, never longer than the header."""

    place: Place
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of a ledger: `header` are its columns as the user wrote them ('' has no name)."""

    place: Place
    """Of the header; its `sheet` is None where the file has only one."""
    header: Sequence[str]
    rows: Sequence[RawRow | RowError]


def column_letters(index: int) -> str:
    """The name that a spreadsheet shows for a column, counted from 0: A, B, …, Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
