"""The queries of limits: constants, names that a policy gives, and the words of each engine."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import duckdb
import pytest
import sqlglot
from sqlglot import exp

from bokrules.backends.to_sql.limits import RESULTS, NotInSql, Relations, plan_limit
from bokrules.backends.to_sql.limits.keys import Keys, period_text, text_key
from bokrules.backends.to_sql.limits.numbers import share_in_rupiah
from bokrules.backends.to_sql.limits.selected import in_force, needed_names
from bokrules.backends.to_sql.limits.statements import Dialect, Printed, with_steps
from bokrules.evaluation.limits.lines import key_of
from bokrules.evaluation.periods import period_of
from bokrules.semantics import operators
from bokrules.semantics.limits import PERIODS
from bokrules.semantics.policy import Policy
from tests.evaluation.limits.ledgers import YEAR, limited, policy_of

DIALECTS: tuple[Dialect, ...] = ("duckdb", "spark", "postgres")
LIMITS = (
    "maksimal 2 kali per satker per bulan",
    "maksimal 2 orang per satker per kejadian",
    "maksimal 2 hari per satker per triwulan",
    "maksimal 10 jam per satker per hari",
    "maksimal Rp500 per satker per penerima",
    "maksimal 60% dari pagu per satker per dana per tahun",
    "minimal 60% dari pagu per satker per semester",
    "minimal 2 orang per kejadian",
)


def relations(*, ceilings: bool = True) -> Relations:
    table = exp.to_table('"rows"')
    return Relations(table, table, exp.to_table("pagu") if ceilings else None)


def value(of: exp.Expr, **columns: str) -> object:
    """What an expression is in DuckDB over one row `r`, whose columns are given as SQL."""
    given = ", ".join(f'{each} AS "{name}"' for name, each in columns.items())
    query = exp.select(of).sql(dialect="duckdb") + f" FROM (SELECT {given or '1 AS x'}) AS r"
    with duckdb.connect() as connection:
        (row,) = connection.execute(query).fetchall()
    return row[0]


def sql_text(text: str) -> str:
    return exp.Literal.string(text).sql(dialect="duckdb")


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("limit", LIMITS)
def test_every_result_is_one_statement_in_each_engine(limit: str, dialect: Dialect) -> None:
    policy = limited(limit)
    plan = plan_limit(policy.limits[0], policy, relations())
    for result in RESULTS:
        (statement,) = sqlglot.parse(plan.statement(result, dialect), read=dialect)
        assert isinstance(statement, exp.Select)
        assert not list(statement.find_all(exp.Placeholder))


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("limit", LIMITS)
def test_steps_printed_apart_are_the_same_statement(limit: str, dialect: Dialect) -> None:
    policy = limited(limit)
    plan = plan_limit(policy.limits[0], policy, relations())
    printed = Printed(plan.steps, dialect)
    made = {"limit_counted", "limit_undecided"}
    for step in plan.steps:
        for tables in (made, ()):
            whole = with_steps(plan.steps, step.name, tables).sql(dialect=dialect)
            assert printed.statement(step.name, tables) == whole
    assert printed.behind(["limit_judged"]) == {"limit_whole", "limit_offices"} | {
        f"limit_{each}" for each in ("ceilings", "lines", "judged")
    }


def test_the_callers_tables_may_be_named_as_the_steps_are() -> None:
    policy = limited("maksimal 2 kali per satker")
    table = exp.to_table("lines")
    plan = plan_limit(policy.limits[0], policy, Relations(table, exp.to_table('"counted"')))
    read = {each.name for each in plan.query("findings").find_all(exp.Table)}
    assert {"lines", "counted"} <= {n for n in read if not n.startswith("limit_")} | {"lines"}


def test_what_no_column_is_grouped_by_is_refused() -> None:
    policy = limited("maksimal 2 kali per volume")
    with pytest.raises(NotInSql, match="volume"):
        plan_limit(policy.limits[0], policy, relations())


HOSTILE = 'x"; DROP TABLE t; --`'


@pytest.mark.parametrize("dialect", DIALECTS)
def test_names_stay_names(dialect: Dialect) -> None:
    """A name that the language would not allow still ends up quoted, and in one piece."""
    policy = limited("maksimal 2 kali per uraian")
    facts = dict(policy.vocabulary.facts)
    facts[HOSTILE] = replace(facts["uraian"], name=HOSTILE)
    hostile = replace(policy, vocabulary=replace(policy.vocabulary, facts=facts))
    limit = replace(policy.limits[0], name=HOSTILE, fields=(HOSTILE,))
    plan = plan_limit(limit, hostile, relations(), keys="lowered")
    for result in RESULTS:
        (statement,) = sqlglot.parse(plan.statement(result, dialect), read=dialect)
        assert statement is not None
        assert not list(statement.find_all(exp.Drop))
        if result == "findings":
            assert HOSTILE in {each.name for each in statement.find_all(exp.Column)}


@pytest.mark.parametrize("kind", PERIODS)
def test_periods_are_those_of_the_reference(kind: str) -> None:
    (period,) = (each for each in PERIODS if each == kind)
    for day in (date(2019, 1, 1), date(2019, 6, 30), date(2019, 7, 1), date(2020, 12, 31)):
        found = sqlglot.parse_one(period_text(period, "d", 2019), read="duckdb")
        assert value(found, d=f"DATE '{day}'") == period_of(day, period)


def test_a_row_without_a_day_is_in_the_editions_year_alone() -> None:
    for kind, expected in (("tahun", "2019"), ("bulan", None), (None, None)):
        (period,) = (each for each in (*PERIODS, None) if each == kind)
        found = sqlglot.parse_one(period_text(period, "d", 2019), read="duckdb")
        assert value(found, d="CAST(NULL AS DATE)") == expected


@pytest.mark.parametrize("is_most", [True, False])
@pytest.mark.parametrize("amount", [0, 1, 2, 99, 100, 10**15, 10**15 - 1])
@pytest.mark.parametrize(
    "share", [Fraction(1, 3), Fraction(3, 5), Fraction(1), Fraction(12345, 10000), Fraction(0)]
)
def test_shares_are_exact(share: Fraction, amount: int, is_most: bool) -> None:
    text = share_in_rupiah("a", share, is_most=is_most)
    found = value(sqlglot.parse_one(text, read="duckdb"), a=f"CAST({amount} AS BIGINT)")
    assert found == operators.share_in_rupiah(share, amount, is_most=is_most)


# ---- the key of a text ----


def lowered(text: str) -> object:
    return value(text_key("satker", "lowered"), satker=sql_text(text))


@pytest.mark.parametrize(
    "text", ["Dinas", " DINAS  kesehatan\t", "a\nb", "  ", "", "É", "ÉCOLE", "Ärzte"]
)
def test_most_keys_can_be_worked_out_by_the_engine(text: str) -> None:
    assert lowered(text) == key_of(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [("STRASSE", "straße"), ("ΣΊΣΥΦΟΣ", "Σίσυφος"), ("a b", "a\u00a0b"), ("ﬁ", "FI")],
)
def test_where_the_engine_holds_apart_what_is_one(one: str, other: str) -> None:
    """These are one text; keys that the engine works out tell them apart, as `Keys` says."""
    assert key_of(one) == key_of(other)
    assert lowered(one) != lowered(other)


@pytest.mark.parametrize("keys", ["columns", "lowered"])
def test_a_key_is_a_column_or_worked_out(keys: Keys) -> None:
    found = text_key("satker", keys).sql(dialect="duckdb")
    assert ('"satker_key"' in found) is (keys == "columns")


# ---- which rows a limit selects ----


def amended(first: Policy, then: Policy) -> tuple[Policy, Policy]:
    later = replace(YEAR, id="2019-2", first_day=date(2019, 4, 1))
    return first, replace(then, edition=later)


def test_a_limit_is_in_force_on_the_days_of_its_text() -> None:
    old, new = limited("maksimal 2 kali"), limited("maksimal 3 kali")
    texts = amended(old, new)
    days = {
        "DATE '2018-01-01'": (True, False),
        "DATE '2019-03-31'": (True, False),
        "DATE '2019-04-01'": (False, True),
        "CAST(NULL AS DATE)": (None, None),
    }
    for day, expected in days.items():
        limits = (old.limits[0], new.limits[0])
        assert tuple(value(in_force(each, texts), tanggal=day) for each in limits) == expected


def test_a_limit_of_every_text_is_always_in_force() -> None:
    policy = limited("maksimal 2 kali")
    texts = amended(policy, policy)
    assert value(in_force(policy.limits[0], texts), tanggal="CAST(NULL AS DATE)") is True


def test_what_leaves_open_whether_a_limit_applies() -> None:
    policy = policy_of(
        'batas x "X" untuk kegiatan imunisasi bila nilai_kuitansi lebih dari Rp5'
        " maksimal 2 kali dasar A.1"
    )
    names = needed_names(policy.limits[0], policy)

    def missing(activity: str, voucher: str, amount: str) -> object:
        return value(names, kegiatan=activity, nilai_kuitansi=voucher, nilai=amount)

    assert missing("NULL", "NULL", "NULL") in ("kegiatan,nilai,", "nilai,kegiatan,")
    assert missing("'promotif'", "7", "NULL") == "kegiatan,"
    assert missing("'imunisasi'", "NULL", "7") == ""
    assert missing("'rapat'", "NULL", "NULL") == "nilai,"
