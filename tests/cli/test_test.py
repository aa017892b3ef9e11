"""The command `test`, and its report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bokrules import validate
from tests.cli.conftest import EXAMPLES, RULES, Runner, write_edition

WRONG = 'contoh "salah" diberi belanja = gaji maka diizinkan karena ppn perlu kegiatan\n'


def test_all_pass(run: Runner, edition: Path) -> None:
    done = run("test", edition)
    assert done.code == 0
    assert done.out == (
        "Edition 2010: Kepmenkes 1/2010\n"
        "Rules that the examples do not decide both ways: 3 of 6\n"
        "  - konsumsi (allows): no example tries it\n"
        "  - bukti_transpor (requires): no example tries it\n"
        "  - ppn (requires): no example tries it\n"
        "examples: 2, passed: 2, failed: 0, different ways of deciding: 2\n"
    )


def test_one_fails(run: Runner, tmp_path: Path) -> None:
    folder = write_edition(tmp_path, examples=EXAMPLES + WRONG)
    done = run("test", folder)
    assert done.code == 1
    assert 'contoh.bok:4: failed: "salah" ' in " ".join(done.out.split())
    assert "  expected allowed, decided forbidden\n" in done.out
    assert "  decided: forbidden; by: gaji_honor; needs: nothing\n" in done.out


def test_json(run: Runner, tmp_path: Path) -> None:
    folder = write_edition(tmp_path, examples=EXAMPLES + WRONG)
    done = run("test", tmp_path, "--format", "json")
    (edition,) = json.loads(done.out)["editions"]
    assert done.code == 1
    assert (edition["examples"], edition["passed"], edition["distinct"]) == (3, 2, 2)
    (failure,) = edition["failures"]
    assert failure["line"] == 4
    assert failure["file"].endswith(f"{folder.name}/contoh.bok")
    assert failure["outcome"] == "forbidden"
    assert {"rule": "gaji_honor", "effect": "forbid", "holds": True, "fails": True} in (
        edition["rules"]
    )


def test_an_edition_with_errors(run: Runner, tmp_path: Path) -> None:
    folder = write_edition(tmp_path, 'boleh a "A" untuk belanja gajji dasar A\n')
    done = run("test", folder)
    assert (done.code, done.out) == (2, "")
    assert "error BOK201" in done.err


def test_no_edition(run: Runner, tmp_path: Path) -> None:
    assert run("test", tmp_path).code == 2
    assert run("test", tmp_path / "none").code == 2
    assert run("test", "1999").code == 2


def test_the_shipped_examples_pass(run: Runner) -> None:
    assert run("test", "2010").code == 0


CLAIMS = """
klaim "gaji selalu dilarang" bila belanja = gaji maka selalu dilarang dasar B.1
klaim "konsumsi tidak pernah boleh" bila belanja = konsumsi maka tidak pernah diizinkan dasar A.2
"""


def test_a_refuted_claim_shows_a_witness(run: Runner, tmp_path: Path) -> None:
    folder = write_edition(tmp_path, examples=EXAMPLES + CLAIMS)
    done = run("test", folder)
    assert done.code == 1
    shown = " ".join(done.out.split())
    assert (
        'contoh.bok:6: refuted: "konsumsi tidak pernah boleh" for example: '
        "expense_type = Konsumsi (konsumsi), amount = Rp0, date = 2010-01-01, documents ="
    ) in shown
    assert "decided: allowed; by: konsumsi" in shown
    assert shown.endswith("claims: 2, proved: 1, refuted: 1, not analysed: 0")
    [edition] = json.loads(run("test", folder, "--format", "json").out)["editions"]
    assert [(each["claim"], each["state"]) for each in edition["claims"]] == [
        ("gaji selalu dilarang", "proved"),
        ("konsumsi tidak pernah boleh", "refuted"),
    ]
    refuted = edition["claims"][1]
    assert (refuted["outcome"], refuted["basis"]) == ("allowed", ["konsumsi"])
    assert refuted["witness"]["remote"] is True
    assert refuted["witness"]["documents"] == ["faktur", "kuitansi", "surat_tugas"]
    assert refuted["witness"]["date"] == "2010-01-01"
    witnessed = validate(refuted["witness"], folder)
    assert witnessed.outcome.value == "allowed"
    assert edition["claims"][0]["witness"] is None


def test_a_claim_that_is_not_analysed_is_no_pass(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bokrules.backends.to_smt.is_available", lambda: False)
    rules = RULES + 'larang lebih "L" bila nilai lebih dari 2 * nilai_kuitansi dasar B.1\n'
    done = run("test", write_edition(tmp_path, rules=rules, examples=EXAMPLES + CLAIMS))
    assert done.code == 3
    assert "contoh.bok:5: not analysed:" in " ".join(done.out.split())
    assert done.out.endswith("claims: 2, proved: 0, refuted: 0, not analysed: 2\n")
