"""When editions are in force: which one governs a day, and where two overlap or none is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import Message, msg
from bokrules.base.spans import whole_file
from bokrules.editions.edition_yaml import edition_file
from bokrules.editions.places import EDITION_FILE, shown
from bokrules.editions.reading import read_text


@dataclass(frozen=True, slots=True)
class Period:
    """The days on which an edition is in force, both ends included; no end means no end."""

    id: str
    folder: Path
    first: date
    last: date | None

    def holds(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def __str__(self) -> str:
        return f"{self.id} ({self.first} – {self.last or '…'})"


def periods(folders: Iterable[Path]) -> tuple[Period, ...]:
    """By their first day. An edition.yaml that cannot be read is left out: loading it says why."""
    found = []
    for folder in folders:
        path, out = folder / EDITION_FILE, Diagnostics()
        text = read_text(path, out)
        head = edition_file(path, {path: text}, out) if text is not None else None
        if head is not None:
            found.append(Period(head.id, folder, head.in_force.first, head.in_force.last))
    return tuple(sorted(found, key=lambda each: (each.first, each.id)))


def report_overlaps(found: Sequence[Period], out: Diagnostics) -> None:
    """A day that two editions govern is an error of the later one."""
    for earlier, later in pairwise(found):
        if earlier.last is None or later.first <= earlier.last:
            out.error(
                codes.OVERLAPPING_EDITIONS,
                whole_file(shown(later.folder / EDITION_FILE)),
                msg("editions {a} and {b} are in force on the same days", a=earlier, b=later),
                msg("correct `in_force`; an amendment lies in the folder of its edition"),
            )


def holes(found: Sequence[Period]) -> tuple[Message, ...]:
    """The days between editions that none governs: no fault, but to be known."""
    remarks = []
    for earlier, later in pairwise(found):
        if earlier.last is not None and earlier.last + timedelta(days=1) < later.first:
            remarks.append(
                msg(
                    "no edition is in force from {first} to {last}",
                    first=earlier.last + timedelta(days=1),
                    last=later.first - timedelta(days=1),
                )
            )
    return tuple(remarks)
