"""What the dialects spell differently, and how names and texts of a policy enter a statement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlglot
from sqlglot import exp

from bokrules.backends.to_sql.dialects import Dialect, number, text

LONGEST_NAME = 63
"""PostgreSQL cuts longer names, without a word."""
_SEPARATOR = ","


def fixed(sql: str, dialect: str = "duckdb") -> exp.Expr:
    """An expression or statement written here; no text of a policy may stand in it."""
    return sqlglot.parse_one(sql, read=dialect)


def cell(given: str | int | bool | None) -> exp.Expr:
    """A cell of a reference table."""
    match given:
        case None:
            return exp.null()
        case bool():
            return exp.true() if given else exp.false()
        case int():
            return number(given)
        case str():  # no database stores the character 0
            return text(given.replace("\0", "\N{REPLACEMENT CHARACTER}"))


def unique_name(wanted: str, taken: set[str]) -> str:
    """A name that no database confuses with those taken: short enough, whatever its capitals."""
    name, count = wanted[:LONGEST_NAME], 1
    while name.casefold() in taken:
        count += 1
        end = f"_{count}"
        name = wanted[: LONGEST_NAME - len(end)] + end
    taken.add(name.casefold())
    return name


def joined(texts: Iterable[exp.Expr], separator: str = "") -> exp.Expr:
    """Many texts as one: flat, as a chain of `||` would be too deep for a parser."""
    return exp.ArrayToString(this=exp.Array(expressions=[*texts]), expression=text(separator))


def added(terms: Sequence[exp.Expr]) -> exp.Expr:
    """A sum, as a tree of little depth; of nothing 0."""
    if not terms:
        return number(0)
    if len(terms) == 1:
        return terms[0]
    half = len(terms) // 2
    return exp.Add(
        this=exp.Paren(this=added(terms[:half])), expression=exp.Paren(this=added(terms[half:]))
    )


def named(expression: exp.Expr, name: str) -> exp.Alias:
    """The expression itself, not a copy, under a name."""
    return exp.Alias(this=expression, alias=exp.to_identifier(name, quoted=True))


def chosen(
    pairs: Iterable[tuple[exp.Expr, exp.Expr]],
    otherwise: exp.Expr | None = None,
    of: exp.Expr | None = None,
) -> exp.Case:
    """CASE, of as many pairs as need be: sqlglot's own way copies all of them for each."""
    ifs = [exp.If(this=when, true=then) for when, then in pairs]
    return exp.Case(this=of, ifs=ifs, default=otherwise)


def names_of(parts: Sequence[str], dialect: Dialect) -> exp.Expr:
    """Of the rows of a group those of some parts: an array of their names, by their places."""
    among = ", ".join(f"'{each}'" for each in parts)
    if dialect == "spark":
        return fixed(
            f"TRANSFORM(ARRAY_SORT(COLLECT_LIST(CASE WHEN part IN ({among}) "
            "THEN STRUCT(place, name) END)), each -> each.name)",
            "spark",
        )
    return fixed(
        "COALESCE(ARRAY_AGG(name ORDER BY place, name) "
        f"FILTER (WHERE part IN ({among})), {NO_NAMES})",
        "postgres",
    )


NO_NAMES = "CAST(ARRAY[] AS TEXT[])"


def listed(words: Iterable[exp.Expr], dialect: Dialect) -> exp.Expr:
    """An array of the words that are not NULL; at least one is, and none has a comma."""
    text_ = exp.Anonymous(this="CONCAT_WS", expressions=[text(_SEPARATOR), *words])
    split = "SPLIT" if dialect == "spark" else "STRING_TO_ARRAY"
    return exp.Anonymous(this=split, expressions=[text_, text(_SEPARATOR)])


def are_all_among(array: exp.Expr, known: Sequence[str], dialect: Dialect) -> exp.Expr:
    """Whether an array has only known words, and no NULL; NULL for no array."""
    words = exp.array(*map(text, known))
    match dialect:
        case "postgres":
            return exp.ArrayContainedBy(this=array, expression=exp.cast(words, "ARRAY<TEXT>"))
        case "spark":
            left = exp.Anonymous(this="ARRAY_EXCEPT", expressions=[array, words])
            return exp.EQ(this=exp.Anonymous(this="SIZE", expressions=[left]), expression=number(0))
        case "duckdb":  # a lambda may not stand in a constraint
            among = exp.Anonymous(this="LIST_HAS_ALL", expressions=[words, array])
            null = exp.Anonymous(this="LIST_POSITION", expressions=[array.copy(), exp.null()])
            return exp.and_(among, exp.Is(this=null, expression=exp.null()))
