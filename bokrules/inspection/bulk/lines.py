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
from bokrules.base import codes
from bokrules.base.errors import BokrulesError, UnreadableFile
from bokrules.base.messages import msg
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

_CELLS, _JSON = "csv:", "jsonl:"
"""Before a line that is kept as it stands: what it was."""

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
                    if "\0" in "".join(cells):
                        decode(file_bytes(path), str(path), encoding)  # says where
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
    headers.columns(named, str(path))

    def lines() -> Iterator[Line]:
        for line, cells in found:
            row = csv_row(line, cells, len(header))
            if isinstance(row, RowError):
                yield line, None, _CELLS + json.dumps([cells, len(header)])
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
        silent: str | None = None
        is_any_known = False
        for number, line in _lines_of(path):
            read = _facts_in(line, headers, cells, policy)
            is_any_known = is_any_known or read != {}
            silent = silent or line
            plain = None if read is None else _cells_of(read, taxes)
            yield number, plain, _JSON + line if plain is None else None

        if silent is not None and not is_any_known:
            _refuse_unknown(silent, str(path), headers)

    return [*named, *taxes], lines()


def _refuse_unknown(line: str, name: str, headers: Headers) -> None:
    """Raise UnreadableFile for a line with names, none of which is known."""
    row = json_row(Place(0), line)
    if isinstance(row, JsonRow) and row.fields:
        raise UnreadableFile(
            codes.NO_KNOWN_COLUMN,
            msg("{where}: no field is known: {names}", where=name, names=list(row.fields)),
            msg("expected are columns such as: {names}", names=headers.expected),
        )


def _lines_of(path: Path) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, by their number. Raises UnreadableFile."""
    with path.open(encoding="utf-8-sig", newline="\n") as stream:
        try:
            for number, written in enumerate(stream, start=1):
                if not written.isspace():
                    yield number, written.rstrip("\n")
        except UnicodeError:
            decode(file_bytes(path), str(path), None)  # says where
            raise


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
    if raw.startswith(_JSON):
        return json_row(Place(0), raw.removeprefix(_JSON))
    cells, columns = json.loads(raw.removeprefix(_CELLS))
    row = csv_row(0, cells, columns)
    assert isinstance(row, RowError)
    return row


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
