"""A policy after names are bound and types checked: what every backend starts from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal

from bokrules.base.spans import Span
from bokrules.semantics.expressions import ALWAYS, AllOf, AnyOf, Expression, IsA, fields_of
from bokrules.semantics.outcomes import Outcome
from bokrules.semantics.vocabulary import Label, Vocabulary

Touched = Literal["allow", "forbid", "require", "duty"]
Reason = Literal[
    "purpose",
    "definition",
    "organisation",
    "procedure",
    "administration",
    "another_regulation",
    "missing_number",
]
IN_FORCE = "masa_berlaku"
"""The engine's own obligation: an expense that has a date falls into the days in force."""
Part = Literal["lampiran", "keputusan"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause of the decree. `reason` says why no rule encodes it."""

    id: str
    heading: str
    page: int
    part: Part = "lampiran"
    reason: Reason | None = None
    line: int = field(default=1, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Citation:
    """A clause; with `subtree` all that lies below it too."""

    clause: str
    subtree: bool = False

    def covers(self, clause: str) -> bool:
        return clause == self.clause or (self.subtree and clause.startswith(self.clause + "."))


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionInfo:
    """Whose text this is and when it is in force."""

    id: str
    year: int
    regulation: str
    kind: str
    title: str
    signed: date
    first_day: date
    last_day: date | None
    force_clauses: tuple[str, ...]
    funds: tuple[str, ...]
    partial: bool
    source: Mapping[str, str]
    topics: Mapping[str, str]
    sha256: str
    draft: bool = False
    """Made by `bokrules new`, and not law (yet)."""

    @property
    def short_title(self) -> str:
        return f"{self.kind} {self.regulation}"

    def to_dict(self) -> dict[str, Any]:
        """As the JSON of every answer names it; `draft` stands there only where it is one."""
        document: dict[str, Any] = {"id": self.id, "regulation": self.regulation}
        if self.draft:
            document["draft"] = True
        return {**document, "sha256": self.sha256}


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
    span: Span = field(compare=False, repr=False)


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


@dataclass(frozen=True, kw_only=True)
class ClosedList(Selective):
    """Only what a `boleh` rule lists is payable. `selectors` may limit it to funds."""

    dimension: str
    finding: str | None = None


@dataclass(frozen=True, kw_only=True)
class Permission(Selective):
    """`boleh`; `serves` are the closed lists it is an entry of."""

    serves: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Prohibition(Selective):
    """`larang`; `exceptions` are names of permissions."""

    exceptions: tuple[str, ...] = ()
    finding: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Documents asked for: all groups, one of each group's alternatives."""

    documents: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Must:
    condition: Expression


@dataclass(frozen=True, slots=True)
class Deposit:
    """Taxes to be deposited, each an amount of rupiah."""

    due: tuple[tuple[str, Expression], ...]


@dataclass(frozen=True, slots=True)
class StampDuty:
    due: Expression


Requirement = Evidence | Must | Deposit | StampDuty


@dataclass(frozen=True, kw_only=True)
class Obligation(Selective):
    """`wajib`: where the condition holds, all the requirements must."""

    requirements: tuple[Requirement, ...]
    finding: str | None = None

    @cached_property
    def reads(self) -> frozenset[str]:
        return frozenset((*fields_of(self.condition), *self._requirement_fields()))

    def _requirement_fields(self) -> Iterator[str]:
        for requirement in self.requirements:
            match requirement:
                case Evidence():
                    yield "bukti"
                case Must(condition=condition):
                    yield from fields_of(condition)
                case Deposit(due=due):
                    yield "pajak"
                    for _, amount in due:
                        yield from fields_of(amount)
                case StampDuty(due=amount):
                    yield "meterai"
                    yield from fields_of(amount)


@dataclass(frozen=True, kw_only=True)
class Gap(Selective):
    """What the sources do not say. In `allow` and `forbid` a rule of unknown truth."""

    touches: Touched
    serves: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Duty(Declared):
    """What an office owes per period; not decided on a single expense."""

    per: tuple[str, ...]
    finding: str | None = None


@dataclass(frozen=True, kw_only=True)
class Recipients(Declared):
    """Who may be funded."""


@dataclass(frozen=True, kw_only=True)
class Target(Declared):
    """An indicator with the value it should reach, and by which year."""

    comparison: str
    value: int | Fraction
    is_percent: bool
    year: int | None


@dataclass(frozen=True, kw_only=True)
class Example:
    """An expense and the answer that an inspector would give."""

    label: str
    given: Mapping[str, object]
    outcome: Outcome
    because: tuple[str, ...]
    missing: tuple[str, ...]
    questioned: int | None
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class Policy:
    """One edition, ready to be run."""

    edition: EditionInfo
    vocabulary: Vocabulary
    outline: Mapping[str, Clause]
    """By id, in the decree's order."""
    closed_lists: tuple[ClosedList, ...]
    permissions: tuple[Permission, ...]
    prohibitions: tuple[Prohibition, ...]
    obligations: tuple[Obligation, ...]
    gaps: tuple[Gap, ...]
    duties: tuple[Duty, ...]
    recipients: tuple[Recipients, ...]
    targets: tuple[Target, ...]
    examples: tuple[Example, ...]

    @cached_property
    def permission_by_name(self) -> Mapping[str, Permission]:
        return {each.name: each for each in self.permissions}

    @cached_property
    def declared(self) -> tuple[Declared, ...]:
        """Everything that cites, in the order of the decree."""
        found: list[Declared] = [*self.closed_lists, *self.permissions, *self.prohibitions]
        found += [*self.obligations, *self.duties, *self.recipients, *self.targets, *self.gaps]
        return tuple(sorted(found, key=self.place))

    @cached_property
    def by_name(self) -> Mapping[str, list[Declared]]:
        """Declarations by name; closed lists of one dimension share theirs."""
        found: dict[str, list[Declared]] = {}
        for each in self.declared:
            found.setdefault(each.name, []).append(each)
        return found

    @cached_property
    def _clause_place(self) -> Mapping[str, int]:
        return {clause: place for place, clause in enumerate(self.outline)}

    def place(self, declared: Declared) -> tuple[int, str]:
        """Sorts by the first clause cited, then by name."""
        first = declared.citations[0].clause if declared.citations else ""
        return self._clause_place.get(first, len(self._clause_place)), declared.name
