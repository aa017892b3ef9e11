"""What every backend answers about one expense: names and numbers, no words yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from bokrules.semantics.outcomes import Outcome, State

Value = int | Fraction | bool | date | str | frozenset[str] | Mapping[str, int]
Facts = Mapping[str, Value]
"""Values by Indonesian field name, checked against the edition; what is missing is absent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationResult:
    """`due`, `paid`: rupiah of taxes or stamp; None where none is asked for, or it is unknown."""

    name: str
    state: State
    due: int | None = None
    paid: int | None = None
    shortfall: int = 0
    lacks_evidence: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """`basis` names the rules that decided, a closed list by its dimension.

    `missing` are fields (their Indonesian names), `possible` the outcomes still open.
    `questioned` is None where all of an unknown amount is questioned; `unsupported` likewise.
    """

    outcome: Outcome
    basis: tuple[str, ...]
    obligations: tuple[ObligationResult, ...]
    missing: frozenset[str]
    too_general: frozenset[str]
    possible: frozenset[Outcome]
    gaps: tuple[str, ...]
    questioned: int | None
    unsupported: int | None
    limits: tuple[str, ...] = ()
    """The limits that the expense counts towards, or may; a ledger decides them."""
