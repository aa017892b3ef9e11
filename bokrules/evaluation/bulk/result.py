"""What a bulk check found: sums over all rows, by what they are told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bokrules.evaluation.bulk.coding import Answer
from bokrules.evaluation.limits import LimitsResult
from bokrules.evaluation.row import RowError
from bokrules.evaluation.table import Source, Sum, error_document
from bokrules.semantics.outcomes import Outcome, State
from bokrules.semantics.policy import EditionInfo


@dataclass(frozen=True, slots=True)
class ClassSum:
    """The rows of one answer, and their rupiah; unknown rupiah count as 0."""

    answer: Answer
    rows: int
    amount: int
    questioned: int
    unsupported: int


@dataclass(frozen=True)
class BulkResult:
    """The sums of a ledger that was checked in bulk.

    `errors` are the first of `error_rows` rows that could not be read; `findings` are documents of
    the first of `finding_rows` rows that are not allowed. All rows are in what was written.
    """

    edition: EditionInfo
    sums: tuple[ClassSum, ...]
    sources: tuple[Source, ...]
    errors: tuple[RowError, ...]
    error_rows: int
    findings: tuple[dict[str, Any], ...]
    ignored_columns: tuple[str, ...]
    limits: LimitsResult
    units: Source | None = None
    """Where the ceilings of the units came from, if from a file."""

    @property
    def found_something(self) -> bool:
        """A row that is not simply allowed, or a limit that was not kept."""
        return bool(self.finding_rows or self.limits.findings)

    @property
    def summary(self) -> dict[Outcome, Sum]:
        """Rows and rupiah by outcome."""
        return {
            outcome: _sum(each for each in self.sums if each.answer.outcome is outcome)
            for outcome in Outcome
        }

    @property
    def undetermined(self) -> dict[tuple[Outcome, ...], Sum]:
        """The undetermined rows, split by what is still possible."""
        found = [each for each in self.sums if each.answer.outcome is Outcome.UNDETERMINED]
        every = {each.answer.possible for each in found}
        order = list(Outcome)
        return {
            possible: _sum(each for each in found if each.answer.possible == possible)
            for possible in sorted(every, key=lambda p: [order.index(each) for each in p])
        }

    @property
    def conditional(self) -> dict[State, Sum]:
        """The conditional rows: an obligation is not met, or only unknown."""
        found = [each for each in self.sums if each.answer.outcome is Outcome.CONDITIONAL]
        return {
            State.UNMET: _sum(each for each in found if _has_unmet(each.answer)),
            State.UNKNOWN: _sum(each for each in found if not _has_unmet(each.answer)),
        }

    @property
    def total(self) -> Sum:
        """All rows that could be read."""
        return _sum(self.sums)

    @property
    def finding_rows(self) -> int:
        """How many rows are not simply allowed."""
        return self.total.rows - self.summary[Outcome.ALLOWED].rows

    @property
    def questioned_amount(self) -> int:
        return sum(each.questioned for each in self.sums)

    @property
    def unsupported_amount(self) -> int:
        return sum(each.unsupported for each in self.sums)

    def to_dict(self) -> dict[str, Any]:
        """As `check` tells it; `findings` and `errors` are the first, with their number beside."""
        return {
            "edition": self.edition.to_dict(),
            "sources": [each.to_dict() for each in self.sources],
            "units": None if self.units is None else self.units.to_dict(),
            "rows": self.total.rows + self.error_rows,
            "summary": {name.value: _document(each) for name, each in self.summary.items()},
            "undetermined": [
                {"possible": [each.value for each in possible], **_document(found)}
                for possible, found in self.undetermined.items()
            ],
            "conditional": {s.value: _document(each) for s, each in self.conditional.items()},
            "questioned_amount": self.questioned_amount,
            "unsupported_amount": self.unsupported_amount,
            "finding_rows": self.finding_rows,
            "findings": list(self.findings),
            "limits": [each.to_dict() for each in self.limits.findings],
            "limits_not_decided": [each.to_dict() for each in self.limits.not_decided],
            "limits_remarks": [each.text() for each in self.limits.remarks],
            "error_rows": self.error_rows,
            "errors": [error_document(each) for each in self.errors],
            "ignored_columns": list(self.ignored_columns),
        }


def _has_unmet(answer: Answer) -> bool:
    return any(each.state is State.UNMET for c in answer.classes for each in c.obligations)


def _sum(sums: Iterable[ClassSum]) -> Sum:
    rows = amount = 0
    for each in sums:
        rows, amount = rows + each.rows, amount + each.amount
    return Sum(rows, amount)


def _document(found: Sum) -> dict[str, int]:
    return {"rows": found.rows, "amount": found.amount}
