"""Limits over a ledger: `batas`, bound."""

from __future__ import annotations

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import msg
from bokrules.semantics.bind_clauses import RuleScope, finding, head, of
from bokrules.semantics.bind_rules import report_unknown_period
from bokrules.semantics.limits import PERIODS, Counted, Limit, Measure, Period, Rupiah, ShareOf
from bokrules.syntax import ast


def bind_limit(node: ast.Limit, scope: RuleScope, out: Diagnostics) -> Limit:
    """One measure, and the groups and the period that it is counted in."""
    shared = head(node, "limit", scope, out)
    bounds = of(ast.Bound, node.clauses)
    if not bounds:
        out.error(
            codes.MISSING_CLAUSE,
            node.name.span,
            msg("`batas {name}` limits nothing", name=node.name.text),
            msg("say how much: `maksimal 2 kali`, `minimal 60% dari pagu`"),
        )
    fields: list[str] = []
    period: Period | None = None
    for each in of(ast.Per, node.clauses):
        name = each.unit.text
        if name in PERIODS and period is None:
            period = name
        elif name in PERIODS:
            out.error(
                codes.DUPLICATE_CLAUSE,
                each.span,
                msg("`per {a}` and `per {b}`: a limit has one period", a=period, b=name),
                msg("keep one of them"),
            )
        elif name in scope.expressions.vocabulary.facts:
            fields.append(name)
        elif name not in scope.broken:
            known = {*PERIODS, *scope.expressions.vocabulary.facts}
            report_unknown_period(each.unit, known, out)
    return Limit(
        name=node.name.text,
        is_most=bounds[0].is_most if bounds else True,
        measure=_measure(bounds[0].measure) if bounds else Rupiah(0),
        fields=tuple(dict.fromkeys(fields)),
        period=period,
        finding=finding(node.clauses),
        **shared,
    )


def _measure(node: ast.Count | ast.Money | ast.Share) -> Measure:
    match node:
        case ast.Count(value=value, unit=unit):
            return Counted(value, unit)
        case ast.Money(rupiah=rupiah):
            return Rupiah(rupiah)
        case ast.Share(percent=percent, basis=basis):
            return ShareOf(percent.value, basis.text)
