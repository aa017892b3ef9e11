"""Every command and every program shown in the README and the tutorial does what the page shows."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from bokrules.inspection.findings.checking import CHECKS
from bokrules.inspection.findings.settings import CheckSettings, Settings

ROOT = Path(__file__).parent.parent.parent
PAGES = (
    "README.md",
    "docs/tutorial.md",
    "docs/ledgers.md",
    "docs/inspection.md",
    "docs/allocation.md",
    "docs/assess.md",
    "docs/diff.md",
    "docs/analyze.md",
    "docs/nearest.md",
    "docs/boundary.md",
)
_CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
_PROGRAM = re.compile(r"```python\n(.*?)```\n\n```text\n(.*?)```", re.DOTALL)


@dataclass(frozen=True)
class Command:
    page: str
    line: str
    shown: str


def _commands(page: str) -> list[Command]:
    found = []
    for block in _CONSOLE.findall((ROOT / page).read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, shown = part.partition("\n")
            found.append(Command(page, line, shown))
    return found


def _run(line: str, folder: Path) -> str:
    """What a reader in the checkout sees: standard output and error together."""
    words = shlex.split(line)
    assert words[0] == "bokrules", line
    environment = {k: v for k, v in os.environ.items() if not k.startswith("BOKRULES")}
    done = subprocess.run(
        [sys.executable, "-m", "bokrules", *words[1:]],
        cwd=folder,
        env=environment | {"COLUMNS": "100", "NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1, 2, 3), done.stdout
    return done.stdout.replace(f"{ROOT}{os.sep}", "")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the reader is: the checkout; the tutorial's own files are written beside it."""
    for name in ("data", "examples", "policies"):
        (tmp_path / name).symlink_to(ROOT / name)
    for page in PAGES:
        text = (ROOT / page).read_text(encoding="utf-8")
        for name, content in re.findall(
            r"```\{code-block\} \w+\n:caption: (\S+)\n\n(.*?)```", text, re.DOTALL
        ):
            (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("page", PAGES)
def test_commands(page: str, folder: Path, request: pytest.FixtureRequest) -> None:
    commands = _commands(page)
    assert len(commands) >= 2
    results = {each: _run(each.line, folder) for each in commands}
    if request.config.getoption("--update-goldens"):
        path = ROOT / page
        text = path.read_text(encoding="utf-8")
        for each, result in results.items():
            text = text.replace(f"$ {each.line}\n{each.shown}", f"$ {each.line}\n{result}")
        path.write_text(text, encoding="utf-8")
        return
    for each, result in results.items():
        assert result == each.shown, each.line


@pytest.mark.parametrize(
    "page",
    [
        "README.md",
        "docs/inspection.md",
        "docs/allocation.md",
        "docs/assess.md",
        "docs/diff.md",
        "docs/nearest.md",
    ],
)
def test_programs(page: str) -> None:
    programs = _PROGRAM.findall((ROOT / page).read_text(encoding="utf-8"))
    assert programs
    environment = {k: v for k, v in os.environ.items() if not k.startswith("BOKRULES")}
    for program, shown in programs:
        done = subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout == shown


def test_every_check_across_lines_is_told_with_its_parameters() -> None:
    page = (ROOT / "docs/inspection.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^`(\w+)`[^\n]*\n: (.*?)\n\n", page, re.MULTILINE | re.DOTALL))
    assert sorted(told) == sorted(each.name for each in CHECKS)
    for name, words in told.items():
        own = type(getattr(Settings(), name)).model_fields.keys() - CheckSettings.model_fields
        assert {each for each in own if f"`{each}`" not in words} == set(), name


def test_the_rule_shown_is_the_edition_s() -> None:
    (rule,) = re.findall(
        r"```bok\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL
    )
    edition = (ROOT / "policies/2010/expenditure.bok").read_text(encoding="utf-8")
    for line in rule.strip().splitlines()[1:]:
        assert line in edition
