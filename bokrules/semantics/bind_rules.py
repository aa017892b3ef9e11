"""Rules, closed lists, gaps, duties and targets: their clauses put together and bound."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import msg
from bokrules.base.suggestions import did_you_mean
from bokrules.semantics import expressions as ir
from bokrules.semantics.bind_expressions import Scope, bind_amount, bind_condition, constant
from bokrules.semantics.bind_vocabulary import (
    bind_label,
    report_unknown_fact,
    report_unknown_term,
)
from bokrules.semantics.policy import (
    Citation,
    Clause,
    ClosedList,
    Deposit,
    Duty,
    Evidence,
    Gap,
    Must,
    Obligation,
    Permission,
    Prohibition,
    Recipients,
    Requirement,
    Selector,
    StampDuty,
    Target,
)
from bokrules.semantics.types import NUMBER
from bokrules.semantics.vocabulary import Term
from bokrules.syntax import ast

_ClauseT = TypeVar("_ClauseT", bound=ast.RuleClause)
_Headed = ast.ClosedList | ast.Rule | ast.Gap | ast.Duty | ast.Recipients | ast.Target

_ALWAYS_ALLOWED = (ast.Cites, ast.Note)
_REQUIREMENTS = (ast.Must, ast.Evidence, ast.Deposits, ast.Stamp)
_ALLOWED: dict[str, tuple[type[ast.RuleClause], ...]] = {
    "allow": (ast.Applies, ast.When, ast.Fulfils),
    "forbid": (ast.Applies, ast.When, ast.Excepts, ast.Finding),
    "require": (ast.Applies, ast.When, *_REQUIREMENTS, ast.Finding),
    "closed": (ast.Applies, ast.Finding),
    "gap": (ast.Applies, ast.When, ast.Fulfils),
    "duty": (ast.Per, ast.Finding),
    "recipients": (),
    "target": (),
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
}
_REPEATABLE = (ast.Applies, ast.Cites, ast.Note, ast.Per)


@dataclass(frozen=True, slots=True)
class RuleScope:
    """What the clauses of a rule can name. Without an outline (a lone file) citations stand."""

    expressions: Scope
    outline: Mapping[str, Clause] | None

    @property
    def broken(self) -> frozenset[str]:
        return self.expressions.broken


def bind_closed_list(node: ast.ClosedList, scope: RuleScope, out: Diagnostics) -> ClosedList:
    head = _head(node, "closed", scope, out)
    for each in head["selectors"]:
        if each.dimension == node.dimension:
            out.error(
                codes.MISPLACED_CLAUSE,
                node.span,
                msg("a closed list of `{name}` is not limited to some of it", name=node.dimension),
            )
    return ClosedList(
        name=node.dimension,
        dimension=node.dimension,
        finding=_finding(node.clauses),
        **_without_when(head),
    )


def bind_permission(node: ast.Rule, scope: RuleScope, out: Diagnostics) -> Permission:
    head = _head(node, "allow", scope, out)
    serves = {each.dimension for each in head["selectors"]} | _fulfilled(node.clauses)
    return Permission(name=node.name.text, serves=frozenset(serves), **head)


def bind_prohibition(
    node: ast.Rule, scope: RuleScope, rules: Mapping[str, ast.Rule], out: Diagnostics
) -> Prohibition:
    """`rules` are all rules of the edition, by name: exceptions name permissions among them."""
    exceptions = []
    for clause in _of(ast.Excepts, node.clauses):
        for name in clause.names:
            rule = rules.get(name.text)
            if rule is not None and rule.effect == "allow":
                exceptions.append(name.text)
            elif name.text not in scope.broken:
                _report_exception(name, rules, out)
    head = _head(node, "forbid", scope, out)
    return Prohibition(
        name=node.name.text, exceptions=tuple(exceptions), finding=_finding(node.clauses), **head
    )


def bind_obligation(node: ast.Rule, scope: RuleScope, out: Diagnostics) -> Obligation:
    head = _head(node, "require", scope, out)
    requirements: list[Requirement] = []
    for clause in node.clauses:
        requirement = _requirement(clause, scope, out)
        if requirement is not None:
            requirements.append(requirement)
    if not any(isinstance(clause, _REQUIREMENTS) for clause in node.clauses):
        out.error(
            codes.MISSING_CLAUSE,
            node.name.span,
            msg("`wajib {name}` asks for nothing", name=node.name.text),
            msg("say what is asked for: `bukti`, `harus`, `setor` or `meterai`"),
        )
    return Obligation(
        name=node.name.text,
        requirements=tuple(requirements),
        finding=_finding(node.clauses),
        **head,
    )


def bind_gap(node: ast.Gap, scope: RuleScope, out: Diagnostics) -> Gap:
    head = _head(node, "gap", scope, out)
    fulfilled = _fulfilled(node.clauses)
    own = {each.dimension for each in head["selectors"]} - {"dana"}
    return Gap(
        name=node.name.text,
        touches=node.touches,
        serves=frozenset(fulfilled | own or set(ast.DIMENSIONS)),
        **head,
    )


def bind_duty(node: ast.Duty, scope: RuleScope, out: Diagnostics) -> Duty:
    head = _without_selection(_head(node, "duty", scope, out))
    per = tuple(each.unit.text for each in _of(ast.Per, node.clauses))
    return Duty(name=node.name.text, per=per, finding=_finding(node.clauses), **head)


def bind_recipients(node: ast.Recipients, scope: RuleScope, out: Diagnostics) -> Recipients:
    return Recipients(
        name=node.name.text, **_without_selection(_head(node, "recipients", scope, out))
    )


def bind_target(node: ast.Target, scope: RuleScope, out: Diagnostics) -> Target:
    head = _without_selection(_head(node, "target", scope, out))
    value, type_ = constant(node.value)
    if type_ != NUMBER:
        out.error(
            codes.TYPE_MISMATCH,
            node.value.span,
            msg("a target is a number or a percentage, not {found}", found=type_.words),
        )
    return Target(
        name=node.name.text,
        comparison=node.comparison,
        value=cast("Any", cast("ir.Constant", value).value),
        is_percent=isinstance(node.value, ast.Number) and node.value.percent,
        year=node.year,
        **head,
    )


# ---- clauses ----


def _of(kind: type[_ClauseT], clauses: Iterable[ast.RuleClause]) -> list[_ClauseT]:
    return [each for each in clauses if isinstance(each, kind)]


def _head(node: _Headed, kind: str, scope: RuleScope, out: Diagnostics) -> dict[str, Any]:
    """What every rule has: label, selection, citations, notes; misplaced clauses are reported."""
    _check_places(node, kind, out)
    return {
        "label": bind_label(node.label),
        "selectors": tuple(_selector(each, scope, out) for each in _of(ast.Applies, node.clauses)),
        "when": _when(node.clauses, scope, out),
        "citations": _citations(node, kind, scope, out),
        "notes": tuple(each.text for each in _of(ast.Note, node.clauses)),
        "span": node.span,
    }


def _without_when(head: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in head.items() if name != "when"}


def _without_selection(head: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in head.items() if name not in ("when", "selectors")}


def _check_places(node: _Headed, kind: str, out: Diagnostics) -> None:
    seen: set[object] = set()
    for clause in node.clauses:
        word = _WORDS[type(clause)]
        if not isinstance(clause, _ALWAYS_ALLOWED + _ALLOWED[kind]):
            out.error(
                codes.MISPLACED_CLAUSE,
                clause.span,
                msg("`{word}` has no meaning in this declaration", word=word),
                msg("leave it out"),
            )
        key = clause.dimension if isinstance(clause, ast.Applies) else type(clause)
        if key in seen and (isinstance(clause, ast.Applies) or not isinstance(clause, _REPEATABLE)):
            out.error(
                codes.DUPLICATE_CLAUSE,
                clause.span,
                msg("`{word}` stands twice", word=word),
                msg("join the two: names by a comma, conditions by `dan`"),
            )
        seen.add(key)


def _selector(clause: ast.Applies, scope: RuleScope, out: Diagnostics) -> Selector:
    vocabulary = scope.expressions.vocabulary
    if clause.dimension not in vocabulary.facts and clause.dimension not in scope.broken:
        word = ast.Name(text=clause.dimension, span=clause.span)
        report_unknown_fact(word, vocabulary.facts, out)
    known = vocabulary.taxonomies[clause.dimension].terms
    return Selector(clause.dimension, _known(clause.names, clause.dimension, known, scope, out))


def _known(
    names: Iterable[ast.Name],
    kind: str,
    known: Mapping[str, Term],
    scope: RuleScope,
    out: Diagnostics,
) -> tuple[str, ...]:
    found = []
    for name in names:
        if name.text in known:
            found.append(name.text)
        elif name.text not in scope.broken:
            report_unknown_term(name, kind, known, out)
    return tuple(found)


def _when(clauses: Iterable[ast.RuleClause], scope: RuleScope, out: Diagnostics) -> ir.Expression:
    for clause in _of(ast.When, clauses):
        bound = bind_condition(clause.condition, scope.expressions, out)
        if bound is not None:
            return bound
    return ir.ALWAYS


def _fulfilled(clauses: Iterable[ast.RuleClause]) -> set[str]:
    return {name for each in _of(ast.Fulfils, clauses) for name in each.dimensions}


def _finding(clauses: Iterable[ast.RuleClause]) -> str | None:
    return next((each.finding.text for each in _of(ast.Finding, clauses)), None)


def _citations(
    node: _Headed, kind: str, scope: RuleScope, out: Diagnostics
) -> tuple[Citation, ...]:
    found = []
    for clause in _of(ast.Cites, node.clauses):
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
    if not found and kind != "gap":
        out.error(
            codes.NO_CITATION,
            node.span,
            msg("`{name}` cites no clause", name=_name(node)),
            msg("add `dasar` and the clause of the decree that says so"),
        )
    return tuple(found)


def _name(node: _Headed) -> str:
    return f"tertutup {node.dimension}" if isinstance(node, ast.ClosedList) else node.name.text


def _requirement(clause: ast.RuleClause, scope: RuleScope, out: Diagnostics) -> Requirement | None:
    vocabulary = scope.expressions.vocabulary
    match clause:
        case ast.Must(condition=condition):
            bound = bind_condition(condition, scope.expressions, out)
            return None if bound is None else Must(bound)
        case ast.Evidence(documents=documents):
            _check_field("bukti", clause.span, scope, out)
            groups = [
                _known(each, "dokumen", vocabulary.documents, scope, out) for each in documents
            ]
            return Evidence(tuple(groups))
        case ast.Deposits(deposits=deposits):
            _check_field("pajak", clause.span, scope, out)
            due = []
            for each in deposits:
                known = _known([each.tax], "pajak", vocabulary.taxes, scope, out)
                amount = bind_amount(each.due, scope.expressions, out)
                if known and amount is not None:
                    due.append((known[0], amount))
            return Deposit(tuple(due))
        case ast.Stamp(due=due_expression):
            _check_field("meterai", clause.span, scope, out)
            amount = bind_amount(due_expression, scope.expressions, out)
            return None if amount is None else StampDuty(amount)
        case _:
            return None


def _check_field(name: str, span: Any, scope: RuleScope, out: Diagnostics) -> None:
    facts = scope.expressions.vocabulary.facts
    if name not in facts and name not in scope.broken:
        report_unknown_fact(ast.Name(text=name, span=span), facts, out)


def _report_exception(name: ast.Name, rules: Mapping[str, ast.Rule], out: Diagnostics) -> None:
    permissions = [each for each, rule in rules.items() if rule.effect == "allow"]
    help_ = (
        msg("only a `boleh` rule can be an exception")
        if name.text in rules
        else did_you_mean(name.text, permissions) or msg("declare it with `boleh`")
    )
    out.error(
        codes.UNKNOWN_EXCEPTION,
        name.span,
        msg("there is no `boleh {name}` in the edition", name=name.text),
        help_,
    )
