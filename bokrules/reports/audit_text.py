"""An audit for a terminal: by table, then by check."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bokrules.base.messages import msg
from bokrules.inspection.audit import AuditResult, DocumentAudit
from bokrules.inspection.audit.counting_words import lines_named
from bokrules.inspection.audit.finding import Finding
from bokrules.inspection.audit.statements import Status
from bokrules.reports.audit_words import (
    CHECK_TITLES,
    STATEMENTS,
    STATUS_WORDS,
    by_table,
    check_counts,
    headline,
    statement_counts,
    table_title,
    where_found,
)
from bokrules.reports.page import HEADING, QUIET, Page


def print_audit(result: AuditResult, page: Page) -> None:
    for number, each in enumerate(result.documents):
        if number:
            page.line()
        _print_document(each, page)


def _print_document(audit: DocumentAudit, page: Page) -> None:
    if audit.document.title not in audit.document.file:
        page.line(audit.document.title, style=HEADING)
    page.line(audit.document.file, style=QUIET)
    for table, checks in by_table(audit):
        page.section(table_title(table))
        _print_checks(checks, page)
    _print_statements(audit, page)
    _print_summary(audit, page)


def print_findings(audit: DocumentAudit, page: Page) -> None:
    """The findings alone, by check, of a document of one table."""
    for _, checks in by_table(audit):
        _print_checks(checks, page)


def _print_checks(checks: Iterable[tuple[str, Sequence[Finding]]], page: Page) -> None:
    for check, findings in checks:
        page.line(f"{CHECK_TITLES[check]} ({check})", indent=2, style=HEADING)
        for finding in findings:
            _print_finding(finding, page)


def _print_finding(finding: Finding, page: Page) -> None:
    page.bullet(headline(finding), indent=4)
    for place in where_found(finding.cells):
        page.line(place, indent=6, hanging=2, style=QUIET)
    if finding.cause is not None:
        page.line(msg("hypothesis: {cause}", cause=finding.cause), indent=6, hanging=2)


def _print_statements(audit: DocumentAudit, page: Page) -> None:
    if not audit.statements:
        return
    page.section(CHECK_TITLES[STATEMENTS])
    for result in audit.statements:
        if result.status is Status.HOLDS or result.statement.ours:
            continue
        lines = lines_named(result.statement.lines)
        page.bullet(
            msg(
                "{status} ({lines}): {says}",
                status=STATUS_WORDS[result.status],
                lines=lines,
                says=result.statement.says,
            )
        )
        page.line(
            msg(
                "stated: {stated}; by the table: {computed}",
                stated=result.stated,
                computed=result.computed,
            ),
            indent=4,
            hanging=2,
        )
        if result.statement.note:
            page.line(msg("note: {note}", note=result.statement.note), indent=4, hanging=2)
    page.line(statement_counts(audit), indent=2)
    for each in audit.document.unchecked:
        page.bullet(
            msg("not checked ({lines}): {says}", lines=lines_named(each.lines), says=each.says)
        )
        page.line(each.why, indent=4, hanging=2)


def _print_summary(audit: DocumentAudit, page: Page) -> None:
    page.line()
    if not audit.findings:
        page.line(msg("Nothing found."), style=HEADING)
        return
    remarks = sum(each.remark for each in audit.findings)
    page.line(
        msg("Findings: {n}, of them remarks: {remarks}", n=len(audit.findings), remarks=remarks),
        style=HEADING,
    )
    for check, title, number in check_counts(audit):
        page.line(f"{number:4} {check}: {title}", indent=2, hanging=7)
