"""Tables as parquet, with what they were made from in the file's own metadata."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal, TypeAlias

from bokrules.base import codes
from bokrules.base.messages import msg
from bokrules.reports.whole_files import UnwritableFile, save_as

ColumnType: TypeAlias = Literal["BIGINT", "VARCHAR", "VARCHAR[]", "BOOLEAN", "DATE"]


def save_parquet(
    target: Path,
    columns: Mapping[str, ColumnType],
    rows: Iterable[Mapping[str, object]],
    metadata: Mapping[str, str],
) -> None:
    """The rows in their order; the same rows and metadata give the same bytes.

    A row lacks what it does not give. Raises UnwritableFile, also where duckdb is missing.
    """
    try:
        import duckdb
    except ImportError:
        raise UnwritableFile(
            codes.UNWRITABLE_FILE,
            msg("{file}: parquet cannot be written, duckdb is missing", file=target),
            msg("install it with: pip install bokrules[bulk]"),
        ) from None

    def written(unfinished: Path) -> None:
        lines = unfinished.with_name(f"{unfinished.name}.jsonl")
        try:
            with lines.open("w", encoding="utf-8") as stream:
                for row in rows:
                    stream.write(json.dumps(row, ensure_ascii=False) + "\n")
            with duckdb.connect(config={"threads": 1}) as connection:
                connection.execute(_copy(lines, unfinished, columns, metadata))
        except duckdb.Error as fault:
            raise OSError(
                str(fault).splitlines()[0].replace(str(unfinished), target.name)
            ) from fault
        finally:
            lines.unlink(missing_ok=True)

    save_as(target, written)


def _copy(
    lines: Path, target: Path, columns: Mapping[str, ColumnType], metadata: Mapping[str, str]
) -> str:
    names = ", ".join(f"{_text(name)}: {_text(kind)}" for name, kind in columns.items())
    entries = ", ".join(f"{_text(name)}: {_text(value)}" for name, value in metadata.items())
    return (
        f"COPY (SELECT * FROM read_json({_text(str(lines))}, format = 'newline_delimited', "
        f"columns = {{{names}}})) TO {_text(str(target))} "
        f"(FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{entries}}})"
    )


def _text(value: str) -> str:
    """A text of SQL. Nothing of a ledger comes here: only names of files, columns and editions."""
    quoted = value.replace("'", "''")
    return f"'{quoted}'"
