"""The views of limits say of any ledger what the reference says."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
import sqlglot
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlglot import exp

from bokrules.backends.to_sql.dialects import Dialect
from bokrules.backends.to_sql.script.text_keys import keys_query
from bokrules.editions import load_edition
from bokrules.evaluation.limits import Ceiling, Ceilings, LimitsResult
from bokrules.evaluation.limits.lines import text_key
from bokrules.reports.exports.sql_script import script_text
from bokrules.semantics.limits import Limit
from bokrules.semantics.policy import Policy
from bokrules.semantics.vocabulary import Label
from tests.backends.to_sql.script.databases import DuckDB
from tests.backends.to_sql.script.ledgers import Views, acceptable
from tests.backends.to_sql.script.test_hostile import DIALECTS, EVIL
from tests.evaluation.limits.ledgers import YEAR, found, judged, left, limited, policy_of, row
from tests.evaluation.limits_in_sql.cases import Case, cases
from tests.helpers import compiled
from tests.properties.test_limits_in_sql import ledgers, limits


def checked(given: Iterable[Case]) -> Counter[str]:
    """How often each kind of answer was there, so that agreeing says something."""
    seen = Counter[str]()
    views: Views | None = None
    for case in given:
        if views is None or views.policies is not case.texts:
            views = Views(quick(), case.texts)
        rows = judged(case.rows, *case.texts)
        result = views.check(rows, acceptable(case.ceilings), case.unread)
        seen["ledgers"] += 1
        seen["beyond"] += any(each.rows for each in result.findings)
        seen["short"] += any(each.short is not None for each in result.findings)
        seen["open"] += bool(result.not_decided)
    return seen


def quick() -> DuckDB:
    database = DuckDB()
    database.run("SET threads = 1")
    return database


def test_ledgers_drawn_once_for_all() -> None:
    seen = checked(cases(7, 30))
    assert seen["ledgers"] == 30
    assert min(seen[each] for each in ("beyond", "short", "open")) > 0, seen


@settings(max_examples=3)
@given(st.integers(0, 10**6))
def test_ledgers_at_random(seed: int) -> None:
    checked(cases(seed, 5))


@settings(max_examples=8)
@given(st.lists(limits, min_size=2, max_size=3), ledgers())
def test_several_limits_of_any_kind(several: list[str], rows: list[dict[str, object]]) -> None:
    """Each in the words of its own group, in one view."""
    declared = [f'batas b{n} "B" {limit} dasar A.1' for n, limit in enumerate(several)]
    policy = policy_of("\n".join(declared))
    Views(quick(), [policy]).check(judged(rows, policy))


# ---- by hand ----


def over(policy: Policy, rows: Iterable[dict[str, object]], *ceilings: Ceiling) -> LimitsResult:
    given = Ceilings(ceilings) if ceilings else None
    return Views(quick(), [policy]).check(judged(rows, policy), given)


def test_a_third_journey_names_the_two_before() -> None:
    policy = limited("maksimal 2 kali per satker per tahun")
    rows = [
        row(event="ST-3", date="2019-03-01", amount=300),
        row(event="ST-1", date="2019-01-01", office="DINAS "),
        row(event="ST-2", date="2019-02-01"),
        row(event="st-3", date="2019-03-02", amount=5),
    ]
    assert found(over(policy, rows)) == [(3, 2, [1, 4], [2, 3], 305)]


def test_a_row_without_its_unit_leaves_the_limit_open_for_it() -> None:
    policy = limited("maksimal 1 kali per satker per tahun")
    rows = [row(date="2019-01-01"), row(date="2019-05-01", office=None)]
    result = over(policy, rows)
    assert result.findings == ()
    assert left(result) == [([2], ("office",), "in which group it counts is not known")]


def test_an_edition_that_knows_no_events() -> None:
    policy = compiled('batas x "X" maksimal 1 kali dasar A', edition=YEAR)
    assert "kejadian" not in policy.vocabulary.facts
    rows = [row(date="2019-01-01", fund="bok"), row(date="2019-03-01", fund="bok")]
    assert found(over(policy, rows)) == [(2, 1, [2], [1], 100)]


def test_rows_beyond_of_which_one_has_no_amount() -> None:
    policy = limited("maksimal 1 kali per satker")
    views = Views(quick(), [policy])
    days = ("2019-01-01", "2019-03-01", "2019-03-02")
    rows = [row(date=day, amount=amount) for day, amount in zip(days, (1, 70, None), strict=True)]
    views.check(judged(rows, policy))
    wanted = "SELECT excess, known_excess, remarks, rows_beyond FROM bok_limits"
    assert views.database.run(wanted) == [(None, 70, ["lacking", "derived"], [2, 3])]


def test_a_share_of_a_ceiling() -> None:
    policy = limited("minimal 60% dari pagu per satker per tahun")
    rows = [row(date="2019-05-01", amount=600)]
    result = over(policy, rows, Ceiling("DINAS", 1001), Ceiling("Lain", 100))
    assert [(each.used, each.limit, each.short) for each in result.findings] == [
        (600, 601, 1),
        (0, 60, 60),
    ]


def test_a_shipped_edition() -> None:
    """Of a province's journeys to the centre two a year are paid; the third cost Rp900."""
    policy = load_edition(2019).texts[0]
    views = Views(quick(), [policy])
    trip = {"unit": "Dinas", "fund": "bok_provinsi", "activity": "konsultasi_ke_pusat"}
    days = (("2019-02-01", 100), ("2019-03-01", 200), ("2019-04-01", 900))
    rows = judged([{**trip, "date": day, "amount": amount} for day, amount in days], policy)
    views.check(rows)
    wanted = "SELECT name, citation, group_unit, period, limit_value, used, excess, event_date"
    [finding] = views.database.run(f"{wanted}, rows_beyond, finding_code FROM bok_limits")
    name, _, *others, day, beyond, code = finding
    assert name == "konsultasi_pusat_provinsi"
    assert others == ["Dinas", "2019", 2, 3, 900]
    assert (day.isoformat(), beyond, code) == ("2019-04-01", [3], "1.01.09")


# ---- what cannot be decided ----


def open_rows(views: Views) -> list[tuple[Any, ...]]:
    return views.database.run("SELECT why, row_keys, missing FROM bok_open_limits")


@pytest.mark.parametrize(
    "units",
    [
        ["'Dinas', 100, NULL, NULL", "' DINAS', 50, NULL, NULL"],
        ["'Dinas', 100, 'bok', NULL", "'Dinas', 50, 'bok_provinsi', NULL"],
        ["chr(9), 100, NULL, NULL"],
        ["'Dinas', 100, NULL, NULL", "'Dinas', 50, NULL, 2019"],
        ["'Dinas', 100, NULL, NULL", "'Dinas', 50, 'bok', NULL"],
        ["'Dinas', 100, 'bok', NULL", "'Dinas', 50, 'bok', 2019"],
    ],
)
@pytest.mark.parametrize("bound", ["minimal", "maksimal"])
def test_with_a_ceiling_that_is_not_valid_no_share_is_decided(bound: str, units: list[str]) -> None:
    policy = limited(f"{bound} 60% dari pagu per satker per tahun")
    views = Views(quick(), [policy])
    views.check(judged([row(date="2019-05-01")], policy))
    for values in units:
        views.database.run(f"INSERT INTO bok_units VALUES ({values})")
    assert views.database.run("SELECT * FROM bok_limits") == []
    keys = [1] if bound == "maksimal" else []
    assert open_rows(views) == [("invalid_units", keys, ["ceiling"])]
    assert len(views.database.run('SELECT "column" FROM bok_invalid_units')) == len(units)


@pytest.mark.parametrize(
    "values",
    [
        "'', 1, NULL, NULL",
        "NULL, 1, NULL, NULL",
        "'A', -1, NULL, NULL",
        "'A', NULL, NULL, NULL",
        "'A', 1000000000000001, NULL, NULL",
        "'A', 1, 'dana_lain', NULL",
        "'A', 1, NULL, 19",
    ],
)
def test_the_table_takes_no_ceiling_that_is_none(values: str) -> None:
    views = Views(quick(), [limited("minimal 60% dari pagu per satker")])
    with pytest.raises(Exception, match=r"[Cc]onstraint"):
        views.database.run(f"INSERT INTO bok_units VALUES ({values})")


def test_a_view_of_ceilings_in_its_place_tells_which_are_none() -> None:
    views = Views(quick(), [limited("minimal 60% dari pagu per satker")])
    views.database.run("DROP TABLE bok_units")
    views.database.run(
        "CREATE VIEW bok_units AS SELECT * FROM (VALUES ('A', 1, NULL, 2019),"
        " (NULL, 1, NULL, 2019), ('B', NULL, NULL, NULL), ('C', 0.5, NULL, NULL),"
        " ('D', 1, 'x', NULL), ('E', 1, NULL, 19)) AS v(unit, ceiling, fund, year)"
    )
    found = views.database.run('SELECT unit, "column" FROM bok_invalid_units ORDER BY 1')
    assert found == [
        ("B", "ceiling"),
        ("C", "ceiling"),
        ("D", "fund"),
        ("E", "year"),
        (None, "unit"),
    ]
    assert [why for why, _, _ in open_rows(views)] == ["invalid_units"]


def test_rows_of_one_key_leave_all_open() -> None:
    policy = limited("maksimal Rp150 per satker")
    views = Views(quick(), [policy])
    views.check(judged([row(), row()], policy))
    views.database.run(f"INSERT INTO {views.table} SELECT * FROM {views.table} WHERE row_key = 1")
    assert views.database.run("SELECT * FROM bok_limits") == []
    assert open_rows(views) == [("row_keys", [1, 1, 2], [])]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_what_is_not_said_in_sql_says_so(dialect: Dialect) -> None:
    policy = policy_of(
        'batas x "X" maksimal 2 kali per volume dasar A.1\nbatas y "Y" maksimal Rp1 dasar A.1'
    )
    remarks = [e for e in script_text([policy], dialect).splitlines() if e.startswith("--")]
    assert [each.split() for each in remarks if "SQL" in each] == [
        ["--", "Not", "worked", "out", "in", "SQL:", "x"]
    ]
    views = Views(quick(), [policy])
    names = "SELECT name, why FROM bok_open_limits"
    assert views.database.run(names) == [("x", "not_in_sql")]


def test_a_fact_named_as_a_column_of_the_views() -> None:
    policy = policy_of('fakta row_key alias key : ya_tidak "K"\nbatas y "Y" maksimal Rp1 dasar A.1')
    views = Views(quick(), [policy])
    assert views.database.run("SELECT name, why FROM bok_open_limits") == [("y", "not_in_sql")]
    assert views.database.run("SELECT * FROM bok_limits") == []


# ---- the script ----


def test_an_edition_without_limits_has_no_such_views() -> None:
    script = script_text(load_edition(2010).texts, "duckdb")
    made = [line for line in script.splitlines() if line.startswith("CREATE")]
    assert not any("units" in line or "limits" in line[:60] for line in made)


def test_a_script_may_run_again_and_leaves_the_ceilings() -> None:
    database = DuckDB()
    script = script_text(load_edition(2021).texts, "duckdb")
    database.connection.execute(script)
    database.run("INSERT INTO bok_2021_units (unit, ceiling) VALUES ('A', 100)")
    database.connection.execute(script)
    assert database.run("SELECT * FROM bok_2021_units") == [("A", 100, None, None)]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_words_of_a_limit_are_texts_and_nothing_else(dialect: Dialect) -> None:
    policy = evil_limit()
    script = script_text([policy], dialect)
    kinds = {type(each) for each in sqlglot.parse(script, read=dialect) if each is not None}
    allowed = {exp.Drop, exp.Create, exp.Insert, exp.Comment, exp.Command, exp.Transaction}
    assert kinds <= allowed | {exp.Commit, exp.Set, exp.Analyze}


def test_words_of_a_limit_stay_as_they_are() -> None:
    views = Views(quick(), [evil_limit()])
    views.check(judged([row(office=EVIL.replace("\0", ""))], views.policies[0]))
    [(label, code)] = views.database.run("SELECT label, finding_code FROM bok_limits")
    assert label == code == EVIL.replace("\0", "\N{REPLACEMENT CHARACTER}")


def evil_limit() -> Policy:
    policy = limited("maksimal Rp1 per satker")
    [limit] = policy.limits
    assert isinstance(limit, Limit)
    return replace(policy, limits=(replace(limit, label=Label(EVIL, EVIL), finding=EVIL),))


def test_every_character_is_folded_as_the_reference_does() -> None:
    points = [n for n in range(1, sys.maxunicode + 1) if not 0xD800 <= n <= 0xDFFF]
    characters = [chr(n) for n in points if n < 0x20000 or n % 0x1000 == 0]
    texts = [
        f"a{'|'.join(characters[start : start + 200])}Z" for start in range(0, len(characters), 200)
    ]
    texts += ["  Dinas  Kesehatan\u3000\x85", "STRASSE", "Straße", "ΣΊΣΥΦΟΣ", "İ", " \t\n"]
    with DuckDB().connection as connection:
        connection.execute("CREATE TABLE t AS SELECT unnest(?::TEXT[]) AS value", [texts])
        query = keys_query(exp.select("value").from_("t"), "duckdb").sql("duckdb")
        keys = dict(connection.execute(query).fetchall())
    assert keys == {each: text_key(each) for each in texts}
