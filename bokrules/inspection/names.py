"""Names as people write them, compared without regard to case, spaces and underscores."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Generic, TypeVar

from bokrules.semantics.vocabulary import Label, Term

T = TypeVar("T")
_GAPS = re.compile(r"[\s_]+")


@lru_cache(maxsize=10_000)
def folded(name: str) -> str:
    """`Nomor Bukti`, `nomor_bukti` and `NOMORBUKTI` are the same name."""
    return _GAPS.sub("", name.casefold())


class Names(Generic[T]):
    """Finds things by their names, else by their labels.

    A name that belongs to one thing goes before a label of another.
    """

    def __init__(self, named: Iterable[tuple[T, Iterable[str], Iterable[str]]]) -> None:
        self._by_name: dict[str, list[T]] = {}
        self._by_label: dict[str, list[T]] = {}
        for thing, names, labels in named:
            _enter(thing, names, self._by_name)
            _enter(thing, labels, self._by_label)

    def find(self, written: str) -> list[T]:
        """What `written` can mean: nothing, one thing, or several."""
        key = folded(written)
        return self._by_name.get(key) or self._by_label.get(key) or []


def names_of_terms(terms: Mapping[str, Term]) -> Names[str]:
    """Identifiers of terms, documents or taxes, by identifier and by label in either language."""
    return Names((name, [name], words_of(term.label)) for name, term in terms.items())


def words_of(label: Label) -> list[str]:
    return [label.text, label.english] if label.english else [label.text]


def _enter(thing: T, words: Iterable[str], known: dict[str, list[T]]) -> None:
    for key in {folded(word) for word in words}:
        known.setdefault(key, []).append(thing)
