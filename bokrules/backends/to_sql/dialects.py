"""What differs between the engines, and SQL text from expression trees."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from sqlglot import exp

from bokrules.base.errors import BokrulesError

Dialect = Literal["duckdb", "postgres", "spark"]
WIDEST = 10**38
"""Whole numbers below this are exact in the widest type of every engine."""
LARGEST_BIGINT = 2**63 - 1


class NotInSql(BokrulesError):
    """A policy, or a part of it, that cannot be worked out exactly as SQL."""


def to_text(tree: exp.Expr, dialect: Dialect, *, pretty: bool = False) -> str:
    """The SQL of a tree. All text of a policy stands in it as literals and quoted identifiers."""
    return tree.sql(dialect=dialect, pretty=pretty)


def wide(operand: exp.Expr, dialect: Dialect) -> exp.Expr:
    """A whole number of up to 38 digits, whose products are as wide."""
    kind = "INT128" if dialect == "duckdb" else "DECIMAL(38, 0)"
    return exp.cast(operand, kind)


def whole_quotient(dividend: exp.Expr, divisor: int) -> exp.Expr:
    """Rounded towards 0."""
    if divisor == 1:
        return dividend
    return exp.cast(
        exp.paren(exp.IntDiv(this=exp.paren(dividend), expression=number(divisor))), "BIGINT"
    )


def overlaps(given: exp.Expr, words: Iterable[str], dialect: Dialect) -> exp.Expr:
    """Whether a list holds one of some words; NULL without a list."""
    wanted = exp.array(*map(text, words))
    if dialect == "spark":
        return exp.func("arrays_overlap", given, wanted)
    if dialect == "duckdb":
        return exp.func("list_has_any", given, wanted)
    return exp.paren(exp.ArrayOverlaps(this=given, expression=wanted))


# ---- the smallest trees ----


def column(name: str, table: str | None = None) -> exp.Column:
    return exp.column(name, table=table, quoted=True)


def text(value: str) -> exp.Literal:
    return exp.Literal.string(value)


def number(value: int) -> exp.Expr:
    """A whole number; negative ones in parentheses."""
    literal = exp.Literal.number(abs(value))
    return literal if value >= 0 else exp.paren(exp.Neg(this=literal))


def day(value: date) -> exp.Expr:
    return exp.cast(text(value.isoformat()), "DATE")


def is_null(operand: exp.Expr) -> exp.Expr:
    return exp.paren(operand.copy().is_(exp.null()))


def is_given(operand: exp.Expr) -> exp.Expr:
    return exp.paren(exp.not_(operand.copy().is_(exp.null())))


def first_given(operands: Iterable[exp.Expr]) -> exp.Expr:
    """The first that is not NULL."""
    first, *others = operands
    return exp.Coalesce(this=first, expressions=others) if others else first


def all_hold(operands: Iterable[exp.Expr]) -> exp.Expr:
    """Kleene's conjunction, as SQL's AND is."""
    parts = [exp.paren(each) for each in operands]
    return exp.and_(*parts) if parts else exp.true()


def any_holds(operands: Iterable[exp.Expr]) -> exp.Expr:
    """Kleene's disjunction, as SQL's OR is."""
    parts = [exp.paren(each) for each in operands]
    return exp.or_(*parts) if parts else exp.false()


def digit(truth: exp.Expr, unknown: int = 2) -> exp.Expr:
    """0 for false, 1 for true, `unknown` for NULL."""
    return exp.Coalesce(this=exp.cast(exp.paren(truth), "INT"), expressions=[number(unknown)])


def joined_by(how: type[exp.Binary], operands: Iterable[exp.Expr]) -> exp.Expr:
    """Operands with one operator between them; parenthesised as a whole."""
    result: exp.Expr | None = None
    for each in operands:
        result = each if result is None else how(this=result, expression=each)
    return number(0) if result is None else exp.paren(result)
