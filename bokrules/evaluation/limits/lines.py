"""A ledger as limits and duties read it: the facts that they count, whoever spelt them how."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import cast

from bokrules.backends.decision import Facts
from bokrules.backends.reference import source_of
from bokrules.evaluation.row import RowVerdict
from bokrules.evaluation.timeline import Texts
from bokrules.semantics.limits import Period
from bokrules.semantics.policy import Policy

DATE, UNIT, FUND, ACTIVITY, EVENT = "tanggal", "satker", "dana", "kegiatan", "kejadian"
PAYEE, PERSONS, HOURS, AMOUNT = "penerima", "jumlah_orang", "jumlah_jam", "nilai"
ONE_OFFICE = ""
"""The unit of every row of a ledger that names none."""

Key = Hashable | None
"""A value that others are compared with; None where it is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row, at its place in the order of the file."""

    row: RowVerdict
    index: int
    day: date | None
    unit: str | None
    activity: str | None
    event: str | None
    payee: str | None
    persons: int | None
    hours: int | None
    amount: int | None

    @property
    def facts(self) -> Facts:
        return self.row.verdict.facts

    @property
    def in_time(self) -> tuple[date, int]:
        """Sorts by day, then by the order of the file; what has no day comes last."""
        return self.day or date.max, self.index


@dataclass(frozen=True, slots=True)
class Group:
    """What the fields of `per` hold, in their order, and the period; None is not known."""

    values: tuple[Key, ...]
    period: str | None = None

    @property
    def parts(self) -> tuple[Key, ...]:
        return (*self.values, self.period)

    def may_be(self, other: Group) -> bool:
        """Whether nothing that is known of both differs."""
        both = zip(self.parts, other.parts, strict=True)
        return all(a is None or b is None or a == b for a, b in both)


class Ledger:
    """All rows that could be judged, and how their values are spelt.

    `units` are units that are known otherwise, by what they are compared with. Where the rows do
    not lie in memory, it is told how values are spelt (`learn`).
    """

    def __init__(
        self,
        rows: Sequence[RowVerdict],
        texts: Texts,
        units: Mapping[Key, str] | None = None,
    ) -> None:
        self.texts = texts
        self._units = units or {}
        self.names_no_unit = all(key_of(each.verdict.facts.get(UNIT)) is None for each in rows)
        self.rows = rows
        self._spelt: dict[tuple[str, Key], str] = {}

    @cached_property
    def lines(self) -> list[Line]:
        return [self.line(index) for index in range(len(self.rows))]

    @property
    def policy(self) -> Policy:
        """The edition itself; all its texts declare the same fields."""
        return self.texts[0]

    def key(self, line: Line, field: str) -> Key:
        """The value of a field; None also where it is more general than the vocabulary has it."""
        if field == UNIT:
            return line.unit
        source = source_of(field, line.facts, self.policy)
        value = line.facts.get(source)
        fact = self.policy.vocabulary.facts[source]
        if isinstance(value, str) and fact.type.kind == "term":
            taxonomy = self.policy.vocabulary.taxonomies[fact.type.of]
            return None if taxonomy.below(value) else value
        return key_of(value)

    def group_of(self, line: Line, fields: Sequence[str], period: str | None) -> Group:
        return Group(tuple(self.key(line, each) for each in fields), period)

    def shown(self, field: str, key: Key) -> object:
        """A value as the ledger spells it (of several spellings the first by the alphabet)."""
        if field == UNIT and key in self._units:
            return self._units[key]
        if field == UNIT and key == ONE_OFFICE and len(self._units) == 1:
            return next(iter(self._units.values()))
        if key is None or key == ONE_OFFICE:
            return None
        if field == EVENT and isinstance(key, tuple):
            key = key[-1]  # its name, else its first day
        if not self._spelt:
            self._spelt = self._spellings()
        return self._spelt.get((field, key)) or (key if isinstance(key, (bool, int)) else str(key))

    def learn(self, field: str, value: str, key: Key) -> None:
        """One way in which a value of a field is spelt."""
        at = field, key
        self._spelt[at] = min(value, self._spelt.get(at, value))

    def knows(self, field: str, key: Key) -> bool:
        """Whether it was told how a value is spelt."""
        return (field, key) in self._spelt

    def shown_group(
        self, fields: Sequence[str], group: Group, period: Period | str | None
    ) -> dict[str, object]:
        """A group by the API names of its fields, with its period if it has one."""
        found = {
            self.alias(field): self.shown(field, key)
            for field, key in zip(fields, group.values, strict=True)
        }
        return found if period is None else {**found, "period": group.period}

    def alias(self, field: str) -> str:
        """The API name of a field, also of one that the edition does not declare."""
        fact = self.policy.vocabulary.facts.get(field)
        return fact.alias if fact else field

    def line(self, index: int) -> Line:
        """The row at this place of the file."""
        row = self.rows[index]
        facts = row.verdict.facts
        return Line(
            row=row,
            index=index,
            day=cast("date | None", facts.get(DATE)),
            unit=ONE_OFFICE if self.names_no_unit else cast("str | None", key_of(facts.get(UNIT))),
            activity=cast("str | None", facts.get(ACTIVITY)),
            event=cast("str | None", key_of(facts.get(EVENT))),
            payee=cast("str | None", key_of(facts.get(PAYEE))),
            persons=cast("int | None", facts.get(PERSONS)),
            hours=cast("int | None", facts.get(HOURS)),
            amount=row.amount,
        )

    def _spellings(self) -> dict[tuple[str, Key], str]:
        found: dict[tuple[str, Key], str] = {}
        for row in self.rows:
            for field, value in row.verdict.facts.items():
                if isinstance(value, str):
                    at = field, key_of(value)
                    found[at] = min(value, found.get(at, value))
        return found


def text_key(text: str) -> str | None:
    """What a text is compared with; None if it is blank."""
    return " ".join(text.casefold().split()) or None


def key_of(value: object) -> Key:
    """Two texts are the same whatever their case and spaces; a blank one says nothing."""
    if isinstance(value, str):
        return text_key(value)
    if isinstance(value, frozenset):
        return tuple(sorted(value))
    if isinstance(value, Mapping):
        return tuple(sorted(value.items()))
    return value
