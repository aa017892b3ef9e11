"""Many ledgers under one edition, each by itself, in one run of an engine's statements.

To plan a statement takes an engine longer than to run it on a small ledger. So each statement is
run for all ledgers at once, as it stands, in a LATERAL join: there the names of the tables are
those of the rows of one ledger.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from sqlglot import exp

from bokrules.backends.to_sql.limits.statements import Dialect
from bokrules.evaluation.limits_in_sql import Engine

Columns = Sequence[tuple[str, str]]
Rows = Collection[Any]


class Check(Protocol):
    """Works a ledger out in an engine, the same ledger each time."""

    def __call__(self, engine: Engine) -> object: ...


def at_once(engine: Engine, checks: Sequence[Check]) -> Iterator[Any]:
    """What each check gives. All are of the same edition and ask an engine for the same."""
    given: list[dict[str, tuple[Columns, Rows]]] = []
    for check in checks:
        recorder = _Recorder(engine.dialect)
        try:
            check(recorder)
        except _AllIsLoaded:
            given.append(recorder.loaded)
    if given:
        shelf = _Shelf(engine, given)
        for place, check in enumerate(checks):
            yield check(_OneLedger(shelf, place))
        shelf.clear()
    else:  # nothing is asked of the engine
        yield from (check(engine) for check in checks)


class _AllIsLoaded(Exception):
    """The first question, before which all is loaded."""


@dataclass
class _Recorder:
    """An engine that takes what is loaded, up to the first question."""

    dialect: Dialect
    loaded: dict[str, tuple[Columns, Rows]] = field(default_factory=dict)

    def load(self, name: str, columns: Columns, rows: Rows) -> None:
        self.loaded[name] = columns, rows

    def run(self, sql: str) -> list[tuple[Any, ...]]:
        raise _AllIsLoaded(sql)

    def make(self, name: str, sql: str) -> None: ...

    def make_keys(self, name: str, sql: str) -> None: ...

    def drop(self, name: str) -> None: ...


class _Shelf:
    """The ledgers in an engine, and what was made of them: each table with the ledger's `book`."""

    def __init__(self, engine: Engine, given: Sequence[dict[str, tuple[Columns, Rows]]]) -> None:
        self.engine = engine
        self.loaded: dict[str, str] = {}
        self._columns: dict[str, list[str]] = {}
        self._made: dict[tuple[str, str], str] = {}
        self._answers: dict[str, dict[int, list[tuple[Any, ...]]]] = {}
        engine.load("books", [("book", "BIGINT")], [(place,) for place in range(len(given))])
        for name, (columns, _) in given[0].items():
            rows = [(place, *row) for place, each in enumerate(given) for row in each[name][1]]
            table = self.loaded[name] = f"books_{name}"
            engine.load(table, [("book", "BIGINT"), *columns], rows)
            self._columns[table] = [each for each, _ in columns]

    def table(self, sql: str, tables: dict[str, str]) -> str:
        """The table of what a query gives for each ledger."""
        query = self._for_each(sql, tables)
        return self._table("make", query, query)

    def keys(self, sql: str, tables: dict[str, str]) -> str:
        """The table of keys of the texts that a query gives for each ledger."""
        query = self._for_each(sql, tables).replace(") AS r", ") AS r(value)")
        if ("keys", query) not in self._made:
            self.engine.make("books_texts", query)
            self.engine.make_keys("books_keys", "SELECT DISTINCT value FROM books_texts")
        joined = (
            "SELECT t.book, k.value, k.key FROM books_texts AS t JOIN books_keys AS k"
            " ON k.value IS NOT DISTINCT FROM t.value"
        )
        return self._table("keys", query, joined)

    def answer(self, place: int, sql: str, tables: dict[str, str]) -> list[tuple[Any, ...]]:
        """The rows of a query for one of the ledgers."""
        query = self._for_each(sql, tables)
        if query not in self._answers:
            found = self._answers[query] = {}
            for book, *row in self.engine.run(query):
                found.setdefault(book, []).append(tuple(row))
        return self._answers[query].get(place, [])

    def clear(self) -> None:
        """Forgets all tables."""
        loaded = ("books", "books_texts", "books_keys", *self.loaded.values())
        for name in (*loaded, *self._made.values()):
            self.engine.drop(name)

    def _table(self, kind: str, key: str, query: str) -> str:
        if (kind, key) not in self._made:
            name = self._made[kind, key] = f"books_{len(self._made)}"
            self.engine.make(name, query)
            self._columns[name] = self._columns_of(name)[1:]
        return self._made[kind, key]

    def _columns_of(self, table: str) -> list[str]:
        if self.engine.dialect == "spark":
            return [each for each, *_ in self.engine.run(f"DESCRIBE {table}")]
        found = self.engine.run(
            "SELECT column_name FROM information_schema.columns"
            f" WHERE table_name = '{table}' ORDER BY ordinal_position"
        )
        return [each for (each,) in found]

    def _for_each(self, sql: str, tables: dict[str, str]) -> str:
        read = ", ".join(
            f"{self._quoted(name)} AS"
            f" (SELECT {', '.join(map(self._quoted, self._columns[table]))}"
            f" FROM {table} AS t WHERE t.book = b.book)"
            for name, table in tables.items()
            if name in sql
        )
        return (
            f"SELECT b.book, r.* FROM books AS b"
            f" CROSS JOIN LATERAL ({'WITH ' if read else ''}{read} SELECT * FROM ({sql}) AS q) AS r"
        )

    def _quoted(self, name: str) -> str:
        return exp.to_identifier(name, quoted=True).sql(dialect=self.engine.dialect)


class _OneLedger:
    """One of them, as an engine that has no other."""

    def __init__(self, shelf: _Shelf, place: int) -> None:
        self._shelf = shelf
        self._place = place
        self._tables = dict(shelf.loaded)

    @property
    def dialect(self) -> Dialect:
        return self._shelf.engine.dialect

    def run(self, sql: str) -> list[tuple[Any, ...]]:
        return self._shelf.answer(self._place, sql, self._tables)

    def make(self, name: str, sql: str) -> None:
        self._tables[name] = self._shelf.table(sql, self._tables)

    def load(self, name: str, columns: Columns, rows: Rows) -> None:
        """It is there."""

    def make_keys(self, name: str, sql: str) -> None:
        self._tables[name] = self._shelf.keys(sql, self._tables)

    def drop(self, name: str) -> None:
        self._tables.pop(name, None)
