"""What can be said about an expense: its terms, documents, taxes, choices and facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from bokrules.base.messages import Language
from bokrules.base.spans import Span
from bokrules.semantics.types import Type

_Word = TypeVar("_Word")


@dataclass(frozen=True, slots=True)
class Label:
    text: str
    english: str | None = None

    def in_language(self, language: Language) -> str:
        return self.english if language == "en" and self.english else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """An expense type, activity or fund, or (without parents) a document or a tax."""

    name: str
    label: Label
    parents: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    """What this was called, or was part of, in earlier years."""
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True)
class Taxonomy:
    """The terms of one dimension, each below its parents. No cycles."""

    dimension: str
    terms: Mapping[str, Term]
    _above: Mapping[str, frozenset[str]]

    def above_or_same(self, name: str) -> frozenset[str]:
        """The term and all that it lies below."""
        return self._above[name]

    def below(self, name: str) -> list[str]:
        """The terms directly below, sorted."""
        return sorted(each for each, term in self.terms.items() if name in term.parents)

    def below_or_same(self, name: str) -> frozenset[str]:
        """The term and all that lies below it."""
        return frozenset(each for each, above in self._above.items() if name in above)

    def __contains__(self, name: object) -> bool:
        return name in self.terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A closed enumeration other than the vocabulary's dimensions."""

    name: str
    label: Label
    options: Mapping[str, Label]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A field of an expense: its Indonesian name, its API name, its type."""

    name: str
    alias: str
    type: Type
    label: Label
    default: str | None = None
    span: Span = field(compare=False, repr=False)

    def name_in(self, language: Language) -> str:
        """The name that people who read this language use."""
        return self.alias if language == "en" else self.name


@dataclass(frozen=True)
class Vocabulary:
    taxonomies: Mapping[str, Taxonomy]
    documents: Mapping[str, Term]
    taxes: Mapping[str, Term]
    choices: Mapping[str, Choice]
    facts: Mapping[str, Fact]
    """By Indonesian name, in vocabulary order."""

    @cached_property
    def by_any_name(self) -> Mapping[str, Fact]:
        """Facts by either of their names."""
        by_alias = {fact.alias: fact for fact in self.facts.values()}
        return by_alias | dict(self.facts)

    @cached_property
    def order(self) -> Mapping[str, int]:
        return {name: place for place, name in enumerate(self.facts)}

    def aliases(self, names: Iterable[str]) -> tuple[str, ...]:
        """API names, in vocabulary order, without repeats."""
        found = sorted(set(names), key=lambda name: self.order[name])
        return tuple(self.facts[name].alias for name in found)

    def settled_by(self, name: str) -> str:
        """The fact to ask for where `name` is missing: the one it is taken from, if any."""
        while (default := self.facts[name].default) is not None:
            name = default
        return name

    def label_of(self, field_name: str, value: str) -> Label | None:
        """The label of a term or an option that is the value of a field."""
        of = self.facts[field_name].type.of
        if of in self.taxonomies and value in self.taxonomies[of]:
            return self.taxonomies[of].terms[value].label
        if of in self.choices:
            return self.choices[of].options.get(value)
        return None


def joined(vocabularies: Sequence[Vocabulary]) -> Vocabulary:
    """All words of some vocabularies; the first that has a word says what it means."""
    last_first = [*reversed(vocabularies)]
    return Vocabulary(
        taxonomies={
            dimension: Taxonomy(
                dimension,
                _all(each.taxonomies[dimension].terms for each in last_first),
                _all(each.taxonomies[dimension]._above for each in last_first),
            )
            for dimension in vocabularies[0].taxonomies
        },
        documents=_all(each.documents for each in last_first),
        taxes=_all(each.taxes for each in last_first),
        choices=_all(each.choices for each in last_first),
        facts=_all(each.facts for each in last_first),
    )


def _all(words: Iterable[Mapping[str, _Word]]) -> dict[str, _Word]:
    found: dict[str, _Word] = {}
    for each in words:
        found |= each
    return found


DIMENSION_ORDER = ("belanja", "kegiatan", "dana")


def in_vocabulary_order(facts: Iterable[Fact]) -> dict[str, Fact]:
    """Expense type, activity and fund first, the others by their API name.

    The order of declarations means nothing, so it cannot be the order of the vocabulary.
    """

    def place(fact: Fact) -> tuple[int, str]:
        if fact.name in DIMENSION_ORDER:
            return DIMENSION_ORDER.index(fact.name), ""
        return len(DIMENSION_ORDER), fact.alias

    return {fact.name: fact for fact in sorted(facts, key=place)}
