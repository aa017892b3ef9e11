"""Limits worked out by PostgreSQL and Spark are those of the reference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from bokrules.evaluation.limits import Ceiling, Ceilings
from bokrules.evaluation.limits_in_sql import SqlEngine
from tests.evaluation.limits.ledgers import found, limited, row
from tests.evaluation.limits_in_sql.cases import Case, agree, cases
from tests.services.postgres import Postgres
from tests.services.spark import Spark

ON_POSTGRES = 60


@pytest.fixture
def quick(postgres: Postgres) -> Iterator[Postgres]:
    """Ledgers of a few rows: to compile what is asked of them takes longer than to run it."""
    postgres.run("SET jit = off")
    yield postgres
    postgres.run("RESET jit")


def test_postgres(quick: Postgres) -> None:
    seen = Counter[str]()
    for case in cases(2019, ON_POSTGRES):
        result = agree(SqlEngine(quick.run, "postgres"), case)
        seen["beyond"] += any(each.rows for each in result.findings)
        seen["short"] += any(each.short is not None for each in result.findings)
        seen["open"] += bool(result.not_decided)
    assert min(seen[each] for each in ("beyond", "short", "open")) > 0, seen


def test_spark(spark: Spark) -> None:
    """Two limits alone: each is some thirty statements, of a second each."""
    engine = SqlEngine(spark.run, "spark")
    rows = [
        row(event="ST-3", date="2019-03-01", amount=300),
        row(event="ST-1", date="2019-01-01", office="DINAS "),
        row(date="2019-02-01", payee="Straße"),
        row(date="2019-02-02", payee="STRASSE"),
        row(date="2019-05-01", office=None),
    ]
    times = limited("maksimal 2 kali per satker per tahun")
    assert found(agree(engine, Case([times], rows))) == [(3, 2, [1], [2, 3, 4], 300)]
    share = limited("minimal 60% dari pagu per satker per tahun")
    ceilings = Ceilings((Ceiling("dinas", 1001), Ceiling("Lain", 100)))
    result = agree(engine, Case([share], rows[:4], ceilings))
    assert [(each.used, each.limit) for each in result.findings] == [(600, 601), (0, 60)]
    tables = [name for _, name, _ in spark.run("SHOW TABLES") if name.startswith(("limit", "bokr"))]
    assert tables == []
