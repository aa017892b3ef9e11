"""Many ledgers under one edition, each by itself, in one run of an engine's statements.

To plan a statement takes an engine longer than to run it on a small ledger. So each statement is
run for all ledgers at once, as it stands, in a LATERAL join: there the names of the tables are
those of the rows of one ledger. DuckDB and PostgreSQL can do that, Spark cannot.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bokrules.backends.to_sql.limits.statements import Dialect
from bokrules.evaluation.limits_in_sql import Engine

Columns = Sequence[tuple[str, str]]
Rows = Collection[Any]
Found = TypeVar("Found")


def at_once(engine: Engine, checks: Sequence[Callable[[Engine], Found]]) -> Iterator[Found]:
    """What each check gives: it loads a ledger into an engine, the same each time it is called,
    then asks. All are of the same edition."""
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
        self._shares: dict[str, str] = {}
        """Of each table a query for the rows of one ledger."""
        self._made: dict[tuple[str, str], str] = {}
        self._answers: dict[str, dict[int, list[tuple[Any, ...]]]] = {}
        engine.load("books", [("book", "BIGINT")], [(place,) for place in range(len(given))])
        for name, (columns, _) in given[0].items():
            rows = [(place, *row) for place, each in enumerate(given) for row in each[name][1]]
            table = self.loaded[name] = f"books_{name}"
            engine.load(table, [("book", "BIGINT"), *columns], rows)
            self._shares[table] = self._share(table, [each for each, _ in columns])

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
            self._shares[name] = self._share(name, self._columns_of(name)[1:])
        return self._made[kind, key]

    def _columns_of(self, table: str) -> list[str]:
        found = self.engine.run(
            "SELECT column_name FROM information_schema.columns"
            f" WHERE table_name = '{table}' ORDER BY ordinal_position"
        )
        return [each for (each,) in found]

    def _share(self, table: str, columns: Sequence[str]) -> str:
        return f"SELECT {', '.join(map(_quoted, columns))} FROM {table} AS t WHERE t.book = b.book"

    def _for_each(self, sql: str, tables: dict[str, str]) -> str:
        read = ", ".join(
            f"{_quoted(name)} AS ({self._shares[table]})"
            for name, table in tables.items()
            if name in sql
        )
        return (
            "SELECT b.book, r.* FROM books AS b CROSS JOIN LATERAL"
            f" ({'WITH ' if read else ''}{read} SELECT * FROM ({sql}) AS q) AS r"
        )


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


def _quoted(name: str) -> str:
    return f'"{name}"'
