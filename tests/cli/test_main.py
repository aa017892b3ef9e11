from __future__ import annotations

import os
import runpy
import subprocess
import sys
from gettext import NullTranslations
from pathlib import Path

import pytest

from bokrules import __version__
from bokrules.base.messages import current_language
from bokrules.cli import main as main_module
from bokrules.cli.main import main
from tests.cli.conftest import Runner

GAJI = '{"belanja": "gaji"}'


def test_version(run: Runner) -> None:
    assert run("--version").out == f"bokrules {__version__}\n"


def test_help_lists_the_commands(run: Runner) -> None:
    done = run("--help")
    assert done.code == 0
    for command in ("validate", "check", "lint", "test", "show"):
        assert f"\n  {command}" in done.out


@pytest.mark.parametrize("command", ["validate", "check", "lint", "test", "show"])
def test_each_command_has_help(run: Runner, command: str) -> None:
    done = run(command, "--help")
    assert done.code == 0
    assert "--format" in done.out


@pytest.mark.parametrize(
    "arguments",
    [
        ["no-such-command"],
        ["validate", GAJI],
        ["validate", "--year", "2010", "--format", "xml", GAJI],
        ["validate", "--year", "2010", "{}", "{}"],
        ["check", "--year", "2010"],
        ["lint", "--no-such-option"],
        ["--lang", "fr", "lint"],
        ["lint", "--lang"],
    ],
)
def test_bad_usage(run: Runner, arguments: list[str]) -> None:
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err


# ---- the language ----


@pytest.mark.parametrize(
    "arguments",
    [
        ["--lang", "en", "validate"],
        ["--lang=en", "validate"],
        ["validate", "--lang", "en"],
        ["validate", "--lang=en"],
    ],
)
def test_english_anywhere(
    run: Runner, edition: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.setenv("BOKRULES_LANG", "id")
    assert "FORBIDDEN" in run(*arguments, "--year", edition, GAJI).out
    assert current_language() == "id"


class Catalogue(NullTranslations):
    """A few Indonesian words, so that a test does not depend on the catalogue that is shipped."""

    def gettext(self, message: str) -> str:
        words = {"forbidden": "dilarang", "Judge one expense.": "Nilai satu belanja."}
        return words.get(message, message)


@pytest.fixture
def _indonesian(monkeypatch: pytest.MonkeyPatch) -> None:
    def catalogue(language: str) -> NullTranslations:
        return Catalogue() if language == "id" else NullTranslations()

    monkeypatch.setattr("bokrules.base.messages._catalogue", catalogue)


@pytest.mark.usefixtures("_indonesian")
@pytest.mark.parametrize("arguments", [["--lang", "id", "validate"], ["validate", "--lang=id"]])
def test_indonesian_anywhere(run: Runner, edition: Path, arguments: list[str]) -> None:
    done = run(*arguments, "--year", edition, GAJI)
    assert "DILARANG" in done.out
    assert "Gaji/honor (gaji_honor" in done.out


@pytest.mark.usefixtures("_indonesian")
def test_indonesian_unless_asked_otherwise(
    run: Runner, edition: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BOKRULES_LANG")
    assert "DILARANG" in run("validate", "--year", edition, GAJI).out


@pytest.mark.usefixtures("_indonesian")
def test_help_is_in_the_language_asked_for(run: Runner) -> None:
    assert "Judge one expense." in run("--help").out
    assert "Nilai satu belanja." in run("--help", "--lang", "id").out


def test_what_follows_two_dashes_is_no_option(run: Runner) -> None:
    assert "--lang" in run("lint", "--", "--lang").err


# ---- what must never happen ----


@pytest.fixture
def broken_lint(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    """A `lint` that raises what a test puts into the list."""
    faults: list[BaseException] = []

    def fail(_path: object) -> None:
        raise faults[0]

    monkeypatch.setattr("bokrules.editions.linting.lint_path", fail)
    return faults


def test_a_bug_is_one_line(run: Runner, broken_lint: list[BaseException]) -> None:
    broken_lint.append(ValueError("of\nall"))
    done = run("lint")
    assert (done.code, done.out) == (70, "")
    assert done.err == (
        f"bokrules {__version__}: this is a bug in bokrules, please report it:"
        " ValueError: of all (BOKRULES_DEBUG=1 shows where)\n"
    )


def test_a_bug_with_its_place(
    broken_lint: list[BaseException],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    broken_lint.append(RecursionError())
    monkeypatch.setenv("BOKRULES_DEBUG", "1")
    assert main(["lint"]) == 70
    assert "Traceback" in capsys.readouterr().err


def test_a_bug_before_the_command(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_command: object, _language: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(main_module, "translate_help", fail)
    assert run("lint").code == 70


def test_a_bug_that_cannot_be_put_into_words(
    run: Runner, broken_lint: list[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_fault: BaseException) -> None:
        raise LookupError("no words")

    broken_lint.append(ValueError("first"))
    monkeypatch.setattr("bokrules.cli.failures.report_bug", fail)
    done = run("lint")
    assert done.code == 70
    assert done.err == (
        "bokrules: ValueError('first'); then LookupError('no words'): please report this\n"
    )


def test_interrupted(run: Runner, broken_lint: list[BaseException]) -> None:
    broken_lint.append(KeyboardInterrupt())
    assert run("lint").code == 130


def test_the_system_refuses(run: Runner, broken_lint: list[BaseException]) -> None:
    broken_lint.append(OSError(28, "No space left on device", "report.csv"))
    done = run("lint")
    assert done.code == 2
    assert done.err == "bokrules: the system refused: No space left on device: report.csv\n"


def test_the_reader_of_errors_goes_away(
    broken_lint: list[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_fault: BaseException) -> None:
        raise BrokenPipeError

    broken_lint.append(ValueError("first"))
    monkeypatch.setattr("bokrules.cli.failures.report_bug", fail)
    assert main(["lint"]) == 141


def test_the_reader_goes_away(run: Runner, broken_lint: list[BaseException]) -> None:
    broken_lint.append(BrokenPipeError())
    done = run("lint")
    assert (done.code, done.err) == (141, "")


@pytest.mark.parametrize("arguments", [["validate", "--year", "2010"], ["show", "2010"]])
def test_without_any_standard_stream(monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    assert main(arguments) == (2 if "validate" in arguments else 0)
    for stream in (sys.stdout, sys.stderr):
        stream.close()


# ---- as a process ----


def start(*arguments: str | Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "BOKRULES_LANG": "en"}
    return subprocess.Popen(
        [sys.executable, "-m", "bokrules", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )


def test_as_a_module(edition: Path) -> None:
    process = start("validate", "--year", edition, GAJI)
    out, err = process.communicate()
    assert process.returncode == 1
    assert out.startswith(b"FORBIDDEN\n")
    assert err == b""


def test_as_a_module_in_this_process(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["bokrules", "--version"])
    with pytest.raises(SystemExit) as end:
        runpy.run_module("bokrules", run_name="__main__")
    assert end.value.code == 0
    assert capsys.readouterr().out == f"bokrules {__version__}\n"


def test_a_reader_that_goes_away(edition: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "buku.csv"
    ledger.write_text("belanja,nilai\n" + "gaji,1\n" * 5_000, encoding="utf-8")
    process = start("check", ledger, "--year", edition, "--format", "jsonl")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), err) == (141, b"")


@pytest.mark.skipif(os.name == "nt", reason="there is no /dev/full")
def test_a_full_disk(edition: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "bokrules", "show", str(edition)],
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "BOKRULES_LANG": "en"},
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.startswith(b"bokrules: the system refused: No space left on device")
    assert b"Traceback" not in done.stderr


def test_help_is_quick() -> None:
    """None of the heavy libraries is loaded for it."""
    code = (
        "import sys; from bokrules.cli.main import main; main(['--help']);"
        "print([m for m in ('lark', 'networkx', 'pydantic', 'rich.table') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.endswith(b"[]\n")


# ---- what is loaded ----


def loaded_after(*arguments: str) -> set[str]:
    """The modules that the program holds after a command."""
    code = (
        "import sys; from bokrules.cli.main import main; main(sys.argv[1:]);"
        "print('\\n'.join(['', *sys.modules]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
    )
    return set(done.stdout.splitlines())


@pytest.mark.parametrize("options", [[], ["--format", "json"], ["--lang", "en", "--trace"]])
def test_a_verdict_loads_what_it_needs(options: list[str]) -> None:
    """With the edition in the cache neither its compiler, nor other commands, nor pydantic."""
    arguments = ["validate", "--year", "2010", *options, '{"expense_type": "honor"}']
    loaded_after(*arguments)
    loaded = loaded_after(*arguments)
    assert {"lark", "networkx", "pydantic", "yaml", "rich"} & loaded == set()
    commands = {name for name in loaded if name.startswith("bokrules.cli.")}
    assert not commands & {"bokrules.cli.check", "bokrules.cli.diff", "bokrules.cli.show"}


def test_values_are_read_as_typer_reads_them(run: Runner, edition: Path) -> None:
    for wrong in ("JSON", "", "xml"):
        assert run("validate", "--year", edition, "--format", wrong, GAJI).code == 2
    for bad in ("\udcff", "20\udc80"):
        done = run("validate", "--year", bad, GAJI)
        assert (done.code, done.out) == (2, "")


@pytest.mark.parametrize("flag", ["--trace", "--help"])
def test_flags_are_read(run: Runner, edition: Path, flag: str) -> None:
    assert run("validate", "--year", edition, flag, GAJI).out
