"""The clauses that declarations share: what they select, cite, note and were called before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import msg
from bokrules.base.suggestions import did_you_mean
from bokrules.semantics import expressions as ir
from bokrules.semantics.bind_expressions import Scope, bind_condition
from bokrules.semantics.bind_vocabulary import (
    bind_label,
    report_unknown_fact,
    report_unknown_term,
)
from bokrules.semantics.declared import Citation, Clause, Selector
from bokrules.semantics.vocabulary import Term
from bokrules.syntax import ast

_ClauseT = TypeVar("_ClauseT", bound=ast.RuleClause)

_ALWAYS_ALLOWED = (ast.Cites, ast.Note, ast.Formerly)
REQUIREMENTS = (ast.Must, ast.Evidence, ast.Deposits, ast.Stamp)
_ALLOWED: dict[str, tuple[type[ast.RuleClause], ...]] = {
    "allow": (ast.Applies, ast.When, ast.Fulfils),
    "forbid": (ast.Applies, ast.When, ast.Excepts, ast.Finding),
    "require": (ast.Applies, ast.When, *REQUIREMENTS, ast.Finding),
    "closed": (ast.Applies, ast.Finding),
    "limit": (ast.Applies, ast.When, ast.Bound, ast.Per, ast.Finding),
    "gap": (ast.Applies, ast.When, ast.Fulfils, ast.Excepts),
    "duty": (ast.Applies, ast.When, ast.Per, ast.Finding),
    "recipients": (ast.Applies,),
    "target": (),
    "scale": (),
    "unit": (),
    "table": (),
    "formula": (),
    "amends": (),
}
_WORDS: dict[type[ast.RuleClause], str] = {
    ast.Applies: "untuk",
    ast.When: "bila",
    ast.Excepts: "kecuali",
    ast.Fulfils: "memenuhi",
    ast.Must: "harus",
    ast.Evidence: "bukti",
    ast.Deposits: "setor",
    ast.Stamp: "meterai",
    ast.Cites: "dasar",
    ast.Note: "tafsir",
    ast.Finding: "temuan",
    ast.Per: "per",
    ast.Bound: "maksimal",
    ast.Formerly: "dahulu",
}
_REPEATABLE = (ast.Applies, ast.Cites, ast.Note, ast.Per, ast.Formerly)


@dataclass(frozen=True, slots=True)
class RuleScope:
    """What the clauses of a rule can name. Without an outline (a lone file) citations stand."""

    expressions: Scope
    outline: Mapping[str, Clause] | None

    @property
    def broken(self) -> frozenset[str]:
        return self.expressions.broken


def of(kind: type[_ClauseT], clauses: Iterable[ast.RuleClause]) -> list[_ClauseT]:
    """Clauses of one kind."""
    return [each for each in clauses if isinstance(each, kind)]


def head(node: ast.Headed, kind: str, scope: RuleScope, out: Diagnostics) -> dict[str, Any]:
    """What every rule has: label, selection, citations, notes; misplaced clauses are reported."""
    _check_places(node, kind, out)
    return {
        "label": bind_label(node.label),
        "selectors": tuple(selector(each, scope, out) for each in of(ast.Applies, node.clauses)),
        "when": when(node.clauses, scope, out),
        "citations": citations(node, kind, scope, out),
        "notes": tuple(each.text for each in of(ast.Note, node.clauses)),
        "formerly": tuple(
            name.text for each in of(ast.Formerly, node.clauses) for name in each.names
        ),
        "span": node.span,
    }


def without_when(head: dict[str, Any]) -> dict[str, Any]:
    """The head of a declaration that has no `bila`."""
    return {name: value for name, value in head.items() if name != "when"}


def without_selection(head: dict[str, Any]) -> dict[str, Any]:
    """The head of a declaration that selects nothing."""
    return {name: value for name, value in head.items() if name not in ("when", "selectors")}


def _check_places(node: ast.Headed, kind: str, out: Diagnostics) -> None:
    seen: set[object] = set()
    for clause in node.clauses:
        word = _word(clause)
        if not isinstance(clause, _ALWAYS_ALLOWED + _ALLOWED[kind]):
            out.error(
                codes.MISPLACED_CLAUSE,
                clause.span,
                msg("`{word}` has no meaning in this declaration", word=word),
                msg("leave it out"),
            )
        key = clause.dimension if isinstance(clause, ast.Applies) else type(clause)
        if key in seen and (isinstance(clause, ast.Applies) or not isinstance(clause, _REPEATABLE)):
            message = msg("`{word}` stands twice", word=word)
            help_ = msg("join the two: names by a comma, conditions by `dan`")
            if isinstance(clause, ast.Bound):
                message = msg("a limit says how much only once")
                help_ = msg("a limit has one `maksimal` or one `minimal`: write two `batas`")
            out.error(codes.DUPLICATE_CLAUSE, clause.span, message, help_)
        seen.add(key)


def _word(clause: ast.RuleClause) -> str:
    if isinstance(clause, ast.Bound) and not clause.is_most:
        return "minimal"
    return _WORDS[type(clause)]


def selector(clause: ast.Applies, scope: RuleScope, out: Diagnostics) -> Selector:
    """The terms that `untuk` names; unknown ones are reported."""
    vocabulary = scope.expressions.vocabulary
    if clause.dimension not in vocabulary.facts and clause.dimension not in scope.broken:
        word = ast.Name(text=clause.dimension, span=clause.span)
        report_unknown_fact(word, vocabulary.facts, out)
    known = vocabulary.taxonomies[clause.dimension].terms
    names = known_names(clause.names, clause.dimension, known, scope, out)
    return Selector(clause.dimension, names)


def known_names(
    names: Iterable[ast.Name],
    kind: str,
    known: Mapping[str, Term],
    scope: RuleScope,
    out: Diagnostics,
) -> tuple[str, ...]:
    """The names that the vocabulary knows; the others, unless they are broken, are reported."""
    found = []
    for name in names:
        if name.text in known:
            found.append(name.text)
        elif name.text not in scope.broken:
            report_unknown_term(name, kind, known, out)
    return tuple(found)


def when(clauses: Iterable[ast.RuleClause], scope: RuleScope, out: Diagnostics) -> ir.Expression:
    """The condition of `bila`, or ALWAYS."""
    for clause in of(ast.When, clauses):
        bound = bind_condition(clause.condition, scope.expressions, out)
        if bound is not None:
            return bound
    return ir.ALWAYS


def fulfilled(clauses: Iterable[ast.RuleClause]) -> set[str]:
    """The closed lists that `memenuhi` names."""
    return {name for each in of(ast.Fulfils, clauses) for name in each.dimensions}


def finding(clauses: Iterable[ast.RuleClause]) -> str | None:
    """The inspectors' code, if there is one."""
    return next((each.finding.text for each in of(ast.Finding, clauses)), None)


def citations(
    node: ast.Headed, kind: str, scope: RuleScope, out: Diagnostics
) -> tuple[Citation, ...]:
    """What `dasar` names; a clause that the outline lacks, or none at all, is reported."""
    found = resolved(of(ast.Cites, node.clauses), scope, out)
    if not found and kind not in ("gap", "unit"):
        out.error(
            codes.NO_CITATION,
            node.span,
            msg("`{name}` cites no clause", name=_name(node)),
            msg("add `dasar` and the clause of the decree that says so"),
        )
    return found


def resolved(
    clauses: Iterable[ast.Cites], scope: RuleScope, out: Diagnostics
) -> tuple[Citation, ...]:
    """The clauses named; one that the outline lacks is reported."""
    found = []
    for clause in clauses:
        for name in clause.clauses:
            citation = Citation(name.text.removesuffix(".*"), name.text.endswith(".*"))
            if scope.outline is not None and citation.clause not in scope.outline:
                out.error(
                    codes.UNKNOWN_CLAUSE,
                    name.span,
                    msg("the outline has no clause `{name}`", name=citation.clause),
                    did_you_mean(citation.clause, scope.outline)
                    or msg("write a clause of outline.yaml"),
                )
            found.append(citation)
    return tuple(found)


def _name(node: ast.Headed) -> str:
    match node:
        case ast.ClosedList(dimension=dimension):
            return f"tertutup {dimension}"
        case ast.Amends(base=base):
            return f"mengubah {base.text}"
        case _:
            return node.name.text
