"""What a comparison of verdicts finds: regions, what changes in them, and a witness for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bokrules.backends.decision import Facts
from bokrules.cells.standing import Open
from bokrules.comparison.verdicts.regions import Region
from bokrules.comparison.verdicts.requirements import Asked

Kind = Literal["law", "gap"]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictChange:
    """A region in which the outcomes differ, one way throughout.

    `before` and `after` are the outcomes still open for a complete expense: more than one only
    where a gap hides something. A change of kind `gap` may be none: both texts may say the same.
    If it depends on further facts, it is in part of the region that outcomes differ so.
    """

    kind: Kind
    before: frozenset[Open]
    after: frozenset[Open]
    region: Region
    witness: Facts
    because_before: tuple[str, ...]
    because_after: tuple[str, ...]
    depends_on: tuple[str, ...] = ()
    """The facts that decide where in the region, if not throughout."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationChange:
    """A region of payable expenses in which something is asked for on one side only.

    In part of it, if it depends on further facts. `hidden_by` are gaps of the other side, which may
    ask for it too: then nobody knows.
    """

    kind: Kind
    asked: tuple[Asked, ...]
    is_added: bool
    region: Region
    witness: Facts
    rules: tuple[str, ...]
    hidden_by: tuple[str, ...] = ()
    depends_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IncompleteChange:
    """Values of the first fact whose complete expenses are decided alike, incomplete ones not.

    Or, with `asked`, what is asked for otherwise of incomplete expenses alone, whatever the field.
    """

    field: str
    values: tuple[str, ...]
    witness: Facts
    asked: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictComparison:
    """Every difference between two policies in what they decide; what is not listed is the same.

    `unresolved` counts regions that rest on comparisons of several facts: then nothing is proved.
    `only_before` and `only_after` are the funds that just one of the editions governs.
    """

    outcomes: tuple[VerdictChange, ...]
    obligations: tuple[ObligationChange, ...]
    incomplete: tuple[IncompleteChange, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    unresolved: int = 0
    lacks_solver: bool = False
    """Whether the solver is missing, which might resolve them."""

    @property
    def is_proved(self) -> bool:
        """Whether nothing else differs, for certain."""
        return self.unresolved == 0

    @property
    def shows_something(self) -> bool:
        return bool(self.outcomes or self.obligations or self.incomplete)

    @property
    def is_empty(self) -> bool:
        """Nothing differs, for certain."""
        return self.is_proved and not self.shows_something
