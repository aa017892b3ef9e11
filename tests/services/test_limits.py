"""Limits worked out by PostgreSQL and Spark are those of the reference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from bokrules.evaluation.limits_in_sql import SqlEngine
from tests.evaluation.limits_in_sql.cases import agree, cases
from tests.services.postgres import Postgres

ON_POSTGRES = 60
ON_SPARK = 3


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
