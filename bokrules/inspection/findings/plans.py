"""The monthly plan (RPK/POA) of a unit, and which of its lines an expense may belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from bokrules.inspection.books.lines import CashLine, PlanLine
from bokrules.inspection.findings.entries import unit_key
from bokrules.inspection.findings.groups import grouped, unit_of
from bokrules.inspection.findings.inspected import Inspected
from bokrules.inspection.findings.phrases import PartIndex, PhraseIndex, Words, words_of

ACTIVITY = "kegiatan"


@dataclass(frozen=True)
class Plan:
    """The lines that a plan has for some unit, and perhaps month."""

    inspected: Inspected
    lines: Sequence[PlanLine]
    _named: dict[str, bool] = field(default_factory=dict, init=False, repr=False, compare=False)
    """The answers of `names` so far: ledgers repeat their texts."""

    def names(self, text: str) -> bool:
        """Whether the text holds an activity of the plan, or the plan holds the text."""
        known = self._named.get(text)
        if known is None:
            words = words_of(text)
            known = bool(self._phrases.longest_in(words)) or self._parts.holds(words)
            self._named[text] = known
        return known

    def has_activity(self, activities: frozenset[str]) -> bool | None:
        """Whether one of the activities is planned; None where either is not fully known."""
        if not activities:
            return None
        if self._related & activities:
            return True
        return False if self._all_classified else None

    @cached_property
    def _texts(self) -> tuple[Words, ...]:
        return tuple(
            words_of(text) for each in self.lines for text in (each.activity, each.details) if text
        )

    @cached_property
    def _phrases(self) -> PhraseIndex:
        return PhraseIndex(self._texts)

    @cached_property
    def _parts(self) -> PartIndex:
        return PartIndex(self._texts)

    @cached_property
    def _activities(self) -> tuple[frozenset[str], ...]:
        classify = self.inspected.activities_of
        return tuple(
            classify(f"{each.activity} {each.details}".strip()) or classify(each.activity)
            for each in self.lines
        )

    @cached_property
    def _all_classified(self) -> bool:
        return all(self._activities)

    @cached_property
    def _related(self) -> frozenset[str]:
        """The planned activities, with all that are more general or more exact."""
        taxonomy = self.inspected.texts[0].vocabulary.taxonomies[ACTIVITY]
        named = frozenset[str]().union(*self._activities)
        return named.union(
            *(taxonomy.above_or_same(each) | taxonomy.below_or_same(each) for each in named)
        )


class Plans:
    """The plans of all units. What names no unit is part of the plan of each."""

    def __init__(self, inspected: Inspected, *, by_month: bool = False) -> None:
        self._inspected, self._by_month = inspected, by_month
        self._lines = grouped(inspected.books.plan, lambda each: unit_key(each.unit))
        self._plans: dict[tuple[str, int | None], Plan] = {}

    def of(self, line: CashLine) -> Plan | None:
        """The plan that an expense is to be in; None where its unit has none."""
        unit = unit_key(unit_of(self._inspected, line))
        month = line.date.month if self._by_month and line.date else None
        return self._plan(unit, month) if self._plan(unit, None).lines else None

    def _plan(self, unit: str, month: int | None) -> Plan:
        key = unit, month
        if key not in self._plans:
            self._plans[key] = Plan(self._inspected, self._planned(unit, month))
        return self._plans[key]

    def _planned(self, unit: str, month: int | None) -> list[PlanLine]:
        shared = self._lines.get("", [])
        own = [*shared, *(self._lines.get(unit, []) if unit else ())]
        if not unit and len(self._lines) == 1:
            own = [each for lines in self._lines.values() for each in lines]
        return [each for each in own if month is None or each.month in (None, month)]


def activities_of(inspected: Inspected, line: CashLine) -> frozenset[str]:
    """The activity of an expense as it was judged, else what its text names."""
    activity = inspected.fact(line, ACTIVITY)
    if isinstance(activity, str):
        return frozenset({activity})
    return inspected.activities_of(line.description)
