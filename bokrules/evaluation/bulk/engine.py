"""DuckDB in process: limited in memory, silent, and interrupted when the user interrupts."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlglot import exp

from bokrules.backends.to_sql.dialects import to_text
from bokrules.base import codes
from bokrules.base.errors import BokrulesError
from bokrules.base.messages import msg

Progress = Callable[[int, int | None], None]
"""Told the rows done, and how many there are (None: not known)."""
MEMORY = "300MB"
_LOOK = 1
"""Seconds between two looks at how far a query is."""


class BulkFailure(BokrulesError):
    """The engine cannot go on: no room on disk or in memory, a file that it cannot read."""


class Engine:
    """One connection. Scratch files go into `scratch`, which the caller removes."""

    def __init__(self, scratch: Path, *, memory: str = MEMORY, threads: int | None = None) -> None:
        try:
            import duckdb
        except ImportError:
            raise BulkFailure(
                codes.UNREADABLE_FILE,
                msg("ledgers of millions of rows cannot be checked, duckdb is missing"),
                msg("install it with: pip install bokrules[bulk]"),
            ) from None
        self._duckdb = duckdb
        config: dict[str, Any] = {"temp_directory": str(scratch), "memory_limit": memory}
        config |= {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
        if threads is not None:
            config["threads"] = threads
        try:
            self.connection = duckdb.connect(config=config)
        except duckdb.Error as fault:
            raise _failure(fault) from None

    def close(self) -> None:
        self.connection.close()

    def rows(self, query: exp.Expr | str, values: Sequence[object] = ()) -> list[Any]:
        """All rows of a query that gives few. Raises BulkFailure."""
        with self.told():
            return list(self.connection.execute(_text(query), list(values)).fetchall())

    def columns(self, query: exp.Expr | str) -> list[Any]:
        """The columns of a query of whole numbers as arrays. Raises BulkFailure."""
        with self.told():
            return list(self.connection.execute(_text(query)).fetchnumpy().values())

    def batches(self, query: exp.Expr | str, size: int = 2_000) -> Iterator[list[Any]]:
        """The rows of a query in their order, some at a time. Raises BulkFailure."""
        cursor = self.connection.cursor()
        try:
            with self.told():
                cursor.execute(_text(query))
            while True:
                with self.told():
                    found = cursor.fetchmany(size)
                if not found:
                    return
                yield found
        finally:
            cursor.close()

    def arrow_batches(self, query: exp.Expr | str, rows: int) -> Iterator[Any]:
        """The rows of a query as Arrow record batches. Raises BulkFailure."""
        cursor = self.connection.cursor()
        try:
            with self.told():
                yield from cursor.sql(_text(query)).to_arrow_reader(rows)
        finally:
            cursor.close()

    def run(self, query: exp.Expr | str, progress: Progress | None = None, total: int = 0) -> None:
        """A long query, told how far it is. Raises BulkFailure, or what interrupts it."""
        text = _text(query)
        if progress is None:
            with self.told():
                self.connection.execute(text)
            return
        faults: list[BaseException] = []

        def work() -> None:
            try:
                self.connection.execute(text)
            except BaseException as fault:
                faults.append(fault)

        worker = threading.Thread(target=work, daemon=True)
        worker.start()
        try:
            while worker.is_alive():
                worker.join(_LOOK)
                percent = min(max(int(self.connection.query_progress()), 0), 100)
                progress(total * percent // 100, total)
        except BaseException:
            self.connection.interrupt()
            worker.join()
            raise
        with self.told():
            for fault in faults:
                raise fault

    @contextmanager
    def arrays(self, name: str, columns: Mapping[str, Any]) -> Iterator[None]:
        """A table of columns for a while: arrays, whole numbers, truths, or texts or None."""
        import numpy as np

        made = {
            column: values
            if isinstance(values, np.ndarray)
            else np.array(values, dtype=_array_type(values))
            for column, values in columns.items()
        }
        self.connection.register(name, made)
        try:
            yield
        finally:
            self.connection.unregister(name)

    @contextmanager
    def told(self) -> Iterator[None]:
        """What fails within is told as BulkFailure."""
        try:
            yield
        except self._duckdb.InterruptException:
            raise KeyboardInterrupt from None
        except RuntimeError as fault:  # what duckdb makes of the user's interruption
            if str(fault) != "Query interrupted":
                raise
            raise KeyboardInterrupt from None
        except self._duckdb.Error as fault:
            raise _failure(fault) from fault


def _text(query: exp.Expr | str) -> str:
    return query if isinstance(query, str) else to_text(query, "duckdb")


def _array_type(values: Sequence[object]) -> str:
    first = next((each for each in values if each is not None), None)
    return "bool" if isinstance(first, bool) else "int64" if isinstance(first, int) else "object"


def _failure(fault: Exception) -> BulkFailure:
    why = str(fault).splitlines()[0] if str(fault) else type(fault).__name__
    if "No space left" in why or "max_temp_directory_size" in why:
        hint = msg("make room on the disk, or name another folder")
    elif "Out of Memory" in why or "could not allocate" in why.lower():
        hint = msg("allow more memory (--memory)")
    else:
        hint = msg("look at the file with the program that wrote it")
    return BulkFailure(
        codes.UNREADABLE_FILE, msg("the ledger cannot be checked: {why}", why=why), hint
    )
