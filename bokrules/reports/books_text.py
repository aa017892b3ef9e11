"""What was recognised of a file, for a terminal, as JSON, and as a mapping to start from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from bokrules.base.messages import Message, msg
from bokrules.evaluation.row import RowError
from bokrules.inspection.books.kinds import KIND_WORDS
from bokrules.inspection.books.reading import BookFile
from bokrules.inspection.books.recognised import RecognisedColumn, RecognisedSheet
from bokrules.inspection.books.titles import Found
from bokrules.reports.page import HEADING, QUIET, Page, listed, printable

MOST_ERRORS = 20
MOST_ROWS = 12
EVERY_SHEET = "*"
_LACKING = "bold red"


def print_recognised(file: BookFile, page: Page) -> None:
    """Each table with its columns, what was not recognised, and the rows that could not be read."""
    page.line(file.source.name, style=HEADING)
    for note in file.notes:
        page.line(msg("note: {note}", note=note), hanging=2)
    for table in file.recognised:
        page.line()
        _print_table(table, page)
    if file.errors:
        page.section(msg("Rows that could not be read: {n}", n=len(file.errors)))
        _print_errors(file.errors, page)
    if file.unread_cells:
        cells = len(file.unread_cells)
        page.section(msg("Cells that could not be read, in rows that were: {n}", n=cells))
        _print_errors(file.unread_cells, page)


def _print_errors(errors: Sequence[RowError], page: Page) -> None:
    for each in errors[:MOST_ERRORS]:
        place = _place(each.place.sheet, each.place.row)
        page.bullet(f"{place}: {each.error.message} [{each.error.code}]")
        if each.error.hint:
            page.line(each.error.hint, indent=4)
    if len(errors) > MOST_ERRORS:
        page.bullet(msg("and {n} more", n=len(errors) - MOST_ERRORS))


def _print_table(table: RecognisedSheet, page: Page) -> None:
    where = _place(table.place.sheet, table.place.row)
    if table.kind is None:
        page.line(msg("{where}: NOT RECOGNISED", where=where), style=_LACKING)
        page.line(table.why or "", indent=2, hanging=2)
        return
    words = msg("{kind}, {n} lines", kind=KIND_WORDS[table.kind], n=table.lines)
    page.line(f"{where}: {words}", style=HEADING)
    said = {
        msg("health centre or office"): table.unit,
        msg("year"): table.year,
        msg("month"): table.month,
    }
    for label, found in said.items():
        if found is not None:
            page.line(_found(label, found), indent=2, hanging=2)
    width = max((len(_head(each)) for each in table.columns), default=0)
    for each in table.columns:
        if each.head or each.role:
            role = each.role or msg("not used")
            text = f"{each.letters:<3} {_head(each):<{width}}  {role}"
            page.unwrapped(f"  {text}", style="" if each.role else QUIET)
    if table.carried_days:
        rows = listed(table.carried_days, MOST_ROWS)
        page.line(
            msg("without a date, given that of the row above: rows {rows}", rows=rows),
            indent=2,
            hanging=2,
        )


def _found(label: Message, found: Found) -> str:
    return f"{label}: {printable(str(found.value))} ({found.where})"


def _head(column: RecognisedColumn) -> str:
    return printable(column.head)


def _place(sheet: str | None, row: int) -> Message:
    if sheet is None:
        return msg("row {row}", row=row)
    return msg("sheet `{sheet}`, row {row}", sheet=printable(sheet), row=row)


# ---- JSON ----


def recognised_document(file: BookFile) -> dict[str, Any]:
    """The same as JSON holds it."""
    return {
        "source": file.source.to_dict(),
        "notes": [each.text() for each in file.notes],
        "tables": [_table_document(each) for each in file.recognised],
        "ignored": list(file.ignored),
        "errors": [_error_document(each) for each in file.errors],
        "unread_cells": [_error_document(each) for each in file.unread_cells],
    }


def _error_document(error: RowError) -> dict[str, Any]:
    return {
        "sheet": error.place.sheet,
        "row": error.place.row,
        "column": error.place.column,
        "code": error.error.code,
        "message": error.error.message.text(),
        "help": error.error.hint,
    }


def _table_document(table: RecognisedSheet) -> dict[str, Any]:
    return {
        "sheet": table.place.sheet,
        "row": table.place.row,
        "kind": table.kind.value if table.kind else None,
        "why": table.why.text() if table.why else None,
        "header": list(table.head_rows),
        "columns": [
            {"column": each.letters, "head": each.head, "role": each.role} for each in table.columns
        ],
        "unit": _found_document(table.unit),
        "year": _found_document(table.year),
        "month": _found_document(table.month),
        "lines": table.lines,
        "carried_days": list(table.carried_days),
        "outside_month": list(table.outside_month),
    }


def _found_document(found: Found | None) -> dict[str, Any] | None:
    return None if found is None else {"value": found.value, "where": found.where.text()}


# ---- a mapping ----


def mapping_text(file: BookFile) -> str:
    """A mapping that says what was recognised, to be changed where it is wrong."""
    lines = [f"# {printable(file.source.name)}", "sheets:"]
    for sheet, tables in groupby(file.recognised, key=lambda each: each.place.sheet):
        lines.append(f"  {_quoted(EVERY_SHEET if sheet is None else sheet)}:")
        lines += [f"    {each}" for each in _entry(list(tables))]
    return "\n".join(lines) + "\n"


def _entry(tables: Sequence[RecognisedSheet]) -> Iterator[str]:
    first = tables[0]
    if first.kind is None:
        yield f"ignore: true  # {first.why}"
        return
    yield f"kind: {first.kind.value}"
    if len(tables) == 1:
        rows = first.head_rows
        yield f"header: {rows[0] if len(rows) == 1 else list(rows)}"
    else:
        several = msg("{n} tables, one below another: each has its own header", n=len(tables))
        yield f"# {several}"
    for label, found in (("unit", first.unit), ("year", first.year), ("month", first.month)):
        if found is not None:
            value = _quoted(found.value) if isinstance(found.value, str) else found.value
            yield f"# {label}: {value}  # {found.where}"
    yield "columns:"
    for each in first.columns:
        if each.head or each.role:
            role = "null" if each.role is None else _quoted(each.role)
            yield f"  {_quoted(each.letters)}: {role}  # {_head(each)}"


def _quoted(text: str) -> str:
    """As YAML takes any text."""
    plain = text.replace("_", "").replace(".", "")
    if plain.isalpha() and plain.islower() and plain.isascii() and text not in _YAML_WORDS:
        return text
    return json.dumps(text, ensure_ascii=False)


_YAML_WORDS = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})
