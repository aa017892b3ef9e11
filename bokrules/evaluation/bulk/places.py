"""Where the rows of a ledger stand, by their key, without a table of all rows."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from itertools import accumulate

from bokrules.backends.to_sql.dialects import text
from bokrules.evaluation.bulk.engine import Engine
from bokrules.evaluation.bulk.source import LINE, Source
from bokrules.evaluation.row import Place

_MOST_PARTS = 16
"""Converted files whose line numbers are kept at a time."""


class Places:
    """The place of a row. Keys are best asked for in their order."""

    def __init__(self, engine: Engine, source: Source) -> None:
        self._engine = engine
        self._source = source
        self._starts = [0, *accumulate(source.rows)]
        self._has_names = len(set(source.names)) > 1
        self._lines: OrderedDict[int, list[int]] = OrderedDict()

    def __call__(self, key: int) -> Place:
        part = bisect_right(self._starts, key) - 1
        place = key - self._starts[part]
        row = self._lines_of(part)[place] if self._source.is_converted else place + 1
        return Place(row, file=self._source.names[part] if self._has_names else None)

    def _lines_of(self, part: int) -> list[int]:
        """The line of each row of a file that was made here."""
        if part not in self._lines:
            path = text(str(self._source.files[part])).sql("duckdb")
            found = self._engine.rows(
                f"SELECT {LINE} FROM read_parquet({path}, file_row_number = true)"
                " ORDER BY file_row_number"
            )
            self._lines[part] = [line for (line,) in found]
            if len(self._lines) > _MOST_PARTS:
                self._lines.popitem(last=False)
        return self._lines[part]
