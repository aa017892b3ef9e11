"""What tests ask of the findings of an audit."""

from __future__ import annotations

from bokrules.inspection.audit import DocumentAudit
from bokrules.inspection.audit.finding import Finding


def of_check(result: DocumentAudit, *checks: str) -> list[Finding]:
    return [each for each in result.findings if each.check in checks]


def only(result: DocumentAudit, check: str) -> Finding:
    (found,) = of_check(result, check)
    return found


def english(finding: Finding) -> str:
    return finding.message.text("en")


def cause(finding: Finding) -> str | None:
    return finding.cause.text("en") if finding.cause is not None else None
