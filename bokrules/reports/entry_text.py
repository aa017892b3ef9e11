"""What one name of an edition means: a rule, a word of the vocabulary, a clause of the decree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bokrules.base.messages import Message, current_language, msg
from bokrules.base.spans import Span
from bokrules.evaluation.citing import place_text
from bokrules.reports.page import HEADING, QUIET, Page, printable
from bokrules.reports.policy_text import KINDS
from bokrules.semantics.policy import (
    Citation,
    Clause,
    Declared,
    Duty,
    Obligation,
    Policy,
    Prohibition,
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
    details: tuple[tuple[str, Message, tuple[str, ...]], ...] = ()
    citations: tuple[Citation, ...] = ()
    source: str = ""
    place: str = ""


def entries(name: str, policy: Policy, sources: Sources) -> list[Entry]:
    """Everything that bears the name; empty if nothing does."""
    found = [_of_declared(each, sources) for each in policy.by_name.get(name, [])]
    found += _of_vocabulary(name, policy)
    if name in policy.outline:
        found.append(_of_clause(policy.outline[name], policy))
    return found


def known_names(policy: Policy) -> set[str]:
    vocabulary = policy.vocabulary
    names = {*policy.by_name, *vocabulary.documents, *vocabulary.taxes, *vocabulary.choices}
    names |= {*vocabulary.by_any_name, *policy.outline}
    return names.union(*(each.terms for each in vocabulary.taxonomies.values()))


# ---- rules ----


def _of_declared(declared: Declared, sources: Sources) -> Entry:
    kind, title = KINDS[type(declared)]
    details: list[tuple[str, Message, tuple[str, ...]]] = []
    if isinstance(declared, Prohibition) and declared.exceptions:
        details.append(("exceptions", msg("except"), declared.exceptions))
    if isinstance(declared, (Prohibition, Obligation, Duty)) and declared.finding:
        details.append(("finding", msg("finding code"), (declared.finding,)))
    if declared.notes:
        details.append(("notes", msg("how it was read"), declared.notes))
    return Entry(
        declared.name,
        kind,
        title,
        declared.label,
        tuple(details),
        declared.citations,
        _text_of(declared.span, sources),
        f"{declared.span.file}:{declared.span.line}",
    )


def _text_of(span: Span, sources: Sources) -> str:
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
        options = ("options", msg("options"), tuple(choice.options))
        yield Entry(name, "pilihan", msg("Choice"), choice.label, (options,))
    if name in vocabulary.by_any_name:
        fact = vocabulary.by_any_name[name]
        of = f" ({fact.type.of})" if fact.type.of else ""
        names = ("names", msg("names"), tuple(dict.fromkeys((fact.name, fact.alias))))
        type_ = ("type", msg("type"), (f"{fact.type.words}{of}",))
        yield Entry(fact.name, "fakta", msg("Field of an expense"), fact.label, (names, type_))


def _of_term(term: Term, kind: str, title: Message, taxonomy: Taxonomy | None) -> Entry:
    below = tuple(taxonomy.below(term.name)) if taxonomy else ()
    details = (
        ("parents", msg("lies within"), term.parents),
        ("below", msg("directly below"), below),
        ("phrases", msg("also called"), term.phrases),
        ("accounts", msg("account codes"), term.accounts),
    )
    place = f"{term.span.file}:{term.span.line}"
    given = tuple(each for each in details if each[2])
    return Entry(term.name, kind, title, term.label, given, place=place)


# ---- clauses ----


def _of_clause(clause: Clause, policy: Policy) -> Entry:
    by = [e.name for e in policy.declared if any(c.covers(clause.id) for c in e.citations)]
    details = []
    if by:
        details.append(("rules", msg("encoded by"), tuple(dict.fromkeys(by))))
    if clause.reason is not None:
        details.append(("reason", msg("not encoded because"), (clause.reason,)))
    return Entry(
        clause.id, "clause", msg("Clause"), None, tuple(details), citations=(Citation(clause.id),)
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
        for _, title, values in entry.details:
            page.line(f"{title}: {', '.join(values)}", indent=2, hanging=2)
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
    return f"{citation.clause}{all_below}: {clause.heading}, {place_text(clause)}"


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
    document.update({name: list(values) for name, _, values in entry.details})
    if entry.source:
        document["source"] = entry.source
    if entry.place:
        document["place"] = entry.place
    return document
