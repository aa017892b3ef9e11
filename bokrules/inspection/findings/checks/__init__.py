"""The checks across lines: one file for each, named for what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from bokrules.base.messages import Message
from bokrules.inspection.findings.finding import Finding
from bokrules.inspection.findings.inspected import Inspected

Run: TypeAlias = Callable[[Inspected], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Check:
    """A check, its title for people, and why it cannot be run on some books (None: it can)."""

    name: str
    title: Message
    run: Run
    lacks: Callable[[Inspected], Message | None] = lambda _: None
