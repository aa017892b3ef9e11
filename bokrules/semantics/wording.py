"""Words of free text, with abbreviations written out, and the phrases looked for among them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

Words = tuple[str, ...]

_WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r"…|\.{3,}")


def words_of(text: str) -> Words:
    """The words of a text in lower case; whatever is neither letter nor digit separates them."""
    return tuple(_WORD.findall(text.casefold()))


@dataclass(frozen=True, slots=True)
class Wording:
    """A text as words, each with the place in the text that it was read from.

    Words that an abbreviation stands for all have its place.
    """

    text: str
    words: list[str]
    spans: list[tuple[int, int]]

    def shown(self, first: int, last: int) -> str:
        """The text from one word to another, as it was written."""
        return self.text[self.spans[first][0] : self.spans[last][1]]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in their order; between one part and the next others may stand."""

    parts: tuple[Words, ...]

    @property
    def size(self) -> int:
        """How many words it is made of."""
        return sum(map(len, self.parts))


class Abbreviations:
    """Short forms and what they stand for, as words."""

    def __init__(self, forms: Mapping[Words, Words] | None = None) -> None:
        self.forms = dict(forms or {})
        self._by_first: dict[str, list[tuple[Words, Words]]] = {}
        for short in sorted(self.forms, key=len, reverse=True):
            self._by_first.setdefault(short[0], []).append((short, self.forms[short]))

    def read(self, text: str) -> Wording:
        """The words of a text. Of short forms that begin with one word the longest is read."""
        words: list[str] = []
        spans: list[tuple[int, int]] = []
        found = [(each[0].casefold(), each.span()) for each in _WORD.finditer(text)]
        by_first = self._by_first
        at, end = 0, len(found)
        while at < end:
            word, span = found[at]
            at += 1
            if word in by_first:
                for short, long in by_first[word]:
                    last = at + len(short) - 1
                    if len(short) == 1 or (
                        last <= end
                        and all(found[at + n][0] == each for n, each in enumerate(short[1:]))
                    ):
                        span = span[0], found[last - 1][1][1]
                        words += long
                        spans += [span] * len(long)
                        at = last
                        break
                else:
                    words.append(word)
                    spans.append(span)
            else:
                words.append(word)
                spans.append(span)
        return Wording(text, words, spans)

    def phrase(self, text: str) -> Phrase:
        """What a phrase of the vocabulary looks for; `…` or `...` is a gap."""
        parts = (tuple(self.read(part).words) for part in _GAP.split(text))
        return Phrase(tuple(part for part in parts if part))


NO_ABBREVIATIONS = Abbreviations()
