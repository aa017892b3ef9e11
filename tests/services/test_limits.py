"""Limits over ledgers in PostgreSQL and Spark are those of the reference."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import pytest

from bokrules.evaluation.limits import Ceiling, Ceilings
from bokrules.evaluation.limits_in_sql import SqlEngine
from tests.evaluation.limits.ledgers import five_rows, found, limited
from tests.evaluation.limits_in_sql.cases import (
    Case,
    agree,
    agree_at_once,
    cases,
    kinds,
    shelves,
)
from tests.services.postgres import Postgres
from tests.services.spark import Spark
from tests.services.spark_views import SparkViews, small_ledgers

EACH_KIND = ("beyond", "short", "open")


@pytest.fixture
def quick(postgres: Postgres) -> Iterator[SqlEngine]:
    """Ledgers of a few rows: to compile what is asked of them takes longer than to run it."""
    postgres.run("SET jit = off")
    yield SqlEngine(postgres.run, "postgres")
    postgres.run("RESET jit")


def test_postgres(quick: SqlEngine) -> None:
    """60 ledgers, three of each limit, one after another."""
    seen = kinds(agree(quick, each) for each in cases(2019, 60))
    assert min(seen[each] for each in EACH_KIND) > 0, seen


def test_many_ledgers_on_postgres(quick: SqlEngine) -> None:
    """1,500 ledgers: 20 for each of 75 limits."""
    drawn = shelves(2020, number=75, ledgers=20)
    seen = kinds(chain.from_iterable(agree_at_once(quick, each) for each in drawn))
    assert min(seen[each] for each in EACH_KIND) > 0, seen


def test_many_ledgers_on_spark(spark: Spark) -> None:
    """36 ledgers, three of each of 12 limits, with views in place of tables."""
    with small_ledgers(spark):
        seen = kinds(agree(SparkViews(spark), each) for each in cases(2021, 36))
    assert min(seen[each] for each in EACH_KIND) > 0, seen


def test_spark(spark: Spark) -> None:
    """Two limits alone: each is some thirty statements, of up to a second each."""
    engine = SqlEngine(spark.run, "spark")
    rows = five_rows()
    times = limited("maksimal 2 kali per satker per tahun")
    assert found(agree(engine, Case([times], rows))) == [(3, 2, [1], [2, 3, 4], 300)]
    share = limited("minimal 60% dari pagu per satker per tahun")
    ceilings = Ceilings((Ceiling("dinas", 1001), Ceiling("Lain", 100)))
    result = agree(engine, Case([share], rows[:4], ceilings))
    assert [(each.used, each.limit) for each in result.findings] == [(600, 601), (0, 60)]
    tables = [name for _, name, _ in spark.run("SHOW TABLES") if name.startswith(("limit", "bokr"))]
    assert tables == []
