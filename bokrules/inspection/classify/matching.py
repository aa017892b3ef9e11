"""Which phrases of the vocabulary stand in a text, and which of them count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bokrules.semantics.vocabulary import Term
from bokrules.semantics.wording import Abbreviations, Phrase, Wording, Words

WIDEST_GAP = 8
"""Words that `…` may stand for, at most."""


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found. `words` has a bit for each word of the text that the phrase itself names."""

    dimension: str
    term: str
    size: int
    has_gap: bool
    words: int
    places: tuple[tuple[int, int], ...]
    """First and last word of each part of the phrase."""

    def is_beaten_by(self, other: Match) -> bool:
        """All its words are among those of a longer match, or a longer one with a gap has some."""
        shared = self.words & other.words
        if shared in (0, other.words):
            return False
        return shared == self.words or (other.has_gap and other.size > self.size)

    def shown(self, wording: Wording) -> str:
        """The phrase as the text has it; … stands for what is between its parts."""
        runs: list[tuple[int, int]] = []
        for first, last in self.places:
            if runs and runs[-1][1] == first - 1:
                runs[-1] = runs[-1][0], last
            else:
                runs.append((first, last))
        return " … ".join(wording.shown(*run) for run in runs)


class Phrases:
    """The phrases of some terms, found in the order of their first words."""

    def __init__(
        self, dimensions: Iterable[tuple[str, Iterable[Term]]], abbreviations: Abbreviations
    ) -> None:
        self._by_first: dict[str, list[tuple[Words, Phrase, str, str]]] = {}
        for dimension, terms in dimensions:
            for term in terms:
                for phrase in {abbreviations.phrase(each) for each in term.phrases}:
                    if phrase.parts:
                        first = phrase.parts[0]
                        self._by_first.setdefault(first[0], []).append(
                            (first[1:], phrase, dimension, term.name)
                        )

    def matches(self, wording: Wording) -> list[Match]:
        """All of them; a phrase that stands twice is found twice.

        Behind a gap the nearest words that complete the phrase are taken.
        """
        words = wording.words
        found: list[Match] = []
        by_first = self._by_first
        for at, word in enumerate(words):
            for rest, phrase, dimension, term in by_first.get(word, ()):
                end = at + 1 + len(rest)
                if rest and tuple(words[at + 1 : end]) != rest:
                    continue
                later = phrase.parts[1:]
                behind = _behind(words, end, later) if later else ()
                if behind is not None:
                    places = ((at, end - 1), *behind)
                    bits = sum((2 << last) - (1 << first) for first, last in places)
                    found.append(Match(dimension, term, phrase.size, bool(later), bits, places))
        return found


def _behind(
    words: Sequence[str], end: int, parts: Sequence[Words]
) -> tuple[tuple[int, int], ...] | None:
    """Where the other parts of a phrase stand, the first of which begins at or behind `end`."""
    if not parts:
        return ()
    part = parts[0]
    for at in range(end, min(end + WIDEST_GAP, len(words) - len(part)) + 1):
        if words[at] == part[0] and tuple(words[at : at + len(part)]) == part:
            later = _behind(words, at + len(part), parts[1:])
            if later is not None:
                return ((at, at + len(part) - 1), *later)
    return None


def that_count(matches: Sequence[Match]) -> list[Match]:
    """Those that no other match beats."""
    if len(matches) < 2:
        return list(matches)
    return [each for each in matches if not any(map(each.is_beaten_by, matches))]
