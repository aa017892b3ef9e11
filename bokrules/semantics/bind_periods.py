"""`per satker per bulan`: the fields that make groups, and the period they are counted in."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import msg
from bokrules.base.suggestions import did_you_mean
from bokrules.semantics.bind_clauses import RuleScope, of
from bokrules.syntax import ast


def bind_per(
    clauses: Iterable[ast.RuleClause],
    periods: Collection[str],
    scope: RuleScope,
    out: Diagnostics,
) -> tuple[tuple[str, ...], str | None]:
    """Each field once, and the period; a second period, and what is neither, are reported."""
    facts = scope.expressions.vocabulary.facts
    fields: list[str] = []
    period: str | None = None
    for clause in of(ast.Per, clauses):
        name = clause.unit.text
        if name in periods:
            if period is not None:
                out.error(
                    codes.DUPLICATE_CLAUSE,
                    clause.span,
                    msg("`per {a}` and `per {b}` are two periods", a=period, b=name),
                    msg("keep one of them"),
                )
            period = period or name
        elif name in facts:
            fields.append(name)
        elif name not in scope.broken:
            out.error(
                codes.UNKNOWN_PERIOD,
                clause.unit.span,
                msg("`{name}` is neither a field of an expense nor a period", name=name),
                did_you_mean(name, [*periods, *facts])
                or msg("periods are: {names}", names=list(periods)),
            )
    return tuple(dict.fromkeys(fields)), period
