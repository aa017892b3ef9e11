"""Rules, closed lists, gaps, duties, recipients and targets, bound."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import Message, msg
from bokrules.base.spans import Span
from bokrules.base.suggestions import did_you_mean
from bokrules.semantics import expressions as ir
from bokrules.semantics.bind_clauses import (
    REQUIREMENTS,
    RuleScope,
    finding,
    fulfilled,
    head,
    known_names,
    of,
    resolved,
    without_selection,
    without_when,
)
from bokrules.semantics.bind_expressions import bind_amount, bind_condition, constant
from bokrules.semantics.bind_periods import bind_per
from bokrules.semantics.bind_vocabulary import report_unknown_fact
from bokrules.semantics.limits import DISBURSEMENT, PERIODS
from bokrules.semantics.policy import (
    Amendment,
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
    Repealed,
    Requirement,
    StampDuty,
    Target,
)
from bokrules.semantics.types import NUMBER
from bokrules.syntax import ast


def bind_closed_list(node: ast.ClosedList, scope: RuleScope, out: Diagnostics) -> ClosedList:
    shared = head(node, "closed", scope, out)
    for each in shared["selectors"]:
        if each.dimension == node.dimension:
            out.error(
                codes.MISPLACED_CLAUSE,
                node.span,
                msg("a closed list of `{name}` is not limited to some of it", name=node.dimension),
            )
    return ClosedList(
        name=node.dimension,
        dimension=node.dimension,
        finding=finding(node.clauses),
        **without_when(shared),
    )


def bind_permission(node: ast.Rule, scope: RuleScope, out: Diagnostics) -> Permission:
    shared = head(node, "allow", scope, out)
    serves = {each.dimension for each in shared["selectors"]} | fulfilled(node.clauses)
    return Permission(name=node.name.text, serves=frozenset(serves), **shared)


def bind_prohibition(
    node: ast.Rule, scope: RuleScope, rules: Mapping[str, ast.Rule], out: Diagnostics
) -> Prohibition:
    """`rules` are all rules of the edition, by name: exceptions name permissions among them."""
    exceptions = _exceptions(node.clauses, scope, rules, out)
    shared = head(node, "forbid", scope, out)
    return Prohibition(
        name=node.name.text,
        exceptions=exceptions,
        finding=finding(node.clauses),
        named=_named_exceptions(node.clauses),
        **shared,
    )


def bind_obligation(node: ast.Rule, scope: RuleScope, out: Diagnostics) -> Obligation:
    shared = head(node, "require", scope, out)
    requirements: list[Requirement] = []
    for clause in node.clauses:
        requirement = _requirement(clause, scope, out)
        if requirement is not None:
            requirements.append(requirement)
    if not any(isinstance(clause, REQUIREMENTS) for clause in node.clauses):
        out.error(
            codes.MISSING_CLAUSE,
            node.name.span,
            msg("`wajib {name}` asks for nothing", name=node.name.text),
            msg("say what is asked for: `bukti`, `harus`, `setor` or `meterai`"),
        )
    return Obligation(
        name=node.name.text,
        requirements=tuple(requirements),
        finding=finding(node.clauses),
        **shared,
    )


def bind_gap(
    node: ast.Gap, scope: RuleScope, rules: Mapping[str, ast.Rule], out: Diagnostics
) -> Gap:
    """`rules` are all rules of the edition, by name: exceptions name permissions among them."""
    shared = head(node, "gap", scope, out)
    also = fulfilled(node.clauses)
    exceptions: tuple[str, ...] = ()
    if node.touches == "forbid":
        exceptions = _exceptions(node.clauses, scope, rules, out)
    else:
        _misplace(of(ast.Excepts, node.clauses), msg("only a gap in `larang` has exceptions"), out)
    if node.touches != "allow":
        _misplace(of(ast.Fulfils, node.clauses), msg("only a gap in `boleh` serves a list"), out)
    own = {each.dimension for each in shared["selectors"]} - {"dana"}
    return Gap(
        name=node.name.text,
        touches=node.touches,
        serves=frozenset(also | own or set(ast.DIMENSIONS)),
        exceptions=exceptions,
        named=_named_exceptions(node.clauses),
        **shared,
    )


def bind_duty(node: ast.Duty, scope: RuleScope, out: Diagnostics) -> Duty:
    shared = head(node, "duty", scope, out)
    fields, period = bind_per(node.clauses, (*PERIODS, DISBURSEMENT), scope, out)
    per = fields if period is None else (*fields, period)
    return Duty(name=node.name.text, per=per, finding=finding(node.clauses), **shared)


def _misplace(clauses: Iterable[ast.RuleClause], message: Message, out: Diagnostics) -> None:
    for clause in clauses:
        out.error(codes.MISPLACED_CLAUSE, clause.span, message, msg("leave it out"))


def bind_recipients(node: ast.Recipients, scope: RuleScope, out: Diagnostics) -> Recipients:
    others = [each for each in of(ast.Applies, node.clauses) if each.dimension != "dana"]
    _misplace(others, msg("a `sasaran` is limited to funds only"), out)
    return Recipients(
        name=node.name.text, **without_when(head(node, "recipients", scope, out)), when=ir.ALWAYS
    )


def bind_target(node: ast.Target, scope: RuleScope, out: Diagnostics) -> Target:
    shared = without_selection(head(node, "target", scope, out))
    value: Any = None
    if node.value is not None:
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
        value=None if value is None else value.value,
        is_percent=isinstance(node.value, ast.Number) and node.value.percent,
        year=node.year,
        **shared,
    )


def bind_amendment(
    node: ast.Amends, repeals: Iterable[ast.Repeal], scope: RuleScope, out: Diagnostics
) -> Amendment:
    """`mengubah`: the edition amended, the clauses that say so, and what the text repeals."""
    return Amendment(
        name=node.base.text,
        repealed=tuple(_repealed(each, scope, out) for each in repeals),
        **without_selection(head(node, "amends", scope, out)),
    )


def _repealed(node: ast.Repeal, scope: RuleScope, out: Diagnostics) -> Repealed:
    return Repealed(
        kind=node.kind,
        name=node.name.text,
        citations=resolved(of(ast.Cites, node.clauses), scope, out),
        notes=tuple(each.text for each in of(ast.Note, node.clauses)),
        span=node.span,
    )


def _exceptions(
    clauses: Iterable[ast.RuleClause],
    scope: RuleScope,
    rules: Mapping[str, ast.Rule],
    out: Diagnostics,
) -> tuple[str, ...]:
    found = []
    for clause in of(ast.Excepts, clauses):
        for name in clause.names:
            rule = rules.get(name.text)
            if rule is not None and rule.effect == "allow":
                found.append(name.text)
            elif name.text not in scope.broken:
                _report_exception(name, rules, out)
    return tuple(found)


def _named_exceptions(clauses: Iterable[ast.RuleClause]) -> dict[str, Span]:
    return {name.text: name.span for each in of(ast.Excepts, clauses) for name in each.names}


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


def _requirement(clause: ast.RuleClause, scope: RuleScope, out: Diagnostics) -> Requirement | None:
    vocabulary = scope.expressions.vocabulary
    match clause:
        case ast.Must(condition=condition):
            bound = bind_condition(condition, scope.expressions, out)
            return None if bound is None else Must(bound)
        case ast.Evidence(documents=documents):
            _check_field("bukti", clause.span, scope, out)
            groups = [
                known_names(each, "dokumen", vocabulary.documents, scope, out) for each in documents
            ]
            return Evidence(tuple(groups))
        case ast.Deposits(deposits=deposits):
            _check_field("pajak", clause.span, scope, out)
            due = []
            for each in deposits:
                taxes = known_names([each.tax], "pajak", vocabulary.taxes, scope, out)
                amount = bind_amount(each.due, scope.expressions, out)
                if taxes and amount is not None:
                    due.append((taxes[0], amount))
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
