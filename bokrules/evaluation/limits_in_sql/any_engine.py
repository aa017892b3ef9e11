"""PostgreSQL and Spark as engines that work limits out, reached by one function that runs SQL."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlglot import exp

from bokrules.backends.to_sql.limits.statements import Dialect
from bokrules.evaluation.limits.lines import text_key


@dataclass(frozen=True)
class SqlEngine:
    """An engine behind `run`, which gives the rows of a query, and none for another statement.

    What is kept for a while is a temporary table; in Spark a table of parquet in the session's
    warehouse. (A view that is cached keeps the plan it was made with: plans made of such views grow
    with each, until to compare them takes minutes.)
    """

    run: Callable[[str], list[tuple[Any, ...]]]
    dialect: Dialect

    def make(self, name: str, sql: str) -> None:
        table = self._quoted(name)
        self.drop(name)
        if self.dialect == "spark":
            self.run(f"CREATE TABLE {table} USING parquet AS {sql}")
        else:
            self.run(f"CREATE TEMPORARY TABLE {table} AS {sql}")
        if self.dialect == "postgres":
            self.run(f"ANALYZE {table}")  # else it plans for many rows, and compiles for them

    def load(self, name: str, columns: Sequence[tuple[str, str]], rows: Collection[Any]) -> None:
        """Rows as constants of a query: for small tables, such as ceilings and keys."""
        names = [each for each, _ in columns]
        if not rows:
            empty = exp.select(
                *(_named(exp.cast(exp.null(), kind), each) for each, kind in columns)
            )
            self.make(name, empty.where(exp.false()).sql(dialect=self.dialect))
            return
        kinds = [kind for _, kind in columns]
        printed = [
            ", ".join(_constant(*each, self.dialect) for each in zip(row, kinds, strict=True))
            for row in rows
        ]
        values = ", ".join(f"({each})" for each in printed)
        shape = ", ".join(map(self._quoted, names))
        self.make(name, f"SELECT {shape} FROM (VALUES {values}) AS v({shape})")

    def make_keys(self, name: str, sql: str) -> None:
        values = [value for (value,) in self.run(sql) if value]
        keys = [(value, text_key(value)) for value in values]
        self.load(name, [("value", "TEXT"), ("key", "TEXT")], keys)

    def drop(self, name: str) -> None:
        self.run(f"DROP TABLE IF EXISTS {self._quoted(name)}")

    def _quoted(self, name: str) -> str:
        return exp.to_identifier(name, quoted=True).sql(dialect=self.dialect)


def _named(value: exp.Expr, name: str) -> exp.Expr:
    return exp.alias_(value, name, quoted=True)


@lru_cache(maxsize=4096)
def _constant(value: object, kind: str, dialect: Dialect) -> str:
    """Printed once for values that come again; the type tells those apart that equal each other."""
    given = exp.convert(value.isoformat() if isinstance(value, date) else value)
    return exp.cast(given, kind).sql(dialect=dialect)
