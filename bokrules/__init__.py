"""bokrules: the rules of Indonesia's BOK grant as policy files, and an engine that applies them.

Everything public is reached from here. What loads an edition is there at once; the rest is loaded
when it is first used, the libraries too: `import bokrules` is cheap.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bokrules.allocation.reconcile.reconcile import Reconciliation
    from bokrules.allocation.solve import Allocation
    from bokrules.base.errors import (
        BokrulesError,
        InvalidPolicy,
        InvalidValue,
        UnknownEdition,
        UnknownField,
        UnknownValue,
        UnreadableFile,
    )
    from bokrules.comparison.difference import Difference
    from bokrules.comparison.nearest.change import Nearest
    from bokrules.editions.allocating import allocate, reconcile
    from bokrules.editions.nearest import nearest
    from bokrules.editions.spark import check_dataframe
    from bokrules.evaluation.assessment import Assessment
    from bokrules.evaluation.expense import Expense
    from bokrules.evaluation.verdict import Outcome, State, Verdict
    from bokrules.inspection.assess import assess
    from bokrules.inspection.audit import AuditResult, audit
    from bokrules.inspection.check import CheckResult, check
    from bokrules.inspection.diff import diff

__version__ = "0.1.0"

from bokrules.editions.edition import Edition, load_edition, validate

_HOMES = {
    "BokrulesError": "base.errors",
    "InvalidPolicy": "base.errors",
    "InvalidValue": "base.errors",
    "UnknownEdition": "base.errors",
    "UnknownField": "base.errors",
    "UnknownValue": "base.errors",
    "UnreadableFile": "base.errors",
    "Allocation": "allocation.solve",
    "Reconciliation": "allocation.reconcile.reconcile",
    "allocate": "editions.allocating",
    "reconcile": "editions.allocating",
    "nearest": "editions.nearest",
    "Assessment": "evaluation.assessment",
    "Expense": "evaluation.expense",
    "Outcome": "evaluation.verdict",
    "State": "evaluation.verdict",
    "Verdict": "evaluation.verdict",
    "AuditResult": "inspection.audit",
    "audit": "inspection.audit",
    "assess": "inspection.assess",
    "CheckResult": "inspection.check",
    "Difference": "comparison.difference",
    "Nearest": "comparison.nearest.change",
    "check": "inspection.check",
    "check_dataframe": "editions.spark",
    "diff": "inspection.diff",
}

__all__ = [
    "Allocation",
    "Assessment",
    "AuditResult",
    "BokrulesError",
    "CheckResult",
    "Difference",
    "Edition",
    "Expense",
    "InvalidPolicy",
    "InvalidValue",
    "Nearest",
    "Outcome",
    "Reconciliation",
    "State",
    "UnknownEdition",
    "UnknownField",
    "UnknownValue",
    "UnreadableFile",
    "Verdict",
    "__version__",
    "allocate",
    "assess",
    "audit",
    "check",
    "check_dataframe",
    "diff",
    "load_edition",
    "nearest",
    "reconcile",
    "validate",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'bokrules' has no attribute {name!r}")
    value = getattr(import_module(f"bokrules.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
