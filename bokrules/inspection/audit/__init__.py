"""The audit of published tables: recomputing what is printed, and what is said of it."""

from __future__ import annotations

from bokrules.inspection.audit.auditing import audit
from bokrules.inspection.audit.result import AuditResult, DocumentAudit

__all__ = ["AuditResult", "DocumentAudit", "audit"]
