"""What `check` found, for programs and spreadsheets: JSON lines, CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from typing import Any, TextIO

from bokrules.evaluation.table import (
    CheckResult,
    RowError,
    RowVerdict,
    place_document,
    row_document,
)
from bokrules.evaluation.verdict import Verdict
from bokrules.inspection.inspecting import LedgerResult
from bokrules.inspection.ledger_document import row_extras
from bokrules.reports.verdict_text import obligations_in
from bokrules.reports.whole_files import harmless
from bokrules.semantics.outcomes import State

SEPARATOR = "; "


def rows_in_order(result: CheckResult) -> list[RowVerdict | RowError]:
    """Judged rows and others together, in the order of the file."""
    every: list[RowVerdict | RowError] = [*result.rows, *result.errors]
    sheets = {
        sheet: place
        for place, sheet in enumerate(dict.fromkeys((e.place.file, e.place.sheet) for e in every))
    }

    def order(each: RowVerdict | RowError) -> tuple[int, int]:
        return sheets[each.place.file, each.place.sheet], each.place.row

    return sorted(every, key=order)


def write_jsonl(result: CheckResult, stream: TextIO) -> None:
    """One line for each row of the ledger; one that could not be judged has no outcome."""
    for row in rows_in_order(result):
        document = _row(row, result) if isinstance(row, RowVerdict) else _error_document(row)
        stream.write(json.dumps(document, ensure_ascii=False) + "\n")


def _row(row: RowVerdict, result: CheckResult) -> dict[str, Any]:
    document = {**row_document(row), "limit_findings": list(result.limits.of_row(row.place))}
    if isinstance(result, LedgerResult):
        document |= row_extras(row.place, result)
    return document


def _error_document(row: RowError) -> dict[str, Any]:
    place = place_document(row.place)
    error = {
        "code": row.error.code,
        "column": row.place.column,
        "message": row.error.message.text(),
        "hint": row.error.hint,
    }
    return {**place, "id": None, "amount": None, "outcome": None, "error": error}


def write_csv(results: Sequence[CheckResult], stream: TextIO) -> None:
    """Flat columns; several values in one cell stand behind semicolons."""
    writer = csv.DictWriter(stream, CSV_COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for result in results:
        for row in rows_in_order(result):
            cells = (
                {**_verdict_cells(row), **_extra_cells(row, result)}
                if isinstance(row, RowVerdict)
                else _error_cells(row)
            )
            cells["file"] = row.place.file
            writer.writerow({name: harmless(value) for name, value in cells.items()})


CSV_COLUMNS = (
    *("row", "sheet", "id", "outcome", "label", "amount"),
    *("questioned_amount", "unsupported_amount", "rules", "citation", "missing", "too_general"),
    *("possible", "obligations_unmet", "obligations_unknown", "gaps", "finding_codes", "notes"),
    *("expense_type", "activity", "classified_by", "assumed", "overruled"),
    *("error", "file"),
)


def _verdict_cells(row: RowVerdict) -> dict[str, object]:
    verdict = row.verdict
    return {
        "row": row.place.row,
        "sheet": row.place.sheet,
        "id": row.id,
        "outcome": verdict.outcome.value,
        "label": verdict.label,
        "amount": row.amount,
        "questioned_amount": verdict.questioned_amount,
        "unsupported_amount": verdict.unsupported_amount,
        "rules": SEPARATOR.join(each.rule for each in verdict.basis),
        "citation": SEPARATOR.join(dict.fromkeys(each.citation for each in verdict.basis)),
        "missing": SEPARATOR.join(verdict.missing),
        "too_general": SEPARATOR.join(f"{each.field}={each.value}" for each in verdict.too_general),
        "possible": SEPARATOR.join(verdict.possible),
        "obligations_unmet": _obligations(verdict, State.UNMET),
        "obligations_unknown": _obligations(verdict, State.UNKNOWN),
        "gaps": SEPARATOR.join(each.gap for each in verdict.gaps),
        "finding_codes": SEPARATOR.join(verdict.finding_codes),
        "notes": SEPARATOR.join(verdict.notes),
        "error": None,
    }


def _extra_cells(row: RowVerdict, result: CheckResult) -> dict[str, object]:
    """What an inspected ledger knows of a row beside its verdict."""
    if not isinstance(result, LedgerResult):
        return {}
    judged, overruled = result.judged[row.place], result.overruled.get(row.place)
    both = judged.classification.expense_type, judged.classification.activity
    grounds = [each.ground.value for each in both if each.ground is not None]
    return {
        "questioned_amount": result.questioned_of(row),
        "unsupported_amount": result.unsupported_of(row),
        "expense_type": SEPARATOR.join(both[0].values),
        "activity": SEPARATOR.join(both[1].values),
        "classified_by": SEPARATOR.join(dict.fromkeys(grounds)),
        "assumed": "activity" if judged.assumed else None,
        "overruled": None
        if overruled is None
        else f"{overruled.outcome.value}: {overruled.reason}",
    }


def _obligations(verdict: Verdict, state: State) -> str:
    return SEPARATOR.join(each.rule for each in obligations_in(verdict, state))


def _error_cells(row: RowError) -> dict[str, object]:
    error = f"{row.error.code}: {row.error.message}"
    if row.place.column and row.place.column not in error:
        error = f"{row.place.column}: {error}"
    return {"row": row.place.row, "sheet": row.place.sheet, "error": error}
