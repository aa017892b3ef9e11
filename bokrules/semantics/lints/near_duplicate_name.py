"""Two names of one kind that differ by a slip of the pen, or two terms with one label."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import msg
from bokrules.base.spans import Span
from bokrules.semantics.policy import ClosedList, Policy
from bokrules.semantics.vocabulary import Term

_SHORTEST = 5
"""The least letters of the longer of two words that differ: `ppn` and `pph` are two taxes."""
_Place = tuple[int, Span]
"""How many texts declare a name, and where it stands first."""


def find_near_duplicates(policies: Sequence[Policy], own: Container[str], out: Diagnostics) -> None:
    """Report names of one kind, one of them in the files `own`, that one slip makes of each other.

    The same thing has the same name in all years, so the names of all `policies` are compared.
    """
    for names in _names(policies).values():
        for pair in _pairs(names):
            if differ_by_a_slip(*pair):
                rarer, other = _rarer(*pair, names, own)
                if names[rarer][1].file in own:
                    _report(rarer, other, names, out)
    for policy in policies:
        for terms in _one_label(policy):
            first, later = sorted(terms, key=lambda each: (each.span.file in own, each.span))
            if later.span.file in own:
                out.warning(
                    codes.NEAR_DUPLICATE_NAME,
                    later.span,
                    msg(
                        "`{a}` and `{b}` have one label and lie in one place",
                        a=first.name,
                        b=later.name,
                    ),
                    msg("keep one of the two, or let the labels say how they differ"),
                )


def differ_by_a_slip(first: str, second: str) -> bool:
    """One letter too many, too few or wrong, two letters swapped, or only underscores.

    Names that differ in their numbers are meant to differ.
    """
    if re.findall(r"\d+", first) != re.findall(r"\d+", second):
        return False
    if first.replace("_", "") == second.replace("_", ""):
        return True
    words = list(zip(first.split("_"), second.split("_"), strict=False))
    if first.count("_") != second.count("_"):
        return False
    different = [(a, b) for a, b in words if a != b]
    if len(different) != 1:
        return False
    a, b = different[0]
    return max(len(a), len(b)) >= _SHORTEST and _one_edit(a, b)


def _one_edit(first: str, second: str) -> bool:
    start = next((n for n, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), None)
    if start is None:
        return abs(len(first) - len(second)) == 1
    a, b = first[start:], second[start:]
    swapped = a[:2] == b[1::-1] and a[2:] == b[2:]
    return swapped or a[1:] == b[1:] or a[1:] == b or a == b[1:]


def _pairs(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Only of names that are alike enough to be looked at."""
    by_length: dict[int, list[str]] = {}
    for name in sorted(names):
        by_length.setdefault(len(name.replace("_", "")), []).append(name)
    for length, group in by_length.items():
        yield from combinations(group, 2)
        yield from ((a, b) for a in group for b in by_length.get(length + 1, []))


def _names(policies: Iterable[Policy]) -> dict[str, dict[str, _Place]]:
    """By kind; how many policies declare each name, and where first."""
    found: dict[str, dict[str, _Place]] = {}
    for policy in policies:
        for kind, name, span in dict.fromkeys(_declared(policy)):
            count, first = found.setdefault(kind, {}).get(name, (0, span))
            found[kind][name] = count + 1, first
    return found


def _declared(policy: Policy) -> Iterator[tuple[str, str, Span]]:
    vocabulary = policy.vocabulary
    for dimension, taxonomy in vocabulary.taxonomies.items():
        yield from ((dimension, each.name, each.span) for each in taxonomy.terms.values())
    for kind, terms in (("dokumen", vocabulary.documents), ("pajak", vocabulary.taxes)):
        yield from ((kind, each.name, each.span) for each in terms.values())
    for fact in vocabulary.facts.values():
        yield "fakta", fact.name, fact.span
        yield "alias", fact.alias, fact.span
    for declared in policy.declared:
        if not isinstance(declared, ClosedList):
            yield "rule", declared.name, declared.span


def _rarer(
    first: str, second: str, names: Mapping[str, _Place], own: Container[str]
) -> tuple[str, str]:
    """The one more likely to be the slip: in the files looked at, in fewer texts, or later."""

    def key(name: str) -> tuple[bool, int, Span]:
        count, span = names[name]
        return span.file not in own, count, span

    if key(first)[:2] == key(second)[:2]:
        return (second, first) if key(first) < key(second) else (first, second)
    return (first, second) if key(first) < key(second) else (second, first)


def _report(rarer: str, other: str, names: Mapping[str, _Place], out: Diagnostics) -> None:
    place = names[other][1]
    out.warning(
        codes.NEAR_DUPLICATE_NAME,
        names[rarer][1],
        msg(
            "`{a}` looks like `{b}` ({file}, line {line})",
            a=rarer,
            b=other,
            file=place.file,
            line=place.line,
        ),
        msg("if both are the same thing keep one name, else give one that tells them apart"),
    )


def _one_label(policy: Policy) -> Iterator[tuple[Term, Term]]:
    """Terms of one kind with the same label and parents; elsewhere a label may stand again."""
    vocabulary = policy.vocabulary
    kinds = [each.terms for each in vocabulary.taxonomies.values()]
    for terms in (*kinds, vocabulary.documents, vocabulary.taxes):
        by_label: dict[object, Term] = {}
        for term in terms.values():
            key = term.label.text.casefold(), frozenset(term.parents)
            first = by_label.setdefault(key, term)
            if first is not term:
                yield first, term
