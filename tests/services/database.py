"""What a test can ask of a database, whichever it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol


class Database(Protocol):
    """A database that starts empty and ends with the test session.

    Values are those that the database's own client gives: int, Decimal, bool, date, str, list and
    None. Names of tables and columns are quoted, so that capitals and words of SQL may be names.
    """

    @property
    def dialect(self) -> str:
        """The name that sqlglot has for its SQL."""
        ...

    def run(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows that one statement gives, in their order; none for one that gives no rows."""
        ...

    def load(
        self, table: str, columns: Mapping[str, str], rows: Iterable[Sequence[object]]
    ) -> None:
        """Make a table of these rows, in place of one of that name.

        `columns` gives each column its type in the database's own words, `rows` the values in the
        order of the columns.
        """
        ...
