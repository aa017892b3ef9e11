"""A ledger of many rows as DuckDB sees it: parquet files, which columns hold which facts.

What texts mean is for `words` to ask; what numbers there are is known from the statistics in the
files: rows are looked at only where one may be wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Protocol

from sqlglot import exp

from bokrules.backends.decision import Facts, Value
from bokrules.backends.to_sql.dialects import column, number, text
from bokrules.base.errors import BokrulesError
from bokrules.evaluation.bulk.columns_alike import check_alike, columns_of
from bokrules.evaluation.bulk.engine import Engine
from bokrules.semantics.vocabulary import Fact

ROW_KEY = "row_key"
"""The number of a row in all files together, from 0."""
ROW, FILE = "bokrules_row", "bokrules_file"
LINE, FLAG, RAW = "bokrules_line", "bokrules_odd", "bokrules_raw"
"""Columns of a converted file: where a row starts; whether only the reader of rows can read it, and
then what it says."""

WHOLE = frozenset({"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"})
"""Types of whole numbers that are BIGINT without loss."""


@dataclass(frozen=True, slots=True)
class SourceColumn:
    """A column of the files by its header, and what it holds; `tax` if that is one tax."""

    header: str
    fact: Fact
    tax: str | None
    sql_type: str
    place: int = 0
    """Among the columns that are used."""

    @property
    def name(self) -> str:
        """In the relation: no name that a user wrote meets one of ours."""
        return f"raw_{self.place}"

    @property
    def is_text(self) -> bool:
        return self.sql_type == "VARCHAR"

    @property
    def is_words(self) -> bool:
        """Whether the meaning of its texts is asked for, text by text."""
        kinds = ("term", "choice", "yes_no", "documents", "date", "taxes")
        return self.is_text and self.tax is None and self.fact.type.kind in kinds


_FILE_NUMBER = exp.cast(
    exp.paren(exp.Add(this=exp.column("file_index"), expression=number(1))), "INT"
)


class RowReader(Protocol):
    """Reads what the files hold: the meaning of texts, and whole rows."""

    def value(self, written: str, column: SourceColumn) -> Value | None:
        """What a text means, as a fact; None if it says nothing. Raises BokrulesError."""

    def facts(self, row: Mapping[str, object]) -> Facts | Fault:
        """The facts of a row, its columns by their header; or what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row; `column` is empty where it is the whole row."""

    column: str
    error: BokrulesError


@dataclass(frozen=True, slots=True)
class Span:
    """What the statistics of the files say of a column."""

    least: int | date | None
    most: int | date | None
    missing: int | None
    """How many rows lack it; None where that is not known."""


@dataclass(frozen=True)
class Source:
    """Files with the same columns, read as one table."""

    files: tuple[Path, ...]
    rows: tuple[int, ...]
    """Of each file."""
    columns: tuple[SourceColumn, ...]
    spans: Mapping[str, Span]
    words: Mapping[str, Mapping[str, Value | None]] = field(default_factory=dict)
    """By header, what each text means; texts that mean nothing known are not there."""
    has_odd_texts: frozenset[str] = frozenset()
    """Headers of columns with texts that are not among `words`."""
    has_unseen_texts: bool = False
    """Whether not all texts were looked at: any column may have some that are not in `words`."""
    is_converted: bool = False
    """Whether the files were made here, of lines of text: they have `LINE`, `FLAG` and `RAW`."""
    names: tuple[str, ...] = ()
    """Of the files, as the user knows them."""

    @property
    def total(self) -> int:
        return sum(self.rows)

    @property
    def headers(self) -> list[str]:
        """The columns that hold facts; of converted files also what odd lines say."""
        found = [each.header for each in self.columns]
        return [*found, RAW] if self.is_converted else found

    def cells(self) -> list[exp.Expr]:
        """Them as the reader of rows takes them: days as texts, for there are some without end."""
        found: list[exp.Expr] = []
        for each in self.columns:
            is_day = each.fact.type.kind == "date" and not each.is_text
            as_day = exp.cast(column(each.name), "DATE") if is_day else column(each.name)
            found.append(exp.cast(as_day, "TEXT") if is_day else as_day)
        return [*found, column(RAW)] if self.is_converted else found

    def relation(self) -> exp.Select:
        """All rows, with their key."""
        read = reading(self.files, self.is_converted, "file_row_number")
        chosen: list[exp.Expr] = [
            exp.alias_(self._key(), ROW_KEY),
            exp.alias_(self._row(), ROW),
            exp.alias_(self._file(), FILE),
        ]
        chosen += [exp.alias_(column(each.header), each.name) for each in self.columns]
        if self.is_converted:
            chosen += [column(FLAG), column(RAW)]
        return exp.select(*chosen).from_(exp.Table(this=read))

    def _key(self) -> exp.Expr:
        own = column("file_row_number")
        if len(self.files) == 1:
            return own
        before, offsets = 0, []
        for each in self.rows:
            offsets.append(number(before))
            before += each
        offset = exp.func("list_extract", exp.array(*offsets), _FILE_NUMBER.copy())
        return exp.paren(exp.Add(this=exp.cast(offset, "BIGINT"), expression=own))

    def _row(self) -> exp.Expr:
        """The row as the user counts it: a line of a text, else from 1 in each file."""
        if self.is_converted:
            return column(LINE)
        return exp.Add(this=column("file_row_number"), expression=number(1))

    def _file(self) -> exp.Expr:
        """The name of the file where there are several."""
        if len(set(self.names)) == 1:
            return exp.cast(exp.null(), "TEXT")
        names = exp.array(*map(text, self.names))
        return exp.func("list_extract", names, _FILE_NUMBER.copy())

    def column_of(self, fact: str, tax: str | None = None) -> SourceColumn | None:
        """The column that holds a fact, or a tax."""
        for each in self.columns:
            if each.fact.name == fact and each.tax == tax:
                return each
        return None

    def tax_columns(self) -> list[SourceColumn]:
        return [each for each in self.columns if each.tax is not None]


def opened(
    engine: Engine,
    files: Sequence[Path],
    recognise: Callable[[Sequence[tuple[str, str]]], Sequence[SourceColumn]],
    names: Sequence[str],
    *,
    is_converted: bool,
) -> Source:
    """The files as a source without words; `recognise` tells of headers and types what they hold.

    `names` are those by which the user knows the files. All must have the columns of the first.
    Raises BulkFailure, UnreadableFile, and what `recognise` raises.
    """
    paths = [str(each) for each in files]
    read = reading(files, is_converted)
    described = engine.rows(f"DESCRIBE {exp.select('*').from_(exp.Table(this=read)).sql('duckdb')}")
    headers = [(name, kind) for name, kind, *_ in described]
    own = {LINE, FLAG, RAW} if is_converted else set()
    if not is_converted:
        written = columns_of(engine, paths)
        check_alike(written, files, names)
        if len({each.lower() for each, _ in written[0]}) < len(written[0]):
            recognise(written[0])  # two may hold the same, the engine gives one another name
    found = recognise([each for each in headers if each[0] not in own])
    columns = tuple(replace(each, place=place) for place, each in enumerate(found))
    counts = dict(engine.rows("SELECT file_name, num_rows FROM parquet_file_metadata($1)", [paths]))
    return Source(
        tuple(files),
        tuple(counts[each] for each in paths),
        columns,
        _spans(engine, paths),
        is_converted=is_converted,
        names=tuple(names),
    )


def reading(files: Sequence[Path], is_converted: bool, *wanted: str) -> exp.Expr:
    """The files as a table. What their folders' names say of them (`dana=bok_dinas`) is text."""
    off = "hive_partitioning" if is_converted else "hive_types_autocast"
    options = [(off, exp.false()), *((each, exp.true()) for each in wanted)]
    return exp.func(
        "read_parquet",
        exp.array(*(text(str(each)) for each in files)),
        *(exp.PropertyEQ(this=exp.to_identifier(name), expression=how) for name, how in options),
    )


def _spans(engine: Engine, paths: Sequence[str]) -> dict[str, Span]:
    found = engine.rows(
        "SELECT path_in_schema, min(TRY_CAST(stats_min_value AS HUGEINT)),"
        " max(TRY_CAST(stats_max_value AS HUGEINT)),"
        " count(*) = count(TRY_CAST(stats_max_value AS HUGEINT)),"
        " min(TRY_CAST(stats_min_value AS DATE)), max(TRY_CAST(stats_max_value AS DATE)),"
        " count(*) = count(TRY_CAST(stats_max_value AS DATE)),"
        " count(*) = count(stats_null_count), sum(stats_null_count)"
        " FROM parquet_metadata($1) WHERE num_values > 0 GROUP BY ALL",
        [paths],
    )
    spans = {}
    for header, least, most, is_whole, first, last, are_days, is_counted, missing in found:
        lower, upper = (
            (least, most) if is_whole else _days(first, last) if are_days else (None, None)
        )
        spans[header] = Span(lower, upper, int(missing) if is_counted else None)
    return spans


def _days(first: object, last: object) -> tuple[date | None, date | None]:
    """The first and last day of a column, if Python has them; infinity looks like an end of it."""
    if isinstance(first, date) and isinstance(last, date) and date.min < first <= last < date.max:
        return first, last
    return None, None
