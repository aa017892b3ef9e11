"""The terms nearest to a text, for a person to choose from. They never decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bokrules.base.messages import LANGUAGES
from bokrules.inspection.classify.classifier import ACTIVITY, EXPENSE_TYPE
from bokrules.semantics.vocabulary import Term, Vocabulary
from bokrules.semantics.wording import NO_ABBREVIATIONS, Abbreviations

MOST = 3
_MOST_NAMES = 60
"""Phrases and labels looked at for each text: terms have many that are alike."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A term, the phrase or label of it that is nearest, and how near: up to 100."""

    term: str
    words: str
    nearness: int


class NearestTerms:
    """The terms of a vocabulary by their phrases and labels, ready to be compared with texts."""

    def __init__(
        self, vocabulary: Vocabulary, abbreviations: Abbreviations = NO_ABBREVIATIONS
    ) -> None:
        self._abbreviations = abbreviations
        self._names = {
            dimension: [*_names(vocabulary.taxonomies[dimension].terms.values())]
            for dimension in (EXPENSE_TYPE, ACTIVITY)
        }
        self._plain = {
            dimension: [_plain(words, abbreviations) for _, words in names]
            for dimension, names in self._names.items()
        }

    def of(self, text: str, dimension: str, most: int = MOST) -> tuple[Candidate, ...]:
        """The nearest first; where two are alike, by name."""
        from rapidfuzz import process
        from rapidfuzz.fuzz import token_set_ratio

        wanted = _plain(text, self._abbreviations)
        found = process.extract(
            wanted, self._plain[dimension], scorer=token_set_ratio, limit=_MOST_NAMES
        )
        best: dict[str, Candidate] = {}
        for _, score, at in found:
            term, words = self._names[dimension][at]
            each = Candidate(term, words, int(score))
            known = best.get(term)
            if each.nearness > 0 and (known is None or _order(each) < _order(known)):
                best[term] = each
        ordered = sorted(best.values(), key=lambda each: (-each.nearness, each.term))
        return tuple(ordered[:most])


def candidates(
    text: str,
    vocabulary: Vocabulary,
    abbreviations: Abbreviations = NO_ABBREVIATIONS,
    most: int = MOST,
) -> Mapping[str, tuple[Candidate, ...]]:
    """For each dimension the nearest terms to one text."""
    nearest = NearestTerms(vocabulary, abbreviations)
    return {each: nearest.of(text, each, most) for each in (EXPENSE_TYPE, ACTIVITY)}


def _order(each: Candidate) -> tuple[int, str]:
    return -each.nearness, each.words


def _names(terms: Iterable[Term]) -> Iterator[tuple[str, str]]:
    for term in terms:
        labels = dict.fromkeys(term.label.in_language(each) for each in LANGUAGES)
        yield from ((term.name, each) for each in sorted({*labels, *term.phrases}))


def _plain(text: str, abbreviations: Abbreviations) -> str:
    return " ".join(abbreviations.read(text).words)
