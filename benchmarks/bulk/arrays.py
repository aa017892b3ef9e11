"""numpy and pandas on the dictionaries of parquet, as pyarrow reads them: numbers for words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.bulk import model as known
from benchmarks.bulk.job import CODE, DICTIONARIES, FACTS, KEY, Contestant, Job, Run
from benchmarks.bulk.model import BITS, PAPERS, Model, papers_bits

THREADS = 2
_FIRST, _LAST = (
    int(np.datetime64(day).astype("datetime64[D]").astype(np.int64))
    for day in (known.FIRST_DAY, known.LAST_DAY)
)
_SCHEMA = pa.schema([(KEY, pa.int64()), (CODE, pa.int64())])
Answer = tuple[Any, Any]
"""Row keys and codes."""


def row_groups(paths: Iterable[Path]) -> Iterator[tuple[Path, int, int]]:
    """A file, the number of a group in it, and the key of the group's first line."""
    key = 0
    for path in paths:
        metadata = pq.read_metadata(path)
        for group in range(metadata.num_row_groups):
            yield path, group, key
            key += metadata.row_group(group).num_rows


def columns_of(path: Path, group: int) -> dict[str, Any]:
    """Each column as one array; words as indices into a dictionary."""
    with pq.ParquetFile(path, read_dictionary=list(DICTIONARIES)) as file:
        table = file.read_row_group(group, columns=list(FACTS), use_threads=False).combine_chunks()
    return {name: table.column(name).chunk(0) for name in FACTS}


def looked_up(column: Any, values: Any, missing: int) -> Any:
    """A number for each line, from that of each word of the dictionary."""
    numbers = [values(word) for word in column.dictionary.to_pylist()]
    indices = column.indices
    if indices.null_count:
        indices = indices.fill_null(len(numbers))
    return np.array([*numbers, missing], dtype=np.int32)[indices.to_numpy()]


def filled(column: Any) -> Any:
    """Whole numbers, -1 for what is missing."""
    return (column.fill_null(-1) if column.null_count else column).to_numpy(zero_copy_only=False)


def _flag(column: Any, place: int) -> Any:
    value = filled(column.cast(pa.int8())).astype(np.int32)
    return np.where(value < 0, 1, value * 2) << place


def purchase_bits(amount: Any, voucher: Any, stamp: Any, ppn: Any, pph22: Any) -> Any:
    """Of arrays with -1 for what is missing."""
    whole = np.where(voucher < 0, amount, voucher)
    steps = (whole > 250_000).astype(np.int32) + (whole > 1_000_000)
    bits = np.where(whole < 0, 3, steps) << known.VOUCHER
    paid = (stamp >= 3000).astype(np.int32) + (stamp >= 6000)
    bits |= np.where(stamp < 0, 3, paid) << known.STAMP
    given = (ppn >= 0) & (amount >= 0)
    enough = given & (ppn >= amount // 10) & (pph22 >= amount * 15 // 1000)
    of_taxes = (ppn < 0) + 2 * (amount < 0).astype(np.int32) + 4 * enough
    return (bits | of_taxes << known.TAXES).astype(np.int32)


def _codes(columns: dict[str, Any], model: Model, masks: Any) -> Any:
    places = looked_up(columns["expense_type"], lambda word: model.types[word] * model.size, 0)
    places += looked_up(columns["activity"], model.activities.__getitem__, 0)
    mask = masks[places]
    bits = looked_up(columns["documents"], lambda text: papers_bits(text) << PAPERS, 1 << PAPERS)
    bits |= _flag(columns["remote"], known.REMOTE)
    bits |= _flag(columns["in_plan"], known.IN_PLAN)
    bits |= _flag(columns["over_unit_cost"], known.OVER)
    day = filled(columns["date"].cast(pa.int32()))
    inside = ((day >= _FIRST) & (day <= _LAST)).astype(np.int32)
    bits |= np.where(day < 0, 1, inside * 2) << known.IN_FORCE
    purchases = np.flatnonzero(mask & (3 << known.VOUCHER))
    where = pa.array(purchases)
    names = ("amount", "voucher_amount", "stamp", "ppn", "pph22")
    bits[purchases] |= purchase_bits(*(filled(columns[name].take(where)) for name in names))
    return (places.astype(np.int64) << BITS) | (bits & mask)


def by_numpy(job: Job) -> Iterator[Answer]:
    """A row group at a time, two at once: numpy lets other threads run."""
    masks = np.array(job.model.masks, dtype=np.int32)

    def answer(part: tuple[Path, int, int]) -> Answer:
        path, group, first = part
        codes = _codes(columns_of(path, group), job.model, masks)
        return np.arange(first, first + len(codes)), codes

    with ThreadPoolExecutor(THREADS) as pool:
        parts = list(row_groups(job.paths))
        # A few at a time, so that answers do not pile up.
        for start in range(0, len(parts), 2 * THREADS):
            yield from pool.map(answer, parts[start : start + 2 * THREADS])


# ---- pandas: a file at a time ----


def by_categories(job: Job) -> Iterator[Answer]:
    """Words as categories, whose codes index arrays."""

    def number(column: Any, values: Any, missing: int) -> Any:
        numbers = [values(word) for word in column.cat.categories]
        return np.array([*numbers, missing], dtype=np.int32)[column.cat.codes]

    return _pandas(job, number, categories=True)


def by_map(job: Job) -> Iterator[Answer]:
    """Words as strings, through `Series.map`."""

    def number(column: Any, values: Any, missing: int) -> Any:
        words = {word: values(word) for word in column.dropna().unique()}
        return column.map(words).fillna(missing).to_numpy(dtype=np.int32)

    return _pandas(job, number, categories=False)


def _pandas(job: Job, number: Any, *, categories: bool) -> Iterator[Answer]:
    masks = np.array(job.model.masks, dtype=np.int32)
    first = 0
    for path in job.paths:
        words = list(DICTIONARIES) if categories else []
        # pyarrow's own table keeps dictionaries; `read_parquet` of pandas does not ask for them.
        table = pq.read_table(path, columns=list(FACTS), read_dictionary=words)
        codes = _frame_codes(table.to_pandas(integer_object_nulls=False), job.model, masks, number)
        yield np.arange(first, first + len(codes)), codes
        first += len(codes)


def _frame_codes(frame: pd.DataFrame, model: Model, masks: Any, number: Any) -> Any:
    places = number(frame["expense_type"], lambda word: model.types[word] * model.size, 0)
    places = places + number(frame["activity"], model.activities.__getitem__, 0)
    mask = masks[places]
    bits = number(frame["documents"], lambda text: papers_bits(text) << PAPERS, 1 << PAPERS)
    for name, place in (
        ("remote", known.REMOTE),
        ("in_plan", known.IN_PLAN),
        ("over_unit_cost", known.OVER),
    ):
        column = frame[name]
        flag = column.eq(True).to_numpy() * 2 + column.isna().to_numpy()
        bits = bits | flag.astype(np.int32) << place
    day = pd.to_datetime(frame["date"])
    inside = day.between(known.FIRST_DAY, known.LAST_DAY).to_numpy() * 2 + day.isna().to_numpy()
    bits = bits | inside.astype(np.int32) << known.IN_FORCE
    purchases = np.flatnonzero(mask & (3 << known.VOUCHER))
    some = frame[["amount", "voucher_amount", "stamp", "ppn", "pph22"]].iloc[purchases]
    values = some.fillna(-1).astype(np.int64)
    bits[purchases] |= purchase_bits(*(values[name].to_numpy() for name in values))
    return (places.astype(np.int64) << BITS) | (bits & mask)


# ---- what becomes of the answers ----


def streamed(answers: Any) -> Run:
    return lambda job: sum(len(keys) for keys, _ in answers(job))


def filed(answers: Any) -> Run:
    def run(job: Job) -> int:
        rows = 0
        with pq.ParquetWriter(job.out, _SCHEMA) as writer:
            for answer in answers(job):
                writer.write_table(pa.table(list(answer), schema=_SCHEMA))
                rows += len(answer[0])
        return rows

    return run


def contestant(text: str, answers: Any) -> Contestant:
    return Contestant(text, {"stream": streamed(answers), "file": filed(answers)})


CONTESTANTS = {
    "numpy": contestant("numpy, pyarrow's dictionaries", by_numpy),
    "pandas-categories": contestant("pandas, categories", by_categories),
    "pandas-map": contestant("pandas, Series.map", by_map),
}
