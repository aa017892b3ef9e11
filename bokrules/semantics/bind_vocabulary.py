"""Terms, choices and facts of all files of an edition, checked and put together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

import networkx as nx

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import msg
from bokrules.base.suggestions import did_you_mean
from bokrules.semantics.types import DATE, DOCUMENTS, PLAIN_TYPES, RUPIAH, TAXES, Type
from bokrules.semantics.vocabulary import (
    Choice,
    Fact,
    Label,
    Taxonomy,
    Term,
    Vocabulary,
    in_vocabulary_order,
)
from bokrules.syntax import ast

_Declared = TypeVar("_Declared", ast.Term, ast.Choice, ast.Fact)


def bind_vocabulary(
    declarations: Iterable[ast.Declaration], broken: frozenset[str], out: Diagnostics
) -> Vocabulary:
    """`broken` are names whose declarations could not be parsed: using them is no error."""
    declared = list(declarations)
    terms: dict[str, dict[str, ast.Term]] = {}
    for kind in ("belanja", "kegiatan", "dana", "dokumen", "pajak"):
        of_kind = [each for each in declared if isinstance(each, ast.Term) and each.kind == kind]
        terms[kind] = _unique(of_kind, out)
    choices = _unique([each for each in declared if isinstance(each, ast.Choice)], out)
    facts = _unique([each for each in declared if isinstance(each, ast.Fact)], out)
    bound_choices = {name: _choice(each, out) for name, each in choices.items()}
    return Vocabulary(
        taxonomies={
            dimension: _taxonomy(dimension, terms[dimension], broken, out)
            for dimension in ast.DIMENSIONS
        },
        documents={name: _flat(each, out) for name, each in terms["dokumen"].items()},
        taxes={name: _flat(each, out) for name, each in terms["pajak"].items()},
        choices=bound_choices,
        facts=_facts(facts, bound_choices, broken, out),
    )


def _unique(nodes: Iterable[_Declared], out: Diagnostics) -> dict[str, _Declared]:
    found: dict[str, _Declared] = {}
    for node in nodes:
        first = found.setdefault(node.name.text, node)
        if first is not node:
            report_duplicate(node.name, first.name, out)
    return found


def report_duplicate(name: ast.Name, first: ast.Name, out: Diagnostics) -> None:
    out.error(
        codes.DUPLICATE_NAME,
        name.span,
        msg("`{name}` is declared twice", name=name.text),
        msg("first in {file}, line {line}", file=first.span.file, line=first.span.line),
    )


def bind_label(node: ast.Label) -> Label:
    return Label(node.text, node.english)


# ---- terms ----


def _term(node: ast.Term) -> Term:
    parents: list[str] = []
    phrases: list[str] = []
    accounts: list[str] = []
    formerly: list[str] = []
    for clause in node.clauses:
        match clause:
            case ast.Within():
                parents += [each.text for each in clause.parents]
            case ast.Phrases():
                phrases += clause.phrases
            case ast.Accounts():
                accounts += [each.text for each in clause.prefixes]
            case ast.Formerly():
                formerly += [each.text for each in clause.names]
    return Term(
        name=node.name.text,
        label=bind_label(node.label),
        parents=tuple(parents),
        phrases=tuple(phrases),
        accounts=tuple(accounts),
        formerly=tuple(formerly),
        span=node.name.span,
    )


def _flat(node: ast.Term, out: Diagnostics) -> Term:
    for clause in node.clauses:
        if isinstance(clause, ast.Within):
            out.error(
                codes.MISPLACED_CLAUSE,
                clause.span,
                msg("documents and taxes do not lie within others"),
                msg("leave the clause out"),
            )
    return _term(node)


def _taxonomy(
    dimension: str, nodes: Mapping[str, ast.Term], broken: frozenset[str], out: Diagnostics
) -> Taxonomy:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(nodes)
    for node in nodes.values():
        for clause in node.clauses:
            if not isinstance(clause, ast.Within):
                continue
            for parent in clause.parents:
                if parent.text in nodes:
                    graph.add_edge(node.name.text, parent.text)
                elif parent.text not in broken:
                    report_unknown_term(parent, dimension, nodes, out)
    _report_cycles(graph, nodes, out)
    terms = {name: _term(node) for name, node in nodes.items()}
    above = {name: frozenset(nx.descendants(graph, name)) | {name} for name in nodes}
    return Taxonomy(dimension, terms, above)


def _report_cycles(graph: nx.DiGraph[str], nodes: Mapping[str, ast.Term], out: Diagnostics) -> None:
    """Reports a cycle and takes it out, until none is left."""
    while True:
        try:
            edges = nx.find_cycle(graph)
        except nx.NetworkXNoCycle:
            return
        path = [edges[0][0], *(edge[1] for edge in edges)]
        out.error(
            codes.TAXONOMY_CYCLE,
            nodes[path[0]].name.span,
            msg("`{name}` lies within itself: {path}", name=path[0], path=" → ".join(path)),
            msg("take out one of these `termasuk`"),
        )
        graph.remove_edges_from(edges)


def report_unknown_term(name: ast.Name, kind: str, known: Iterable[str], out: Diagnostics) -> None:
    out.error(
        codes.UNKNOWN_TERM,
        name.span,
        msg("there is no `{kind} {name}` in the vocabulary", kind=kind, name=name.text),
        did_you_mean(name.text, known)
        or msg("declare it, or write a name that the vocabulary has"),
    )


# ---- choices and facts ----


def _choice(node: ast.Choice, out: Diagnostics) -> Choice:
    options: dict[str, Label] = {}
    first: dict[str, ast.Name] = {}
    for name, label in node.options:
        if name.text in options:
            report_duplicate(name, first[name.text], out)
        options[name.text] = bind_label(label)
        first[name.text] = name
    return Choice(name=node.name.text, label=bind_label(node.label), options=options)


def _facts(
    nodes: Mapping[str, ast.Fact],
    choices: Mapping[str, Choice],
    broken: frozenset[str],
    out: Diagnostics,
) -> dict[str, Fact]:
    facts: dict[str, Fact] = {}
    words: dict[str, ast.Name] = {name: node.name for name, node in nodes.items()}
    for name, node in nodes.items():
        type_ = _as_read(name, node.type, bind_type(node.type, choices, broken, out), out)
        alias = node.alias or node.name
        other = words.setdefault(alias.text, alias)
        if alias is not other and node.name is not other:
            report_duplicate(alias, other, out)
        if type_ is not None:
            facts[name] = Fact(
                name=name,
                alias=alias.text,
                type=type_,
                label=bind_label(node.label),
                span=node.name.span,
            )
    for name, node in nodes.items():
        if node.default is not None and name in facts:
            facts[name] = _with_default(
                facts[name], node.default, facts, broken | nodes.keys(), out
            )
    _report_default_cycles(facts, nodes, out)
    return in_vocabulary_order(facts.values())


_READ_AS: dict[str, tuple[str, Type]] = {
    "belanja": ("belanja", PLAIN_TYPES["belanja"]),
    "kegiatan": ("kegiatan", PLAIN_TYPES["kegiatan"]),
    "dana": ("dana", PLAIN_TYPES["dana"]),
    "bukti": ("daftar dokumen", DOCUMENTS),
    "pajak": ("rupiah per pajak", TAXES),
    "meterai": ("rupiah", RUPIAH),
    "nilai": ("rupiah", RUPIAH),
    "tanggal": ("tanggal", DATE),
}
"""Facts that clauses and the engine read by their name: how their types are written, and are."""


def _as_read(name: str, node: ast.TypeName, type_: Type | None, out: Diagnostics) -> Type | None:
    written, wanted = _READ_AS.get(name, ("", type_))
    if type_ is not None and wanted is not None and type_ != wanted:
        out.error(
            codes.TYPE_MISMATCH,
            node.span,
            msg("`{name}` is {wanted}", name=name, wanted=wanted.words),
            msg("write `{twin}`", twin=written),
        )
    return wanted if type_ is not None else None


def _with_default(
    fact: Fact,
    default: ast.Name,
    facts: Mapping[str, Fact],
    declared: frozenset[str],
    out: Diagnostics,
) -> Fact:
    other = facts.get(default.text)
    if other is None:
        if default.text not in declared:
            report_unknown_fact(default, facts, out)
        return fact
    if other.type != fact.type:
        out.error(
            codes.TYPE_MISMATCH,
            default.span,
            msg(
                "`{a}` is {ta}, `{b}` is {tb}",
                a=fact.name,
                ta=fact.type.words,
                b=other.name,
                tb=other.type.words,
            ),
            msg("a fact is taken from one of its own type"),
        )
        return fact
    return replace(fact, default=default.text)


def _report_default_cycles(
    facts: dict[str, Fact], nodes: Mapping[str, ast.Fact], out: Diagnostics
) -> None:
    for name in list(facts):
        seen = [name]
        while (default := facts[seen[-1]].default) is not None:
            if default in seen:
                out.error(
                    codes.CYCLIC_DEFAULT,
                    nodes[name].name.span,
                    msg(
                        "`{name}` is taken from itself: {path}",
                        name=name,
                        path=" → ".join([*seen, default]),
                    ),
                )
                facts[name] = replace(facts[name], default=None)
                break
            seen.append(default)


def report_unknown_fact(name: ast.Name, known: Iterable[str], out: Diagnostics) -> None:
    out.error(
        codes.UNKNOWN_FACT,
        name.span,
        msg("there is no fact `{name}`", name=name.text),
        did_you_mean(name.text, known) or msg("declare it with `fakta`"),
    )


def bind_type(
    node: ast.TypeName, choices: Mapping[str, Choice], broken: frozenset[str], out: Diagnostics
) -> Type | None:
    """The type that is named, or None after a report."""
    if node.shape == "list":
        return DOCUMENTS
    if node.shape == "map":
        return TAXES
    if node.name in PLAIN_TYPES:
        return PLAIN_TYPES[node.name]
    if node.name in choices:
        return Type("choice", node.name)
    if node.name not in broken:
        known = [*PLAIN_TYPES, *choices]
        out.error(
            codes.UNKNOWN_TYPE,
            node.span,
            msg("there is no type `{name}`", name=node.name),
            did_you_mean(node.name, known) or msg("one of: {names}", names=known),
        )
    return None
