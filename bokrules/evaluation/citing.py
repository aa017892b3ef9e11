"""Citations in words: the regulation, its clauses and their pages."""

from __future__ import annotations

from itertools import groupby

from bokrules.base.messages import Language, current_language, msg
from bokrules.semantics.policy import Citation, Clause, Policy


def citation_text(
    citations: tuple[Citation, ...], policy: Policy, language: Language | None = None
) -> str:
    """`Kepmenkes 494/Menkes/SK/IV/2010 III.B.3.h, hlm. 11; I.E.5, hlm. 4`.

    Clauses of several documents are told apart; where a clause was read in another text than its
    own, that text is named.
    """
    if not citations:
        return policy.edition.short_title
    language = language or current_language()
    parts = []
    for document, of_document in groupby(citations, key=lambda each: document_of(each, policy)):
        places = []
        for place, group in groupby(of_document, key=lambda each: _place(each, policy, language)):
            clauses = ", ".join(each.clause for each in group)
            places.append(f"{clauses}, {place}" if place else clauses)
        parts.append(f"{document} {'; '.join(places)}")
    return "; ".join(parts)


def document_of(citation: Citation, policy: Policy) -> str:
    """The regulation (or study) that a clause stands in."""
    clause = policy.outline.get(citation.clause)
    return clause.document if clause and clause.document else policy.edition.short_title


def first_page(citations: tuple[Citation, ...], policy: Policy) -> int | None:
    """The page of the first clause cited."""
    clause = policy.outline.get(citations[0].clause) if citations else None
    return clause.page if clause else None


def _place(citation: Citation, policy: Policy, language: Language) -> str:
    clause = policy.outline.get(citation.clause)
    return "" if clause is None else place_text(clause, language)


def place_text(clause: Clause, language: Language | None = None) -> str:
    """The page of a clause, and where it was read if not in its own document."""
    language = language or current_language()
    parts = []
    if clause.page is not None:
        template = msg("p. {page}", page=clause.page)
        if clause.part == "keputusan":
            template = msg("p. {page} of the decree", page=clause.page)
        parts.append(template.text(language))
    if clause.quoted is not None:
        parts.append(msg("quoted from {source}", source=clause.quoted).text(language))
    return ", ".join(parts)
