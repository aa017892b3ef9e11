"""The views of limits in exported scripts say on PostgreSQL and Spark what the reference says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from sqlglot import exp

from bokrules.backends.to_sql.dialects import Dialect
from bokrules.backends.to_sql.script.text_keys import keys_query
from bokrules.evaluation.limits import Ceiling, Ceilings
from bokrules.evaluation.limits.lines import text_key
from tests.backends.to_sql.script.ledgers import Views, acceptable
from tests.evaluation.limits.ledgers import five_rows, found, judged, limited, row
from tests.evaluation.limits_in_sql.cases import cases
from tests.services.database import Database
from tests.services.postgres import Postgres
from tests.services.spark import Spark
from tests.services.test_scripts import BEFORE, LEAVE, USE

ON_POSTGRES = 60


def emptied(database: Database) -> None:
    for each in (*BEFORE[database.dialect], USE[database.dialect]):
        database.run(each)


@pytest.fixture
def quick(postgres: Postgres) -> Iterator[Postgres]:
    """Ledgers of a few rows: to compile what is asked of them takes longer than to run it."""
    postgres.run("SET jit = off")
    yield postgres
    postgres.run(LEAVE["postgres"])
    postgres.run("RESET jit")


def test_postgres(quick: Postgres) -> None:
    seen = Counter[str]()
    views: Views | None = None
    for case in cases(7, ON_POSTGRES):
        if views is None or views.policies is not case.texts:
            emptied(quick)
            views = Views(quick, case.texts)
        rows = judged(case.rows, *case.texts)
        result = views.check(rows, acceptable(case.ceilings), case.unread)
        seen["beyond"] += any(each.rows for each in result.findings)
        seen["short"] += any(each.short is not None for each in result.findings)
        seen["open"] += bool(result.not_decided)
    assert min(seen[each] for each in ("beyond", "short", "open")) > 0, seen


def test_a_ceiling_given_twice_on_postgres(quick: Postgres) -> None:
    policy = limited("maksimal 60% dari pagu per satker")
    emptied(quick)
    views = Views(quick, [policy])
    views.check(judged([row()], policy), Ceilings((Ceiling("Dinas", 100),)))
    quick.run("INSERT INTO bok_units VALUES (' DINAS', 100)")
    assert quick.run("SELECT * FROM bok_limits") == []
    assert quick.run("SELECT row_keys, missing, why FROM bok_open_limits") == [
        ([1], ["ceiling"], "invalid_units")
    ]
    with pytest.raises(Exception, match="violates check constraint"):
        quick.run("INSERT INTO bok_units VALUES ('A', -1)")


def test_spark(spark: Spark) -> None:
    """Two limits alone: each is some twenty statements, of a second each."""
    rows = five_rows()
    try:
        emptied(spark)
        times = limited("maksimal 2 kali per satker per tahun")
        views = Views(spark, [times])
        result = views.check(judged(rows, times))
        assert found(result) == [(3, 2, [1], [2, 3, 4], 300)]
        spark.run("INSERT INTO bok_units VALUES ('Dinas', 1, NULL, NULL)")
        assert spark.run("SELECT * FROM bok_limits") == []
        assert spark.run("SELECT name, why FROM bok_open_limits") == [("x", "stale")]
        kept = {name for _, name, _ in spark.run("SHOW TABLES")}
        assert not any("step" in each for each in kept), kept

        emptied(spark)
        share = limited("minimal 60% dari pagu per satker per tahun")
        ceilings = Ceilings((Ceiling("dinas", 1001), Ceiling("Lain", 100)))
        result = Views(spark, [share]).check(judged(rows[:4], share), ceilings)
        assert [(each.used, each.limit) for each in result.findings] == [(600, 601), (0, 60)]
    finally:
        spark.run(LEAVE["spark"])


def folded() -> list[str]:
    """Every character that `casefold` changes or that is white space, some in each text."""
    characters = [
        chr(n)
        for n in range(1, 0x1F000)
        if not 0xD800 <= n <= 0xDFFF and (chr(n).isspace() or chr(n) != chr(n).casefold())
    ]
    return [
        f"a{'|'.join(characters[start : start + 20])}Z" for start in range(0, len(characters), 20)
    ]


def keys(database: Database) -> dict[str, str | None]:
    dialect: Dialect = database.dialect  # type: ignore[assignment]
    query = keys_query(exp.select("value").from_("spellings"), dialect)
    return dict(database.run(query.sql(dialect)))


def test_every_character_is_folded_as_the_reference_does_on_postgres(postgres: Postgres) -> None:
    texts = folded()
    postgres.load("spellings", {"value": "TEXT"}, [(each,) for each in texts])
    assert keys(postgres) == {each: text_key(each) for each in texts}


def test_every_character_is_folded_as_the_reference_does_on_spark(spark: Spark) -> None:
    texts = folded()
    spark.load("spellings", {"value": "STRING"}, [(each,) for each in texts])
    assert keys(spark) == {each: text_key(each) for each in texts}
