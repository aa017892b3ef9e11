"""Texts as limits compare them, whatever their case and spaces, by the folding of Unicode.

An engine's own LOWER depends on the engine and on its locale, and folds less. So what Python's
`casefold` makes of each character stands in the script, as constants.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache

from sqlglot import exp

from bokrules.backends.to_sql.dialects import Dialect, column, text
from bokrules.backends.to_sql.script.spelling import named

VALUE, KEY = "value", "key"
_FOLDED = "folded"
_AT_ONCE = 25
"""Replacements in one expression: deeper ones are too much for some parsers."""
_BYTES: dict[Dialect, str] = {
    "duckdb": "STRLEN",
    "postgres": "OCTET_LENGTH",
    "spark": "OCTET_LENGTH",
}


def keys_query(texts: exp.Query, dialect: Dialect) -> exp.Select:
    """A row for each text that the query `texts` has in `value`: `value` and its `key`.

    The key is that of `lines.key_of`, NULL for a blank text. NULL has no row.
    """
    value = column(VALUE)
    given = (
        exp.select(value, named(value.copy(), _FOLDED))
        .distinct()
        .from_(texts.subquery("t", copy=False))
        .where(exp.Not(this=exp.Is(this=value.copy(), expression=exp.null())))
    )
    query = given
    for some in _batches():
        query = _step(query, _replaced(some))
    runs = exp.RegexpReplace(
        this=_characters(dialect),
        expression=text(" +"),
        replacement=text(" "),
        modifiers=text("g"),
    )
    key = exp.func("NULLIF", exp.Trim(this=runs), text(""))
    return exp.select(value.copy(), named(key, KEY)).from_(query.subquery("t", copy=False))


def _step(query: exp.Select, folded: exp.Expr) -> exp.Select:
    return exp.select(column(VALUE), named(folded, _FOLDED)).from_(query.subquery("t", copy=False))


def _replaced(pairs: list[tuple[str, str]]) -> exp.Expr:
    """Characters that are folded to several, in a text that is not ASCII alone."""
    found: exp.Expr = column(_FOLDED)
    for character, folded in pairs:
        found = exp.Anonymous(this="REPLACE", expressions=[found, text(character), text(folded)])
    return found


def _characters(dialect: Dialect) -> exp.Expr:
    """Characters that are folded to one; of ASCII texts, which are many, without the long list."""
    given = column(_FOLDED)
    size = exp.Anonymous(this=_BYTES[dialect], expressions=[given])
    is_ascii = exp.EQ(this=size, expression=exp.func("LENGTH", given.copy()))
    pairs = _single()
    return (
        exp.Case()
        .when(is_ascii, _translated([each for each in pairs if each[0].isascii()]))
        .else_(_translated(pairs))
    )


def _translated(pairs: list[tuple[str, str]]) -> exp.Expr:
    """White space stands last, so that a line that ends otherwise moves no other character."""
    ordered = sorted(pairs, key=lambda each: (each[0].isspace(), each))
    sources, targets = ("".join(each) for each in zip(*ordered, strict=True))
    return exp.Anonymous(
        this="TRANSLATE", expressions=[column(_FOLDED), text(sources), text(f"{targets}  ")]
    )


def _batches() -> Iterator[list[tuple[str, str]]]:
    pairs = [each for each in _folds() if len(each[1]) > 1]
    for start in range(0, len(pairs), _AT_ONCE):
        yield pairs[start : start + _AT_ONCE]


def _single() -> list[tuple[str, str]]:
    return [each for each in _folds() if len(each[1]) == 1]


@cache
def _folds() -> tuple[tuple[str, str], ...]:
    """Every character that is compared as others; white space as a blank."""
    characters = map(chr, range(1, sys.maxunicode + 1))
    found = ((each, " " if each.isspace() else each.casefold()) for each in characters)
    return tuple((each, folded) for each, folded in found if each != folded)
