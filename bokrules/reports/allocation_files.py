"""What a formula gives each unit, as a file: csv, JSON, or a workbook."""

from __future__ import annotations

import io
import json
from datetime import datetime
from pathlib import Path
from typing import Any

from bokrules.allocation.solve import Allocation
from bokrules.base import codes
from bokrules.base.messages import current_language, msg
from bokrules.evaluation.citing import citation_text
from bokrules.reports.allocation_text import write_allocation_csv
from bokrules.reports.whole_files import UnwritableFile, check_writable, save_data, save_text
from bokrules.semantics.allocation import NAME_COLUMN

ENDINGS = (".xlsx", ".csv", ".json")
MOST_EXACT = 10**15
"""A workbook keeps fifteen digits of a number; a larger amount is written as text."""
SAME_TIME = datetime(2010, 1, 1)
"""A workbook states when it was made: always the same, so that the same shares give one file."""


def check_target(target: Path, units: Path) -> None:
    """Raise UnwritableFile for a target that can never be written, before the work begins."""
    check_writable(target, units, ENDINGS)


def write_allocation(result: Allocation, target: Path) -> None:
    """Write .xlsx, .csv or .json, by the ending. Raises UnwritableFile."""
    match target.suffix.lower():
        case ".csv":
            save_text(target, lambda stream: write_allocation_csv(result, stream))
        case ".json":
            save_text(target, json.dumps(result.to_dict(), ensure_ascii=False, indent=2) + "\n")
        case _:
            save_data(target, allocation_workbook(result))


def allocation_workbook(result: Allocation) -> bytes:
    """A sheet of shares with every line of the formula, and a sheet of what they rest on."""
    try:
        import xlsxwriter  # type: ignore[import-untyped]
    except ImportError:
        raise UnwritableFile(
            codes.UNWRITABLE_FILE,
            msg("workbooks are written by XlsxWriter, which is not installed"),
            msg("run `pip install bokrules[inspect]`, or write .csv"),
        ) from None
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": SAME_TIME})
    _write_shares(result, book)
    _write_basis(result, book)
    book.close()
    return file.getvalue()


def _write_shares(result: Allocation, book: Any) -> None:
    heading = book.add_format({"bold": True, "bottom": 1})
    rupiah = book.add_format({"num_format": "#,##0"})
    sheet = book.add_worksheet(msg("Shares").text())
    names = result.given.columns.get(NAME_COLUMN)
    lines = list(result.lines)
    heads = [msg("unit").text(), *([msg("name").text()] if names else []), *lines]
    sheet.write_row(0, 0, [*heads, msg("rupiah").text()], heading)
    for place, each in enumerate(result.units):
        cells = [each.unit, *([str(names[place])] if names else [])]
        cells += [str(each.lines[name]) for name in lines]
        for column, cell in enumerate(cells):
            sheet.write_string(place + 1, column, cell)
        _write_amount(sheet, place + 1, len(cells), each.amount, rupiah)
    last = len(result.amounts) + 1
    sheet.write_string(last, 0, msg("total").text(), heading)
    _write_amount(sheet, last, len(heads), result.total, rupiah)
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, len(heads), 20)


def _write_amount(sheet: Any, row: int, column: int, amount: int, form: Any) -> None:
    if amount < MOST_EXACT:
        sheet.write_number(row, column, amount, form)
    else:
        sheet.write_string(row, column, str(amount))


def _write_basis(result: Allocation, book: Any) -> None:
    sheet = book.add_worksheet(msg("Basis").text())
    label = result.formula.label.in_language(current_language())
    edition = result.policy.edition
    rows = [
        (msg("formula"), f"{label} ({result.formula.name})"),
        (msg("citation"), citation_text(result.formula.citations, result.policy)),
        (msg("edition"), f"{edition.id}, {edition.regulation}, sha256 {edition.sha256}"),
        *((name, str(value)) for name, value in result.given.inputs.items()),
        *((msg("What was assumed"), note) for note in result.assumed),
    ]
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for place, (head, text) in enumerate(rows):
        sheet.write_string(place, 0, str(head), wrapped)
        sheet.write_string(place, 1, text, wrapped)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
