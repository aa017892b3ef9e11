"""The golden cases: pages of policy that must pass, or give exactly the diagnostics they show.

A page is a Markdown file. Its `bok` blocks are the files of an edition, beside the vocabulary of
`tests/helpers.py`; an `outline` block lists the clauses of the decree, each with the reason why no
rule encodes it, if there is one. A page under `bad/` ends with what is printed, in a `text en` and
a `text id` block; the latter may be absent as long as no page has it.

`pytest tests/golden --update-goldens` records anew what is printed. Read the difference.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostic, Diagnostics
from bokrules.base.messages import LANGUAGES, Language, choose_language
from bokrules.base.resources import LOCALE_FOLDER
from bokrules.pipeline import Layer, SourceFile, compile_policy
from bokrules.reports.diagnostics import print_diagnostics
from bokrules.reports.page import Page
from bokrules.semantics.policy import Clause, Reason
from tests.helpers import EDITION, OUTLINE_FILE, POLICY_FILE, VOCABULARY, clauses

HERE = Path(__file__).parent
GOOD = sorted(HERE.glob("*/good/*.md"))
BAD = sorted(HERE.glob("*/bad/*.md"))
BLOCK = re.compile(r"^```([^\n]*)\n(.*?)^```$\n?", re.MULTILINE | re.DOTALL)
CATALOGUE = LOCALE_FOLDER / "id" / "LC_MESSAGES" / "bokrules.mo"

ELSEWHERE = {
    "BOK107": "tests/syntax/test_recovery.py",
    "BOK404": "tests/editions/test_files.py",
    "BOK405": "tests/editions/test_files.py",
    "BOK407": "tests/editions/test_edition.py",
}
"""Codes that no page can show, and the tests that do."""


@dataclass(frozen=True)
class Case:
    """A page, cut into its blocks."""

    path: Path
    text: str
    files: tuple[SourceFile, ...]
    outline: dict[str, Clause] | None
    expected: dict[str, str]


def read(path: Path) -> Case:
    text = path.read_text(encoding="utf-8")
    files: list[SourceFile] = []
    outline: dict[str, Clause] | None = None
    expected: dict[str, str] = {}
    for info, content in BLOCK.findall(text):
        kind, _, name = info.partition(" ")
        if kind == "bok":
            files.append(SourceFile(name or POLICY_FILE, content))
        elif kind == "outline":
            outline = outline_of(content)
        else:
            assert kind == "text", f"{path}: no block is called {kind}"
            expected[name] = content
    assert text.startswith("# "), f"{path}: a page begins with its title"
    assert files, f"{path}: a page holds a `bok` block"
    return Case(path, text, tuple(files), outline, expected)


def outline_of(text: str) -> dict[str, Clause]:
    """One clause in each line, and its reason."""
    words = [line.split() for line in text.splitlines()]
    outline = clauses(*(each[0] for each in words))
    reasons: dict[str, Reason] = {each[0]: each[1] for each in words if each[1:]}  # type: ignore[misc]
    return {name: replace(clause, reason=reasons.get(name)) for name, clause in outline.items()}


def diagnostics(case: Case) -> list[Diagnostic]:
    out = Diagnostics()
    files = [*case.files, SourceFile("vocabulary.bok", VOCABULARY)]
    compile_policy([Layer(EDITION, files)], case.outline, OUTLINE_FILE, out)
    return list(out)


def printed(case: Case, language: Language) -> str:
    """What `bokrules lint` prints of the page."""
    choose_language(language)
    stream = io.StringIO()
    sources = {each.name: each.text for each in case.files}
    print_diagnostics(diagnostics(case), sources, Page(stream))
    choose_language(None)
    return stream.getvalue()


def record(case: Case) -> None:
    """Write into the page what is printed now, in each language that there is."""
    page = BLOCK.sub(lambda block: "" if block[1].startswith("text") else block[0], case.text)
    page = page.rstrip("\n") + "\n"
    recorded: tuple[Language, ...] = ("en", "id") if CATALOGUE.exists() else ("en",)
    for language in recorded:
        page += f"\n```text {language}\n{printed(case, language)}```\n"
    case.path.write_text(page, encoding="utf-8")


def shown(path: Path) -> str:
    return path.relative_to(HERE).as_posix()


@pytest.mark.parametrize("path", GOOD, ids=shown)
def test_good(path: Path) -> None:
    case = read(path)
    assert case.expected == {}
    assert [f"{each.span.line} {each.code} {each.message}" for each in diagnostics(case)] == []


@pytest.mark.parametrize("path", BAD, ids=shown)
def test_bad(path: Path, request: pytest.FixtureRequest) -> None:
    case = read(path)
    if request.config.getoption("--update-goldens"):
        record(case)
        case = read(path)
    assert "en" in case.expected
    assert set(case.expected) <= set(LANGUAGES)
    assert printed(case, "en") == case.expected["en"]
    if "id" in case.expected:
        assert printed(case, "id") == case.expected["id"]


def test_every_bad_page_comes_close_to_a_good_one() -> None:
    assert {shown(path).replace("/bad/", "/good/") for path in BAD} <= {
        shown(path) for path in GOOD
    }


def test_the_pages_are_recorded_in_the_same_languages() -> None:
    assert len({frozenset(read(path).expected) for path in BAD}) == 1


def test_every_code_that_a_policy_can_give_is_shown() -> None:
    package = Path(codes.__file__).parent.parent
    source = "".join(path.read_text(encoding="utf-8") for path in package.rglob("*.py"))
    given = {
        code
        for name, code in vars(codes).items()
        if name.isupper() and code < "BOK500" and re.search(rf"codes\.{name}\b", source)
    }
    in_pages = {code for path in BAD for code in re.findall(r"BOK\d{3}", read(path).expected["en"])}
    assert given - in_pages == set(ELSEWHERE)
    for code, test in ELSEWHERE.items():
        assert code in (HERE.parent.parent / test).read_text(encoding="utf-8")


def test_recording_keeps_the_page_and_replaces_what_is_printed(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text('# T\n\nProse.\n\n```bok\nboleh a "A"\n```\n\n```text en\nold\n```\n')
    record(read(page))
    recorded = page.read_text(encoding="utf-8")
    assert recorded.startswith(
        '# T\n\nProse.\n\n```bok\nboleh a "A"\n```\n\n```text en\npolicy.bok'
    )
    assert "old" not in recorded
    record(read(page))
    assert page.read_text(encoding="utf-8") == recorded
