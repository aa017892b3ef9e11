"""Amounts, truth with unknowns, dates and lists come out of each database as they went in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.services.database import Database
from tests.services.postgres import Postgres
from tests.services.spark import Spark

BIGGEST = 2**63 - 1
TRUTHS = (True, False, None)
KLEENE_AND = {
    (True, True): True,
    (True, False): False,
    (True, None): None,
    (False, True): False,
    (False, False): False,
    (False, None): False,
    (None, True): None,
    (None, False): False,
    (None, None): None,
}
LISTS = {"postgres": "TEXT[]", "spark": "ARRAY<STRING>"}


@pytest.fixture(params=["postgres", "spark"])
def database(request: pytest.FixtureRequest) -> Database:
    found: Database = request.getfixturevalue(request.param)
    return found


def same(database: Database, type_: str, values: Sequence[object]) -> None:
    """The values come back equal and of the same class."""
    database.load("t", {"id": "BIGINT", "v": type_}, list(enumerate(values)))
    found = [row[0] for row in database.run("SELECT v FROM t ORDER BY id")]
    assert [(value, type(value)) for value in found] == [(value, type(value)) for value in values]


def test_whole_rupiah(database: Database) -> None:
    same(database, "BIGINT", [0, 1, -1, 2**53 + 1, BIGGEST, -BIGGEST - 1, None])


def test_decimals_of_38_digits(database: Database) -> None:
    many = Decimal("123456789012345678901234567890.12345678")
    same(database, "DECIMAL(38, 8)", [many, -many, Decimal("0.00000001"), None])


def test_a_decimal_column_takes_whole_numbers(database: Database) -> None:
    database.load("t", {"v": "DECIMAL(38, 0)"}, [(10**37 + 1,), (0,)])
    assert database.run("SELECT v FROM t ORDER BY v DESC") == [(10**37 + 1,), (0,)]


def test_a_sum_beyond_bigint_is_exact(database: Database) -> None:
    database.load("t", {"v": "BIGINT"}, [(BIGGEST,), (BIGGEST,), (1,)])
    (total,) = database.run("SELECT sum(CAST(v AS DECIMAL(38, 0))) FROM t")[0]
    assert total == 2 * BIGGEST + 1
    assert type(total) is Decimal


def test_truth_with_unknowns(database: Database) -> None:
    pairs = [(a, b) for a in TRUTHS for b in TRUTHS]
    database.load(
        "t",
        {"id": "BIGINT", "a": "BOOLEAN", "b": "BOOLEAN"},
        [(i, *pair) for i, pair in enumerate(pairs)],
    )
    found = database.run("SELECT a AND b, NOT (NOT a OR NOT b), a = b FROM t ORDER BY id")
    assert found == [
        (KLEENE_AND[a, b], KLEENE_AND[a, b], None if a is None or b is None else a is b)
        for a, b in pairs
    ]


def test_an_unknown_is_not_in_a_list_nor_out_of_it(database: Database) -> None:
    database.load("t", {"id": "BIGINT", "v": "BIGINT"}, [(0, 1), (1, 3), (2, None)])
    found = database.run("SELECT v IN (1, 2), v NOT IN (1, 2) FROM t ORDER BY id")
    assert found == [(True, False), (False, True), (None, None)]


def test_dates(database: Database) -> None:
    same(database, "DATE", [date(2010, 1, 31), date(2012, 2, 29), date(1, 1, 1), None])


def test_lists_of_texts(database: Database) -> None:
    awkward = ["kuitansi", "", "a,b", '"{}"', "o'clock \\ é", "NULL", "tab\tline\n"]
    same(database, LISTS[database.dialect], [["kuitansi"], [], awkward, None])


def test_texts(database: Database) -> None:
    texts = ["", "é, ≥, 円", "it's", 'say "x"', "%s %(a)s", "back\\slash", "tab\tline\n", None]
    same(database, "STRING" if database.dialect == "spark" else "TEXT", texts)


def test_names_are_quoted(database: Database) -> None:
    database.load("Select", {"Order": "BIGINT"}, [(1,)])
    sql = 'SELECT "Order" FROM "Select"'
    assert database.run(sql.replace('"', "`") if database.dialect == "spark" else sql) == [(1,)]


def test_a_percent_sign_is_no_placeholder(database: Database) -> None:
    assert database.run("SELECT 7 % 4, '%s'") == [(3, "%s")]


def test_load_replaces_the_table(database: Database) -> None:
    database.load("t", {"v": "BIGINT"}, [(1,), (2,)])
    database.load("t", {"w": "DATE"}, [])
    assert database.run("SELECT w FROM t") == []


def test_a_failed_statement_leaves_the_next_alone(database: Database) -> None:
    with pytest.raises(Exception, match="no_such_table"):
        database.run("SELECT * FROM no_such_table")
    assert database.run("SELECT 1") == [(1,)]


def test_postgres_listens_on_no_port(postgres: Postgres) -> None:
    assert postgres.run("SHOW listen_addresses") == [("",)]
    assert postgres.run("CREATE TABLE made (v BIGINT)") == []


def test_spark_reads_back_partitioned_parquet(spark: Spark, tmp_path: Path) -> None:
    spark.load("t", {"k": "BIGINT", "year": "INT"}, [(1, 2010), (2, 2011), (3, 2010)])
    target = f"{tmp_path}/out"
    spark.session.table("t").write.partitionBy("year").parquet(target)
    found = spark.run(f"SELECT k, year FROM parquet.`{target}` ORDER BY k")
    assert found == [(1, 2010), (2, 2011), (3, 2010)]
