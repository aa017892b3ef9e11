"""What holds of every vocabulary and text: covering, whole words, and that order means nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from bokrules.base.spans import whole_file
from bokrules.inspection.classify.classifier import Classifier
from bokrules.inspection.classify.matching import WIDEST_GAP
from bokrules.semantics.account_chart import Chart
from bokrules.semantics.vocabulary import Label, Taxonomy, Term, Vocabulary
from tests.inspection.classify.small import CHARTS, abbreviations_of

WORDS = ("a", "b", "c", "d")
NAMES = ("t1", "t2", "t3", "t4", "t5")
# Each may lie below those before it.
ABOVE = {name: NAMES[:n] for n, name in enumerate(NAMES)}

word_lists = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3)
phrases = st.builds(
    lambda parts: " … ".join(" ".join(each) for each in parts),
    st.lists(word_lists, min_size=1, max_size=2),
)
texts = st.lists(st.sampled_from([*WORDS, "x", "xx", "e"]), max_size=14).map(" ".join)


@st.composite
def terms(draw: st.DrawFn) -> list[Term]:
    """Some terms of one dimension, each below some of those before it."""
    found: list[Term] = []
    for name in draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=5).map(sorted)):
        known = [each.name for each in found]
        parents = draw(st.lists(st.sampled_from(known), unique=True) if known else st.just([]))
        found.append(
            Term(
                name=name,
                label=Label(name),
                parents=tuple(parents),
                phrases=tuple(draw(st.lists(phrases, max_size=3))),
                accounts=tuple(
                    draw(
                        st.lists(
                            st.sampled_from(["5.1.02", "5.1.02.01.*", "5.2.02", "524", "5.2.2"]),
                            unique=True,
                            max_size=2,
                        )
                    )
                ),
                span=whole_file("words.bok"),
            )
        )
    return found


def taxonomy(dimension: str, declared: Sequence[Term]) -> Taxonomy:
    by_name = {each.name: each for each in declared}
    above: dict[str, frozenset[str]] = {}
    for each in sorted(declared, key=lambda term: term.name):
        higher = [above[parent] for parent in each.parents]
        above[each.name] = frozenset({each.name}).union(*higher)
    return Taxonomy(dimension, by_name, above)


def classifier(
    bought: Sequence[Term],
    purposes: Sequence[Term],
    short: Mapping[str, str] | None = None,
    charts: Sequence[Chart] = CHARTS,
) -> Classifier:
    taxonomies = {
        "belanja": taxonomy("belanja", bought),
        "kegiatan": taxonomy("kegiatan", purposes),
    }
    vocabulary = Vocabulary(taxonomies, {}, {}, {}, {})
    return Classifier(vocabulary, abbreviations_of(short or {}), charts)


def matches(text: str, phrase: str) -> list[frozenset[int]]:
    """The places of the words of a phrase, by trying all; with the nearest behind a gap."""
    words = text.split()
    parts = [part.split() for part in phrase.split(" … ")]
    size = len(parts[0])
    found = []
    for at in range(len(words)):
        first = list(range(at, at + size))
        if words[at : at + size] != parts[0]:
            continue
        if len(parts) == 1:
            found.append(frozenset(first))
            continue
        behind = [
            n
            for n in range(at + size, at + size + WIDEST_GAP + 1)
            if words[n : n + len(parts[1])] == parts[1]
        ]
        if behind:
            found.append(frozenset([*first, *range(behind[0], behind[0] + len(parts[1]))]))
    return found


def expected(text: str, bought: Sequence[Term], purposes: Sequence[Term]) -> tuple[set[str], ...]:
    """What is named, straight from the words of the definition."""
    every = [
        (dimension, term, places, "…" in phrase)
        for dimension, declared in enumerate((bought, purposes))
        for term in declared
        for phrase in term.phrases
        for places in matches(text, phrase)
    ]
    left = [
        (dimension, term)
        for dimension, term, places, _ in every
        if not any(
            places < other or (has_gap and len(places) < len(other) and places & other)
            for _, _, other, has_gap in every
        )
    ]
    named = []
    for dimension, declared in enumerate((bought, purposes)):
        names = {term.name for own, term in left if own == dimension}
        higher = taxonomy("", declared)
        named.append({n for n in names if not any(n in above(m, higher) for m in names)})
    return tuple(named)


def above(name: str, higher: Taxonomy) -> frozenset[str]:
    return higher.above_or_same(name) - {name}


@given(texts, terms(), terms())
def test_what_is_named_is_what_the_definition_says(
    text: str, bought: list[Term], purposes: list[Term]
) -> None:
    found = classifier(bought, purposes).classify(text)
    named = tuple(set(each.values) for each in (found.expense_type, found.activity))
    assert named == expected(text, bought, purposes)


@given(
    texts,
    st.sampled_from([None, "5.1.02.01.01.0001", "5.2.02", "524119", "5.2.2.15.01"]),
    terms(),
    terms(),
    st.randoms(use_true_random=False),
)
def test_the_order_of_terms_phrases_and_charts_means_nothing(
    text: str, code: str | None, bought: list[Term], purposes: list[Term], order: object
) -> None:
    short = {"e": "a b", "xx": "c", "x xx": "d"}
    here = classifier(bought, purposes, short)

    def shuffled(declared: list[Term]) -> list[Term]:
        order.shuffle(declared := list(declared))  # type: ignore[attr-defined]
        return [
            Term(
                name=each.name,
                label=each.label,
                parents=each.parents[::-1],
                phrases=each.phrases[::-1],
                accounts=each.accounts[::-1],
                span=each.span,
            )
            for each in declared
        ]

    there = classifier(
        shuffled(bought), shuffled(purposes), dict(reversed(short.items())), CHARTS[::-1]
    )
    assert here.classify(text, code) == there.classify(text, code)


@given(texts, terms())
def test_no_value_lies_above_another_and_words_are_of_the_text(
    text: str, bought: list[Term]
) -> None:
    found = classifier(bought, []).classify(text).expense_type
    higher = taxonomy("belanja", bought)
    for a, b in combinations(found.values, 2):
        assert a not in higher.above_or_same(b)
        assert b not in higher.above_or_same(a)
    for each in found.words:
        assert all(part in text for part in each.split(" … "))
    assert (found.ground is None) == (found.values == ())


@given(texts, terms())
def test_words_that_are_stuck_together_are_other_words(text: str, bought: list[Term]) -> None:
    stuck = "".join(text.split())
    found = classifier(bought, []).classify(f"z{stuck}z").expense_type
    assert found.values == ()
