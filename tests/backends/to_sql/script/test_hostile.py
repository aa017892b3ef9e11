"""Names, labels and values made to break out of a script, and rows that no expense may be."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import duckdb
import pytest
import sqlglot
from sqlglot import exp

from bokrules.backends.to_sql.dialects import Dialect
from bokrules.editions import load_edition
from bokrules.reports.exports.sql_script import script_text
from bokrules.semantics.policy import Policy
from bokrules.semantics.vocabulary import Label
from tests.backends.to_sql.script.databases import DuckDB, answers, insert, install
from tests.helpers import compiled

EVIL = (
    "x'; DROP TABLE a; -- */ /* \\'; DROP TABLE b; \\\n\r\u2028 ` \" $$ \0 {x} %s ' || evil() || '"
)
DIALECTS: tuple[Dialect, ...] = ("duckdb", "postgres", "spark")
TEXT = """
tertutup belanja "Daftar" dasar A
boleh transpor "Transpor" untuk belanja transpor bila nilai di atas Rp100 dasar A.1
larang gaji "Gaji" untuk belanja gaji dasar A.2
wajib pajak_transpor "Pajak" untuk belanja transpor setor ppn = 10% * nilai dasar A.3
"""


def hostile() -> Policy:
    """A policy all of whose words for people are an attack."""
    policy = compiled(TEXT)
    label = Label(EVIL, EVIL)
    vocabulary = policy.vocabulary
    edition = replace(policy.edition, id=EVIL, regulation=EVIL, kind=EVIL, title=EVIL, sha256=EVIL)
    return replace(
        policy,
        edition=edition,
        outline={name: replace(each, document=EVIL) for name, each in policy.outline.items()},
        permissions=tuple(replace(each, label=label) for each in policy.permissions),
        prohibitions=tuple(replace(each, label=label) for each in policy.prohibitions),
        obligations=tuple(replace(each, label=label) for each in policy.obligations),
        vocabulary=replace(
            vocabulary,
            facts={name: replace(each, label=label) for name, each in vocabulary.facts.items()},
        ),
    )


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_label_is_a_text_and_nothing_else(dialect: Dialect) -> None:
    script = script_text([hostile()], dialect)
    kinds = {type(each) for each in sqlglot.parse(script, read=dialect) if each is not None}
    allowed = {exp.Drop, exp.Create, exp.Insert, exp.Comment, exp.Command, exp.Transaction}
    assert kinds <= allowed | {exp.Commit, exp.Set, exp.Analyze}
    dropped = re.findall(r"^DROP \w+ IF EXISTS .*$", script, re.MULTILINE)
    assert all(re.fullmatch(r'DROP \w+ IF EXISTS ["`]bok_2010_\w+["`];', each) for each in dropped)
    remarks = [line for line in script.splitlines() if line.startswith("--")]
    assert all("'" not in line and ";" not in line and "\\" not in line for line in remarks)


def test_a_hostile_script_runs_and_keeps_the_words() -> None:
    connection = duckdb.connect()
    connection.execute("CREATE TABLE a (x INT); CREATE TABLE b (x INT)")
    connection.execute(script_text([hostile()], "duckdb"))
    labels = connection.execute("SELECT DISTINCT label FROM bok_2010_rules WHERE part <> 'engine'")
    wanted = EVIL.replace("\0", "\N{REPLACEMENT CHARACTER}")
    assert wanted in [label for (label,) in labels.fetchall()]
    assert connection.execute("SELECT count(*) FROM a, b").fetchall() == [(0,)]


def test_a_script_may_run_again_and_leaves_the_expenses() -> None:
    connection = duckdb.connect()
    script = script_text(load_edition(2010).texts, "duckdb")
    connection.execute(script)
    connection.execute("INSERT INTO bok_2010_expenses (row_key, expense_type) VALUES (5, 'honor')")
    connection.execute(script)
    found = connection.execute("SELECT row_key, outcome FROM bok_2010_results").fetchall()
    assert found == [(5, "forbidden")]


LONG = "a" * 80


def test_names_that_a_database_would_confuse_are_told_apart() -> None:
    policy = compiled(
        f"{TEXT}\n"
        f'fakta {LONG}x alias {LONG}y : ya_tidak "F"\n'
        f'fakta {LONG}z alias {LONG}w : ya_tidak "F"\n'
        'fakta kunci alias row_key : ya_tidak "F"\n'
        'fakta besar alias Amount : ya_tidak "F"\n'
        f'larang satu "S" untuk belanja honor bila {LONG}x dasar A\n'
        'larang dua "S" untuk belanja honor bila kunci dan besar dasar A\n'
    )
    database = DuckDB()
    edition = install(database, [policy])
    names = [each.name for each in edition.inputs.columns]
    assert len({each.casefold() for each in names}) == len(names)
    assert max(map(len, names)) <= 63
    insert(database, edition, [{"belanja": "honor", f"{LONG}x": True, "besar": False}])
    [answer] = answers(database, edition)
    assert (answer.outcome, answer.basis) == ("forbidden", ["satu"])


WRONG = (
    ("amount", "-1"),
    ("amount", "1000000000000001"),
    ("expense_type", "'tidak_ada'"),
    ("expense_type", "''"),
    ("documents", "['kuitansi', NULL]"),
    ("documents", "['kuitansi', 'karcis']"),
    ("taxes_ppn", "-5"),
    ("persons", "-1"),
    ("quantity", "-0.5"),
    ("region", "'laut'"),
    ("fund", "'bok_provinsi'"),
    ("date", "DATE '10000-01-01'"),
)


@pytest.mark.parametrize(("column", "value"), WRONG)
def test_the_table_takes_no_wrong_value(column: str, value: str) -> None:
    database = DuckDB()
    edition = install(database, [compiled(TEXT)])
    with pytest.raises(duckdb.ConstraintException):
        database.run(
            f"INSERT INTO {edition.names.expenses} (row_key, {column}) VALUES (1, {value})"
        )


@pytest.mark.parametrize(("column", "value"), [*WRONG, ("amount", "0.5")])
def test_a_view_in_its_place_may_hold_wrong_values_but_they_get_no_outcome(
    column: str, value: str
) -> None:
    database = DuckDB()
    edition = install(database, [compiled(TEXT)])
    expenses = edition.names.expenses
    others = ", ".join(
        f'CAST(NULL AS {each.type.replace("ARRAY<TEXT>", "TEXT[]")}) AS "{each.name}"'
        for each in edition.inputs.columns
        if each.name != column
    )
    database.run(f"DROP TABLE {expenses}")
    database.run(f'CREATE VIEW {expenses} AS SELECT 1 AS row_key, {value} AS "{column}", {others}')
    [result] = rows(database, f"SELECT * FROM {edition.names.results}")
    assert result == (1, *[None] * (len(result) - 1))
    assert rows(database, f"SELECT * FROM {edition.names.invalid}") == [(1, column)]
    assert rows(database, f"SELECT * FROM {edition.names.obligations}") == []


def rows(database: DuckDB, sql: str) -> list[tuple[Any, ...]]:
    return database.run(sql)
