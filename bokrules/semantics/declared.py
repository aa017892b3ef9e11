"""What every declaration of a policy has: a name, a label, its clauses, and what it selects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from bokrules.base.spans import Span
from bokrules.semantics.expressions import ALWAYS, AllOf, AnyOf, Expression, IsA
from bokrules.semantics.vocabulary import Label

Reason = Literal[
    "purpose",
    "definition",
    "organisation",
    "procedure",
    "administration",
    "another_regulation",
    "missing_number",
]
Part = Literal["lampiran", "keputusan"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause of the decree. `reason` says why no rule encodes it.

    `document` is the regulation that it stands in, if that is not the edition's own; `quoted` says
    where its words were read, if the regulation itself is not at hand (it then may have no page).
    """

    id: str
    heading: str
    page: int | None = None
    document: str | None = None
    quoted: str | None = None
    part: Part = "lampiran"
    reason: Reason | None = None
    is_shared: bool = False
    """Whether it stands in the outline that all editions share, for what they share to cite."""
    file: str = field(default="", compare=False, repr=False)
    line: int = field(default=1, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Citation:
    """A clause; with `subtree` all that lies below it too."""

    clause: str
    subtree: bool = False

    def covers(self, clause: str) -> bool:
        return clause == self.clause or (self.subtree and clause.startswith(self.clause + "."))


@dataclass(frozen=True, slots=True)
class Selector:
    """`untuk belanja a, b`: the field's term is one of these or lies below."""

    dimension: str
    terms: tuple[str, ...]

    @property
    def condition(self) -> Expression:
        return AnyOf(tuple(IsA(self.dimension, term) for term in self.terms))


@dataclass(frozen=True, kw_only=True)
class Declared:
    """What every declaration with a citation has."""

    name: str
    label: Label
    citations: tuple[Citation, ...]
    notes: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    """What this was called, or was part of, in earlier years."""
    span: Span = field(compare=False, repr=False)
    named: Mapping[str, Span] = field(default_factory=dict, compare=False, repr=False)
    """Where names stand within it that advice is about: exceptions, columns, inputs, lines."""

    def place_of(self, name: str) -> Span:
        """Where a name stands within it; all of it if that is not known."""
        return self.named.get(name, self.span)


@dataclass(frozen=True, kw_only=True)
class Selective(Declared):
    """What applies to some expenses only: `untuk` and `bila`."""

    selectors: tuple[Selector, ...] = ()
    when: Expression = ALWAYS

    @cached_property
    def condition(self) -> Expression:
        """`untuk` and `bila` together."""
        parts = [each.condition for each in self.selectors]
        if self.when != ALWAYS:
            parts.append(self.when)
        return AllOf(tuple(parts))

    @cached_property
    def dimensions(self) -> frozenset[str]:
        return frozenset(each.dimension for each in self.selectors)
