"""A policy after names are bound and types checked: what every backend starts from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from bokrules.semantics.declared import (
    Citation,
    Clause,
    Declared,
    Part,
    Reason,
    Selective,
    Selector,
)
from bokrules.semantics.expressions import Expression, fields_of

if TYPE_CHECKING:
    from datetime import date
    from fractions import Fraction

    from bokrules.base.spans import Span
    from bokrules.semantics.allocation import Formula, Table, UnitKind
    from bokrules.semantics.limits import Limit
    from bokrules.semantics.outcomes import Outcome
    from bokrules.semantics.scales import Scale
    from bokrules.semantics.vocabulary import Vocabulary

__all__ = [
    "ASSUMED",
    "IN_FORCE",
    "Amendment",
    "Citation",
    "Claim",
    "Clause",
    "ClosedList",
    "Declared",
    "Deposit",
    "Duty",
    "EditionInfo",
    "Evidence",
    "Example",
    "Gap",
    "Must",
    "Obligation",
    "Part",
    "Permission",
    "Policy",
    "Prohibition",
    "Reason",
    "Recipients",
    "Repealed",
    "Requirement",
    "Selective",
    "Selector",
    "StampDuty",
    "Target",
    "Touched",
]

Touched = Literal["allow", "forbid", "require", "limit", "duty", "formula", "recipients", "target"]
IN_FORCE = "masa_berlaku"
"""The engine's own obligation: an expense that has a date falls into the days in force."""
ASSUMED = "asumsi"
"""The engine's own obligation: what was assumed of an expense is so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionInfo:
    """Whose text this is and when it is in force."""

    id: str
    year: int
    regulation: str
    kind: str
    title: str
    signed: date | None
    first_day: date
    last_day: date | None
    force_clauses: tuple[str, ...]
    funds: tuple[str, ...]
    amends: tuple[str, ...] = ()
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
    """What the sources do not say. In `allow` and `forbid` a rule of unknown truth.

    `exceptions` are names of permissions that an unknown prohibition cannot take back.
    """

    touches: Touched
    serves: frozenset[str] = frozenset()
    exceptions: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Duty(Selective):
    """What an office owes per period; not decided on a single expense.

    Expenses that it selects show that it was done; one that selects nothing no ledger can show.
    """

    per: tuple[str, ...]
    finding: str | None = None


@dataclass(frozen=True, kw_only=True)
class Recipients(Selective):
    """Who may be funded, `selectors` by which funds."""


@dataclass(frozen=True, kw_only=True)
class Target(Declared):
    """An indicator, the value it should reach, and by which year; None where none is printed."""

    comparison: str | None
    value: int | Fraction | None
    is_percent: bool
    year: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Repealed:
    """`cabut wajib rpk`: what the text takes out, and the clauses that say so."""

    kind: str
    name: str
    citations: tuple[Citation, ...] = ()
    notes: tuple[str, ...] = ()
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class Amendment(Declared):
    """`mengubah`: that this text amends the edition `name`, and the clauses that say so."""

    repealed: tuple[Repealed, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Example:
    """An expense and the answer that an inspector would give."""

    label: str
    given: Mapping[str, object]
    outcome: Outcome
    because: tuple[str, ...]
    missing: tuple[str, ...]
    questioned: int | None
    possible: frozenset[Outcome] = frozenset()
    """The outcomes still open; empty where the example does not say."""
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What must hold for every complete expense that meets the condition.

    The outcome is one of `outcomes`, or with `never` none of them.
    """

    label: str
    condition: Expression
    never: bool
    outcomes: frozenset[Outcome]
    citations: tuple[Citation, ...] = ()
    notes: tuple[str, ...] = ()
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
    # Factories, as a default would stand on the class and hide that a part is yet to be made.
    limits: tuple[Limit, ...] = field(default_factory=tuple)
    scales: tuple[Scale, ...] = field(default_factory=tuple)
    units: tuple[UnitKind, ...] = field(default_factory=tuple)
    tables: tuple[Table, ...] = field(default_factory=tuple)
    formulas: tuple[Formula, ...] = field(default_factory=tuple)
    claims: tuple[Claim, ...] = field(default_factory=tuple)
    amendment: Amendment | None = field(default_factory=lambda: None)

    @classmethod
    def made_when_read(cls, edition: EditionInfo, part: Callable[[str], object]) -> Policy:
        """A policy whose other fields `part` makes, each when it is first read.

        `part` gives equal values whenever it is asked: threads may ask at once.
        """
        policy = object.__new__(cls)
        policy.__dict__.update(edition=edition, _part=part)
        return policy

    def __getstate__(self) -> dict[str, object]:
        """All fields, made by then: what makes them is not stored or copied."""
        return {each: getattr(self, each) for each in self.__dataclass_fields__}

    if not TYPE_CHECKING:  # a type checker knows the fields, and should miss no other name

        def __getattr__(self, name: str) -> object:
            part = self.__dict__.get("_part")
            if part is None or name not in self.__dataclass_fields__:
                raise AttributeError(f"{type(self).__name__!r} has no attribute {name!r}")
            return self.__dict__.setdefault(name, part(name))

    @cached_property
    def permission_by_name(self) -> Mapping[str, Permission]:
        return {each.name: each for each in self.permissions}

    @cached_property
    def governed_funds(self) -> frozenset[str]:
        """The funds that an edition may be asked about: its own, and what lies above or below."""
        taxonomy = self.vocabulary.taxonomies["dana"]
        return frozenset(
            fund
            for fund in taxonomy.terms
            if any(
                own in taxonomy.above_or_same(fund) or fund in taxonomy.above_or_same(own)
                for own in self.edition.funds
            )
        )

    @cached_property
    def declared(self) -> tuple[Declared, ...]:
        """Everything that cites, in the order of the decree."""
        found: list[Declared] = [*self.closed_lists, *self.permissions, *self.prohibitions]
        found += [*self.obligations, *self.limits, *self.duties, *self.recipients, *self.targets]
        found += [*self.scales, *self.units, *self.tables, *self.formulas, *self.gaps]
        return tuple(sorted(found, key=self.place))

    @cached_property
    def by_name(self) -> Mapping[str, list[Declared]]:
        """Declarations by name; closed lists of one dimension share theirs."""
        return _grouped(self.declared)

    @cached_property
    def deciding_by_name(self) -> Mapping[str, list[Declared]]:
        """As `by_name`, of what decides on an expense."""
        found: list[Declared] = [*self.closed_lists, *self.permissions, *self.prohibitions]
        found += [*self.obligations, *self.gaps]
        return _grouped(sorted(found, key=self.place))

    @cached_property
    def _clause_place(self) -> Mapping[str, int]:
        return {clause: place for place, clause in enumerate(self.outline)}

    def place(self, declared: Declared) -> tuple[int, str]:
        """Sorts by the first clause cited, then by name."""
        first = declared.citations[0].clause if declared.citations else ""
        return self._clause_place.get(first, len(self._clause_place)), declared.name


def _grouped(declared: Iterable[Declared]) -> dict[str, list[Declared]]:
    found: dict[str, list[Declared]] = {}
    for each in declared:
        found.setdefault(each.name, []).append(each)
    return found
