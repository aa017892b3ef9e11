"""The command `coverage`: its report, its JSON, its exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES, Runner, write_edition

RULES = """
tertutup belanja "Penggunaan dana" dasar A
boleh transpor "Transpor" untuk belanja transpor dasar A.1, A.2
larang gaji "Gaji" untuk belanja gaji dasar B.1, C
"""
DECIDED = """
contoh "transpor" diberi belanja = transpor, tanggal = 2010-01-01 maka diizinkan
contoh "gaji" diberi belanja = gaji maka dilarang karena gaji
contoh "konsumsi" diberi belanja = konsumsi maka tidak tercantum karena belanja
contoh "dini" diberi belanja = transpor, tanggal = 2009-12-31 maka diizinkan bersyarat
contoh "terakhir" diberi belanja = transpor, tanggal = 2010-12-31 maka diizinkan
contoh "lewat" diberi belanja = transpor, tanggal = 2011-01-01 maka diizinkan bersyarat
"""


def test_enough(run: Runner, tmp_path: Path) -> None:
    done = run("coverage", write_edition(tmp_path, RULES, DECIDED))
    assert done.code == 0
    assert done.err == ""
    assert done.out == (
        "Edition 2010: Kepmenkes 1/2010\n"
        "\n"
        "Clauses\n"
        "  - A (Yang boleh): belanja\n"
        "  - A.1 (Transpor): transpor\n"
        "  - A.2 (Konsumsi): transpor\n"
        "  - B (Yang dilarang): a heading\n"
        "  - B.1 (Gaji dan honor): gaji\n"
        "  - B.2 (Rapat): not encoded: is about books and forms\n"
        "  - C (Bukti dan pajak): gaji\n"
        "\n"
        "Summary\n"
        "clauses: 7; encoded: 5, with a reason: 1, headings: 1, with neither: 0\n"
        "encoded: 83,3% of the clauses that are no headings, 100% of those without a\n"
        "  reason\n"
        "examples that count: 6, claims: 0\n"
        "mutation score: 100% (11 of 11 changes noticed)\n"
    )


def test_survivors(run: Runner, tmp_path: Path) -> None:
    fewer = "\n".join(line for line in DECIDED.splitlines() if '"gaji"' not in line)
    done = run("coverage", write_edition(tmp_path, RULES, fewer))
    assert done.code == 1
    words = " ".join(done.out.split())
    assert "Changes of the rules that no example or claim notices" in words
    assert "aturan.bok:4: gaji: left out" in words
    assert "mutation score: 81,8% (9 of 11 changes noticed)" in words


def test_a_clause_without_rule_and_reason(run: Runner, tmp_path: Path) -> None:
    rules = RULES.replace(", C", "")
    done = run("coverage", write_edition(tmp_path, rules, DECIDED))
    assert done.code == 1
    assert "  - C (Bukti dan pajak): NEITHER RULE NOR REASON\n" in done.out
    assert "mutation score: 100%" in done.out


def test_json(run: Runner, edition: Path) -> None:
    done = run("coverage", edition, "--format", "json")
    document = json.loads(done.out)
    assert done.code == 1
    assert set(document) == {
        "edition",
        "suffices",
        "clauses",
        "summary",
        "examples",
        "claims",
        "rules",
        "mutation",
        "not_exercised",
    }
    assert document["edition"]["id"] == "2010"
    assert document["suffices"] is False
    assert document["examples"] == {"counted": 2, "failing": 0, "generated": 0}
    assert document["not_exercised"] == {"duty": 1}


def test_generated_examples(run: Runner, tmp_path: Path) -> None:
    folder = write_edition(tmp_path, RULES, EXAMPLES.splitlines()[1].replace("gaji_honor", "gaji"))
    (folder / "boundary.bok").write_text(DECIDED, encoding="utf-8")
    done = run("coverage", folder)
    assert "generated examples that no author has signed yet: 6\n" in done.out
    assert "examples that count: 1, claims: 0\n" in done.out
    assert "examples: 7, passed: 7" in run("test", folder).out


def test_the_program_says_which_edition_it_lacks(run: Runner) -> None:
    done = run("coverage", "1999")
    assert (done.code, done.out) == (2, "")
    assert "BOK" in done.err


@pytest.mark.parametrize("language", ["id", "en"])
def test_2010(run: Runner, language: str) -> None:
    done = run("coverage", "2010", "--lang", language)
    assert done.code == 0
    assert "100%" in done.out.splitlines()[-1]
