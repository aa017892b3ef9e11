"""DuckDB in process as the engine that works limits out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlglot import exp

from bokrules.backends.to_sql.limits.statements import Dialect
from bokrules.evaluation.limits.lines import text_key

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_KEY_OF = "bokrules_key_of"


@dataclass(frozen=True)
class DuckDb:
    """An open connection; its tables are read, and temporary ones are made and dropped."""

    connection: DuckDBPyConnection
    dialect: Dialect = "duckdb"

    def run(self, sql: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql).fetchall()

    def make(self, name: str, sql: str) -> None:
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE {_quoted(name)} AS {sql}")

    def load(self, name: str, columns: Sequence[tuple[str, str]], rows: Collection[Any]) -> None:
        shape = ", ".join(f"{_quoted(each)} {kind}" for each, kind in columns)
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE {_quoted(name)} ({shape})")
        if rows:
            places = ", ".join(f"UNNEST(CAST(? AS {kind}[]))" for _, kind in columns)
            by_column = [list(each) for each in zip(*rows, strict=True)]
            self.connection.execute(f"INSERT INTO {_quoted(name)} SELECT {places}", by_column)

    def make_keys(self, name: str, sql: str) -> None:
        """The texts stay in the engine, however many there are; each is handed to Python once."""
        from duckdb.func import FunctionNullHandling

        null = FunctionNullHandling.SPECIAL  # a blank text has no key
        self.connection.create_function(
            _KEY_OF, _key_of, ["VARCHAR"], "VARCHAR", null_handling=null
        )
        try:
            self.make(name, f"SELECT value, {_KEY_OF}(value) AS key FROM ({sql}) AS t(value)")
        finally:
            self.connection.remove_function(_KEY_OF)

    def drop(self, name: str) -> None:
        self.connection.execute(f"DROP TABLE IF EXISTS {_quoted(name)}")


def _key_of(text: str | None) -> str | None:
    return None if text is None else text_key(text)


def _quoted(name: str) -> str:
    return exp.to_identifier(name, quoted=True).sql(dialect="duckdb")
