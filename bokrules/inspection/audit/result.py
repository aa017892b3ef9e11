"""What an audit gives back."""

from __future__ import annotations

from dataclasses import dataclass

from bokrules.inspection.audit.finding import Finding
from bokrules.inspection.audit.statements import StatementResult
from bokrules.inspection.published.document import Document


@dataclass(frozen=True, slots=True)
class DocumentAudit:
    """One document: its findings in the order of its tables, and its statements, judged."""

    document: Document
    findings: tuple[Finding, ...]
    statements: tuple[StatementResult, ...]

    def to_dict(self) -> dict[str, object]:
        """Stable keys, for programs."""
        return {
            "document": self.document.title,
            "file": self.document.file,
            "tables": [
                {
                    "id": each.id,
                    "number": each.number,
                    "title": each.title,
                    "file": each.file,
                    "rows": len(each.rows),
                }
                for each in self.document.tables
            ],
            "summary": self.summary(),
            "findings": [each.to_dict() for each in self.findings],
            "statements": [each.to_dict() for each in self.statements],
            "unchecked": [
                {"lines": list(each.lines), "says": each.says, "why": each.why}
                for each in self.document.unchecked
            ],
        }

    def summary(self) -> dict[str, int]:
        """How many findings of each check."""
        counted: dict[str, int] = {}
        for each in self.findings:
            counted[each.check] = counted.get(each.check, 0) + 1
        return counted


@dataclass(frozen=True, slots=True)
class AuditResult:
    """The documents that were audited, in the order in which they were given."""

    documents: tuple[DocumentAudit, ...]

    @property
    def found_something(self) -> bool:
        """Whether any document has a finding, remarks included."""
        return any(each.findings for each in self.documents)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Those of all documents."""
        return tuple(finding for each in self.documents for finding in each.findings)

    def to_dict(self) -> dict[str, object]:
        """`{"documents": […]}`, each with its tables, findings and statements. Stable keys."""
        return {"documents": [each.to_dict() for each in self.documents]}
