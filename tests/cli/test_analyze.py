"""The command `analyze`: its report, its JSON, its exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Runner, write_amendment, write_edition

FAULTY = """
boleh transpor "Transpor" untuk belanja transpor dasar A.1
boleh kader "Transpor kader" untuk belanja transpor_kader dasar A.2
boleh gaji "Gaji" untuk belanja gaji dasar A.2
larang imbalan "Imbalan" untuk belanja imbalan dasar B.1
larang modal "Modal" untuk belanja belanja_modal, pemeliharaan kecuali cold_chain dasar B.1
boleh cold_chain "Cold chain" untuk belanja cold_chain dasar A.2
larang semua "Semua" untuk belanja cold_chain bila nilai paling sedikit Rp0 dasar B.1
larang mustahil "Mustahil" untuk belanja honor bila nilai < Rp1 dan nilai > Rp1 dasar B.1
wajib murah "Murah" untuk belanja transpor harus nilai paling banyak Rp100 dasar C
wajib mahal "Mahal" untuk belanja transpor_kader harus nilai di atas Rp100 dasar C
wajib buntu "Buntu" untuk belanja transpor bila nilai > Rp5 harus nilai < Rp5 dasar C
klaim "honor" bila belanja = honor maka selalu dilarang
klaim "transpor" bila belanja = transpor maka tidak pernah diizinkan bersyarat
"""
COMPARED = """
tertutup belanja "Daftar" dasar A
boleh transpor "Transpor" untuk belanja transpor dasar A.1, A.2
larang gaji "Gaji" untuk belanja gaji bila nilai > 2 * meterai dasar B.1, C
"""
EXAMPLE = 'contoh "gaji" diberi belanja = gaji maka dilarang\n'
CLEAN = """
tertutup belanja "Daftar" dasar A
boleh transpor "Transpor" untuk belanja transpor dasar A.1, A.2
larang gaji "Gaji" untuk belanja gaji dasar B.1, C
"""


def test_nothing_is_found(run: Runner, tmp_path: Path) -> None:
    done = run("--lang", "en", "analyze", write_edition(tmp_path, CLEAN, EXAMPLE))
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "Edition 2010: Kepmenkes 1/2010\n"
        "\n"
        "Summary\n"
        "conflicts: 0, groups of expenses without a rule: 0, rules that never decide: 0,"
        " exceptions without\n"
        "  effect: 0, obligations that cannot be met: 0, claims refuted: 0\n"
        "Proved for every complete expense: there is nothing else of these kinds.\n"
    )


def test_one_of_each_kind(run: Runner, tmp_path: Path) -> None:
    done = run("--lang", "en", "analyze", write_edition(tmp_path, FAULTY, EXAMPLE))
    assert (done.code, done.err) == (1, "")
    words = " ".join(done.out.split())
    for line in (
        "- `larang imbalan` and `boleh gaji` contradict each other"
        " `imbalan` Imbalan (Kepmenkes 1/2010 B.1, p. 3) `gaji` Gaji (Kepmenkes 1/2010 A.2, p. 2)"
        " for example: Jenis belanja: Gaji",
        "- the text is silent: Konsumsi, Penginapan for example: Jenis belanja: Penginapan;",
        "- without `kader` every complete expense is decided alike",
        "decided by: `transpor` Transpor (Kepmenkes 1/2010 A.1, p. 1)",
        "- `mustahil` applies to no expense",
        "- without the exception `cold_chain` of `modal` every complete expense is decided alike",
        "- `murah` and `mahal` exclude each other: Nilai at most Rp100 / Nilai above Rp100",
        "- nobody who owes `buntu` can meet it: Nilai less than Rp5",
        "- proved: honor decided by: `imbalan` Imbalan (Kepmenkes 1/2010 B.1, p. 3)",
        "- refuted: transpor for example: ",
        "claims refuted: 1",
    ):
        assert line in words


def test_as_json(run: Runner, tmp_path: Path) -> None:
    done = run(
        "--lang", "id", "analyze", write_edition(tmp_path, FAULTY, EXAMPLE), "--format", "json"
    )
    assert (done.code, done.err) == (1, "")
    document = json.loads(done.out)
    [text] = document["texts"]
    assert list(text) == [
        "text",
        "partial",
        "found_something",
        "conflicts",
        "silence",
        "idle_rules",
        "idle_exceptions",
        "unmeetable",
        "claims",
        "not_analysed",
    ]
    assert text["conflicts"][0] == {
        "sentence": "`larang imbalan` dan `boleh gaji` bertentangan",
        "rules": ["imbalan", "gaji"],
        "citations": ["Kepmenkes 1/2010 B.1, hlm. 3", "Kepmenkes 1/2010 A.2, hlm. 2"],
        "decided_by": [],
        "witness": {"expense_type": "gaji"},
    }
    assert text["silence"][0]["where"]["expense_type"] == ["penginapan", "konsumsi"]
    proved, refuted = text["claims"]
    assert (proved["state"], proved["decided_by"]) == ("proved", ["imbalan"])
    assert (refuted["state"], refuted["outcome"]) == ("refuted", "conditional")
    assert text["not_analysed"] == []


def test_what_the_solver_tells(run: Runner, tmp_path: Path) -> None:
    assert (
        "Proved" in run("--lang", "en", "analyze", write_edition(tmp_path, COMPARED, EXAMPLE)).out
    )


def test_what_cannot_be_analysed(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bokrules.backends.to_smt.is_available", lambda: False)
    edition = write_edition(tmp_path, COMPARED, EXAMPLE)
    done = run("--lang", "en", "analyze", edition)
    assert done.code == 3
    assert "rests on a comparison of several facts: Rules that never decide gaji" in " ".join(
        done.out.split()
    )
    assert "Proved" not in done.out
    document = json.loads(run("analyze", edition, "--format", "json").out)
    assert document["texts"][0]["not_analysed"] == [{"check": "idle_rules", "rules": ["gaji"]}]


def test_each_text_of_an_edition(run: Runner, tmp_path: Path) -> None:
    edition = write_edition(tmp_path)
    write_amendment(edition)
    done = run("--lang", "en", "analyze", edition)
    heads = [line for line in done.out.splitlines() if line.startswith("Edition ")]
    assert heads == ["Edition 2010: Kepmenkes 1/2010", "Edition 2010-04-01: Kepmenkes 2/2010"]


def test_a_partial_edition_says_so(run: Runner) -> None:
    done = run("--lang", "id", "analyze", "2020")
    assert done.code == 0
    assert done.out.count("diketahui sebagian") == 2


def test_another_error(run: Runner, tmp_path: Path) -> None:
    done = run("analyze", write_edition(tmp_path, "boleh x", EXAMPLE))
    assert done.code == 2
    assert done.out == ""
