"""bokrules itself: opens the files, looks at the words in them, and gives each line its code.

The edition is loaded, and how its cells stand in codes worked out, before anything is timed: as the
peers' tables are.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from benchmarks.bulk.duckdb_ways import BATCH, THREADS
from benchmarks.bulk.job import CODE, Contestant, Job
from benchmarks.bulk.ledgers import YEAR
from bokrules import load_edition
from bokrules.editions import Edition
from bokrules.inspection.bulk.files import check_files, opened_check


@cache
def _edition() -> Edition:
    edition = load_edition(YEAR)
    assert edition.layouts
    return edition


@contextmanager
def _opened(job: Job) -> Iterator[Any]:
    with opened_check(job.paths, _edition(), threads=THREADS) as (check, _):
        yield check


def _streamed(job: Job) -> int:
    with _opened(job) as check:
        return sum(each.num_rows for each in check.code_batches(BATCH))


def _filed(job: Job) -> int:
    with _opened(job) as check:
        check.write_codes(job.out, [CODE])
        return int(check.total)


def _wide(job: Job) -> int:
    """All that a bulk check tells: amounts and obligations too, sums and first findings."""
    written = job.out.with_suffix(".parquet")
    result = check_files(job.paths, _edition(), out=written, threads=THREADS)
    if written != job.out:
        written.replace(job.out)
    return sum(each.rows for each in result.sums)


CONTESTANTS = {
    "bokrules": Contestant(
        "bokrules", {"stream": _streamed, "file": _filed, "wide": _wide}, ready=_edition
    )
}
