"""`assess`: the ratios of a table, held against a scale or a target of an edition."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from bokrules.base import codes
from bokrules.base.errors import InvalidValue, UnreadableFile
from bokrules.base.messages import msg
from bokrules.editions import load_edition
from bokrules.evaluation.assessment import Assessment, assess_rows
from bokrules.evaluation.table import Source
from bokrules.inspection.assessed_table import (
    Wanted,
    assessed_headers,
    read_table,
    table_of_mappings,
)
from bokrules.inspection.ledger import Cell, Sheet
from bokrules.inspection.regions_file import REGION, read_regions
from bokrules.inspection.sheets import read_sheets

__all__ = ["Assessment", "assess"]

TABLE = "table"


def assess(
    path_or_rows: str | Path | Iterable[Mapping[str, Cell]],
    year: int | str | Path,
    *,
    scale: str | None = None,
    target: str | None = None,
    by: str | None = None,
    regions: str | Path | None = None,
    where: Iterable[tuple[str, str]] = (),
    without: Iterable[tuple[str, str]] = (),
    distinct: bool = False,
) -> Assessment:
    """Judge the ratios of a table by a scale or a target of the edition of `year`.

    A table is a file (.csv, .xlsx) or an iterable of mappings of columns to cells. A ratio is
    `realisasi` over `alokasi` (rupiah), or a percentage in `rasio`, `serapan` or `nilai`. A row may
    name its own `skala` or `target`, and hold the band that its source prints in `kriteria`. What
    is blank, `-` or `na` is not known; it is never 0.

    `by` sums rows by a column; with `regions`, a file with the columns kode and regional, by the
    region of the province of a row's `kode`. `where` keeps the rows that hold these cells (pairs of
    column and value), `without` leaves out those that hold one of them.
    `distinct` counts a row that repeats an earlier one, but for `baris` and `no`, once.

    Raises UnreadableFile for a table that cannot be read at all, UnknownValue and InvalidValue for
    the scale or the target, UnknownEdition and InvalidPolicy as `load_edition` does. Rows that
    cannot be read or judged are in the result's `errors`.
    """
    policy = load_edition(year).policy
    headers = assessed_headers(policy)
    found, regions_source = (
        (None, None) if regions is None else read_regions(Path(regions), headers)
    )
    by = by or (REGION if regions is not None else None)
    if found is not None and by != REGION:
        raise UnreadableFile(
            codes.NO_KNOWN_COLUMN,
            msg("a file of regions sums by `{region}`, not by `{by}`", region=REGION, by=by),
            msg("leave one of them out"),
        )
    wanted = Wanted(
        by=by, regions=found, where=tuple(where), without=tuple(without), distinct=distinct
    )
    source: Source | None = None
    name = TABLE
    sheets: list[Sheet]
    if isinstance(path_or_rows, (str, Path)):
        path = Path(path_or_rows)
        data, sheets = read_sheets(path, headers)
        name = str(path)
        source = Source(path.name, hashlib.sha256(data).hexdigest())
    else:
        sheets = [table_of_mappings(path_or_rows)]
    table = read_table(sheets, name, headers, wanted)
    if not table.rows and (wanted.where or wanted.without):
        chosen = [f"{column}={value}" for column, value in (*wanted.where, *wanted.without)]
        raise InvalidValue(
            codes.INVALID_VALUE,
            msg("{file}: no row is left by the choice {choice}", file=name, choice=chosen),
            msg("look at how the column spells it"),
        )
    rows, errors = assess_rows(
        table.rows, policy, scale=scale, target=target, from_rupiah=table.from_rupiah
    )
    return Assessment(
        policy=policy,
        rows=rows,
        errors=errors,
        basis=table.basis,
        by=by,
        repeats=table.repeats,
        repeats_counted=not distinct,
        ignored=table.ignored,
        where=wanted.where,
        without=wanted.without,
        source=source,
        regions=regions_source,
    )
