"""The words in which a change is told: what is declared, what became of it, what of it differs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from bokrules.semantics.allocation import Formula, Table, UnitKind
from bokrules.semantics.declared import Declared
from bokrules.semantics.limits import Limit
from bokrules.semantics.policy import (
    ClosedList,
    Duty,
    Gap,
    Obligation,
    Permission,
    Prohibition,
    Recipients,
    Target,
)
from bokrules.semantics.scales import Scale


class ChangeKind(StrEnum):
    """What became of a declaration. The first that holds is the one that is told."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    """It says something else: `RuleChange.parts` are what of it."""
    RENAMED = "renamed"
    """It says the same under another name."""
    MOVED = "moved"
    """It says the same and rests on other clauses; a term stands elsewhere in the vocabulary."""
    NOT_COMPARABLE = "not_comparable"
    """One side has it, and the sources of the other leave the matter open: no change of law."""
    REWORDED = "reworded"
    """Only its label or its notes differ: no change of the rule."""


Part = Literal[
    "belanja",
    "kegiatan",
    "dana",
    "when",
    "list",
    "serves",
    "exceptions",
    "evidence",
    "must",
    "taxes",
    "stamp",
    "touches",
    "limit",
    "per",
    "value",
    "bands",
    "columns",
    "entries",
    "unit",
    "inputs",
    "lines",
    "rounding",
    "bounds",
    "finding",
]
"""What of a declaration can differ; the details in words have the same keys."""

RuleKind = Literal[
    "close",
    "allow",
    "forbid",
    "require",
    "limit",
    "duty",
    "recipients",
    "target",
    "scale",
    "unit",
    "table",
    "formula",
    "gap",
]
RULE_KINDS: dict[type[Declared], RuleKind] = {
    ClosedList: "close",
    Permission: "allow",
    Prohibition: "forbid",
    Obligation: "require",
    Limit: "limit",
    Duty: "duty",
    Recipients: "recipients",
    Target: "target",
    Scale: "scale",
    UnitKind: "unit",
    Table: "table",
    Formula: "formula",
    Gap: "gap",
}
WordKind = Literal["belanja", "kegiatan", "dana", "dokumen", "pajak", "pilihan", "fakta"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChange:
    """A declaration on both sides, or on one.

    Of one that only one side has, `related` are the other side's on the same matter, which may
    decide where it does not, and `hidden_by` the other side's gaps that may hide it.
    """

    kind: RuleKind
    change: ChangeKind
    before: Declared | None
    after: Declared | None
    parts: tuple[Part, ...] = ()
    related: tuple[Declared, ...] = ()
    hidden_by: tuple[Gap, ...] = ()

    @property
    def declared(self) -> Declared:
        """As it reads now; what was removed as it read before."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def is_renamed(self) -> bool:
        if self.before is None or self.after is None:
            return False
        return self.before.name != self.after.name

    @property
    def is_moved(self) -> bool:
        """It rests on other clauses, whatever else became of it."""
        if self.before is None or self.after is None:
            return False
        return set(self.before.citations) != set(self.after.citations)

    @property
    def is_reworded(self) -> bool:
        """Its label or its notes differ, whatever else became of it."""
        if self.before is None or self.after is None:
            return False
        notes = set(self.before.notes) != set(self.after.notes)
        return notes or self.before.label != self.after.label


@dataclass(frozen=True, slots=True, kw_only=True)
class WordChange:
    """A word of the vocabulary. Before and after: what it lies below, or how it is typed."""

    kind: WordKind
    name: str
    change: ChangeKind
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
