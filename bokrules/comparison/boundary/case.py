"""One case at a boundary, and what has no case."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bokrules.backends.decision import Decision, Facts, Value
from bokrules.comparison.boundary.thresholds import Position, Rule, Threshold
from bokrules.semantics.expressions import Expression
from bokrules.semantics.limits import Limit


@dataclass(frozen=True, slots=True)
class Beside:
    """A fact just below, at or just above a threshold; `threshold.constant` is known."""

    threshold: Threshold
    position: Position
    value: Value


@dataclass(frozen=True, slots=True)
class LetsThrough:
    """What an exception takes from a prohibition."""

    exception: str


@dataclass(frozen=True, slots=True)
class Misses:
    """What an exception does not take from a prohibition, for want of one part of its condition."""

    exception: str
    part: Expression


What = Beside | LetsThrough | Misses


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundaryCase:
    """A complete expense at a boundary of a rule, and what the reference decides."""

    rule: Rule
    what: What
    facts: Facts
    decision: Decision


class Reason(StrEnum):
    """Why there is no case."""

    LEDGER = "ledger"
    """A limit counts over a ledger; one expense does not tell."""
    NOTHING_TURNS = "nothing_turns"
    """Every complete expense is decided alike on all sides: proved."""
    NOT_FOUND = "not_found"
    """It rests on a comparison of several facts, and the search found nothing."""
    NO_NEIGHBOUR = "no_neighbour"
    """No one fact can be changed so that just this part of the exception fails."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A threshold, an exception or a part of one, or a limit, without cases."""

    rule: Rule | Limit
    what: Threshold | LetsThrough | Misses | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class Boundaries:
    cases: tuple[BoundaryCase, ...]
    left_out: tuple[LeftOut, ...]
