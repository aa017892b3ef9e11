"""What one name of an edition means: a rule, a word of the vocabulary, a clause of the decree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bokrules.base.messages import Message, current_language, msg
from bokrules.base.spans import Span
from bokrules.evaluation.citing import place_text
from bokrules.reports.declared_text import Detail, details
from bokrules.reports.page import HEADING, QUIET, Page, printable
from bokrules.reports.policy_text import KINDS
from bokrules.semantics.policy import (
    Citation,
    Clause,
    Declared,
    Policy,
)
from bokrules.semantics.vocabulary import Label, Taxonomy, Term

Sources = Mapping[str, str]
"""The text of policy files, by the name that spans have."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One meaning of a name. `details` are shown under the label, then the source text."""

    name: str
    kind: str
    title: Message
    label: Label | None
    details: tuple[Detail, ...] = ()
    citations: tuple[Citation, ...] = ()
    source: str = ""
    place: str = ""


def entries(name: str, texts: Sequence[Policy], sources: Sources) -> list[Entry]:
    """Everything that bears the name in a decree and its amendments; empty if nothing does."""
    last = texts[-1]  # words and clauses are only ever added
    found = list(_of_rules(name, texts, sources))
    found += _of_vocabulary(name, last)
    if name in last.outline:
        found.append(_of_clause(last.outline[name], last))
    return found


def known_names(texts: Sequence[Policy]) -> set[str]:
    last = texts[-1]
    vocabulary = last.vocabulary
    names = {name for text in texts for name in text.by_name}
    names |= {*vocabulary.documents, *vocabulary.taxes, *vocabulary.choices}
    names |= {*vocabulary.by_any_name, *last.outline}
    return names.union(*(each.terms for each in vocabulary.taxonomies.values()))


# ---- rules ----


def _of_rules(name: str, texts: Sequence[Policy], sources: Sources) -> Iterator[Entry]:
    """Each declaration once, with the days on which an amendment began or ended it."""
    for place, policy in enumerate(texts):
        known = texts[place - 1].by_name.get(name, []) if place else []
        for each in policy.by_name.get(name, []):
            if each in known:
                continue
            days = [Detail("since", msg("in force from"), (_beginning(policy),))] if place else []
            later = (text for text in texts[place:] if each not in text.by_name.get(name, []))
            if (end := next(later, None)) is not None:
                days.append(Detail("until", msg("in force before"), (_beginning(end),)))
            yield _of_declared(each, policy, sources, days)


def _beginning(policy: Policy) -> str:
    return f"{policy.edition.first_day.isoformat()} ({policy.edition.short_title})"


def _of_declared(
    declared: Declared, policy: Policy, sources: Sources, days: Iterable[Detail]
) -> Entry:
    kind, title = KINDS[type(declared)]
    return Entry(
        declared.name,
        kind,
        title,
        declared.label,
        (*days, *details(declared, policy)),
        declared.citations,
        source_text(declared.span, sources),
        f"{declared.span.file}:{declared.span.line}",
    )


def source_text(span: Span, sources: Sources) -> str:
    """The lines of a span, as they stand in the policy file."""
    lines = sources.get(span.file, "").split("\n")[span.line - 1 : span.end_line]
    return "\n".join(printable(each.replace("\t", "    ")) for each in lines)


# ---- vocabulary ----


def _of_vocabulary(name: str, policy: Policy) -> Iterator[Entry]:
    vocabulary = policy.vocabulary
    titles = {"belanja": msg("Expense type"), "kegiatan": msg("Activity"), "dana": msg("Fund")}
    for dimension, taxonomy in vocabulary.taxonomies.items():
        if name in taxonomy:
            yield _of_term(taxonomy.terms[name], dimension, titles[dimension], taxonomy)
    if name in vocabulary.documents:
        yield _of_term(vocabulary.documents[name], "dokumen", msg("Document"), None)
    if name in vocabulary.taxes:
        yield _of_term(vocabulary.taxes[name], "pajak", msg("Tax"), None)
    if name in vocabulary.choices:
        choice = vocabulary.choices[name]
        options = Detail("options", msg("options"), tuple(choice.options))
        yield Entry(name, "pilihan", msg("Choice"), choice.label, (options,))
    if name in vocabulary.by_any_name:
        fact = vocabulary.by_any_name[name]
        of = f" ({fact.type.of})" if fact.type.of else ""
        names = Detail("names", msg("names"), tuple(dict.fromkeys((fact.name, fact.alias))))
        type_ = Detail("type", msg("type"), (f"{fact.type.words}{of}",))
        title, place = msg("Field of an expense"), f"{fact.span.file}:{fact.span.line}"
        yield Entry(fact.name, "fakta", title, fact.label, (names, type_), place=place)


def _of_term(term: Term, kind: str, title: Message, taxonomy: Taxonomy | None) -> Entry:
    below = tuple(taxonomy.below(term.name)) if taxonomy else ()
    every = (
        Detail("parents", msg("lies within"), term.parents),
        Detail("below", msg("directly below"), below),
        Detail("phrases", msg("also called"), term.phrases),
        Detail("accounts", msg("account codes"), term.accounts),
    )
    place = f"{term.span.file}:{term.span.line}"
    given = tuple(each for each in every if each.values)
    return Entry(term.name, kind, title, term.label, given, place=place)


# ---- clauses ----


def _of_clause(clause: Clause, policy: Policy) -> Entry:
    by = [e.name for e in policy.declared if any(c.covers(clause.id) for c in e.citations)]
    found = []
    if by:
        found.append(Detail("rules", msg("encoded by"), tuple(dict.fromkeys(by))))
    if clause.reason is not None:
        found.append(Detail("reason", msg("not encoded because"), (clause.reason,)))
    return Entry(
        clause.id, "clause", msg("Clause"), None, tuple(found), citations=(Citation(clause.id),)
    )


# ---- shown ----


def print_entries(found: Iterable[Entry], policy: Policy, page: Page) -> None:
    language = current_language()
    for place, entry in enumerate(found):
        if place:
            page.line()
        label = f": {entry.label.in_language(language)}" if entry.label else ""
        page.line(f"{entry.name} ({entry.title}){label}", style=HEADING)
        if entry.place:
            page.line(entry.place, style=QUIET)
        for citation in entry.citations:
            page.bullet(_clause_line(citation, policy))
        for each in entry.details:
            for line in each.lines:
                page.line(f"{each.title}: {line}", indent=2, hanging=2)
        if entry.source:
            page.line()
            for line in entry.source.split("\n"):
                page.unwrapped(f"    {line}".rstrip())


def _clause_line(citation: Citation, policy: Policy) -> str:
    clause = policy.outline.get(citation.clause)
    if clause is None:
        return citation.clause
    below = msg("(with all below)")
    all_below = f" {below}" if citation.subtree else ""
    place = place_text(clause)
    where = f", {place}" if place else ""
    return f"{citation.clause}{all_below}: {clause.heading}{where}"


def entries_document(found: Iterable[Entry], policy: Policy) -> list[dict[str, Any]]:
    """The same as JSON holds it."""
    return [_document(each, policy) for each in found]


def _document(entry: Entry, policy: Policy) -> dict[str, Any]:
    document: dict[str, Any] = {"name": entry.name, "kind": entry.kind}
    if entry.label:
        document["label"] = entry.label.in_language(current_language())
    document["clauses"] = [
        {"clause": each.clause, "heading": clause.heading, "page": clause.page, "part": clause.part}
        for each in entry.citations
        if (clause := policy.outline.get(each.clause)) is not None
    ]
    document.update({each.key: list(each.values) for each in entry.details})
    if entry.source:
        document["source"] = entry.source
    if entry.place:
        document["place"] = entry.place
    return document
