"""Limits worked out by an engine are those of the reference, on any ledger."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bokrules.evaluation.limits import Ceiling, Ceilings
from bokrules.evaluation.limits_in_sql import DuckDb
from tests.evaluation.limits_in_sql.cases import (
    BOUNDS,
    CEILINGS,
    FUNDS,
    GROUPS,
    MEASURES,
    PERIODS,
    SELECTED,
    UNITS,
    VALUES,
    YEARS,
    Case,
    Row,
    agree,
    agree_at_once,
    amended,
    kinds,
    shelves,
    with_limit,
)
from tests.properties import test_limits

limits = st.tuples(*map(st.sampled_from, (SELECTED, BOUNDS, MEASURES, GROUPS, PERIODS))).map(
    " ".join
)
ceilings = st.none() | st.lists(
    st.builds(Ceiling, *map(st.sampled_from, (UNITS, CEILINGS, FUNDS, YEARS))), max_size=5
).map(lambda each: Ceilings(tuple(each)))


@st.composite
def ledgers(draw: st.DrawFn) -> list[Row]:
    """Rows that may lack anything; in some ledgers all that they have is much alike."""
    kept = {name: values[: draw(st.integers(1, len(values)))] for name, values in VALUES.items()}
    often = {name: draw(st.sampled_from((4, 4, 4, 4, 3, 1, 0))) for name in VALUES}
    row = st.fixed_dictionaries(
        {name: st.sampled_from(kept[name]) for name in VALUES if often[name] == 4},
        optional={name: st.sampled_from(kept[name]) for name in VALUES if 0 < often[name] < 4},
    )
    return draw(st.lists(row, max_size=16))


@pytest.fixture(scope="module")
def engine() -> Iterator[DuckDb]:
    with duckdb.connect() as connection:
        connection.execute("SET threads = 1")
        yield DuckDb(connection)


@settings(max_examples=100)
@given(limits, ledgers(), ceilings, st.sampled_from((0, 0, 1)))
def test_limits_of_any_kind(
    engine: DuckDb, limit: str, rows: list[Row], given_ceilings: Ceilings | None, unread: int
) -> None:
    agree(engine, Case([with_limit(limit)], rows, given_ceilings, unread))


@settings(max_examples=20)
@given(limits, limits, ledgers(), ceilings)
def test_a_limit_that_changes_within_the_year(
    engine: DuckDb, limit: str, then: str, rows: list[Row], given_ceilings: Ceilings | None
) -> None:
    agree(engine, Case(amended(limit, then), rows, given_ceilings))


@settings(max_examples=20)
@given(test_limits.ledgers())
def test_the_ledgers_that_the_reference_is_tried_with(engine: DuckDb, rows: list[Row]) -> None:
    agree(engine, Case([test_limits.POLICY], rows))


@settings(max_examples=2)
@given(st.integers(0, 10**6))
def test_many_ledgers_of_each_limit(engine: DuckDb, seed: int) -> None:
    """3,200 ledgers of up to 40 rows: 20 for each of 160 limits, a fifth of them amended.

    Each kind of answer is there, so that agreeing says something.
    """
    shelves_drawn = shelves(seed, number=80, ledgers=20)
    seen = kinds(chain.from_iterable(agree_at_once(engine, each) for each in shelves_drawn))
    assert min(seen[each] for each in ("beyond", "open")) > 0, seen
