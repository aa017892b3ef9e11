"""A reconciliation for a terminal."""

from __future__ import annotations

from rich.table import Table

from bokrules.allocation.reconcile.reconcile import Reconciliation
from bokrules.base.messages import current_language, msg
from bokrules.evaluation.citing import citation_text
from bokrules.inspection.audit import DocumentAudit
from bokrules.reports import reconcile_words as words
from bokrules.reports.audit_text import print_findings
from bokrules.reports.page import HEADING, QUIET, Page


def print_reconciliation(result: Reconciliation, audited: DocumentAudit, page: Page) -> None:
    label = result.formula.label.in_language(current_language())
    page.line(f"{label} ({result.formula.name})", style=HEADING)
    page.line(citation_text(result.formula.citations, result.policy), hanging=2, style=QUIET)
    page.line(msg("published: {file}", file=audited.document.file), style=QUIET)
    page.line()
    for each in words.summary_lines(result):
        page.line(each, hanging=2)
    if result.units:
        page.line()
        page.table(_table(words.unit_columns(result)))
    fitted = list(words.fit_lines(result))
    if fitted:
        page.section(msg("Constants"))
        for each in fitted:
            page.bullet(each)
    if result.outliers:
        page.section(msg("Not explained, the farthest first"))
        for unit in result.outliers:
            head, guesses = words.outlier_lines(unit, result)
            page.bullet(head)
            for guess in guesses:
                page.line(msg("hypothesis: {cause}", cause=guess), indent=4, hanging=2)
    page.section(msg("What the table itself shows"))
    if audited.findings:
        print_findings(audited, page)
    else:
        page.line(msg("nothing found"))
    if result.allocation is not None and result.allocation.assumed:
        page.section(msg("What was assumed"))
        for note in result.allocation.assumed:
            page.bullet(note)


def _table(columns: words.Columns) -> Table:
    table = Table(box=None, pad_edge=False, header_style=HEADING)
    for place, heading in enumerate(columns):
        table.add_column(heading, justify="left" if place == 0 else "right")
    for row in zip(*columns.values(), strict=True):
        table.add_row(*row)
    return table
