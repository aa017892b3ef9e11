"""What the decision logic asks of an expense, whether its facts are at hand or only its cell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from bokrules.semantics import expressions as ir
from bokrules.semantics.operators import Truth
from bokrules.semantics.policy import Requirement


@dataclass(frozen=True, slots=True)
class RequirementResult:
    """How one requirement stands, before its obligation's condition is looked at.

    `due`, `paid` and `shortfall` are rupiah; where only the cell is known they are not.
    """

    truth: Truth
    asks_money: bool = False
    due: int | None = None
    paid: int | None = None
    shortfall: int = 0
    lacks_evidence: bool = False


class Reading(Protocol):
    """One expense, read under one policy."""

    def holds(self, condition: ir.Expression) -> Truth:
        """A condition's truth: True, False, or None for unknown."""

    def requirement(self, requirement: Requirement) -> RequirementResult:
        """How a requirement of an obligation stands."""

    def absent(self, names: Iterable[str]) -> frozenset[str]:
        """Of some fields those that are missing; for one that is taken from another, that other."""

    def too_general(self, conditions: Iterable[ir.Expression]) -> frozenset[str]:
        """Fields whose term lies above one that a condition asks for."""

    @property
    def is_dated(self) -> bool:
        """Whether the expense says its day."""

    @property
    def in_force(self) -> Truth:
        """Whether the edition is in force on the day of the expense."""
