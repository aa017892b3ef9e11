"""Which phrases of the vocabulary stand in a text, and which of them count."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from bokrules.semantics.vocabulary import Term
from bokrules.semantics.wording import Abbreviations, Phrase, Wording, Words

WIDEST_GAP = 8
"""Words that `…` may stand for, at most."""


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found. `words` has a bit for each word of the text that the phrase itself names.

    `size` is how many they are.
    """

    dimension: str
    term: str
    size: int
    words: int
    places: tuple[tuple[int, int], ...]
    """First and last word of each part of the phrase."""

    def shown(self, wording: Wording) -> str:
        """The phrase as the text has it; … stands for what is between its parts."""
        runs: list[tuple[int, int]] = []
        for first, last in self.places:
            if runs and runs[-1][1] == first - 1:
                runs[-1] = runs[-1][0], last
            else:
                runs.append((first, last))
        return " … ".join(wording.shown(*run) for run in runs)


@dataclass(frozen=True, slots=True)
class _Sought:
    """A phrase of a term: how many words, and what of it stands behind its first word."""

    dimension: str
    term: str
    size: int
    rest: Words
    later: tuple[Words, ...]


class Phrases:
    """The phrases of some terms, found by their first word, or their first two."""

    def __init__(
        self, dimensions: Iterable[tuple[str, Iterable[Term]]], abbreviations: Abbreviations
    ) -> None:
        self._by_word: dict[str, list[_Sought]] = {}
        self._by_two: dict[tuple[str, str], list[_Sought]] = {}
        for dimension, terms in dimensions:
            for term in terms:
                for phrase in {abbreviations.phrase(each) for each in term.phrases}:
                    if phrase.parts:
                        self._enter(dimension, term.name, phrase)

    def _enter(self, dimension: str, term: str, phrase: Phrase) -> None:
        first, *later = phrase.parts
        sought = _Sought(dimension, term, phrase.size, first[1:], tuple(later))
        if len(first) == 1:
            self._by_word.setdefault(first[0], []).append(sought)
        else:
            self._by_two.setdefault((first[0], first[1]), []).append(sought)

    def matches(self, wording: Wording) -> list[Match]:
        """All of them; a phrase that stands twice is found twice.

        Behind a gap the nearest words that complete the phrase are taken.
        """
        words = wording.words
        there = set(words)
        found: list[Match] = []
        by_word, by_two = self._by_word, self._by_two
        before = ""
        for at, word in enumerate(words):
            for sought in by_two.get((before, word), ()):
                if _continues(sought.rest, words, at):
                    _add(sought, at - 1, words, there, found)
            for sought in by_word.get(word, ()):
                _add(sought, at, words, there, found)
            before = word
        return found


def _continues(rest: Words, words: Sequence[str], at: int) -> bool:
    """Whether the words from `at` on are the rest of a phrase; the first of them is known to be."""
    return len(rest) == 1 or tuple(words[at : at + len(rest)]) == rest


def _add(
    sought: _Sought, at: int, words: Sequence[str], there: Container[str], found: list[Match]
) -> None:
    """The phrase whose first part stands at `at`, if the others stand behind it."""
    last = at + len(sought.rest)
    places: tuple[tuple[int, int], ...] = ((at, last),)
    if sought.later:
        if sought.later[-1][0] not in there:
            return
        behind = _behind(words, last + 1, sought.later)
        if behind is None:
            return
        places += behind
    bits = 0
    for first, end in places:
        bits |= (2 << end) - (1 << first)
    found.append(Match(sought.dimension, sought.term, sought.size, bits, places))


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
    """Those that no other match beats; one that is beaten beats none itself.

    A match is beaten where all its words are among those of a longer one, and where a longer one
    with a gap has some of them.
    """
    if len(matches) < 2:
        return list(matches)
    standing: set[tuple[int, bool, int]] = set()
    for each in sorted(matches, key=lambda each: -each.size):
        if not _is_beaten(each, standing):
            standing.add((each.words, len(each.places) > 1, each.size))
    return [each for each in matches if not _is_beaten(each, standing)]


def _is_beaten(match: Match, by: Iterable[tuple[int, bool, int]]) -> bool:
    own, size = match.words, match.size
    for words, has_gap, other_size in by:
        if other_size > size:
            shared = own & words
            if shared == own or (shared and has_gap):
                return True
    return False
