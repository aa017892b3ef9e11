"""Citations in words: the decree, its clauses and their pages."""

from __future__ import annotations

from itertools import groupby

from bokrules.base.messages import Language, current_language, msg
from bokrules.semantics.policy import Citation, Clause, Policy


def citation_text(
    citations: tuple[Citation, ...], policy: Policy, language: Language | None = None
) -> str:
    """`Kepmenkes 494/Menkes/SK/IV/2010 III.B.3.h, hlm. 11; I.E.5, hlm. 4`."""
    if not citations:
        return policy.edition.short_title
    language = language or current_language()
    by_page = groupby(citations, key=lambda each: _page(policy.outline.get(each.clause), language))
    parts = []
    for page, group in by_page:
        clauses = ", ".join(each.clause for each in group)
        parts.append(f"{clauses}, {page}" if page else clauses)
    return f"{policy.edition.short_title} {'; '.join(parts)}"


def first_page(citations: tuple[Citation, ...], policy: Policy) -> int | None:
    """The page of the first clause cited."""
    clause = policy.outline.get(citations[0].clause) if citations else None
    return clause.page if clause else None


def _page(clause: Clause | None, language: Language) -> str:
    if clause is None:
        return ""
    template = msg("p. {page}", page=clause.page)
    if clause.part == "keputusan":
        template = msg("p. {page} of the decree", page=clause.page)
    return template.text(language)
