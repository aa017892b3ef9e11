"""Every row of an assessment as csv: exact ratios, the judgement, its clause."""

from __future__ import annotations

import csv
from typing import TextIO

from bokrules.evaluation.assessment import AssessedRow, Assessment
from bokrules.evaluation.row import RowError
from bokrules.reports.whole_files import harmless

CSV_COLUMNS = (
    *("row", "sheet", "unit", "code", "year", "group", "allocation", "realisation", "need"),
    *("ratio", "percent", "yardstick", "judgement", "printed", "agrees", "citation", "error"),
)


def write_assessment_csv(result: Assessment, stream: TextIO) -> None:
    """Rows in the order of the file; those that could not be judged last, with their error."""
    writer = csv.DictWriter(stream, CSV_COLUMNS, lineterminator="\n", restval="")
    writer.writeheader()
    for cells in (
        *(_cells(each, result) for each in result.rows),
        *(_error_cells(each) for each in result.errors),
    ):
        writer.writerow({name: harmless(value) for name, value in cells.items()})


def _cells(row: AssessedRow, result: Assessment) -> dict[str, object]:
    citation = result.citation(row.yardstick) if row.yardstick else None
    return {**row.to_dict(), "citation": citation}


def _error_cells(each: RowError) -> dict[str, object]:
    return {
        "row": each.place.row,
        "sheet": each.place.sheet,
        "error": f"{each.error.code}: {each.error.message}",
    }
