"""What follows from a decision alone, told once for all rows that were decided alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Generic, TypeVar

from bokrules.backends.decision import Decision
from bokrules.evaluation.verdict import Verdict

T = TypeVar("T")
_SHARED = tuple(
    each.name for each in fields(Decision) if each.name not in ("questioned", "unsupported")
)


class ByDecision(Generic[T]):
    """`tell` of verdicts; it may not depend on rupiah or on facts that no rule reads.

    Decisions that share all that they say beside rupiah differ in rupiah at most.
    """

    def __init__(self, tell: Callable[[Verdict], T]) -> None:
        self._tell = tell
        self._known: dict[tuple[int, ...], tuple[Decision, T]] = {}
        """With the decision, so that no other one takes its identity."""

    def __call__(self, verdict: Verdict) -> T:
        decision = verdict.decision
        key = tuple(id(getattr(decision, name)) for name in _SHARED)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = decision, self._tell(verdict)
        return known[1]
