"""Boundary cases as a workbook for an author: a ledger that `check` reads, and what it expects."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from bokrules.base import codes
from bokrules.base.messages import msg
from bokrules.base.numbers import format_number
from bokrules.comparison.boundary.case import BoundaryCase
from bokrules.evaluation.citing import citation_text, first_page
from bokrules.reports.allocation_files import MOST_EXACT, SAME_TIME
from bokrules.reports.boundary_words import because, case_words
from bokrules.reports.whole_files import UnwritableFile, check_new, save_data
from bokrules.semantics.policy import Policy

EXPECTED = (
    "jawaban yang diharapkan",
    "ketentuan yang menentukan",
    "butir",
    "halaman",
    "Disetujui penulis (ya/tidak)",
)
_FIRST = ("tanggal", "belanja", "kegiatan", "dana")
_Cell = str | int


def write_boundary_workbook(target: Path, cases: Sequence[BoundaryCase], policy: Policy) -> None:
    """Raises UnwritableFile where a file stands: an author may have filled it in."""
    check_new(target)
    save_data(target, boundary_workbook(cases, policy))


def boundary_workbook(cases: Sequence[BoundaryCase], policy: Policy) -> bytes:
    """One row a case, in Indonesian; text never becomes a formula. The same cases, same bytes."""
    try:
        import xlsxwriter  # type: ignore[import-untyped]
    except ImportError:
        raise UnwritableFile(
            codes.UNWRITABLE_FILE,
            msg("workbooks are written by XlsxWriter, which is not installed"),
            msg("run `pip install bokrules[inspect]`, or write .bok"),
        ) from None
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": SAME_TIME})
    sheet = book.add_worksheet("Kasus batas")
    heads, rows = _table(cases, policy)
    sheet.write_row(0, 0, heads, book.add_format({"bold": True, "bottom": 1, "text_wrap": True}))
    for number, row in enumerate(rows, start=1):
        for column, head in enumerate(heads):
            _write(sheet, number, column, row.get(head))
    sheet.freeze_panes(1, 2)
    sheet.set_column(0, 0, 5)
    sheet.set_column(1, 1, 60)
    sheet.set_column(2, len(heads), 20)
    book.close()
    return file.getvalue()


def _write(sheet: Any, row: int, column: int, cell: _Cell | None) -> None:
    if cell is None:
        return
    if isinstance(cell, int) and cell < MOST_EXACT:
        sheet.write_number(row, column, cell)
    else:
        sheet.write_string(row, column, str(cell))


def _table(
    cases: Sequence[BoundaryCase], policy: Policy
) -> tuple[list[str], list[dict[str, _Cell]]]:
    rows = [_facts(each) for each in cases]
    read = {name for row in rows for name in row}
    order = [*_FIRST, *policy.vocabulary.facts, *sorted(read)]
    heads = ["id", "uraian", *dict.fromkeys(each for each in order if each in read), *EXPECTED]
    for number, (case, row) in enumerate(zip(cases, rows, strict=True), start=1):
        page = first_page(case.rule.citations, policy)
        expected: tuple[_Cell, ...] = (
            case.decision.outcome.label.text("id"),
            ", ".join(because(case)),
            citation_text(case.rule.citations, policy, "id"),
            "" if page is None else page,
        )
        row.update(zip(EXPECTED, expected, strict=False))
        row["id"] = number
        row["uraian"] = f"{case.rule.name}: {case_words(case, policy, 'id')}"
    return heads, rows


def _facts(case: BoundaryCase) -> dict[str, _Cell]:
    """By the name of its column; each tax has one of its own."""
    cells: dict[str, _Cell] = {}
    for name, value in case.facts.items():
        if isinstance(value, bool):
            cells[name] = "ya" if value else "tidak"
        elif isinstance(value, frozenset):
            cells[name] = ", ".join(sorted(value)) or "tidak ada"
        elif isinstance(value, Mapping):
            cells |= {f"{name}_{tax}": due for tax, due in value.items()}
        elif isinstance(value, date):
            cells[name] = value.isoformat()
        elif isinstance(value, Fraction):
            cells[name] = format_number(value)
        else:
            cells[name] = value
    return cells
