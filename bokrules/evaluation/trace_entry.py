"""One rule tried on an expense."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TraceEntry:
    """One rule tried: its truth (None is unknown) and the values it read (None is missing)."""

    rule: str
    effect: str
    truth: bool | None
    reads: Mapping[str, object]
