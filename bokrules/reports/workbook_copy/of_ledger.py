"""From an inspected ledger to what its copy adds beside the rows, and on the last sheet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bokrules.base.messages import msg
from bokrules.inspection.contents import InspectedRow, InspectionContents
from bokrules.inspection.inspecting import LedgerResult
from bokrules.reports.inspection.row_words import RowWords
from bokrules.reports.inspection.scope import scope_lines
from bokrules.reports.stamp import stamp_of
from bokrules.reports.workbook_copy.added import (
    AddedColumns,
    AddedRow,
    OutcomeSum,
    SummarySheet,
)
from bokrules.reports.workbook_copy.write import write_copy


def write_ledger_copy(
    source: bytes,
    result: LedgerResult,
    contents: InspectionContents,
    target: Path,
    *,
    delimiter: str | None = None,
    encoding: str | None = None,
) -> None:
    """The workbook `source`, of which `result` and `contents` tell, with columns added.

    Raises UnreadableFile and UnwritableFile.
    """
    write_copy(
        source,
        contents.name,
        added_columns(result, contents.rows),
        _summary(contents),
        stamp_of(contents),
        target,
        delimiter=delimiter,
        encoding=encoding,
    )


def added_columns(
    result: LedgerResult, rows: Sequence[InspectedRow]
) -> dict[str | None, AddedColumns]:
    """What is added to each sheet that has cash lines, by its name."""
    words = RowWords()
    by_sheet: dict[str | None, dict[int, AddedRow]] = {}
    headers: dict[str | None, list[int]] = {}
    for book in result.books.cash:
        headers.setdefault(book.place.sheet, []).append(book.place.row)
        by_sheet.setdefault(book.place.sheet, {})
    for row in rows:
        place = row.row.place
        by_sheet[place.sheet][place.row] = _added(row, words)
    for error in result.errors:
        if error.place.sheet in by_sheet and error.place.file is None:
            by_sheet[error.place.sheet][error.place.row] = AddedRow(
                outcome=None,
                result=msg("could not be read or judged").text(),
                why=str(error.error.message),
            )
    return {
        sheet: AddedColumns(header_rows=tuple(headers[sheet]), rows=added)
        for sheet, added in by_sheet.items()
    }


def _added(row: InspectedRow, words: RowWords) -> AddedRow:
    return AddedRow(
        outcome=row.outcome,
        result=words.result(row),
        basis=words.clauses(row),
        why=words.why(row),
        questioned=row.questioned,
        finding_codes=", ".join(row.codes),
        taken_for=words.taken_for(row),
    )


def _summary(contents: InspectionContents) -> SummarySheet:
    sums = contents.sums
    outcomes = [
        OutcomeSum(outcome, each.rows, each.amount) for outcome, each in sums.by_outcome.items()
    ]
    if contents.unread:
        outcomes.append(OutcomeSum(None, len(contents.unread), 0))
    return SummarySheet(
        outcomes=outcomes,
        questioned=sums.questioned,
        findings=contents.findings,
        notes=list(scope_lines(contents)),
    )
