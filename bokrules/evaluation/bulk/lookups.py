"""Texts of a column looked up among those that are known.

The engine hashes the words of an ENUM and finds an array's entry by its place: lists and maps are
searched from their beginning.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlglot import exp

from bokrules.backends.to_sql.dialects import text


def among(written: exp.Expr, known: Iterable[str]) -> exp.Expr:
    """A text as one of those known, of which there is one; NULL if it is another, or none."""
    words = exp.DataType(this=exp.DataType.Type.ENUM, expressions=list(map(text, known)))
    return exp.TryCast(this=written.copy(), to=words)


def looked_up(written: exp.Expr, known: Mapping[str, exp.Expr]) -> exp.Expr:
    """What stands for a text; NULL if it is not among those known, or none."""
    if not known:
        return exp.null()
    # Words are counted from 0 and entries from 1, so a word that is not known goes first.
    place = exp.func("enum_code", among(written, [_other_than(known), *known]))
    return exp.func("array_extract", exp.func("array_value", *known.values()), place)


def _other_than(known: Mapping[str, exp.Expr]) -> str:
    other = "?"
    while other in known:
        other += "?"
    return other
