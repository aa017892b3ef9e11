"""The golden sessions: commands that must work, or print exactly what the page shows.

A page is a Markdown file. Its `console` block holds one command; a `file NAME` block is a file in
the folder where it is run, written in the `encoding=…` and repeated the `times=…` that may follow
the name. A page under `bad/` ends with what is printed, in a `text en` and a `text id` block.

`pytest tests/golden --update-goldens` records anew what is printed. Read the difference.
"""

from __future__ import annotations

import io
import re
import shlex
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from bokrules.base.messages import LANGUAGES, Language
from bokrules.cli import exits
from bokrules.cli.main import main
from tests.golden.pages import GOLDEN, Block, GoldenPage, read_page, record, shown

GOOD = sorted(GOLDEN.glob("sessions/*/good/*.md"))
BAD = sorted(GOLDEN.glob("sessions/*/bad/*.md"))
_CODE = re.compile(r"BOK\d{3}")


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(file: Block) -> None:
    """Into the working folder."""
    name, *options = file.name.split()
    given = dict(each.split("=") for each in options)
    assert set(given) <= {"encoding", "times"}, file.name
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = file.content * int(given.get("times", 1))
    path.write_bytes(text.encode(given.get("encoding", "utf-8")))


def run(page: GoldenPage, language: Language) -> tuple[int, str]:
    """The exit code, and standard output and error together, as a reader sees them."""
    for each in page.blocks:
        if each.kind == "file":
            write(each)
    (command,) = page.contents("console")
    prompt, program, *words = shlex.split(command)
    assert (prompt, program) == ("$", "bokrules"), command
    screen = io.StringIO()
    with redirect_stdout(screen), redirect_stderr(screen):
        code = main(["--lang", language, *words])
    return code, screen.getvalue()


def printed(page: GoldenPage, language: Language) -> str:
    """What is printed, from the first paragraph with a code on; a report's sums come before."""
    _, text = run(page, language)
    paragraphs = text.split("\n\n")
    first = next(n for n, each in enumerate(paragraphs) if _CODE.search(each))
    return "\n\n".join(["…"][:first] + paragraphs[first:])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", GOOD, ids=shown)
def test_good(path: Path, language: Language) -> None:
    page = read_page(path)
    assert page.printed == {}
    code, text = run(page, language)
    assert code in (exits.CLEAN, exits.FOUND, exits.UNDETERMINED), text
    assert not _CODE.search(text), text


@pytest.mark.parametrize("path", BAD, ids=shown)
def test_bad(path: Path, request: pytest.FixtureRequest) -> None:
    now = {"en": printed(read_page(path), "en"), "id": printed(read_page(path), "id")}
    if request.config.getoption("--update-goldens"):
        record(path, now)
    assert read_page(path).printed == now


def test_every_bad_session_comes_close_to_a_good_one() -> None:
    assert {shown(path).replace("/bad/", "/good/") for path in BAD} <= {
        shown(path) for path in GOOD
    }
