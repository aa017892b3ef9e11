"""Limits over a ledger: `batas`, bound."""

from __future__ import annotations

from typing import cast

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import msg
from bokrules.semantics.bind_clauses import RuleScope, finding, head, of
from bokrules.semantics.bind_periods import bind_per
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
    fields, period = bind_per(node.clauses, PERIODS, scope, out)
    return Limit(
        name=node.name.text,
        is_most=bounds[0].is_most if bounds else True,
        measure=_measure(bounds[0].measure) if bounds else Rupiah(0),
        fields=fields,
        period=cast("Period | None", period),
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
