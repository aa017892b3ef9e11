"""The sums of a working paper, the books reconciled, and the checks that were run."""

from __future__ import annotations

from bokrules.base.messages import msg
from bokrules.base.money import format_rupiah
from bokrules.inspection.contents import InspectionContents
from bokrules.reports.inspection.scope import check_lines, left_out_lines, no_findings
from bokrules.reports.inspection.sum_words import (
    NO_CASH_BOOK,
    NO_CHECK_RUN,
    NOT_NAMED,
    NOT_RUN,
    OVERLAP,
    RUN,
    month_text,
)
from bokrules.reports.inspection.tables import (
    PlainTable,
    balance_table,
    kind_table,
    outcome_table,
    parts_table,
)
from bokrules.reports.working_paper.document import PORTRAIT_WIDTH, WordDocument
from bokrules.reports.working_paper.markup import WordTable

FEW = 15
"""Rows that stay on one page."""
_PART_WIDTHS = (7, 2, 4, 4, 4)


def put_summary(contents: InspectionContents, document: WordDocument) -> None:
    sums = contents.sums
    document.heading(msg("Summary"), 1)
    _put(outcome_table(sums), (5, 2, 3), document, has_total=True)
    document.paragraph(msg("questioned: {amount}", amount=format_rupiah(sums.questioned)))
    document.paragraph(msg("without evidence: {amount}", amount=format_rupiah(sums.unsupported)))
    document.paragraph(OVERLAP)
    if len(contents.units) > 1:
        units = [(name or NOT_NAMED.text(), each) for name, each in contents.units]
        table = parts_table(msg("By unit"), msg("unit (satker)"), units, by_outcome=False)
        _put(table, _PART_WIDTHS, document)
    if len(contents.months) > 1:
        months = [(month_text(month), each) for month, each in contents.months]
        table = parts_table(msg("By month"), msg("month"), months, by_outcome=False)
        _put(table, _PART_WIDTHS, document)
    if contents.findings:
        _put(kind_table(contents), (8, 3, 3, 3, 2, 5), document)
    else:
        document.paragraph(no_findings(contents))


def put_balances(contents: InspectionContents, document: WordDocument) -> None:
    table = balance_table(contents)
    document.heading(table.caption, 1)
    if table.rows:
        document.table(_word_table(table, (5, 4, 4, 4, 4, 4, 4)))
    else:
        document.paragraph(NO_CASH_BOOK)


def put_checks(contents: InspectionContents, document: WordDocument) -> None:
    document.heading(msg("Checks across the lines"), 1)
    document.paragraph(RUN if contents.checks_run else NO_CHECK_RUN, is_kept=True)
    for line in check_lines(contents):
        document.bullet(line)
    if contents.checks_left_out:
        document.paragraph(NOT_RUN, is_kept=True)
    for line in left_out_lines(contents):
        document.bullet(line)


def _put(
    table: PlainTable, parts: tuple[int, ...], document: WordDocument, *, has_total: bool = False
) -> None:
    document.heading(table.caption, 2)
    document.table(_word_table(table, parts, has_total=has_total))


def _word_table(table: PlainTable, parts: tuple[int, ...], *, has_total: bool = False) -> WordTable:
    """`parts` are the proportions of the columns."""
    return WordTable(
        widths=[PORTRAIT_WIDTH * each // sum(parts) for each in parts],
        heads=table.heads,
        rows=table.rows,
        numbers=table.numbers,
        has_total=has_total,
        is_kept=len(table.rows) <= FEW,
    )
