"""The command `new`, and how every report shows a draft."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Runner, write_amendment, write_edition

DRAFT = "DRAFT: this edition is not law; what it cites may be another year's regulation.\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with the edition of 2010 in ./policies."""
    write_edition(tmp_path / "policies")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_new_edition(run: Runner, here: Path) -> None:
    done = run("new", "2022", "--from", "policies/2010")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "policies/2022: draft for 2022, from edition 2010\n"
        "  - replace what is marked NOT YET REPLACED in edition.yaml\n"
        "  - change outline.yaml and the policy files to what the new decree says\n"
        "  - see that `bokrules lint policies/2022` and `bokrules test policies/2022`\n"
        "    find nothing\n"
        "  - remove `draft: true` when the decree is signed\n"
    )
    assert run("lint", here / "policies" / "2022").out == "errors: 0, warnings: 0\n"
    assert run("test", here / "policies" / "2022").code == 0


def test_its_words_are_indonesian_by_default(run: Runner, here: Path) -> None:
    done = run("--lang", "id", "new", "2022", "--from", "policies/2010", "--into", "rancangan")
    assert done.out.startswith("rancangan/2022: rancangan untuk 2022, dari edisi 2010\n")
    head = (here / "rancangan" / "2022" / "edition.yaml").read_text(encoding="utf-8")
    assert "# BELUM DIGANTI: seperti dalam edisi 2010\nregulation:" in head


def test_amendments_are_named_on_standard_error(run: Runner, here: Path) -> None:
    write_amendment(here / "policies" / "2010")
    done = run("new", "2022", "--from", "policies/2010")
    assert done.err == "not copied, as they amend edition 2010 within its year: perubahan\n"


def test_refusals(run: Runner, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("new", "2022").code == 2
    for given in (("22", "policies/2010"), ("2010", "policies/2010"), ("2022", "1999")):
        assert run("new", given[0], "--from", given[1]).code == 2
    (here / "elsewhere").mkdir()
    monkeypatch.chdir(here / "elsewhere")
    done = run("new", "2022", "--from", "../policies/2010")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "bokrules: BOK611: there is no folder policies here to write the edition into\n"
        "help: make one, or name another with --into\n"
    )
    assert list((here / "elsewhere").iterdir()) == []


# ---- how a draft shows ----


@pytest.fixture
def draft(run: Runner, here: Path) -> Path:
    run("new", "2022", "--from", "policies/2010")
    return here / "policies" / "2022"


def test_a_draft_shows_in_every_report(run: Runner, draft: Path, here: Path) -> None:
    ledger = here / "kas.csv"
    ledger.write_text("belanja,nilai\ngaji,1000\n", encoding="utf-8")
    reports = (
        run("validate", "--year", draft, '{"belanja": "gaji"}').out,
        run("check", ledger, "--year", draft).out,
        run("show", draft).out,
        run("test", draft).out,
    )
    assert [each.count(DRAFT) for each in reports] == [1, 1, 1, 1]
    assert DRAFT not in run("show", here / "policies" / "2010").out


def test_a_draft_shows_in_json_and_only_a_draft(run: Runner, draft: Path, here: Path) -> None:
    def edition(*arguments: object) -> Any:
        document = json.loads(run(*map(str, arguments), "--format", "json").out)
        return document.get("editions", [document])[0]["edition"]

    ledger = here / "kas.csv"
    ledger.write_text("belanja,nilai\ngaji,1000\n", encoding="utf-8")
    for folder, expected in ((draft, True), (here / "policies" / "2010", None)):
        found = [
            edition("validate", "--year", folder, '{"belanja": "gaji"}'),
            edition("check", ledger, "--year", folder),
            edition("show", folder),
            edition("test", folder),
        ]
        assert [each.get("draft") for each in found] == [expected] * 4
