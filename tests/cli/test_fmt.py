"""`bokrules fmt`: which files it changes, what it prints, and its exit codes."""

from __future__ import annotations

import io
import os
import shutil
import sys
from pathlib import Path

import pytest

from bokrules.base.resources import POLICIES_FOLDER
from bokrules.cli.main import main
from tests.cli.conftest import Runner

ROUGH = 'larang a "A" untuk belanja gaji # ya\n dasar A\r\n'
SMOOTH = 'larang a "A"\n  untuk belanja gaji  # ya\n  dasar A\n'
ENGLISH = 'language en\n\nforbid a "A"\n  for expense gaji  # ya\n  cite A\n'


@pytest.fixture
def policies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two files that would change, one that would not, and two that are none of ours."""
    folder = tmp_path / "policies"
    for name, text in {
        "2010/rough.bok": ROUGH,
        "2010/smooth.bok": SMOOTH,
        "2010/amended/rough.bok": ROUGH,
        "2010/notes.txt": ROUGH,
        ".copies/rough.bok": ROUGH,
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    monkeypatch.chdir(tmp_path)
    return folder


def contents(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): path.read_bytes().decode()
        for path in folder.rglob("*")
        if path.is_file()
    }


# ---- which files ----


def test_the_policies_at_hand(run: Runner, policies: Path) -> None:
    before = contents(policies)
    done = run("fmt")
    assert (done.code, done.err) == (0, "2 of 3 files changed\n")
    assert done.out == "policies/2010/amended/rough.bok\npolicies/2010/rough.bok\n"
    assert contents(policies) == before | {
        "2010/rough.bok": SMOOTH,
        "2010/amended/rough.bok": SMOOTH,
    }
    done = run("fmt")
    assert (done.code, done.out, done.err) == (0, "", "0 of 3 files changed\n")


@pytest.mark.parametrize("path", ["policies", "policies/2010", "policies/2010/rough.bok"])
def test_check_writes_nothing(run: Runner, policies: Path, path: str) -> None:
    before = contents(policies)
    done = run("fmt", "--check", path)
    assert done.code == 1
    assert "policies/2010/rough.bok\n" in done.out
    assert "would change" in done.err
    assert contents(policies) == before


def test_check_of_a_file_as_it_should_be(run: Runner, policies: Path) -> None:
    done = run("fmt", "--check", policies / "2010" / "smooth.bok")
    assert (done.code, done.out, done.err) == (0, "", "0 of 1 files would change\n")


def test_a_lone_file_elsewhere(run: Runner, tmp_path: Path) -> None:
    path = tmp_path / "lone.bok"
    path.write_bytes(b"\xef\xbb\xbf" + SMOOTH.encode())
    assert run("fmt", path).code == 0
    assert path.read_bytes() == SMOOTH.encode()


@pytest.mark.parametrize("path", ["none", "none.bok", "empty", "policies/2010/notes.txt"])
def test_a_path_without_policy_files(run: Runner, policies: Path, path: str) -> None:
    (policies.parent / "empty").mkdir()
    done = run("fmt", path)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"bokrules: BOK601: {path}")


def test_no_policies_at_hand(run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Never the shipped ones: they are not the user's to change."""
    monkeypatch.chdir(tmp_path)
    assert run("fmt").err.startswith("bokrules: BOK601: policies does not exist")


# ---- how they are written ----


def test_a_file_as_it_should_be_is_not_touched(run: Runner, policies: Path) -> None:
    path = policies / "2010" / "smooth.bok"
    os.utime(path, (1, 1))
    run("fmt")
    assert path.stat().st_mtime == 1


@pytest.mark.skipif(os.name == "nt", reason="permissions of another kind")
def test_permissions_and_links_are_kept(run: Runner, policies: Path, tmp_path: Path) -> None:
    path = policies / "2010" / "rough.bok"
    path.chmod(0o640)
    link = tmp_path / "link.bok"
    link.symlink_to(path)
    assert run("fmt", link).code == 0
    assert link.is_symlink()
    assert path.read_text(encoding="utf-8") == SMOOTH
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_file_that_cannot_be_written(
    run: Runner, policies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path, _target: Path) -> None:
        raise PermissionError(13, "Permission denied", "rough.bok")

    before = contents(policies)
    monkeypatch.setattr(Path, "replace", refuse)
    done = run("fmt", policies / "2010" / "rough.bok")
    assert done.code == 2
    assert done.err == "bokrules: the system refused: Permission denied: rough.bok\n"
    assert contents(policies) == before


# ---- the language ----


def test_the_other_language_and_back(run: Runner, policies: Path) -> None:
    path = policies / "2010" / "smooth.bok"
    assert run("fmt", path, "--lang", "en").code == 0
    assert path.read_text(encoding="utf-8") == ENGLISH
    assert run("fmt", "--check", path).code == 0
    assert run("fmt", "--check", "--lang=id", path).code == 1
    assert run("fmt", "--lang=id", path).code == 0
    assert path.read_text(encoding="utf-8") == SMOOTH


def test_the_language_of_messages_stands_before_the_command(run: Runner, policies: Path) -> None:
    path = policies / "2010" / "smooth.bok"
    done = run("--lang", "id", "fmt", path, "--lang", "en", "--check")
    assert done.code == 1
    assert "would change" not in done.err
    done = run("--lang=id", "fmt", path, "--check")
    assert done.code == 0


def test_the_formatters_name_as_another_word(
    run: Runner, edition: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Elsewhere than as the command it changes nothing about `--lang`."""
    monkeypatch.setenv("BOKRULES_LANG", "id")
    assert run("--lang", "fmt", "lint", edition).code == 2
    assert "fmt does not exist" in run("lint", "fmt", "--lang", "en").err


def test_an_unknown_language(run: Runner, policies: Path) -> None:
    assert run("fmt", policies, "--lang", "fr").code == 2


def test_shipped_editions_and_back(run: Runner, tmp_path: Path) -> None:
    folder = tmp_path / "shipped"
    shutil.copytree(POLICIES_FOLDER, folder)
    before = contents(folder)
    assert run("fmt", folder, "--check").code == 0
    assert run("fmt", folder, "--lang", "en").code == 0
    assert all(
        text.startswith("language en\n")
        for name, text in contents(folder).items()
        if name.endswith(".bok")
    )
    assert run("lint", folder).code == 0
    assert run("fmt", folder, "--lang", "id").code == 0
    assert contents(folder) == before


# ---- standard input ----


def test_standard_input(run: Runner) -> None:
    done = run("fmt", "-", given=ROUGH.encode())
    assert (done.code, done.out, done.err) == (0, SMOOTH, "")
    assert run("fmt", "-", "--lang", "en", given=ROUGH.encode()).out == ENGLISH
    assert run("fmt", "-", "--check", given=ROUGH.encode()).code == 1
    assert run("fmt", "-", "--check", given=SMOOTH.encode()).code == 0


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (b"", "BOK109"),
        (b'larang a "\xff"', "BOK604"),
        (b'larang a "A" untuk belanja', "BOK108"),
        (b" " * 4_000_001, "BOK107"),
    ],
)
def test_standard_input_that_is_no_policy(run: Runner, given: bytes, code: str) -> None:
    done = run("fmt", "-", given=given)
    assert (done.code, done.out) == (2, "")
    assert code in done.err


def test_without_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert main(["fmt", "-"]) == 2
    assert capsys.readouterr().out == ""


# ---- what is refused ----


def test_a_file_with_faults_is_left_alone_and_the_others_are_not(
    run: Runner, policies: Path
) -> None:
    broken = policies / "2010" / "broken.bok"
    broken.write_text('larang a "A"\n  untukk belanja gaji\n', encoding="utf-8")
    before = broken.read_bytes()
    done = run("fmt")
    assert done.code == 2
    assert "policies/2010/broken.bok:2:3: error BOK101" in done.err
    assert "   2 |   untukk belanja gaji" in done.err
    assert broken.read_bytes() == before
    assert (policies / "2010" / "rough.bok").read_text(encoding="utf-8") == SMOOTH
    assert run("fmt", "--check").code == 2


def test_a_bug_writes_nothing_at_all(
    run: Runner, policies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(policies)
    monkeypatch.setattr(
        "bokrules.syntax.to_text.in_language", lambda _terminal, word, _language: f"{word}x"
    )
    done = run("fmt")
    assert done.code == 70
    assert "this is a bug in bokrules" in done.err
    assert contents(policies) == before
