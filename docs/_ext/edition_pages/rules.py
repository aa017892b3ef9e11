"""Declarations, one by one: label, kind, what it says in words, clauses, readings, source text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from textwrap import indent

from bokrules.evaluation.citing import place_text
from bokrules.reports.declared_text import DIMENSIONS, Detail, details
from bokrules.reports.entry_text import Sources, source_text
from bokrules.reports.policy_text import KINDS
from bokrules.semantics.policy import Citation, Declared, Policy, Selective

from .markdown import (
    capital,
    clause_anchor,
    code,
    folded,
    heading,
    link,
    plain,
    rule_anchor,
    term_anchor,
)

_LISTED = frozenset(
    {"evidence", "taxes", "bands", "columns", "entries", "inputs", "rounding", "bounds"}
)


def rules_by_chapter(declared: Iterable[Declared], policy: Policy, sources: Sources) -> str:
    """In the decree's order, under the chapter that each rule cites first."""
    parts = []
    for chapter, group in groupby(declared, key=lambda each: _chapter(each, policy)):
        parts.append(f"## {chapter}\n")
        parts += [rule(each, policy, sources) for each in group]
    return "\n".join(parts)


def rule(declared: Declared, policy: Policy, sources: Sources, level: int = 3) -> str:
    """One declaration under a heading of its own."""
    kind = str(KINDS[type(declared)][1])
    lines = [
        heading(level, plain(declared.label.text), rule_anchor(declared)),
        f"*{kind}*, {code(declared.name)}\n",
        *(f"- {each}" for each in _said(declared, policy)),
        "",
        folded("Teks aturan", source_text(declared.span, sources)),
    ]
    return "\n".join(lines)


def _chapter(declared: Declared, policy: Policy) -> str:
    if not declared.citations:
        return "Tanpa ketentuan"
    root = declared.citations[0].clause.partition(".")[0]
    clause = policy.outline.get(root)
    return f"{plain(root)} {plain(clause.heading)}" if clause else plain(root)


# ---- what it says ----


def _said(declared: Declared, policy: Policy) -> Iterator[str]:
    if isinstance(declared, Selective):
        for each in declared.selectors:
            title = capital(str(DIMENSIONS[each.dimension]))
            terms = policy.vocabulary.taxonomies[each.dimension].terms
            words = [
                link(plain(terms[name].label.text), term_anchor(each.dimension, name))
                for name in each.terms
            ]
            yield f"**{title}:** {'; '.join(words)}"
    late = []
    for detail in details(declared, policy):
        if detail.key in DIMENSIONS:
            continue
        if detail.key in ("notes", "finding"):
            late += list(_detail(detail, policy))
        else:
            yield from _detail(detail, policy)
    if declared.citations:
        cited = "".join(f"\n  - {citation_line(each, policy)}" for each in declared.citations)
        yield f"**Dasar:**{cited}"
    yield from late


def _detail(detail: Detail, policy: Policy) -> Iterator[str]:
    title = capital(str(detail.title))
    if detail.key == "exceptions":
        permissions = [policy.permission_by_name[name] for name in detail.values]
        words = [link(plain(each.label.text), rule_anchor(each)) for each in permissions]
        yield f"**{title}:** {'; '.join(words)}"
        return
    if detail.key == "lines":
        yield "**Perhitungan:**\n" + indent(f"```text\n{chr(10).join(detail.values)}\n```", "  ")
    elif detail.key in _LISTED and len(detail.values) > 1:
        yield f"**{title}:**" + "".join(f"\n  - {plain(each)}" for each in detail.values)
    else:
        for line in detail.lines:
            yield f"**{title}:** {plain(line)}"


def citation_line(citation: Citation, policy: Policy) -> str:
    clause = policy.outline.get(citation.clause)
    if clause is None:
        return plain(citation.clause)
    words = link(plain(citation.clause), clause_anchor(clause))
    below = " dan semua di bawahnya" if citation.subtree else ""
    of = f"{plain(clause.document)} " if clause.document else ""
    place = place_text(clause)
    where = f", {plain(place)}" if place else ""
    return f"{of}{words}{below}{where}: {plain(clause.heading)}"
