"""What a bulk check found, for the terminal: limits, sums, the first rows that are not read."""

from __future__ import annotations

from bokrules.base.messages import msg
from bokrules.evaluation.bulk.result import BulkResult
from bokrules.reports.check_limits import print_limits
from bokrules.reports.check_table import print_amounts, print_checked_by, print_sums
from bokrules.reports.page import HEADING, QUIET, Page, printable

MOST_ERRORS = 20
"""Rows that could not be read are listed up to here; all are in what is written."""


def print_bulk(result: BulkResult, page: Page) -> None:
    """Sums of all rows, and limits; no single row but those that could not be read."""
    for each in result.sources:
        page.line(msg("Ledger: {name}", name=printable(each.name)), style=HEADING)
        page.line(f"sha256 {each.sha256}", style=QUIET)
    print_checked_by(result.edition, result.ignored_columns, page)
    print_limits(result.limits, page)
    print_sums(result, page)
    print_amounts(result, page)
    _errors(result, page)


def _errors(result: BulkResult, page: Page) -> None:
    if not result.error_rows:
        return
    page.section(msg("Rows that could not be read or judged: {n}", n=result.error_rows))
    for each in result.errors[:MOST_ERRORS]:
        place = msg("row {row}", row=each.place.row).text()
        if each.place.file is not None:
            place = f"{printable(each.place.file)}, {place}"
        if each.place.column and each.place.column not in str(each.error.message):
            place = f"{place}, {msg('column {name}', name=each.place.column)}"
        page.bullet(f"{place}: {each.error.message} [{each.error.code}]")
        if each.error.hint:
            page.line(each.error.hint, indent=4)
    page.line(msg("These rows are in no sum."))
