"""What a comparison of verdicts comes to, by expense type, by gap, and by obligation."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from bokrules.cells.standing import Open
from bokrules.comparison.verdicts.changes import (
    ObligationChange,
    VerdictChange,
    VerdictComparison,
)
from bokrules.comparison.verdicts.regions import Range, Region, values_of
from bokrules.comparison.verdicts.requirements import Asked
from bokrules.semantics.policy import Gap, Policy
from bokrules.semantics.vocabulary import Vocabulary, joined

EXPENSE_TYPE = "belanja"
Outcomes = frozenset[Open]
REFUSED: Outcomes = frozenset({Open.FORBIDDEN, Open.UNLISTED})
_Item = TypeVar("_Item")
_Key = TypeVar("_Key", bound=Hashable)
_FROM_GRAVE_TO_LIGHT = (Open.FORBIDDEN, Open.UNLISTED, Open.SILENT, Open.PAYABLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One way in which outcomes change for certain; its changes from coarse to fine."""

    before: Outcomes
    after: Outcomes
    changes: tuple[VerdictChange, ...]
    expense_types: tuple[str, ...]

    @property
    def becomes_payable(self) -> bool:
        return self.after == {Open.PAYABLE}

    @property
    def is_no_longer_payable(self) -> bool:
        """Whether what was payable is refused now, for certain."""
        return self.before == {Open.PAYABLE} and self.after <= REFUSED

    @property
    def becomes_unknown(self) -> bool:
        """Whether nobody can tell into what it changes; that it is refused would be known."""
        return len(self.after) > 1 and not self.is_no_longer_payable

    @property
    def is_still_refused(self) -> bool:
        """Whether it was refused and is, on another ground."""
        return self.before <= REFUSED and self.after <= REFUSED


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeChanges:
    """What becomes of one expense type, where it is not the same on both sides.

    `before` and `after` are the outcomes that it has there, each once.
    """

    before: tuple[Outcomes, ...]
    after: tuple[Outcomes, ...]
    transitions: tuple[Transition, ...]
    is_hidden: bool
    """Whether it cannot be compared, at least in part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """What the same gaps keep from being compared.

    Without a gap the texts themselves leave it open: one is known in part only, and silent.
    """

    gaps_before: tuple[Gap, ...]
    gaps_after: tuple[Gap, ...]
    changes: tuple[VerdictChange, ...]
    obligations: tuple[AskedApart, ...]
    expense_types: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedApart:
    """The same things, asked for by the same rules on one side only, and of which expenses.

    `hidden_by` are the other side's gaps that leave open whether it asks for them as well.
    """

    asked: tuple[Asked, ...]
    is_added: bool
    rules: tuple[str, ...]
    regions: tuple[Region, ...]
    hidden_by: tuple[Gap, ...] = ()


class Overview:
    """The changes of a comparison, put together; nothing is left out."""

    def __init__(self, found: VerdictComparison, before: Policy, after: Policy) -> None:
        self._found, self._before, self._after = found, before, after

    @cached_property
    def transitions(self) -> tuple[Transition, ...]:
        """Changes of the law by the outcomes before and after, what gets worse first."""
        laws = _joined_by_reasons([e for e in self._found.outcomes if e.kind == "law"])
        pairs = _grouped(laws, lambda each: (each.after, each.before))
        return tuple(
            Transition(
                before=before,
                after=after,
                changes=tuple(sorted(changes, key=_coarseness)),
                expense_types=self.types_of(changes),
            )
            for (after, before), changes in sorted(
                pairs.items(), key=lambda item: tuple(map(_gravity, item[0]))
            )
        )

    @cached_property
    def hidden(self) -> tuple[Hidden, ...]:
        """By the gaps that hide something, those that hide the most expense types first."""
        gaps = [each for each in self._found.outcomes if each.kind == "gap"]
        changes = _grouped(gaps, lambda e: self._gaps(e.because_before, e.because_after))
        asked = _grouped(
            [e for e in self._found.obligations if e.kind == "gap" and not e.hidden_by],
            lambda e: self._gaps(*(((), e.rules) if e.is_added else (e.rules, ()))),
        )
        found = [
            self._hidden(names, changes.get(names, []), asked.get(names, []))
            for names in dict.fromkeys((*changes, *asked))
        ]
        return tuple(sorted(found, key=lambda each: -len(each.expense_types)))

    @cached_property
    def obligations(self) -> tuple[AskedApart, ...]:
        """What the text of one side alone asks for; what is certain first, then what is new."""
        found = self._apart(
            each for each in self._found.obligations if each.kind == "law" or each.hidden_by
        )
        return tuple(sorted(found, key=lambda e: (bool(e.hidden_by), not e.is_added)))

    @property
    def becoming_payable(self) -> tuple[str, ...]:
        """The expense types that become payable for certain, at least in part."""
        return self.types_in(each for each in self.transitions if each.becomes_payable)

    @property
    def becoming_unknown(self) -> tuple[str, ...]:
        """The expense types that change for certain, into what nobody can tell."""
        return self.types_in(each for each in self.transitions if each.becomes_unknown)

    def types_in(self, transitions: Iterable[Transition]) -> tuple[str, ...]:
        """Their expense types, in vocabulary order."""
        return self.types_of(change for each in transitions for change in each.changes)

    @property
    def hidden_types(self) -> tuple[str, ...]:
        """The expense types that cannot be compared, at least in part."""
        return self.types_of(change for each in self.hidden for change in each.changes)

    def types_of(self, changes: Iterable[VerdictChange]) -> tuple[str, ...]:
        """Their expense types, in vocabulary order; all of them where a region names none."""
        found: set[str] = set()
        for each in changes:
            found.update(values_of(EXPENSE_TYPE, each.region) or self.every_type)
        return tuple(each for each in self._order if each in found)

    @cached_property
    def every_type(self) -> tuple[str, ...]:
        """The expense types that have none below them."""
        terms = self.vocabulary.taxonomies[EXPENSE_TYPE].terms
        above = {parent for each in terms.values() for parent in each.parents}
        return tuple(name for name in terms if name not in above)

    @cached_property
    def by_type(self) -> Mapping[str, TypeChanges]:
        """By expense type what becomes of it for certain, and what is hidden."""
        every = [change for each in self.transitions for change in each.changes]
        every += [change for each in self.hidden for change in each.changes]
        pairs: dict[str, dict[tuple[Outcomes, Outcomes], None]] = {}
        for change in every:
            for name in self.types_of([change]):
                pairs.setdefault(name, {})[change.before, change.after] = None
        hidden = set(self.hidden_types)
        return {
            name: TypeChanges(
                before=tuple(dict.fromkeys(before for before, _ in pairs[name])),
                after=tuple(dict.fromkeys(after for _, after in pairs[name])),
                transitions=tuple(e for e in self.transitions if name in e.expense_types),
                is_hidden=name in hidden,
            )
            for name in self._order
            if name in pairs
        }

    @property
    def same_types(self) -> tuple[str, ...]:
        """The expense types, none below them, of which no verdict is known or suspected to differ.

        Only where the comparison is proved: else none is known to be the same.
        """
        if not self._found.is_proved:
            return ()
        return tuple(each for each in self.every_type if each not in self.by_type)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of both editions."""
        return joined([self._before.vocabulary, self._after.vocabulary])

    @cached_property
    def _order(self) -> tuple[str, ...]:
        return tuple(self.vocabulary.taxonomies[EXPENSE_TYPE].terms)

    def _gaps(self, before: Sequence[str], after: Sequence[str]) -> tuple[frozenset[str], ...]:
        return tuple(
            frozenset(each.name for each in policy.gaps if each.name in names)
            for names, policy in ((before, self._before), (after, self._after))
        )

    def _apart(self, changes: Iterable[ObligationChange]) -> list[AskedApart]:
        groups = _grouped(
            changes, lambda each: (each.asked, each.is_added, each.rules, self._left_open(each))
        )
        return [
            AskedApart(
                asked=asked,
                is_added=is_added,
                rules=rules,
                regions=tuple(dict.fromkeys(each.region for each in group)),
                hidden_by=gaps,
            )
            for (asked, is_added, rules, gaps), group in groups.items()
        ]

    def _left_open(self, change: ObligationChange) -> tuple[Gap, ...]:
        """The gaps in the obligations of the side that does not ask."""
        lacking = self._before if change.is_added else self._after
        return tuple(each for each in lacking.gaps if each.name in change.hidden_by)

    def _hidden(
        self,
        names: tuple[frozenset[str], ...],
        changes: Sequence[VerdictChange],
        obligations: Sequence[ObligationChange],
    ) -> Hidden:
        first, second = names
        return Hidden(
            gaps_before=tuple(each for each in self._before.gaps if each.name in first),
            gaps_after=tuple(each for each in self._after.gaps if each.name in second),
            changes=tuple(sorted(_joined_by_reasons(changes), key=_coarseness)),
            obligations=tuple(self._apart(obligations)),
            expense_types=self.types_of(changes),
        )


def _gravity(outcomes: Outcomes) -> tuple[int, list[int]]:
    """One outcome before those of which one is not known."""
    places = sorted(_FROM_GRAVE_TO_LIGHT.index(each) for each in outcomes)
    return len(places), places


def _coarseness(change: VerdictChange) -> tuple[int, int]:
    """Few restrictions first, then many expense types."""
    rest = [each for each in change.region if not _is_types(each)]
    return len(rest), -len(values_of(EXPENSE_TYPE, change.region))


def _is_types(each: object) -> bool:
    return isinstance(each, Range) and each.field == EXPENSE_TYPE


def _grouped(items: Iterable[_Item], key: Callable[[_Item], _Key]) -> dict[_Key, list[_Item]]:
    groups: dict[_Key, list[_Item]] = {}
    for each in items:
        groups.setdefault(key(each), []).append(each)
    return groups


# ---- what differs in the expense types alone, as one ----


def _joined_by_reasons(changes: Sequence[VerdictChange]) -> list[VerdictChange]:
    groups = _grouped(
        changes,
        lambda e: (e.before, e.after, e.because_before, e.because_after, _without_types(e.region)),
    )
    return [_joined(group) for group in groups.values()]


def _joined(changes: Sequence[VerdictChange]) -> VerdictChange:
    """The first gives the example; one without a restriction of types holds for every type."""
    ranges = [
        each
        for change in changes
        for each in change.region
        if isinstance(each, Range) and each.field == EXPENSE_TYPE
    ]
    if len(ranges) < len(changes):
        return next(each for each in changes if not any(map(_is_types, each.region)))
    named = {value for each in ranges for value in each.values}
    types = replace(ranges[0], values=tuple(e for e in ranges[0].among if e in named))
    return replace(changes[0], region=(types, *_without_types(changes[0].region)))


def _without_types(region: Region) -> Region:
    return tuple(each for each in region if not _is_types(each))
