"""Named steps of a query, each reading the ones before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

import sqlglot
from sqlglot import exp

Dialect = Literal["duckdb", "spark", "postgres"]


@dataclass(frozen=True, slots=True)
class Step:
    """A named result, used like a table by later steps."""

    name: str
    query: exp.Query

    @property
    def reads(self) -> set[str]:
        """The names of the tables that it reads, other steps and whatever else."""
        return {each.name for each in self.query.find_all(exp.Table)}


def sql(template: str) -> exp.Query:
    """A query from text of this program; what a policy or a caller names never is in it."""
    return _parsed(template).copy()


@lru_cache(maxsize=512)
def _parsed(template: str) -> exp.Query:
    """Limits differ in few of their steps, and to copy a tree is quicker than to read it anew."""
    return cast("exp.Query", sqlglot.parse_one(template, read="duckdb"))


def with_steps(steps: Sequence[Step], last: str, made: Collection[str] = ()) -> exp.Select:
    """One query that reads the step `last`, with all that it needs as common table expressions.

    `made` are steps that are tables already; but `last` itself is always worked out.
    """
    tables = [
        exp.CTE(this=each.query.copy(), alias=exp.TableAlias(this=exp.to_identifier(each.name)))
        for each in needed(steps, [last], made)
    ]
    query = exp.select("*").from_(exp.to_identifier(last))
    query.set("with_", exp.With(expressions=tables))
    return query


def needed(steps: Sequence[Step], wanted: Iterable[str], made: Collection[str] = ()) -> list[Step]:
    """The steps that the wanted ones read, in order, themselves included, but none that is made."""
    found = _behind({each.name: each.reads for each in steps}, wanted, made)
    return [each for each in steps if each.name in found]


def _behind(
    reads: Mapping[str, set[str]], wanted: Iterable[str], made: Collection[str] = ()
) -> set[str]:
    waiting = list(wanted)
    found = set(waiting)
    while waiting:
        new = reads[waiting.pop()] & reads.keys() - found - set(made)
        found |= new
        waiting += new
    return found


class Printed:
    """Steps in the words of an engine, each printed once, however many statements it is part of."""

    def __init__(self, steps: Sequence[Step], dialect: Dialect) -> None:
        self._reads = {each.name: each.reads for each in steps}
        self._texts = {each.name: each.query.sql(dialect=dialect) for each in steps}

    def behind(self, wanted: Iterable[str]) -> set[str]:
        """The names of the steps that the wanted ones read, themselves included."""
        return _behind(self._reads, wanted)

    def statement(self, last: str, made: Collection[str] = ()) -> str:
        """The text of `with_steps`."""
        found = _behind(self._reads, [last], made)
        tables = (f"{name} AS ({text})" for name, text in self._texts.items() if name in found)
        return f"WITH {', '.join(tables)} SELECT * FROM {last}"


def read_often(steps: Sequence[Step]) -> set[str]:
    """The steps that others read in more than one place."""
    names = {each.name for each in steps}
    read = Counter(table.name for each in steps for table in each.query.find_all(exp.Table))
    return {name for name in names if read[name] > 1}


def column(name: str, table: str | None = None) -> exp.Column:
    """A column that a policy or a caller names, always quoted."""
    return exp.column(exp.to_identifier(name, quoted=True), table=table)


def text(value: str) -> exp.Literal:
    """A text as a constant."""
    return exp.Literal.string(value)


def texts(values: Iterable[str]) -> list[exp.Expr]:
    """Texts as constants, sorted and each once, for a list after IN."""
    return [text(each) for each in sorted(set(values))]
