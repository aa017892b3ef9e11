from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from bokrules.cli.main import main
from tests.cli.conftest import Runner

TRANSPORT = '{"expense_type": "transpor_petugas", "amount": 50000, %s}'
ALL_GIVEN = '"documents": ["kuitansi", "surat_tugas"]'


@pytest.mark.parametrize(
    ("expense", "code", "outcome"),
    [
        (TRANSPORT % ALL_GIVEN, 0, "allowed"),
        (TRANSPORT % '"documents": []', 0, "conditional"),
        ('{"expense_type": "gaji", "amount": 500000}', 1, "forbidden"),
        ('{"expense_type": "gaji"}', 1, "forbidden"),
        ('{"expense_type": "penginapan", "amount": 500000}', 1, "unlisted"),
        ('{"expense_type": "konsumsi", "amount": 1}', 3, "undetermined"),
        ("{}", 3, "undetermined"),
        # The tax is short by a known sum: questioned, though payable.
        (
            '{"expense_type": "transpor_petugas", "amount": 2000000, "taxes": {"ppn": 1}}',
            1,
            "conditional",
        ),
        # Forbidden or unlisted, whatever the text says of it: all of it is questioned.
        ('{"expense_type": "belanja_modal", "amount": 1}', 1, "undetermined"),
    ],
)
def test_the_exit_code_tells_the_outcome(
    run: Runner, edition: Path, expense: str, code: int, outcome: str
) -> None:
    done = run("validate", "--year", edition, expense, "--format", "json")
    assert (done.code, json.loads(done.out)["outcome"]) == (code, outcome)
    assert done.err == ""


def test_json_is_the_verdict_and_nothing_else(run: Runner, edition: Path) -> None:
    expense = '{"expense_type": "gaji", "amount": 5}'
    done = run("validate", "--year", edition, expense, "--format=json")
    verdict = json.loads(done.out)
    assert verdict["basis"] == [
        {
            "rule": "gaji_honor",
            "effect": "forbid",
            "label": "Salary/fee",
            "citation": "Kepmenkes 1/2010 B.1, p. 3",
            "page": 3,
        }
    ]
    assert verdict["questioned_amount"] == 5
    assert "trace" not in verdict


def test_a_trace_only_when_asked_for(run: Runner, edition: Path) -> None:
    given = ("validate", "--year", edition, '{"belanja": "gaji"}', "--trace")
    assert "gaji_honor (forbids): true" in run(*given).out
    assert json.loads(run(*given, "--format", "json").out)["trace"][0]["rule"]


@pytest.mark.parametrize("dash", [["-"], []])
def test_the_expense_is_read_from_standard_input(
    run: Runner, edition: Path, dash: list[str]
) -> None:
    given = '\ufeff{"belanja": "gaji", "uraian": "gaji bulan Mei – lunas"}'.encode()
    done = run("validate", "--year", edition, *dash, given=given)
    assert done.code == 1
    assert "gaji bulan Mei – lunas" in done.out


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("", "BOK506", "the text is empty"),
        ("{", "BOK506", "a name in double quotes is expected"),
        ('{"belanja": "gaji" "nilai": 5}', "BOK506", "line 1, column 20: a comma is expected"),
        ('{"belanja": }', "BOK506", "a value is expected"),
        ("[]", "BOK506", "an expense is a JSON object, not a list"),
        ("null", "BOK506", "not null"),
        ("5", "BOK506", "not a number"),
        ('"x"', "BOK506", "not a text"),
        ("true", "BOK506", "not true or false"),
        ('{"nilai": NaN}', "BOK506", "NaN is no number"),
        ('{"nilai": Infinity}', "BOK506", "Infinity is no number"),
        ('{"nilai": 1e99999999999999999999}', "BOK506", "a number that is too long"),
        ('{"nilai": ' + "9" * 5000 + "}", "BOK506", "a number that is too long"),
        ('{"bukti": ' + "[" * 100_000 + "]" * 100_000 + "}", "BOK506", "nested too deep"),
        ('{"uraian": "' + "x" * 1_000_001 + '"}', "BOK506", "longer than 1000000 characters"),
        ('{"nilai": 5e5}', "BOK503", "`nilai`: 5E+5 is not whole rupiah"),
        ('{"nilai": 500000.0}', "BOK503", "`nilai`: 500000.0 is not whole rupiah"),
        ('{"nilai": true}', "BOK503", "`nilai`: True is not whole rupiah"),
        ('{"nilai": -1}', "BOK503", "out of range"),
        ('{"nilai": ' + "9" * 4000 + "}", "BOK503", "is beyond any expense"),
        ('{"nilai": 1, "nilai": 2}', "BOK506", "`nilai` stands twice"),
        ('{"pajak": {"ppn": 1, "ppn": 2}}', "BOK506", "`ppn` stands twice"),
        ('{"nilai": 1, "amount": 1}', "BOK504", "`nilai` and `amount`"),
        ('{"amout": 1}', "BOK501", "there is no field `amout`"),
        ('{"belanja": "gajji"}', "BOK502", "there is no `gajji`"),
        ('{"bukti": ["kuitansii"]}', "BOK502", "there is no `kuitansii`"),
    ],
)
def test_a_faulty_expense_is_refused(
    run: Runner, edition: Path, text: str, code: str, words: str
) -> None:
    done = run("validate", "--year", edition, "-", "--format", "json", given=text.encode())
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"bokrules: {code}: ")
    assert words in " ".join(done.err.split())


def test_the_place_of_a_json_fault_is_shown(run: Runner, edition: Path) -> None:
    done = run("validate", "--year", edition, '{\n\t"belanja": "gaji"\n\t"nilai": 5\n}')
    assert done.err == (
        "bokrules: BOK506: this is not JSON: line 3, column 2: a comma is expected\n"
        '   3 |     "nilai": 5\n'
        "     |     ^\n"
        'help: write {"expense_type": "honor", "amount": 500000}\n'
    )


def test_suggestions(run: Runner, edition: Path) -> None:
    assert "`amount`" in run("validate", "--year", edition, '{"amout": 1}').err
    assert "`gaji`" in run("validate", "--year", edition, '{"belanja": "gajji"}').err


def test_not_utf8(run: Runner, edition: Path) -> None:
    done = run("validate", "--year", edition, given=b'{"uraian": "caf\xe9"}')
    assert (done.code, done.out) == (2, "")
    assert "not UTF-8 text, at byte 16" in done.err


@pytest.mark.parametrize("year", ["1999", "no/such/folder", "", "x" * 5000])
def test_unknown_edition(run: Runner, year: str) -> None:
    done = run("validate", "--year", year, "{}")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("bokrules: ")


def test_an_edition_with_errors_shows_all_of_them(run: Runner, tmp_path: Path) -> None:
    from tests.cli.conftest import write_edition

    rules = 'boleh a "A" untuk belanja gajji dasar A\nboleh b "B" untuk belanja gaji dasar Z\n'
    folder = write_edition(tmp_path, rules)
    done = run("validate", "--year", folder, "{}")
    assert (done.code, done.out) == (2, "")
    assert "aturan.bok:1:27: error BOK201" in done.err
    assert "   1 | " + rules.split("\n", maxsplit=1)[0] in done.err
    assert "error BOK402" in done.err


def test_a_person_is_told_what_is_awaited(
    edition: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Keyboard(io.TextIOWrapper):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Keyboard(io.BytesIO(b"{}")))
    assert main(["validate", "--year", str(edition)]) == 3
    assert capsys.readouterr().err == "reading the expense as JSON from standard input\n"


def test_endless_input_is_not_read_to_its_end(run: Runner, edition: Path) -> None:
    done = run("validate", "--year", edition, given=b"\xc3\xa9" * 3_000_000)
    assert done.code == 2
    assert "longer than 1000000 characters" in done.err


def test_a_day_in_the_place_of_the_year(run: Runner) -> None:
    expense = '{"expense_type": "masker", "amount": 1}'
    assert run("validate", "--year", "2020-04-01", expense).code == 0
    assert run("validate", "--year", "2020-03-26", expense).code == 3
    done = run("validate", "--year", "2018-03-26", expense)
    assert done.code == 2
    assert "no edition is in force on 2018-03-26" in done.err
