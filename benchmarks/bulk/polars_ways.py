"""Polars: lazy, streaming; words by `replace_strict`, as an Enum, and by joins."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

os.environ.setdefault("POLARS_MAX_THREADS", "2")  # read when it is loaded

import polars as pl

from benchmarks.bulk import model as known
from benchmarks.bulk.job import CODE, KEY, Contestant, Job, Run
from benchmarks.bulk.model import BITS, PAPERS, papers_bits

_INT = pl.Int32
Words = Mapping[str, Mapping[str, int]]
Lookup = Callable[[Any, str, Mapping[str, int], int], tuple[Any, Any]]
"""From lines and a column, those lines, perhaps with a column more, and a number for each."""


def replaced(lines: Any, name: str, values: Mapping[str, int], missing: int) -> tuple[Any, Any]:
    number = pl.col(name).replace_strict(
        list(values), list(values.values()), default=missing, return_dtype=_INT
    )
    return lines, number.fill_null(missing)


def as_enum(lines: Any, name: str, values: Mapping[str, int], missing: int) -> tuple[Any, Any]:
    codes = pl.col(name).cast(pl.Enum(list(values))).to_physical().cast(_INT)
    numbers = pl.lit(pl.Series("numbers", list(values.values()), dtype=_INT))
    return lines, numbers.gather(codes).fill_null(missing)


def joined(lines: Any, name: str, values: Mapping[str, int], missing: int) -> tuple[Any, Any]:
    number = f"number_{name}"
    table = pl.LazyFrame(
        {name: list(values), number: list(values.values())}, schema={name: pl.String, number: _INT}
    )
    lines = lines.join(table, on=name, how="left", maintain_order="left")
    return lines, pl.col(number).fill_null(missing)


def _flag(name: str, place: int) -> Any:
    return (pl.col(name).cast(_INT) * (2 << place)).fill_null(1 << place)


def _steps(value: Any, steps: tuple[Any, Any], place: int) -> Any:
    found = (steps[0].cast(_INT) + steps[1].cast(_INT)) * (1 << place)
    return pl.when(value.is_null()).then(3 << place).otherwise(found)


def _bits(papers: Any) -> Any:
    first, last = date.fromisoformat(known.FIRST_DAY), date.fromisoformat(known.LAST_DAY)
    amount, ppn, pph22, stamp = map(pl.col, ("amount", "ppn", "pph22", "stamp"))
    whole = pl.coalesce("voucher_amount", "amount")
    place = known.IN_FORCE
    enough = (ppn >= amount // 10) & (pph22 >= amount * 15 // 1000)
    return (
        papers
        + _flag("remote", known.REMOTE)
        + _flag("in_plan", known.IN_PLAN)
        + _flag("over_unit_cost", known.OVER)
        + (pl.col("date").is_between(first, last).cast(_INT) * (2 << place)).fill_null(1 << place)
        + _steps(whole, (whole > 250_000, whole > 1_000_000), known.VOUCHER)
        + _steps(stamp, (stamp >= 3000, stamp >= 6000), known.STAMP)
        + ppn.is_null().cast(_INT) * (1 << known.TAXES)
        + amount.is_null().cast(_INT) * (2 << known.TAXES)
        + (enough.cast(_INT) * (4 << known.TAXES)).fill_null(0)
    )


def _answers(job: Job, lookup: Lookup) -> Any:
    """A lazy frame of row keys and codes."""
    lines = pl.scan_parquet(job.paths, row_index_name=KEY)
    texts = lines.select(pl.col("documents").unique()).collect(engine="streaming")
    papers = {
        text: papers_bits(text) << PAPERS for text in texts["documents"].drop_nulls().to_list()
    }
    lines, of_type = lookup(lines, "expense_type", job.model.types, 0)
    lines, of_activity = lookup(lines, "activity", job.model.activities, 0)
    lines, of_papers = lookup(lines, "documents", papers, 1 << PAPERS)
    masks = pl.LazyFrame(
        {"slice": range(len(job.model.masks)), "mask": job.model.masks},
        schema={"slice": _INT, "mask": _INT},
    )
    return (
        lines.with_columns(slice=of_type * job.model.size + of_activity, bits=_bits(of_papers))
        .join(masks, on="slice", how="left", maintain_order="left")
        .select(
            pl.col(KEY).cast(pl.Int64),
            (
                pl.col("slice").cast(pl.Int64) * (1 << BITS)
                + (pl.col("bits") & pl.col("mask")).cast(pl.Int64)
            ).alias(CODE),
        )
    )


def _streamed(lookup: Lookup) -> Run:
    return lambda job: int(_answers(job, lookup).collect(engine="streaming").height)


def _filed(lookup: Lookup) -> Run:
    def run(job: Job) -> int:
        _answers(job, lookup).sink_parquet(job.out)
        return int(pl.scan_parquet(job.out).select(pl.len()).collect().item())

    return run


def _contestant(text: str, lookup: Lookup) -> Contestant:
    return Contestant(text, {"stream": _streamed(lookup), "file": _filed(lookup)})


CONTESTANTS = {
    "polars-replace": _contestant("Polars, replace_strict", replaced),
    "polars-enum": _contestant("Polars, Enum", as_enum),
    "polars-join": _contestant("Polars, joins", joined),
}
