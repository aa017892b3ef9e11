"""What the checks across lines look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bokrules.evaluation.limits import NO_LIMITS, LimitsResult
from bokrules.evaluation.row import Place, RowVerdict
from bokrules.evaluation.timeline import Texts
from bokrules.inspection.books.lines import Books, CashKind, CashLine
from bokrules.inspection.findings.chains import Chain, chains_of
from bokrules.inspection.findings.entries import Entry, entries_of
from bokrules.inspection.findings.settings import Settings
from bokrules.semantics.outcomes import Outcome


def _none_known(_: str) -> frozenset[str]:
    return frozenset()


@dataclass(frozen=True)
class Inspected:
    """The books, what the edition says of each expense, and the settings of the checks."""

    texts: Texts
    books: Books
    verdicts: Mapping[Place, RowVerdict]
    """Of the lines that were judged, by their place."""
    settings: Settings
    limits: LimitsResult = NO_LIMITS
    """What the edition's limits say of the same lines."""
    activities_of: Callable[[str], frozenset[str]] = _none_known
    """The activities of the vocabulary that a text of a plan names; none where it is not known."""
    decided: Mapping[Place, Outcome] = field(default_factory=dict)
    """The outcomes that an inspector put in the place of the edition's."""
    unread: frozenset[Place] = frozenset()
    """The cells or rows that could not be read: what they hold is in no line."""

    @cached_property
    def lines(self) -> tuple[CashLine, ...]:
        """All cash lines in the order of the books."""
        return tuple(line for book in self.books.cash for line in book.lines)

    @cached_property
    def expenses(self) -> tuple[CashLine, ...]:
        """The lines that spend."""
        return tuple(each for each in self.lines if each.kind is CashKind.EXPENSE)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """All cash lines, with what their books say of them."""
        return tuple(entries_of(self.books.cash, self.texts[0].edition.year))

    @cached_property
    def chains(self) -> list[Chain]:
        """The cash books by unit and year."""
        return chains_of(self.books.cash, self.texts[0].edition.year)

    def fact(self, line: CashLine, name: str) -> object | None:
        """A fact of an expense as it was judged (what was classified included), else as given."""
        return self._facts.get(id(line), line.facts).get(name)

    def undecided(self) -> Iterator[tuple[CashLine, RowVerdict]]:
        """The expenses of which the edition's outcome stands."""
        if not self.decided:
            return iter(self.judged)
        return (each for each in self.judged if each[0].place not in self.decided)

    @cached_property
    def judged(self) -> tuple[tuple[CashLine, RowVerdict], ...]:
        """The expenses that have a verdict."""
        found = ((line, self.verdicts.get(line.place)) for line in self.expenses)
        return tuple((line, row) for line, row in found if row is not None)

    @cached_property
    def _facts(self) -> Mapping[int, Mapping[str, object]]:
        """By the identity of the line, for the checks ask for many."""
        found = ((line, self.verdicts.get(line.place)) for line in self.lines)
        return {id(line): row.verdict.facts for line, row in found if row is not None}
