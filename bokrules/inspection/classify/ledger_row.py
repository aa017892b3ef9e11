"""One row of a ledger, as an inspector points at it."""

from __future__ import annotations

from pathlib import Path

from bokrules.base import codes
from bokrules.base.errors import InvalidValue
from bokrules.base.messages import msg
from bokrules.evaluation.row import RowError
from bokrules.inspection.ledger_file import read_ledger
from bokrules.semantics.vocabulary import Vocabulary


def text_and_amount(
    ledger: Path, vocabulary: Vocabulary, row: int, sheet: str | None = None
) -> tuple[str, int | None]:
    """The text and the rupiah of a row. Raises UnreadableFile; InvalidValue for no such row."""
    sheets = None if sheet is None else [sheet]
    found = []
    for record in read_ledger(ledger, vocabulary, sheets=sheets).records:
        place = record.place if isinstance(record, RowError) else record[0]
        if place.row == row:
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
    fields = record[1]
    amount = fields.get("nilai")
    return str(fields.get("uraian") or ""), amount if isinstance(amount, int) else None
