"""One row of a ledger, as an inspector points at it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bokrules.base import codes
from bokrules.base.errors import InvalidValue
from bokrules.base.messages import msg
from bokrules.evaluation.row import Place, RowError
from bokrules.inspection.books.lines import CashKind, CashLine
from bokrules.inspection.books.reading import read_books
from bokrules.semantics.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """Where an expense stands, what its text is, and its rupiah where they are given."""

    place: Place
    text: str
    amount: int | None


def ledger_row(
    ledger: Path, vocabulary: Vocabulary, row: int, sheet: str | None = None
) -> LedgerRow:
    """Its place is as `check` tells it: of the only sheet of a file it has no name.

    Raises UnreadableFile, InvalidValue where no row is meant or several are, and what is wrong
    with the row.
    """
    file = read_books(ledger, vocabulary)
    found: list[CashLine | RowError] = [
        line
        for book in file.books.cash
        for line in book.lines
        if line.kind is CashKind.EXPENSE and _is_meant(line.place, row, sheet)
    ]
    found += [each for each in file.errors if _is_meant(each.place, row, sheet)]
    if not found:
        raise InvalidValue(
            codes.INVALID_VALUE,
            msg("{file}: there is no expense in row {row}", file=str(ledger), row=row),
            msg("give the number that the spreadsheet shows beside the row"),
        )
    if len(found) > 1:
        raise InvalidValue(
            codes.INVALID_VALUE,
            msg("{file}: several sheets have a row {row}", file=str(ledger), row=row),
            msg("name the sheet with --sheet"),
        )
    line = found[0]
    if isinstance(line, RowError):
        raise line.error
    amount = line.facts.get("nilai")
    text = str(line.facts.get("uraian") or "")
    return LedgerRow(line.place, text, amount if isinstance(amount, int) else None)


def _is_meant(place: Place, row: int, sheet: str | None) -> bool:
    """Of a workbook with one table a place has no sheet, and any name means it."""
    return place.row == row and (sheet is None or place.sheet in (None, sheet))
