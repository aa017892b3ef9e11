"""Whole phrases found in texts, word by word: never a part of a word, never a likeness."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from bokrules.inspection.findings.entries import text_key

Words = tuple[str, ...]


@lru_cache(maxsize=100_000)
def words_of(text: str) -> Words:
    """The words and numbers of a text, without regard to case and signs."""
    return tuple(text_key(text).split())


class PhraseIndex:
    """Finds which of many phrases a text holds."""

    def __init__(self, phrases: Iterable[Words]) -> None:
        self._by_first: dict[str, list[Words]] = {}
        for each in sorted(set(phrases), key=lambda words: (-len(words), words)):
            if each:
                self._by_first.setdefault(each[0], []).append(each)

    def longest_in(self, words: Words) -> tuple[Words, ...]:
        """The phrases of a text from left to right, but for those inside a longer one."""
        found: dict[Words, None] = {}
        end = 0
        for start, word in enumerate(words):
            for phrase in self._by_first.get(word, ()):
                stop = start + len(phrase)
                if stop > end and words[start:stop] == phrase:
                    found[phrase] = None
                    end = stop
                    break
        return tuple(found)


class PartIndex:
    """Tells whether a text stands, word for word, within one of many texts."""

    def __init__(self, texts: Iterable[Words]) -> None:
        self._parts = frozenset(
            words[start:stop]
            for words in texts
            for start in range(len(words))
            for stop in range(start + 1, len(words) + 1)
        )

    def holds(self, words: Words) -> bool:
        return words in self._parts
