"""Rows with values that SQL cannot vouch for: only the reader of rows can read them."""

from __future__ import annotations

from datetime import date

from sqlglot import exp

from bokrules.backends.to_sql.amounts import Caps
from bokrules.backends.to_sql.dialects import (
    any_holds,
    column,
    day,
    is_given,
    is_null,
    number,
    text,
)
from bokrules.base.money import LARGEST_AMOUNT
from bokrules.evaluation.bulk.lookups import place_among
from bokrules.evaluation.bulk.raw_columns import RawColumns, entry_of, stripped
from bokrules.evaluation.bulk.source import FLAG, WHOLE, SourceColumn
from bokrules.evaluation.expense import MOST_COUNTED

_NOTHING = ("", "-", "–", "—")


def odd_values(columns: RawColumns, caps: Caps) -> exp.Expr | None:
    """TRUE for rows with a value that may be wrong, or too large for SQL; None if none is."""
    found = [each for held in columns.source.columns for each in _odd(columns, held, caps)]
    if columns.source.is_converted:
        found.append(column(FLAG))
    if not found:
        return None
    return exp.Coalesce(this=any_holds(found), expressions=[exp.false()])


def _odd(columns: RawColumns, held: SourceColumn, caps: Caps) -> list[exp.Expr]:
    raw, kind = column(held.name), held.fact.type.kind
    if held.is_words:
        if held.header not in columns.source.has_odd_texts:
            return []
        known = list(columns.source.words[held.header])
        if not known:
            return [is_given(raw)]
        return [exp.paren(exp.and_(is_given(raw), is_null(place_among(raw, known))))]
    if kind == "documents":
        every = exp.array(*map(text, columns.policy.vocabulary.documents))
        whole = exp.EQ(this=exp.func("list_count", raw), expression=exp.func("len", raw.copy()))
        known_all = exp.func("list_has_all", every, raw.copy())
        return [exp.Not(this=exp.paren(exp.and_(whole, known_all)))]
    if kind == "date":
        inside = exp.Between(this=exp.cast(raw, "DATE"), low=day(date.min), high=day(date.max))
        span = columns.source.spans.get(held.header)
        if held.sql_type == "DATE" and span is not None and isinstance(span.most, date):
            return []  # days that Python has, or the statistics would not be days
        return [exp.Not(this=exp.paren(inside))]
    if kind in ("rupiah", "count", "number") or held.tax is not None:
        return _odd_number(columns, held, _largest(held, caps))
    if kind == "taxes":
        return _odd_taxes(columns, held, caps)
    return []


def _odd_number(columns: RawColumns, held: SourceColumn, most: int) -> list[exp.Expr]:
    raw = column(held.name)
    span = columns.source.spans.get(held.header)
    if held.sql_type in WHOLE and span is not None:
        ends = span.least, span.most
        if (
            isinstance(ends[0], int)
            and isinstance(ends[1], int)
            and 0 <= ends[0] <= ends[1] <= most
        ):
            return []
    if not held.is_text:
        outside = exp.Not(this=exp.paren(exp.Between(this=raw, low=number(0), high=number(most))))
        if held.sql_type.startswith("DECIMAL") and held.fact.type.kind != "number":
            fraction = exp.NEQ(this=exp.func("trunc", raw.copy()), expression=raw.copy())
            return [exp.paren(outside), exp.paren(fraction)]
        if held.sql_type.startswith("DECIMAL"):
            rounded = exp.NEQ(this=columns.typed(held), expression=raw.copy())
            return [exp.paren(outside), exp.paren(rounded)]
        return [exp.paren(outside)]
    value = columns.typed(held)
    written = exp.Not(this=exp.paren(stripped(held).isin(*map(text, _NOTHING))))
    unread = exp.and_(is_given(raw), written, is_null(value))
    return [unread, exp.paren(exp.GT(this=value.copy(), expression=number(most)))]


def _odd_taxes(columns: RawColumns, held: SourceColumn, caps: Caps) -> list[exp.Expr]:
    """A mapping of taxes with a name that is none, no amount, or a wrong one."""
    raw = column(held.name)
    known = exp.array(*map(text, columns.policy.vocabulary.taxes))
    names = exp.func("map_keys", raw) if held.sql_type.startswith("MAP") else None
    found: list[exp.Expr] = []
    if names is not None:
        found.append(exp.Not(this=exp.paren(exp.func("list_has_all", known, names))))
    for tax in columns.policy.vocabulary.taxes:
        entry = entry_of(held, tax)
        if isinstance(entry, exp.Null):
            continue
        inside = exp.Between(this=entry, low=number(0), high=number(caps.amount))
        found.append(exp.Not(this=exp.paren(inside)))
        if names is not None:
            found.append(
                exp.paren(
                    exp.and_(exp.func("list_contains", names.copy(), text(tax)), is_null(entry))
                )
            )
    return found


def _largest(held: SourceColumn, caps: Caps) -> int:
    if held.tax is not None:
        return caps.amount
    match held.fact.type.kind:
        case "count":
            return min(MOST_COUNTED, caps.amount)
        case "number":
            return caps.number
        case _:
            return min(LARGEST_AMOUNT, caps.amount)
