"""DuckDB: its scan of the columns used, and SQL written by hand in several ways.

A function of one column and constants runs once for each entry of the column's dictionary, a CASE
or COALESCE for each line; so words are looked up in lists and maps, and what only some lines need
stands in a CASE. The row key is the line's number in its file and the lines of the files before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import accumulate
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.bulk import model as known
from benchmarks.bulk.job import CODE, FACTS, KEY, Contestant, Job, Run, Sink
from benchmarks.bulk.model import BITS, PAPERS, papers_bits

THREADS = 2
BATCH = 16_384
"""Lines that are handed over at a time: memory for more is asked of the system each time."""
_LOW = (1 << BITS) - 1
_PURCHASE = 3 << known.VOUCHER
Lookup = Callable[[Any, str, Mapping[str, int], int], str]


def _connected() -> Any:
    connection = duckdb.connect()
    connection.execute(f"SET threads = {THREADS}")
    return connection


def _files(paths: Iterable[Path], options: str = "") -> str:
    return f"read_parquet([{', '.join(_text(str(each)) for each in paths)}]{options})"


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def scan(job: Job) -> int:
    """All values of the columns used go into a hash."""
    hashes = ", ".join(f"bit_xor(hash({name}))" for name in FACTS)
    [row] = _connected().execute(f"SELECT count(*), {hashes} FROM {_files(job.paths)}").fetchall()
    return int(row[0])


# ---- how a word becomes a number ----


def by_case(_: Any, column: str, values: Mapping[str, int], missing: int) -> str:
    whens = " ".join(f"WHEN {_text(word)} THEN {number}" for word, number in values.items())
    return f"CASE {column} {whens} ELSE {missing} END"


def by_list(connection: Any, column: str, values: Mapping[str, int], missing: int) -> str:
    connection.execute(f"SET VARIABLE words_{column} = $1::VARCHAR[]", [list(values)])
    connection.execute(
        f"SET VARIABLE numbers_{column} = $1::BIGINT[]", [[missing, *values.values()]]
    )
    place = f"coalesce(list_position(getvariable('words_{column}'), {column}), 0) + 1"
    return f"list_extract(getvariable('numbers_{column}'), {place})"


def by_enum(connection: Any, column: str, values: Mapping[str, int], missing: int) -> str:
    words = ", ".join(map(_text, values))
    connection.execute(f"CREATE OR REPLACE TYPE word_{column} AS ENUM ({words})")
    connection.execute(f"SET VARIABLE numbers_{column} = $1::BIGINT[]", [list(values.values())])
    place = f"enum_code(TRY_CAST({column} AS word_{column})) + 1"
    return f"coalesce(list_extract(getvariable('numbers_{column}'), {place}), {missing}::BIGINT)"


def by_map(connection: Any, column: str, values: Mapping[str, int], missing: int) -> str:
    connection.execute(
        f"SET VARIABLE of_{column} = MAP($1::VARCHAR[], $2::BIGINT[])",
        [list(values), list(values.values())],
    )
    return f"coalesce(getvariable('of_{column}')[{column}], {missing}::BIGINT)"


# ---- bits ----


def _flag(name: str, place: int) -> str:
    return f"coalesce({name}::INTEGER * {2 << place}, {1 << place})"


def _day() -> str:
    inside = f"date BETWEEN DATE '{known.FIRST_DAY}' AND DATE '{known.LAST_DAY}'"
    place = known.IN_FORCE
    return f"coalesce(({inside})::INTEGER * {2 << place}, {1 << place})"


def _steps(value: str, steps: tuple[str, str], place: int) -> str:
    return (
        f"CASE WHEN {value} {steps[1]} THEN {2 << place} WHEN {value} {steps[0]} THEN {1 << place} "
        f"WHEN {value} IS NULL THEN {3 << place} ELSE 0 END"
    )


_FOR_ALL = " | ".join(
    (
        _flag("remote", known.REMOTE),
        _flag("in_plan", known.IN_PLAN),
        _flag("over_unit_cost", known.OVER),
        _day(),
    )
)
_FOR_PURCHASES = " | ".join(
    (
        _steps(
            "coalesce(voucher_amount, amount)", ("> 250000", "> 1000000"), known.VOUCHER
        ),
        _steps("stamp", (">= 3000", ">= 6000"), known.STAMP),
        f"(ppn IS NULL)::INTEGER * {1 << known.TAXES}",
        f"(amount IS NULL)::INTEGER * {2 << known.TAXES}",
        "coalesce((ppn >= amount // 10 AND pph22 >= amount * 15 // 1000)::INTEGER "
        f"* {4 << known.TAXES}, 0)",
    )
)  # fmt: skip


def _papers(connection: Any, job: Job) -> dict[str, int]:
    found = connection.execute(
        f"SELECT DISTINCT documents FROM {_files(job.paths)} WHERE documents IS NOT NULL"
    )
    return {text: papers_bits(text) << PAPERS for (text,) in found.fetchall()}


def _split() -> str:
    """Without looking for different texts first: each requirement on the list of documents."""
    given = "string_split(documents, ';')"
    met = [
        " AND ".join(f"list_has_any({given}, {sorted(each)})" for each in asked)
        for asked in known.REQUIREMENTS
    ]
    bits = " | ".join(
        f"({each})::INTEGER * {2 << (PAPERS + place)}" for place, each in enumerate(met)
    )
    return f"CASE WHEN documents IS NULL THEN {1 << PAPERS} ELSE {bits} END"


# ---- the queries ----


def _source(connection: Any, job: Job) -> str:
    """The facts, with the row key."""
    files = f"[{', '.join(_text(str(each)) for each in job.paths)}]"
    sizes = dict(
        connection.execute(
            f"SELECT file_name, num_rows FROM parquet_file_metadata({files})"
        ).fetchall()
    )
    before = [0, *accumulate(sizes[str(each)] for each in job.paths)]
    connection.execute("SET VARIABLE before = $1::BIGINT[]", [before])
    key = "file_row_number + list_extract(getvariable('before'), file_index::BIGINT + 1)"
    return f"(SELECT {key} AS {KEY}, * FROM {_files(job.paths, ', file_row_number = true')})"


def _sliced(lookup: Lookup) -> Callable[[Any, Job], str]:
    """A mask for each pair of classes."""

    def query(connection: Any, job: Job) -> str:
        types = lookup(connection, "expense_type", job.model.types, 0)
        activities = lookup(connection, "activity", job.model.activities, 0)
        papers = lookup(connection, "documents", _papers(connection, job), 1 << PAPERS)
        connection.execute("SET VARIABLE masks = $1::BIGINT[]", [list(job.model.masks)])
        return f"""
            SELECT {KEY}, slice * {1 << BITS} + CASE WHEN mask <> 0 THEN {_bits(papers)} & mask ELSE 0 END
              AS {CODE}
            FROM (
              SELECT *, list_extract(getvariable('masks'), slice + 1) AS mask
              FROM (SELECT *, ({types})::BIGINT * {job.model.size} + {activities} AS slice
                    FROM {_source(connection, job)}))"""  # noqa: E501

    return query


def _bits(papers: str) -> str:
    purchases = f"CASE WHEN mask & {_PURCHASE} <> 0 THEN {_FOR_PURCHASES} ELSE 0 END"
    return f"(({papers}) | {_FOR_ALL} | {purchases})"


def _joined(connection: Any, job: Job) -> str:
    """Small tables for words, documents and masks."""
    tables = {
        "expense_type": job.model.types,
        "activity": job.model.activities,
        "documents": _papers(connection, job),
    }
    for name, values in tables.items():
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE of_{name} AS "
            f"SELECT unnest($1::VARCHAR[]) AS {name}, unnest($2::BIGINT[]) AS number_{name}",
            [list(values), list(values.values())],
        )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE masks AS "
        "SELECT unnest($1::BIGINT[]) AS slice, unnest($2::BIGINT[]) AS mask",
        [list(range(len(job.model.masks))), list(job.model.masks)],
    )
    joins = " ".join(f"LEFT JOIN of_{name} USING ({name})" for name in tables)
    size = job.model.size
    bits = _bits(f"coalesce(number_documents, {1 << PAPERS})")
    return f"""
        SELECT {KEY}, slice * {1 << BITS} + ({bits} & mask) AS {CODE}
        FROM (SELECT *, coalesce(number_expense_type, 0) * {size} + coalesce(number_activity, 0)
                AS slice FROM {_source(connection, job)} {joins})
        JOIN masks USING (slice)"""


def _packed(lookup: Lookup, *, is_split: bool = False) -> Callable[[Any, Job], str]:
    """One number for each word, its class above the bits that matter with any other word.

    The masks are larger than need be, so there are more codes.
    """

    def query(connection: Any, job: Job) -> str:
        by_type, by_activity = job.model.masks_by_type, job.model.masks_by_activity
        shift = BITS + job.model.size.bit_length()
        types = {word: of << shift | by_type[of] for word, of in job.model.types.items()}
        activities = {
            word: of << BITS | by_activity[of] for word, of in job.model.activities.items()
        }
        papers = (
            _split()
            if is_split
            else lookup(connection, "documents", _papers(connection, job), 1 << PAPERS)
        )
        return f"""
            SELECT {KEY}, (word & {~_LOW}) | CASE WHEN mask <> 0 THEN {_bits(papers)} & mask ELSE 0 END
              AS {CODE}
            FROM (
              SELECT *, of_type | of_activity AS word, (of_type & of_activity & {_LOW})::INTEGER AS mask
              FROM (SELECT *, {lookup(connection, "expense_type", types, by_type[0])} AS of_type,
                      {lookup(connection, "activity", activities, by_activity[0])} AS of_activity
                    FROM {_source(connection, job)}))"""  # noqa: E501

    return query


Query = Callable[[Any, Job], str]


def _streamed(query: Query) -> Run:
    def run(job: Job) -> int:
        connection = _connected()
        batches = connection.sql(query(connection, job)).to_arrow_reader(BATCH)
        return sum(each.num_rows for each in batches)

    return run


def _filed(query: Query) -> Run:
    def run(job: Job) -> int:
        connection = _connected()
        [row] = connection.execute(
            f"COPY ({query(connection, job)}) TO {_text(str(job.out))} (FORMAT parquet)"
        ).fetchall()
        return int(row[0])

    return run


def _wide(query: Query) -> Run:
    def run(job: Job) -> int:
        connection = _connected()
        connection.execute(f"CREATE TEMP TABLE class AS FROM read_parquet({_text(str(job.table))})")
        [row] = connection.execute(
            f"COPY (SELECT {KEY}, outcome, basis, missing FROM ({query(connection, job)}) "
            f"JOIN class USING ({CODE})) TO {_text(str(job.out))} (FORMAT parquet)"
        ).fetchall()
        return int(row[0])

    return run


def _contestant(text: str, query: Query, *, is_wide: bool = False) -> Contestant:
    """The wide answer joins the table of classes, which holds the codes of a mask for each pair."""
    runs: dict[Sink, Run] = {"stream": _streamed(query), "file": _filed(query)}
    if is_wide:
        runs["wide"] = _wide(query)
    return Contestant(text, runs)


CONTESTANTS = {
    "scan": Contestant("DuckDB, scan of the columns used", {"stream": scan}),
    "duckdb-packed": _contestant("DuckDB, packed maps", _packed(by_map)),
    "duckdb-split": _contestant(
        "DuckDB, packed maps, documents split", _packed(by_map, is_split=True)
    ),
    "duckdb-enum": _contestant("DuckDB, enums", _sliced(by_enum), is_wide=True),
    "duckdb-list": _contestant("DuckDB, lists", _sliced(by_list)),
    "duckdb-join": _contestant("DuckDB, joins", _joined, is_wide=True),
    "duckdb-case": _contestant("DuckDB, CASE", _sliced(by_case)),
}
