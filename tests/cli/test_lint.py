from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import RULES, Runner, write_edition

TYPO = 'boleh typo "Typo" untuk belanja gajji dasar A\n'


def test_the_shipped_policies_are_clean(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is no ./policies the shipped ones are meant."""
    monkeypatch.chdir(tmp_path)
    done = run("lint")
    assert (done.code, done.out) == (0, "errors: 0, warnings: 0\n")
    assert run("lint", "2010").code == 0


def test_a_clean_edition(run: Runner, edition: Path) -> None:
    assert run("lint", edition).out == "errors: 0, warnings: 0\n"


def test_policies_at_hand(run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_edition(tmp_path / "policies", RULES + TYPO)
    monkeypatch.chdir(tmp_path)
    done = run("lint")
    assert done.code == 1
    assert "policies/2010/aturan.bok:23:33: error BOK201: " in done.out.replace("\\", "/")
    assert f"  23 | {TYPO}     |                                 ^^^^^\nhelp: " in done.out


def test_the_shipped_policies_do_not_stand_in_for_bad_ones(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "policies").mkdir()
    monkeypatch.chdir(tmp_path)
    assert run("lint").code == 2
    assert run("test").code == 2


def test_json(run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_edition(tmp_path, TYPO)
    monkeypatch.chdir(tmp_path)
    done = run("lint", "2010", "--format", "json")
    (first, *_) = json.loads(done.out)
    assert (done.code, done.err) == (1, "")
    assert first == {
        "code": "BOK201",
        "severity": "error",
        "file": str(Path("2010") / "aturan.bok"),
        "line": 1,
        "column": 33,
        "end_line": 1,
        "end_column": 38,
        "message": first["message"],
        "help": first["help"],
    }
    assert "gajji" in first["message"]


def test_a_shared_vocabulary_is_reported_once(run: Runner, tmp_path: Path) -> None:
    first = write_edition(tmp_path)
    shutil.copytree(first, tmp_path / "2011")
    head = tmp_path / "2011" / "edition.yaml"
    head.write_text(head.read_text(encoding="utf-8").replace("2010", "2011"), encoding="utf-8")
    (tmp_path / "common" / "salah.bok").write_text('belanja a "A" termasuk b\n', encoding="utf-8")
    done = run("lint", tmp_path, "--format", "json")
    assert [each["code"] for each in json.loads(done.out)] == ["BOK201"]


def test_a_file_of_an_edition(run: Runner, tmp_path: Path) -> None:
    folder = write_edition(tmp_path, TYPO, 'contoh "x" diberi belanja = gajji maka dilarang')
    done = run("lint", folder / "aturan.bok")
    assert done.code == 1
    assert "aturan.bok:1:33" in done.out
    assert "contoh.bok" not in done.out
    assert done.err.startswith("read together with its edition, ")


def test_a_file_of_no_edition(run: Runner, tmp_path: Path) -> None:
    """With the shipped vocabulary; citations are not looked up."""
    path = tmp_path / "aturan.bok"
    path.write_text('boleh honor "Honor" untuk belanja honor dasar Z.9\n', encoding="utf-8")
    done = run("lint", path)
    assert (done.code, done.out) == (0, "errors: 0, warnings: 0\n")
    assert done.err == "belongs to no edition: clauses are not looked up in an outline\n"


def test_a_file_with_its_own_vocabulary(run: Runner, edition: Path, tmp_path: Path) -> None:
    vocabulary = (edition.parent / "common" / "kosakata.bok").read_text(encoding="utf-8")
    path = tmp_path / "semua.bok"
    path.write_text(vocabulary + RULES, encoding="utf-8")
    assert run("lint", path).code == 0


def test_a_folder_without_an_edition(run: Runner, edition: Path) -> None:
    common = edition.parent / "common"
    assert run("lint", common).code == 0
    assert run("lint", common / "kosakata.bok").code == 0


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "BOK109"),
        (b"# nothing\n", "BOK109"),
        (b'boleh a "A" untuk belanja', "BOK108"),
        (b'boleh a "A', "BOK108"),
        (b'boleh a "\xff" untuk belanja honor dasar A', "BOK604"),
        (b'boleh a "A" bila ' + b"(" * 200 + b"terpencil" + b")" * 200, "BOK106"),
        (b'boleh a "A"\n' + b" " * 1_000_001, "BOK107"),
        (b" " * 4_000_001, "BOK107"),
        (bytes(range(256)) * 40, "BOK604"),
    ],
)
def test_a_file_that_is_no_policy(run: Runner, tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "aturan.bok"
    path.write_bytes(content)
    done = run("lint", path, "--format", "json")
    assert done.code == 2
    assert code in {each["code"] for each in json.loads(done.out)}
    assert run("lint", path).code == 2


@pytest.mark.parametrize("path", ["none", "none.bok", "empty", "notes.txt"])
def test_a_path_without_policies(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    done = run("lint", path)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"bokrules: BOK601: {path}")


def test_policies_are_read_though_the_edition_file_is_broken(run: Runner, tmp_path: Path) -> None:
    folder = write_edition(tmp_path, TYPO)
    (folder / "edition.yaml").write_text("id: [", encoding="utf-8")
    done = run("lint", folder, "--format", "json")
    codes = {each["code"] for each in json.loads(done.out)}
    assert done.code == 1
    assert {"BOK404", "BOK201"} <= codes


# ---- advice ----


def advice(run: Runner, path: Path) -> set[tuple[str, str, int]]:
    """Code, name of the file, line."""
    found = json.loads(run("lint", path, "--format", "json").out)
    return {(each["code"], Path(each["file"]).name, each["line"]) for each in found}


def test_advice_is_no_error(run: Runner, tmp_path: Path) -> None:
    rule = 'boleh honor "Honor maksimal Rp5" untuk belanja honor bila nilai < Rp5 dasar A\n'
    folder = write_edition(tmp_path, rule + RULES.replace("gaji, honor", "gaji"))
    done = run("lint", folder)
    assert done.code == 1
    assert "2010/aturan.bok:1:1: warning BOK701: " in done.out.replace("\\", "/")
    assert done.out.endswith("errors: 0, warnings: 1\n")
    assert run("validate", '{"expense_type": "gaji"}', "--year", folder).code != 2


def test_what_years_share_is_looked_at_with_all_of_them(run: Runner, tmp_path: Path) -> None:
    """An edition alone says nothing of the vocabulary: another may use it."""
    first = write_edition(tmp_path)
    second = tmp_path / "2011"
    shutil.copytree(first, second)
    head = (second / "edition.yaml").read_text(encoding="utf-8")
    (second / "edition.yaml").write_text(head.replace("2010", "2011"), encoding="utf-8")
    shared = tmp_path / "common" / "kosakata.bok"
    with shared.open("a", encoding="utf-8") as file:
        file.write('fakta kepulauan : ya_tidak "Di kepulauan"\nbelanja apd "APD"\n')
    line = shared.read_text(encoding="utf-8").count("\n") - 1
    new = {("BOK702", "kosakata.bok", line), ("BOK706", "kosakata.bok", line + 1)}
    assert new <= advice(run, tmp_path)
    assert advice(run, first) == set()
    assert advice(run, first / "aturan.bok") == set()
    with (second / "aturan.bok").open("a", encoding="utf-8") as file:
        file.write('boleh apd "APD" untuk belanja apd bila kepulauan dasar A\n')
    assert not new & advice(run, tmp_path)


def test_what_an_edition_declares_itself_is_its_own(run: Runner, tmp_path: Path) -> None:
    folder = write_edition(tmp_path, 'fakta kepulauan : ya_tidak "Di kepulauan"\n' + RULES)
    assert advice(run, folder) == {("BOK702", "aturan.bok", 1)}
    assert advice(run, folder / "aturan.bok") == {("BOK702", "aturan.bok", 1)}


def test_no_advice_beside_errors(run: Runner, tmp_path: Path) -> None:
    """What could not be read may be what uses the fact."""
    fact = 'fakta kepulauan : ya_tidak "Di kepulauan"\n'
    folder = write_edition(tmp_path, fact + RULES + TYPO)
    assert {code for code, _, _ in advice(run, folder)} == {"BOK201"}


def test_advice_on_an_amendment_is_about_its_own_files(run: Runner, tmp_path: Path) -> None:
    """That it leaves a rule of the edition without effect is no slip."""
    dated = 'boleh honor "Honor" untuk belanja lembur bila tanggal < 2010-02-01 dasar A\n'
    folder = write_edition(tmp_path, 'belanja lembur "Lembur"\n' + RULES + dated)
    text = folder / "se_1"
    text.mkdir()
    head = (folder / "edition.yaml").read_text(encoding="utf-8")
    head = head.replace('id: "2010"', 'id: "2010-03-01"\namends: ["2010"]')
    head = head.replace("from: 2010-01-01", "from: 2010-03-01")
    (text / "edition.yaml").write_text(head, encoding="utf-8")
    (text / "outline.yaml").write_text('SE: {heading: "Perluasan", page: 1}\n', encoding="utf-8")
    amending = 'mengubah 2010 "Perluasan" dasar SE\n'
    lodging = 'tambah boleh inap "Inap maksimal Rp5" untuk belanja penginapan {} dasar SE\n'
    (text / "ubah.bok").write_text(amending + lodging.format(""), encoding="utf-8")
    assert advice(run, folder) == set()
    (text / "ubah.bok").write_text(amending + lodging.format("bila nilai < Rp5"), encoding="utf-8")
    assert advice(run, folder) == {("BOK701", "ubah.bok", 2)}
    assert advice(run, text) == {("BOK701", "ubah.bok", 2)}


def test_a_file_of_no_edition_shows_little_by_itself(run: Runner, tmp_path: Path) -> None:
    path = tmp_path / "aturan.bok"
    path.write_text(
        'fakta kepulauan : ya_tidak "Di kepulauan"\n'
        'boleh honor "Honor maksimal Rp5" untuk belanja honor bila nilai < Rp5 dasar Z.9\n',
        encoding="utf-8",
    )
    assert advice(run, path) == {("BOK701", "aturan.bok", 2)}
