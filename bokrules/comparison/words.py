"""The vocabularies of two editions side by side; shipped editions share theirs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bokrules.comparison.changes import ChangeKind, WordChange, WordKind
from bokrules.semantics.policy import Policy
from bokrules.semantics.vocabulary import Label, Vocabulary

_DIMENSIONS: tuple[WordKind, ...] = ("belanja", "kegiatan", "dana")


@dataclass(frozen=True, slots=True)
class _Word:
    """What a word lies below, or how it is typed: what rules depend on. And its label."""

    place: tuple[str, ...]
    label: Label


def word_changes(before: Policy, after: Policy) -> tuple[WordChange, ...]:
    """Words added, removed, moved, changed (other options or types), with another label."""
    old, new = _words(before.vocabulary), _words(after.vocabulary)
    return tuple(change for kind in old for change in _of_kind(kind, old[kind], new[kind]))


def _words(vocabulary: Vocabulary) -> dict[WordKind, dict[str, _Word]]:
    found: dict[WordKind, dict[str, _Word]] = {}
    for dimension in _DIMENSIONS:
        found[dimension] = {
            name: _Word(tuple(sorted(term.parents)), term.label)
            for name, term in vocabulary.taxonomies[dimension].terms.items()
        }
    found["dokumen"] = {k: _Word((), each.label) for k, each in vocabulary.documents.items()}
    found["pajak"] = {k: _Word((), each.label) for k, each in vocabulary.taxes.items()}
    found["pilihan"] = {
        k: _Word(tuple(sorted(each.options)), each.label) for k, each in vocabulary.choices.items()
    }
    found["fakta"] = {
        k: _Word(_typed(each.alias, each.type.kind, each.type.of, each.default or ""), each.label)
        for k, each in vocabulary.facts.items()
    }
    return found


def _typed(*parts: str) -> tuple[str, ...]:
    return tuple(each for each in parts if each)


def _of_kind(
    kind: WordKind, before: Mapping[str, _Word], after: Mapping[str, _Word]
) -> Iterator[WordChange]:
    for name in sorted({*before, *after}):
        old, new = before.get(name), after.get(name)
        change = _became(kind, old, new)
        if change is not None:
            yield WordChange(
                kind=kind,
                name=name,
                change=change,
                before=old.place if old else (),
                after=new.place if new else (),
            )


def _became(kind: WordKind, old: _Word | None, new: _Word | None) -> ChangeKind | None:
    if old is None:
        return ChangeKind.ADDED
    if new is None:
        return ChangeKind.REMOVED
    if old.place != new.place:
        return ChangeKind.MOVED if kind in _DIMENSIONS else ChangeKind.CHANGED
    return ChangeKind.REWORDED if old.label != new.label else None
