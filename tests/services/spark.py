"""Spark for one test session: two threads in a process of its own, reached by loopback alone."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pyspark import SparkContext
from pyspark.sql import SparkSession
from pyspark.sql.types import DecimalType, StructType

from tests.services.programs import folder_of

LOG_SETTINGS = Path(__file__).with_name("log4j2.properties")
SECONDS_TO_STOP = 60
SETTINGS = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.memory": "1g",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "2",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}


class Spark:
    """A session; its tables are temporary views."""

    dialect = "spark"

    def __init__(self, session: SparkSession) -> None:
        self.session = session

    def run(self, sql: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self.session.sql(sql).collect()]

    def load(
        self, table: str, columns: Mapping[str, str], rows: Iterable[Sequence[object]]
    ) -> None:
        described = ", ".join(f"{_quoted(column)} {type_}" for column, type_ in columns.items())
        schema = StructType.fromDDL(described)
        decimals = {i for i, field in enumerate(schema) if isinstance(field.dataType, DecimalType)}
        frame = self.session.createDataFrame([_as_spark(row, decimals) for row in rows], schema)
        frame.createOrReplaceTempView(_quoted(table))


@contextmanager
def spark_session(folder: Path) -> Iterator[Spark]:
    """Start Spark with everything that it writes under `folder`; stop it, whatever happened."""
    settings = {
        **SETTINGS,
        "spark.local.dir": str(folder),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.driver.extraJavaOptions": f"-Djava.io.tmpdir={folder} -Dderby.system.home={folder} "
        f"-Dlog4j2.configurationFile={LOG_SETTINGS.as_uri()}",
    }
    builder = SparkSession.builder.master("local[2]").appName("bokrules tests")
    for name, value in settings.items():
        builder = builder.config(name, value)
    with pytest.MonkeyPatch.context() as environment:
        for name in [name for name in os.environ if name.startswith(("SPARK_", "PYSPARK_"))]:
            environment.delenv(name)
        environment.setenv("JAVA_HOME", str(folder_of("java")))
        environment.setenv("PYSPARK_PYTHON", sys.executable)
        environment.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        session = builder.getOrCreate()
        try:
            yield Spark(session)
        finally:
            session.stop()
            _end_process()


def _end_process() -> None:
    """Stop the Java process too, which pyspark would keep until Python ends."""
    gateway = SparkContext._gateway
    gateway.shutdown()
    gateway.proc.stdin.close()
    gateway.proc.wait(timeout=SECONDS_TO_STOP)
    SparkContext._gateway = SparkContext._jvm = None


def _as_spark(row: Sequence[object], decimals: set[int]) -> tuple[object, ...]:
    """Spark takes no int for a DECIMAL, as other databases do."""
    return tuple(
        Decimal(value) if i in decimals and type(value) is int else value
        for i, value in enumerate(row)
    )


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"
