"""Lines of csv and jsonl files as parquet, so that rows have numbers and can be read in parts.

Cells are kept as texts. A line that is no row as others are is kept as it stands, for the reader of
rows to say what is wrong with it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from bokrules.backends.decision import Facts
from bokrules.backends.to_sql.dialects import text
from bokrules.base.errors import BokrulesError, UnreadableFile
from bokrules.evaluation.bulk.engine import Engine
from bokrules.evaluation.bulk.source import FLAG, LINE, RAW
from bokrules.evaluation.expense import to_facts
from bokrules.evaluation.row import Place, RowError
from bokrules.inspection.columns import Headers
from bokrules.inspection.csv_file import csv_row, delimiter_of, records_in
from bokrules.inspection.jsonl_file import JsonRow, json_row
from bokrules.inspection.opening import file_bytes
from bokrules.inspection.rows import read_json_row
from bokrules.inspection.text_file import decode
from bokrules.inspection.values import CellReader
from bokrules.semantics.policy import Policy

AT_ONCE = 50_000
"""Rows in memory, and in one part of what is made."""
_HEAD = 1 << 16
"""Characters in which the header of a csv file is looked for."""

Line = tuple[int, Mapping[str, str | None] | None, str | None]
"""Where a row starts; its cells by column; or else the line as it stands."""


def csv_lines(
    path: Path, headers: Headers, delimiter: str | None, encoding: str | None
) -> tuple[list[str], Iterator[Line]]:
    """The header of a csv file, and its rows. Raises UnreadableFile, also in the middle."""
    with path.open(encoding=encoding or "utf-8-sig", newline="") as stream:
        separator = delimiter_of(_head(path, stream.read, encoding), str(path), headers, delimiter)

    def records() -> Iterator[tuple[int, list[str]]]:
        with path.open(encoding=encoding or "utf-8-sig", newline="") as stream:
            try:
                for line, cells in records_in(stream, str(path), separator):
                    if isinstance(cells, UnreadableFile):
                        raise cells
                    yield line, cells
            except UnicodeError:
                decode(file_bytes(path), str(path), encoding)  # says where
                raise

    found = records()
    _, first = next(found, (1, []))
    header = [" ".join(each.split()) for each in first]
    while header and not header[-1]:
        header.pop()
    named = [name for name in header if name]

    def lines() -> Iterator[Line]:
        for line, cells in found:
            row = csv_row(line, cells, len(header))
            if isinstance(row, RowError):
                yield line, None, json.dumps({"cells": cells, "columns": len(header)})
            else:
                by_name = dict(zip(header, row.cells, strict=False))
                yield line, {name: by_name.get(name) for name in named}, None  # type: ignore[misc]

    return list(dict.fromkeys(named)), lines()


def _head(path: Path, read: Any, encoding: str | None) -> str:
    try:
        return str(read(_HEAD))
    except UnicodeError:
        decode(file_bytes(path), str(path), encoding)
        raise


def jsonl_lines(path: Path, policy: Policy, headers: Headers) -> tuple[list[str], Iterator[Line]]:
    """The columns of a jsonl file, those of all facts, and its rows."""
    facts = policy.vocabulary.facts
    named = [name for name, fact in facts.items() if fact.type.kind != "taxes"]
    taxes = [f"pajak.{tax}" for tax in policy.vocabulary.taxes] if "pajak" in facts else []
    cells = CellReader(policy.vocabulary)

    def lines() -> Iterator[Line]:
        with path.open(encoding="utf-8-sig", newline="\n") as stream:
            for number, written in enumerate(stream, start=1):
                if written.isspace():
                    continue
                line = written.rstrip("\n")
                read = _facts_in(line, headers, cells, policy)
                plain = None if read is None else _cells_of(read, taxes)
                yield number, plain, line if plain is None else None

    return [*named, *taxes], lines()


def _facts_in(line: str, headers: Headers, cells: CellReader, policy: Policy) -> Facts | None:
    row = json_row(Place(0), line)
    if isinstance(row, RowError):
        return None
    fields, _ = read_json_row(row, headers, cells)
    if isinstance(fields, RowError):
        return None
    try:
        return to_facts(fields, policy)
    except BokrulesError:
        return None


def _cells_of(facts: Facts, taxes: Sequence[str]) -> Mapping[str, str | None] | None:
    """Facts as texts that are read back as the same; None where there is no such text."""
    found: dict[str, str | None] = {}
    for name, value in facts.items():
        match value:
            case Mapping():
                found |= {each: str(value.get(each.partition(".")[2], 0)) for each in taxes}
            case bool():
                found[name] = "ya" if value else "tidak"
            case date():
                found[name] = value.isoformat()
            case frozenset():
                found[name] = "; ".join(sorted(value)) or "-"
            case Fraction() if value.denominator != 1:
                return None
            case _:
                found[name] = str(value)
                if name != "uraian" and found[name] != str(value).strip():
                    return None
    return found


def row_of(raw: str) -> JsonRow | RowError:
    """A line that was kept as it stands: what it says, or what is wrong with it."""
    try:
        kept = json.loads(raw)
    except ValueError:
        kept = None
    if isinstance(kept, dict) and kept.keys() == {"cells", "columns"}:
        row = csv_row(0, kept["cells"], kept["columns"])
        assert isinstance(row, RowError)
        return row
    return json_row(Place(0), raw)


def to_parts(
    engine: Engine, folder: Path, number: int, header: Sequence[str], lines: Iterator[Line]
) -> list[Path]:
    """The rows as parquet files in a folder, in order."""
    parts: list[Path] = []
    batch: list[Line] = []
    for line in lines:
        batch.append(line)
        if len(batch) == AT_ONCE:
            parts.append(
                _part(engine, folder / f"{number:04}-{len(parts):06}.parquet", header, batch)
            )
            batch = []
    if batch or not parts:
        parts.append(_part(engine, folder / f"{number:04}-{len(parts):06}.parquet", header, batch))
    return parts


def _part(engine: Engine, path: Path, header: Sequence[str], batch: Sequence[Line]) -> Path:
    table: dict[str, list[Any]] = {
        "n": [line for line, _, _ in batch],
        "odd": [cells is None for _, cells, _ in batch],
        "raw": [raw for _, _, raw in batch],
    }
    for place, name in enumerate(header):
        table[f"c{place}"] = [None if cells is None else cells.get(name) for _, cells, _ in batch]
    chosen = [
        f'n::BIGINT AS "{LINE}"', f'odd::BOOLEAN AS "{FLAG}"', f'raw::VARCHAR AS "{RAW}"'
    ]  # fmt: skip
    for place, name in enumerate(header):
        quoted = name.replace('"', '""')
        chosen.append(f'c{place}::VARCHAR AS "{quoted}"')
    with engine.arrays("bokrules_lines", table):
        engine.rows(
            f"COPY (SELECT {', '.join(chosen)} FROM bokrules_lines)"
            f" TO {text(str(path)).sql('duckdb')} (FORMAT parquet)"
        )
    return path
