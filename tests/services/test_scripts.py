"""Exported scripts on PostgreSQL and Spark say what the reference says."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bokrules.backends.decision import Facts
from bokrules.editions import load_edition
from bokrules.reports.exports.sql_script import script_text
from bokrules.semantics.policy import Policy
from tests.backends.to_sql.script.databases import answers, expected, insert, install
from tests.backends.to_sql.script.test_answers import sample
from tests.backends.to_sql.script.test_disagreeing_texts import amended
from tests.backends.to_sql.script.test_hostile import EVIL, WRONG, hostile
from tests.properties.generators import Generated, generated
from tests.services.database import Database
from tests.services.postgres import Postgres
from tests.services.spark import Spark

BEFORE = {
    "postgres": ("DROP SCHEMA IF EXISTS scripts CASCADE", "CREATE SCHEMA scripts"),
    "spark": ("DROP DATABASE IF EXISTS scripts CASCADE", "CREATE DATABASE scripts"),
}
USE = {"postgres": "SET search_path TO scripts", "spark": "USE scripts"}
LEAVE = {"postgres": "SET search_path TO public", "spark": "USE default"}
# The databases outlive a test function on purpose: they are empty again for every example.
SHARED = [HealthCheck.function_scoped_fixture]


def check(database: Database, policies: tuple[Policy, ...], expenses: list[Facts]) -> None:
    for each in (*BEFORE[database.dialect], USE[database.dialect]):
        database.run(each)
    try:
        edition = install(database, policies)
        insert(database, edition, expenses)
        found = answers(database, edition)
    finally:
        database.run(LEAVE[database.dialect])
    assert len(found) == len(expenses)
    for facts, answer in zip(expenses, found, strict=True):
        assert answer == expected(facts, policies), facts


@settings(max_examples=40, deadline=None, suppress_health_check=SHARED)
@given(case=generated(), seed=st.integers(0, 2**32))
def test_generated_policies_on_postgres(postgres: Postgres, case: Generated, seed: int) -> None:
    check(postgres, (case.policy,), sample(case.policy, Random(seed), 60))


@settings(max_examples=3, deadline=None, suppress_health_check=SHARED)
@given(case=generated(), seed=st.integers(0, 2**32))
def test_generated_policies_on_spark(spark: Spark, case: Generated, seed: int) -> None:
    check(spark, (case.policy,), sample(case.policy, Random(seed), 200))


@pytest.mark.parametrize("year", [2010, 2020, 2021])
def test_shipped_editions_on_postgres(postgres: Postgres, year: int) -> None:
    policies = load_edition(year).texts
    check(postgres, policies, sample(policies[0], Random(year), 300))


def test_an_amended_edition_on_postgres(postgres: Postgres) -> None:
    policies = amended().texts
    check(postgres, policies, sample(policies[0], Random(1), 300))


def test_an_amended_edition_on_spark(spark: Spark) -> None:
    policies = amended().texts
    check(spark, policies, sample(policies[0], Random(1), 300))


def test_a_hostile_script_runs_whole_on_postgres(postgres: Postgres) -> None:
    for each in (*BEFORE["postgres"], USE["postgres"], "CREATE TABLE a ()", "CREATE TABLE b ()"):
        postgres.run(each)
    try:
        postgres.run(script_text([hostile()], "postgres"))
        labels = [label for (label,) in postgres.run("SELECT label FROM bok_2010_rules")]
        assert EVIL.replace("\0", "\N{REPLACEMENT CHARACTER}") in labels
        assert postgres.run("SELECT count(*) FROM a, b") == [(0,)]
    finally:
        postgres.run(LEAVE["postgres"])


@pytest.mark.parametrize(("column", "value"), WRONG)
def test_postgres_takes_no_wrong_value(postgres: Postgres, column: str, value: str) -> None:
    for each in (*BEFORE["postgres"], USE["postgres"]):
        postgres.run(each)
    try:
        edition = install(postgres, [hostile()])
        value = f"ARRAY{value}" if value.startswith("[") else value
        with pytest.raises(Exception, match="violates check constraint"):
            postgres.run(
                f'INSERT INTO {edition.names.expenses} (row_key, "{column}") VALUES (1, {value})'
            )
    finally:
        postgres.run(LEAVE["postgres"])
