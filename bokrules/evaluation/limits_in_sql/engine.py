"""What is asked of an engine that works limits out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Protocol

from bokrules.backends.to_sql.limits.statements import Dialect


class Engine(Protocol):
    """A connection to DuckDB, PostgreSQL or Spark."""

    @property
    def dialect(self) -> Dialect: ...

    def run(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of a query; dates as `date`, whole numbers as int or Decimal."""
        ...

    def make(self, name: str, sql: str) -> None:
        """Keeps what a query gives as a temporary table of this name, in place of an older one."""
        ...

    def load(self, name: str, columns: Sequence[tuple[str, str]], rows: Collection[Any]) -> None:
        """A temporary table of this name with these columns (name and type) and rows."""
        ...

    def make_keys(self, name: str, sql: str) -> None:
        """A temporary table of the texts that a query gives (`value`) and what each is compared
        with (`key`, as `key_of`)."""
        ...

    def drop(self, name: str) -> None:
        """Forgets a temporary table, if there is one."""
        ...
