"""Texts of a column looked up among those that are known.

The engine hashes the words of an ENUM and finds an array's entry by its place: lists and maps are
searched from their beginning. The words stand as text in the tree, which is copied many times.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlglot import exp


def or_blank(written: exp.Expr) -> exp.Expr:
    """A text; the empty one where there is none."""
    return exp.Anonymous(this="concat", expressions=[written.copy()])


def place_among(written: exp.Expr, known: Iterable[str]) -> exp.Expr:
    """The place of a text among those known, of which there is one; NULL if it is not there."""
    words = exp.Var(this=f"ENUM({', '.join(map(_quoted, known))})")
    return exp.func("enum_code", exp.TryCast(this=written.copy(), to=words))


def looked_up(written: exp.Expr, known: Mapping[str, str]) -> exp.Expr:
    """What stands for a text, as SQL; NULL if it is not among those known, or none."""
    if not known:
        return exp.null()
    # Words are counted from 0 and entries from 1, so a word that is not known goes first.
    place = place_among(written, [_other_than(known), *known])
    entries = exp.Var(this=f"array_value({', '.join(known.values())})")
    return exp.func("array_extract", entries, place)


def _quoted(word: str) -> str:
    return "'" + word.replace("'", "''") + "'"


def _other_than(known: Mapping[str, str]) -> str:
    other = "?"
    while other in known:
        other += "?"
    return other
