"""One row of a ledger, as an inspector points at it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bokrules.base import codes
from bokrules.base.errors import InvalidValue
from bokrules.base.messages import msg
from bokrules.evaluation.row import Place, RowError
from bokrules.inspection.ledger_file import read_ledger
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
    found = []
    for record in read_ledger(ledger, vocabulary).records:
        place = record.place if isinstance(record, RowError) else record[0]
        if place.row == row and (sheet is None or place.sheet in (None, sheet)):
            found.append(record)
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
    record = found[0]
    if isinstance(record, RowError):
        raise record.error
    place, fields = record
    amount = fields.get("nilai")
    text = str(fields.get("uraian") or "")
    return LedgerRow(place, text, amount if isinstance(amount, int) else None)
