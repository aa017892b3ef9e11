"""What a ledger shows of the limits of an edition: findings, and what is not decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from bokrules.base.messages import Message
from bokrules.evaluation.row import Place
from bokrules.evaluation.rule_result import RuleResult
from bokrules.semantics.limits import Limit, Unit, unit_of

GroupShown = Mapping[str, object]
"""Values by API name, None where they are not known; `period` if the limit has one."""
CEILING = "ceiling"
"""What is missing where nobody gave the ceiling that a share is of."""


@dataclass(frozen=True, kw_only=True)
class _OfLimit(RuleResult):
    declared: Limit = field(repr=False)
    group: GroupShown
    rows: tuple[Place, ...]

    @property
    def bound(self) -> str:
        return "maximum" if self.declared.is_most else "minimum"

    @property
    def measure(self) -> Unit:
        """What `limit` and `used` are: times, persons, days, hours or rupiah."""
        return unit_of(self.declared.measure)

    @property
    def finding_code(self) -> str | None:
        return self.declared.finding


@dataclass(frozen=True, kw_only=True)
class LimitFinding(_OfLimit):
    """A limit that a group has certainly passed, or not reached.

    `rows` are those beyond a maximum, `earlier_rows` those that used it up; of a minimum the latter
    are the rows that count. `used` is what was used with these rows; of persons a lower bound.
    `excess` is in rupiah, None where it cannot be said exactly; `short` is what a minimum lacks.
    """

    limit: int
    used: int
    earlier_rows: tuple[Place, ...] = ()
    excess: int | None = None
    short: int | None = None
    ceiling: int | None = None
    event: str | None = None
    date: str | None = None
    remarks: tuple[Message, ...] = field(default=(), repr=False)

    @property
    def notes(self) -> tuple[str, ...]:
        """How unclear text was read, and what to know of the numbers."""
        return (*self.declared.notes, *(each.text() for each in self.remarks))

    def to_dict(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "label": self.label,
            "bound": self.bound,
            "measure": self.measure,
            "group": dict(self.group),
            "limit": self.limit,
            "used": self.used,
            "excess": self.excess,
            "short": self.short,
            "ceiling": self.ceiling,
            "event": self.event,
            "date": self.date,
            "rows": [each.document for each in self.rows],
            "earlier_rows": [each.document for each in self.earlier_rows],
            "citation": self.citation,
            "page": self.page,
            "finding_code": self.finding_code,
            "notes": list(self.notes),
        }


@dataclass(frozen=True, kw_only=True)
class OpenLimit(_OfLimit):
    """What a limit leaves undecided for a group: the rows, what is missing (API names), and why."""

    missing: tuple[str, ...]
    reason: Message = field(repr=False)

    @property
    def why(self) -> str:
        return self.reason.text()

    def to_dict(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "label": self.label,
            "bound": self.bound,
            "measure": self.measure,
            "group": dict(self.group),
            "rows": [each.document for each in self.rows],
            "missing": list(self.missing),
            "why": self.why,
            "citation": self.citation,
            "page": self.page,
        }


@dataclass(frozen=True)
class LimitsResult:
    """All limits of an edition over one ledger."""

    findings: tuple[LimitFinding, ...] = ()
    not_decided: tuple[OpenLimit, ...] = ()
    remarks: tuple[Message, ...] = ()
    """What to know of all of them."""

    def of_row(self, place: Place) -> tuple[str, ...]:
        """The limits that a row is beyond."""
        return self._by_place.get(place, ())

    @cached_property
    def _by_place(self) -> dict[Place, tuple[str, ...]]:
        found: dict[Place, dict[str, None]] = {}
        for each in self.findings:
            for place in each.rows:
                found.setdefault(place, {})[each.rule] = None
        return {place: tuple(rules) for place, rules in found.items()}
