"""Spark, local[2]: small tables broadcast, as its guide advises; the key is the column `id`.

A line's place in all files is not to be had while reading them; `id` happens to be the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, reduce
from typing import Any

from pyspark.sql import SparkSession
from pyspark.sql import functions as f

from benchmarks.bulk import model as known
from benchmarks.bulk.job import CODE, FACTS, KEY, Contestant, Job
from benchmarks.bulk.model import BITS, PAPERS, papers_bits


@cache
def _session() -> Any:
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.memory", "2g")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    return session


def _looked_up(lines: Any, name: str, values: Mapping[str, int]) -> Any:
    table = _session().createDataFrame(list(values.items()), f"{name} string, number_{name} int")
    return lines.join(f.broadcast(table), on=name, how="left")


def _flag(name: str, place: int) -> Any:
    return f.coalesce(f.col(name).cast("int") * (2 << place), f.lit(1 << place))


def _steps(value: Any, steps: tuple[Any, Any], place: int) -> Any:
    return (
        f.when(value.isNull(), 3 << place)
        .when(steps[1], 2 << place)
        .when(steps[0], 1 << place)
        .otherwise(0)
    )


def _bits() -> Any:
    amount, ppn, pph22, stamp = map(f.col, ("amount", "ppn", "pph22", "stamp"))
    whole = f.coalesce("voucher_amount", "amount")
    place = known.IN_FORCE
    inside = f.col("date").between(known.FIRST_DAY, known.LAST_DAY).cast("int")
    enough = (ppn >= f.expr("amount div 10")) & (pph22 >= f.expr("amount * 15 div 1000"))
    parts = (
        f.coalesce(f.col("number_documents"), f.lit(1 << PAPERS)),
        _flag("remote", known.REMOTE),
        _flag("in_plan", known.IN_PLAN),
        _flag("over_unit_cost", known.OVER),
        f.coalesce(inside * (2 << place), f.lit(1 << place)),
        _steps(whole, (whole > 250_000, whole > 1_000_000), known.VOUCHER),
        _steps(stamp, (stamp >= 3000, stamp >= 6000), known.STAMP),
        ppn.isNull().cast("int") * (1 << known.TAXES),
        amount.isNull().cast("int") * (2 << known.TAXES),
        f.coalesce(enough.cast("int") * (4 << known.TAXES), f.lit(0)),
    )
    return reduce(lambda one, other: one.bitwiseOR(other), parts)


def _answers(job: Job) -> Any:
    lines = _session().read.parquet(*map(str, job.paths)).select("id", *FACTS)
    texts = [row.documents for row in lines.select("documents").distinct().collect()]
    papers = {text: papers_bits(text) << PAPERS for text in texts if text is not None}
    lines = _looked_up(lines, "expense_type", job.model.types)
    lines = _looked_up(lines, "activity", job.model.activities)
    lines = _looked_up(lines, "documents", papers)
    of_type, of_activity = (
        f.coalesce(f.col(f"number_{name}"), f.lit(0)) for name in ("expense_type", "activity")
    )
    masks = _session().createDataFrame(list(enumerate(job.model.masks)), "slice int, mask int")
    lines = lines.withColumn("slice", of_type * job.model.size + of_activity)
    lines = lines.join(f.broadcast(masks), on="slice")
    code = f.col("slice").cast("long") * (1 << BITS) + _bits().bitwiseAND(f.col("mask"))
    return lines.select(f.col("id").alias(KEY), code.alias(CODE))


def _streamed(job: Job) -> int:
    """Its sink for measurements takes every row and keeps none."""
    _answers(job).write.format("noop").mode("overwrite").save()
    return _rows(job)


def _filed(job: Job) -> int:
    _answers(job).write.mode("overwrite").parquet(str(job.out))
    return _rows(job)


def _rows(job: Job) -> int:
    """From the footers of the files."""
    return int(_session().read.parquet(*map(str, job.paths)).count())


CONTESTANTS = {
    "spark": Contestant(
        "Spark, local[2], broadcast joins",
        {"stream": _streamed, "file": _filed},
        ready=_session,
    )
}
