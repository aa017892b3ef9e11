"""`audit`: published tables recomputed, and what a document says of them."""

from __future__ import annotations

from pathlib import Path

from bokrules.inspection.audit.checks import Check
from bokrules.inspection.audit.checks.answers import answers
from bokrules.inspection.audit.checks.bands import bands
from bokrules.inspection.audit.checks.blanks_and_zeros import blanks_and_zeros
from bokrules.inspection.audit.checks.broken_numbers import broken_numbers
from bokrules.inspection.audit.checks.ceilings import ceilings
from bokrules.inspection.audit.checks.changes import changes
from bokrules.inspection.audit.checks.differences import differences
from bokrules.inspection.audit.checks.disagreeing_tables import disagreeing_tables
from bokrules.inspection.audit.checks.factors import factors
from bokrules.inspection.audit.checks.heading_amounts import heading_amounts
from bokrules.inspection.audit.checks.intervals import intervals
from bokrules.inspection.audit.checks.missing_units import missing_units
from bokrules.inspection.audit.checks.overspent import overspent
from bokrules.inspection.audit.checks.percentages import percentages
from bokrules.inspection.audit.checks.repeated_blocks import repeated_blocks
from bokrules.inspection.audit.checks.repeated_units import repeated_units
from bokrules.inspection.audit.checks.sequences import sequences
from bokrules.inspection.audit.checks.shared_values import shared_values
from bokrules.inspection.audit.checks.text_statements import text_statements
from bokrules.inspection.audit.checks.totals import totals
from bokrules.inspection.audit.checks.two_names import ambiguous_names, two_names
from bokrules.inspection.audit.checks.uneven_amounts import uneven_amounts
from bokrules.inspection.audit.result import AuditResult, DocumentAudit
from bokrules.inspection.audit.statements import judge
from bokrules.inspection.published.document import Document
from bokrules.inspection.published.documents import read_document

CHECKS: tuple[Check, ...] = (
    broken_numbers,
    totals,
    differences,
    percentages,
    factors,
    overspent,
    ceilings,
    repeated_blocks,
    repeated_units,
    two_names,
    ambiguous_names,
    blanks_and_zeros,
    heading_amounts,
    sequences,
    missing_units,
    shared_values,
    uneven_amounts,
    disagreeing_tables,
    intervals,
    bands,
    changes,
    answers,
    text_statements,
)
"""In the order in which a report lists them."""


def audit(*paths: str | Path) -> AuditResult:
    """Recompute published tables.

    A path is a table (.csv, .xlsx), whose columns are recognised by their heads, or the catalogue
    of a document (.yaml), which also says what must hold between its tables and what its text
    states about them. Amounts are whole rupiah, percentages exact.

    Raises UnreadableFile for a file that cannot be read, naming the row or the line. A cell that
    cannot be read is a finding.
    """
    return AuditResult(tuple(audit_document(read_document(Path(each))) for each in paths))


def audit_document(document: Document) -> DocumentAudit:
    """The findings of every check, in the order of the document's tables."""
    found = [finding for check in CHECKS for finding in check(document)]
    order = {table.id: place for place, table in enumerate(document.tables)}
    found.sort(key=lambda each: order.get(each.table, len(order)))
    statements = tuple(judge(each, document) for each in document.statements)
    return DocumentAudit(document, tuple(found), statements)
