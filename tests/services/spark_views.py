"""Spark as an engine for many small ledgers: what it keeps are rows in memory, not files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bokrules.evaluation.limits_in_sql import SqlEngine
from tests.services.spark import Spark

SETTINGS = {
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.leafNodeDefaultParallelism": "1",
    "spark.sql.shuffle.partitions": "1",
}
"""To compile for a few rows, and to share them out, takes longer than to read them."""


class SparkViews(SqlEngine):
    """Runs the same queries as `SqlEngine`; each result becomes a view of its rows, with no plan
    behind them."""

    def __init__(self, spark: Spark) -> None:
        super().__init__(spark.run, "spark")
        object.__setattr__(self, "_session", spark.session._jsparkSession)

    def make(self, name: str, sql: str) -> None:
        session: Any = self._session
        frame = session.sql(sql)
        rows = session.createDataFrame(frame.collectAsList(), frame.schema())
        rows.createOrReplaceTempView(name)

    def drop(self, name: str) -> None:
        self._session.catalog().dropTempView(name)

    _session: Any


@contextmanager
def small_ledgers(spark: Spark) -> Iterator[None]:
    """Settings under which a query of a few rows takes the least time."""
    before = {name: spark.session.conf.get(name) for name in SETTINGS}
    for name, value in SETTINGS.items():
        spark.session.conf.set(name, value)
    try:
        yield
    finally:
        for name, old in before.items():
            spark.session.conf.set(name, old) if old else spark.session.conf.unset(name)
