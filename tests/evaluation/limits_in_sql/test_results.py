"""Hand-made ledgers in an engine: what is found, and what the engine keeps for itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from bokrules.evaluation.limits import Ceiling, Ceilings, limits_over
from bokrules.evaluation.limits_in_sql import DuckDb, Engine, SqlEngine
from tests.evaluation.limits.ledgers import found, groups, judged, left, limited, policy_of, row
from tests.evaluation.limits_in_sql.cases import Case, agree_at_once
from tests.evaluation.limits_in_sql.in_engine import in_engine


@pytest.fixture(params=["duckdb", "sql"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """DuckDB by itself, and as an engine that is reached by SQL alone."""
    with duckdb.connect() as connection:

        def run(sql: str) -> list[tuple[Any, ...]]:
            return connection.execute(sql).fetchall()

        yield DuckDb(connection) if request.param == "duckdb" else SqlEngine(run, "duckdb")


def test_a_third_journey_names_the_two_before(engine: Engine) -> None:
    policy = limited("maksimal 2 kali per satker per tahun")
    rows = judged(
        [
            row(event="ST-3", date="2019-03-01", amount=300),
            row(event="ST-1", date="2019-01-01", office="DINAS "),
            row(event="ST-2", date="2019-02-01"),
            row(event="st-3", date="2019-03-02", amount=5),
        ],
        policy,
    )
    result = in_engine(engine, rows, [policy])
    assert found(result) == [(3, 2, [1, 4], [2, 3], 305)]
    assert result.findings[0].event == "ST-3"
    assert result.findings[0].date == "2019-03-01"
    assert groups(result.findings) == [{"office": "DINAS ", "period": "2019"}]


def test_rows_of_consecutive_days_beside_a_named_event_are_not_decided(engine: Engine) -> None:
    policy = limited("maksimal 1 kali per satker per tahun")
    rows = judged(
        [
            row(date="2019-01-01"),
            row(date="2019-01-02"),
            row(event="ST-1", date="2019-01-03"),
            row(date="2019-01-05"),
        ],
        policy,
    )
    result = in_engine(engine, rows, [policy])
    assert found(result) == [(2, 1, [4], [3], 100)]
    assert left(result) == [([1, 2], ("event",), "which event it belongs to is not known")]


def test_the_row_that_passes_a_sum_counts_in_part(engine: Engine) -> None:
    policy = limited("maksimal Rp150 per satker")
    rows = judged([row(date="2019-01-02"), row(date="2019-01-01"), row()], policy)
    assert found(in_engine(engine, rows, [policy])) == [(300, 150, [1, 3], [2], 150)]


def test_sums_beyond_eight_bytes_are_exact(engine: Engine) -> None:
    policy = limited("maksimal Rp1 per satker")
    rows = judged([row(amount=10**15)] * 3, policy)
    assert found(in_engine(engine, rows, [policy])) == [
        (3 * 10**15, 1, [1, 2, 3], [], 3 * 10**15 - 1)
    ]


def test_a_share_that_is_not_reached(engine: Engine) -> None:
    policy = limited("minimal 60% dari pagu per satker per tahun")
    rows = judged([row(date="2019-05-01")], policy)
    ceilings = Ceilings((Ceiling("dinas", 1001), Ceiling("Lain", 100)))
    result = in_engine(engine, rows, [policy], ceilings)
    assert [(e.used, e.limit, e.short) for e in result.findings] == [(100, 601, 501), (0, 60, 60)]
    assert result == limits_over(rows, [policy], ceilings)


def test_a_row_without_its_fund_has_no_ceiling_of_a_fund(engine: Engine) -> None:
    policy = limited("maksimal 30% dari pagu per satker per dana")
    rows = judged([row(), row(fund="bok_provinsi")], policy)
    ceilings = Ceilings((Ceiling("Dinas", 100, "bok_provinsi"),))
    result = in_engine(engine, rows, [policy], ceilings)
    assert found(result) == [(100, 30, [2], [], 70)]
    assert left(result) == [([1], ("fund",), "in which group it counts is not known")]
    assert result == limits_over(rows, [policy], ceilings)


def test_units_without_a_ceiling_are_named(engine: Engine) -> None:
    policy = limited("maksimal 30% dari pagu per tahun")
    rows = judged([row(date="2019-05-01"), row(office="Lain", date="2019-05-01")], policy)
    ceilings = Ceilings((Ceiling("Dinas", 100),))
    result = in_engine(engine, rows, [policy], ceilings)
    assert left(result) == [([1, 2], ("ceiling",), "no ceiling is given for: Lain")]


def test_without_limits_nothing_is_asked(engine: Engine) -> None:
    policy = policy_of("")
    assert in_engine(engine, judged([row()], policy), [policy]) == limits_over((), [policy])


def test_a_second_ledger_is_asked_what_the_first_was(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = limited("maksimal 1 kali per satker")
    first = judged([row(event="ST-1")], policy)
    assert found(in_engine(engine, first, [policy])) == []

    def no_more(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr("bokrules.evaluation.limits_in_sql.over.plan_limit", no_more)
    monkeypatch.setattr("bokrules.evaluation.limits_in_sql.over.Preparation.of", no_more)
    monkeypatch.setattr("bokrules.evaluation.limits_in_sql.over.Printed", no_more)
    second = judged([row(event="ST-1"), row(event="ST-2", date="2019-02-01")], policy)
    assert found(in_engine(engine, second, [policy])) == [(2, 1, [1], [2], 100)]


def test_ledgers_worked_out_at_once_are_kept_apart(engine: Engine) -> None:
    """Alone each of the first two is within the limit; the third is not, the fourth has no row."""
    policy = limited("maksimal Rp150 per satker")
    ledgers = [[row()], [row()], [row(), row(office="DINAS")], []]
    results = agree_at_once(engine, [Case([policy], each) for each in ledgers])
    assert [found(each) for each in results] == [[], [], [(200, 150, [2], [1], 50)], []]


def test_nothing_is_left_in_the_engine() -> None:
    policy = limited("minimal 2 orang per satker per bulan")
    with duckdb.connect() as connection:
        in_engine(DuckDb(connection), judged([row(date="2019-05-01")], policy), [policy])
        tables = [name for (name,) in connection.execute("SHOW TABLES").fetchall()]
    assert tables == ["ledger"]
