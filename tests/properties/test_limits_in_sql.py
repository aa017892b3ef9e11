"""Limits worked out by an engine are those of the reference, on any ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bokrules.evaluation.limits import Ceiling, Ceilings, limits_over
from bokrules.evaluation.limits_in_sql import DuckDb
from bokrules.semantics.policy import Policy
from tests.evaluation.limits.in_engine import in_engine, shown
from tests.evaluation.limits.ledgers import YEAR, judged, policy_of
from tests.properties import test_limits

Row = dict[str, object]

MEASURES = ("2 kali", "1 kali", "2 orang", "1 orang", "2 hari", "10 jam", "Rp500", "30% dari pagu")
GROUPS = (
    "",
    "per satker",
    "per satker per kejadian",
    "per penerima",
    "per dana",
    "per satker per dana",
    "per dana per satker per penerima",
    "per kejadian",
    "per kegiatan",
    "per wilayah per terpencil",
    "per nilai_kuitansi",
    "per uraian",
)
PERIODS = ("", "per tahun", "per semester", "per triwulan", "per bulan", "per hari")
SELECTED = (
    "untuk kegiatan rapat",
    "untuk kegiatan imunisasi untuk dana bok_provinsi",
    "untuk dana bok_provinsi",
    "untuk dana bok_puskesmas, bok_provinsi bila terpencil",
    "bila nilai_kuitansi lebih dari Rp200",
)
limits = st.builds(
    lambda bound, measure, selected, group, period: (
        f"{selected} {bound} {measure} {group} {period}"
    ),
    st.sampled_from(("maksimal", "maksimal", "minimal")),
    st.sampled_from(MEASURES),
    st.sampled_from(SELECTED),
    st.sampled_from(GROUPS),
    st.sampled_from(PERIODS),
)

DAYS = ("2019-01-03", "2019-01-04", "2019-01-05", "2019-01-07", "2019-02-01", "2019-07-01")
VALUES: dict[str, Sequence[object]] = {
    "activity": ("rapat", "rapat", "imunisasi", "promotif"),
    "fund": ("bok_provinsi", "bok_provinsi", "bok_puskesmas", "bok"),
    "date": (*DAYS, "2018-12-31", "2020-02-29"),
    "office": ("Dinas", "dinas ", "Straße", "STRASSE", "B"),
    "event": ("ST-1", "st-1", "ST-2", "ST-3"),
    "payee": ("Ani", "ANI", "Budi", "Σίσυφος", "ΣΊΣΥΦΟΣ"),
    "persons": (1, 1, 2, 3),
    "hours": (0, 3, 7, 10),
    "amount": (0, 1, 100, 400),
    "voucher_amount": (100, 400),
    "remote": (True, True, False),
    "region": ("desa", "kota"),
    "description": ("a", "A ", "b"),
}


@st.composite
def ledgers(draw: st.DrawFn) -> list[Row]:
    """Rows that may lack anything; in some ledgers all that they have is much alike."""
    kept = {name: draw(st.integers(1, len(values))) for name, values in VALUES.items()}
    often = {name: draw(st.sampled_from((4, 4, 4, 4, 3, 1, 0))) for name in VALUES}
    found = []
    for _ in range(draw(st.integers(0, 16))):
        row: Row = {}
        for name, values in VALUES.items():
            if draw(st.integers(0, 3)) < often[name]:
                row[name] = draw(st.sampled_from(values[: kept[name]]))
        found.append(row)
    return found


ceilings = st.one_of(
    st.none(),
    st.lists(
        st.builds(
            Ceiling,
            unit=st.sampled_from(("Dinas", "DINAS", "strasse", "B", "C")),
            amount=st.sampled_from((0, 1, 999, 1000, 10**15)),
            fund=st.sampled_from((None, None, "bok", "bok_provinsi", "bok_puskesmas")),
            year=st.sampled_from((None, None, 2019, 2018)),
        ),
        max_size=5,
    ).map(lambda each: Ceilings(tuple(each))),
)


@cache
def limited(limit: str) -> Policy:
    return policy_of(f'batas x "Batas" {limit} dasar A.1')


@cache
def amended(limit: str, then: str) -> tuple[Policy, Policy]:
    """An edition, and from April a text with another limit."""
    later = replace(YEAR, id="2019-2", first_day=date(2019, 4, 1))
    return limited(limit), replace(limited(then), edition=later)


@pytest.fixture(scope="module")
def duckdb_engine() -> Iterator[DuckDb]:
    with duckdb.connect() as connection:
        connection.execute("SET threads = 1")
        yield DuckDb(connection)


def agree(
    engine: DuckDb,
    rows: Sequence[Row],
    texts: Sequence[Policy],
    given: Ceilings | None = None,
    unread: int = 0,
) -> None:
    read = judged(rows, *texts)
    expected = limits_over(read, texts, given, unread=unread)
    found = in_engine(engine, read, texts, given, unread=unread)
    assert shown(found) == shown(expected)
    assert found == expected


@given(st.data())
def test_limits_of_any_kind(duckdb_engine: DuckDb, data: st.DataObject) -> None:
    texts = [limited(data.draw(limits))]
    agree(
        duckdb_engine,
        data.draw(ledgers()),
        texts,
        data.draw(ceilings),
        data.draw(st.sampled_from((0, 0, 1))),
    )


@given(limits, limits, ledgers(), ceilings)
def test_a_limit_that_changes_within_the_year(
    duckdb_engine: DuckDb, limit: str, then: str, rows: list[Row], given: Ceilings | None
) -> None:
    agree(duckdb_engine, rows, amended(limit, then), given)


@given(test_limits.ledgers())
def test_the_ledgers_that_the_reference_is_tried_with(
    duckdb_engine: DuckDb, rows: list[Row]
) -> None:
    agree(duckdb_engine, rows, [test_limits.POLICY])
