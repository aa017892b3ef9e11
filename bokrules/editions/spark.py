"""Expenses on Apache Spark, by the year of their edition."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bokrules.editions.edition import load_edition
from bokrules.evaluation.bulk.spark import CheckedFrame, check_frame

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


def check_dataframe(
    dataframe: DataFrame, year: int | str | date | Path, *, keep: Collection[str] = ()
) -> CheckedFrame:
    """What the edition of `year` says of the expenses of a Spark data frame.

    It needs a column `row_key`, a whole number that differs from row to row. The others are facts
    under either of their names (rupiah BIGINT, numbers DECIMAL, days DATE, documents
    ARRAY<STRING>), each tax in a column such as `taxes_ppn`; what is missing is NULL. `keep` names
    facts that the results are to have too.
    Raises UnknownEdition, UnknownField, InvalidValue, or NotInSql.
    """
    return check_frame(dataframe, load_edition(year).texts, keep)


def check_parquet(
    spark: SparkSession,
    source: str,
    target: str,
    year: int | str | date | Path,
    *,
    partition_by: Collection[str] = (),
) -> None:
    """Check a folder of parquet files, and write the results as parquet under a new folder.

    `partition_by` names facts whose values make folders. Raises as `check_dataframe` does; Spark
    itself raises where the target exists, and marks a finished one with a file `_SUCCESS`.
    """
    expenses = spark.read.parquet(source)
    results = check_dataframe(expenses, year, keep=partition_by).results
    kept = results.columns[len(results.columns) - len(partition_by) :]
    results.write.partitionBy(*kept).parquet(target)
