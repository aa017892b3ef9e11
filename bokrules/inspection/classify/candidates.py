"""The terms nearest to a text, for a person to choose from. They never decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bokrules.base.messages import LANGUAGES
from bokrules.inspection.classify.classifier import ACTIVITY, EXPENSE_TYPE
from bokrules.semantics.vocabulary import Term, Vocabulary
from bokrules.semantics.wording import NO_ABBREVIATIONS, Abbreviations

MOST = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A term, the phrase or label of it that is nearest, and how near: up to 100."""

    term: str
    words: str
    nearness: int


def candidates(
    text: str,
    vocabulary: Vocabulary,
    abbreviations: Abbreviations = NO_ABBREVIATIONS,
    most: int = MOST,
) -> Mapping[str, tuple[Candidate, ...]]:
    """For each dimension the nearest terms, the nearest first; where two are alike, by name."""
    return {
        dimension: _nearest(text, vocabulary.taxonomies[dimension].terms, abbreviations, most)
        for dimension in (EXPENSE_TYPE, ACTIVITY)
    }


def _nearest(
    text: str, terms: Mapping[str, Term], abbreviations: Abbreviations, most: int
) -> tuple[Candidate, ...]:
    from rapidfuzz.fuzz import token_set_ratio

    wanted = _plain(text, abbreviations)
    best: dict[str, Candidate] = {}
    for term, words in _names(terms.values()):
        nearness = int(token_set_ratio(wanted, _plain(words, abbreviations)))
        if nearness > 0 and (term not in best or nearness > best[term].nearness):
            best[term] = Candidate(term, words, nearness)
    ordered = sorted(best.values(), key=lambda each: (-each.nearness, each.term))
    return tuple(ordered[:most])


def _names(terms: Iterable[Term]) -> Iterator[tuple[str, str]]:
    for term in terms:
        labels = dict.fromkeys(term.label.in_language(each) for each in LANGUAGES)
        yield from ((term.name, each) for each in sorted({*labels, *term.phrases}))


def _plain(text: str, abbreviations: Abbreviations) -> str:
    return " ".join(abbreviations.read(text).words)
