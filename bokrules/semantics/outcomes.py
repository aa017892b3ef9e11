"""What can be said of an expense, and of an obligation."""

from __future__ import annotations

from enum import StrEnum

from bokrules.base.messages import Message, msg


class Outcome(StrEnum):
    """Whether an expense may be paid from the grant."""

    FORBIDDEN = "forbidden"
    UNLISTED = "unlisted"
    UNDETERMINED = "undetermined"
    CONDITIONAL = "conditional"
    ALLOWED = "allowed"

    @property
    def label(self) -> Message:
        return _LABELS[self]


class State(StrEnum):
    """Whether an obligation is fulfilled."""

    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"

    @property
    def label(self) -> Message:
        return _STATES[self]


_LABELS = {
    Outcome.FORBIDDEN: msg("forbidden"),
    Outcome.UNLISTED: msg("unlisted"),
    Outcome.UNDETERMINED: msg("needs data"),
    Outcome.CONDITIONAL: msg("conditionally allowed"),
    Outcome.ALLOWED: msg("allowed"),
}
_STATES = {State.MET: msg("met"), State.UNMET: msg("not met"), State.UNKNOWN: msg("unknown")}
