"""`bokrules export`: the script, the rules as JSON, the schema of an expense."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from bokrules.cli.main import main


def test_a_script_runs_as_it_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "2010", "--to", "sql", "--dialect", "duckdb", "--lang", "en"]) == 0
    script = capsys.readouterr().out
    assert "-- One row per expense and obligation that applies or may" in script.replace(",", "")
    connection = duckdb.connect()
    connection.execute(script)
    connection.execute(
        "INSERT INTO bok_2010_expenses (row_key, expense_type, activity, amount)"
        " VALUES (1, 'honor', 'imunisasi', 500000)"
    )
    found = connection.execute(
        "SELECT outcome, basis, possible, questioned_amount FROM bok_2010_results"
    ).fetchall()
    assert found == [("forbidden", ["honor"], ["forbidden"], 500_000)]
    rule = "SELECT label, citation, page FROM bok_2010_rules WHERE name = 'honor'"
    assert connection.execute(rule).fetchall() == [
        ("Gaji/honor", "Kepmenkes 494/Menkes/SK/IV/2010 III.B.3.larangan.e, p. 11", 11)
    ]


def test_postgres_is_the_dialect_if_none_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "2010", "--to", "sql"]) == 0
    assert "SET standard_conforming_strings = on;" in capsys.readouterr().out


def test_a_file_is_written_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "bok.sql"
    arguments = ["export", "2020", "--to", "sql", "--dialect", "spark"]
    assert main([*arguments, "--out", str(target)]) == 0
    assert capsys.readouterr().out == ""
    assert main(arguments) == 0
    assert target.read_text(encoding="utf-8") == capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--to", "json", "--dialect", "spark"], "`--dialect` is of SQL alone, not of json"),
        (["--to", "sql", "--out", "x.json"], "x.json: a report of this kind cannot be written"),
        (["--to", "sql", "--out", "none/x.sql"], "it is a folder, or lies in none"),
    ],
)
def test_what_cannot_be(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--lang", "en", "export", "2010", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_the_rules_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "2010", "--to", "json"]) == 0
    [text] = json.loads(capsys.readouterr().out)["texts"]
    [tax] = [each for each in text["rules"] if each["name"] == "pajak_pembelian"]
    assert tax["kind"] == "require"
    assert tax["when"] == {
        "op": "compare",
        "how": ">",
        "left": {"op": "field", "field": "voucher_amount"},
        "right": {"op": "constant", "type": "number", "value": "1000000"},
    }
    [asked] = tax["requires"]
    assert asked["taxes"][1]["tax"] == "pph22"
    assert asked["taxes"][1]["due"]["factors"][0]["of"]["value"] == "3/200"
    kinds = {each["kind"] for each in text["rules"]}
    assert kinds == {"close", "allow", "forbid", "require", "duty", "gap"}
    fields = {each["name"]: each for each in text["vocabulary"]["fields"]}
    assert fields["voucher_amount"]["taken_from"] == "amount"


@pytest.mark.parametrize("year", ["2015", "2019", "2020", "2021"])
def test_every_edition_has_its_json(year: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", year, "--to", "json"]) == 0
    texts = json.loads(capsys.readouterr().out)["texts"]
    assert [each["edition"]["year"] for each in texts] == [int(year)] * len(texts)


def test_the_schema_of_an_expense(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "2010", "--to", "json-schema", "--lang", "en"]) == 0
    schema = json.loads(capsys.readouterr().out)
    properties = schema["properties"]
    assert properties["amount"] == {
        "title": "Amount",
        "anyOf": [{"type": "integer", "minimum": 0, "maximum": 10**15}, {"type": "null"}],
    }
    assert properties["nilai"] == {"$ref": "#/properties/amount"}
    assert {"not": {"required": ["amount", "nilai"]}} in schema["allOf"]
    assert properties["fund"]["anyOf"][0] == {"enum": ["bok", "bok_puskesmas"]}
    assert "id" in properties
    assert schema["additionalProperties"] is False
