"""The golden cases: pages of policy that must pass, or give exactly the diagnostics they show.

A page is a Markdown file. Its `bok` blocks are the files of an edition, beside the vocabulary of
`tests/helpers.py`; an `outline` block lists the clauses of the decree, each with the reason why no
rule encodes it, if there is one. A page under `bad/` ends with what is printed, in a `text en` and
a `text id` block. Those under `lints/` print the advice of `lint` too. Pages under `sessions/` show
commands: `test_sessions.py` runs them.

`pytest tests/golden --update-goldens` records anew what is printed. Read the difference.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bokrules.base.diagnostics import Diagnostic, Diagnostics
from bokrules.base.messages import Language, choose_language
from bokrules.pipeline import Layer, Linted, SourceFile, compile_policy, lint_policies
from bokrules.reports.diagnostics import print_diagnostics
from bokrules.reports.page import Page
from bokrules.semantics.policy import Clause, Reason
from tests.golden.pages import GOLDEN, read_page, record, shown
from tests.helpers import EDITION, OUTLINE_FILE, POLICY_FILE, VOCABULARY, clauses

GOOD = sorted(GOLDEN.glob("*/good/*.md"))
BAD = sorted(GOLDEN.glob("*/bad/*.md"))


@dataclass(frozen=True)
class Case:
    """A page that holds files of an edition."""

    path: Path
    files: tuple[SourceFile, ...]
    outline: dict[str, Clause] | None
    expected: Mapping[str, str]

    @property
    def is_linted(self) -> bool:
        """Elsewhere a page may declare what no rule uses."""
        return self.path.is_relative_to(GOLDEN / "lints")


def read(path: Path) -> Case:
    page = read_page(path)
    kinds = {each.kind for each in page.blocks}
    assert kinds <= {"bok", "outline"}, f"{path}: no block is called so: {kinds}"
    files = [
        SourceFile(each.name or POLICY_FILE, each.content)
        for each in page.blocks
        if each.kind == "bok"
    ]
    assert files, f"{path}: a page holds a `bok` block"
    outlines = [outline_of(each) for each in page.contents("outline")]
    return Case(path, tuple(files), outlines[0] if outlines else None, page.printed)


def outline_of(text: str) -> dict[str, Clause]:
    """One clause in each line, and its reason."""
    words = [line.split() for line in text.splitlines()]
    outline = clauses(*(each[0] for each in words))
    reasons: dict[str, Reason] = {each[0]: each[1] for each in words if each[1:]}  # type: ignore[misc]
    return {name: replace(clause, reason=reasons.get(name)) for name, clause in outline.items()}


def diagnostics(case: Case) -> list[Diagnostic]:
    out = Diagnostics()
    files = [*case.files, SourceFile("vocabulary.bok", VOCABULARY)]
    policy = compile_policy([Layer(EDITION, files)], case.outline, OUTLINE_FILE, out)
    if policy is not None and case.is_linted:
        lint_policies([Linted(policy, {each.name for each in case.files})], out)
    return list(out)


def printed(case: Case, language: Language) -> str:
    """What `bokrules lint` prints of the page."""
    choose_language(language)
    stream = io.StringIO()
    sources = {each.name: each.text for each in case.files}
    print_diagnostics(diagnostics(case), sources, Page(stream))
    choose_language(None)
    return stream.getvalue()


def printed_in_both(case: Case) -> dict[str, str]:
    return {"en": printed(case, "en"), "id": printed(case, "id")}


@pytest.mark.parametrize("path", GOOD, ids=shown)
def test_good(path: Path) -> None:
    case = read(path)
    assert case.expected == {}
    assert [f"{each.span.line} {each.code} {each.message}" for each in diagnostics(case)] == []


@pytest.mark.parametrize("path", BAD, ids=shown)
def test_bad(path: Path, request: pytest.FixtureRequest) -> None:
    now = printed_in_both(read(path))
    if request.config.getoption("--update-goldens"):
        record(path, now)
    assert read(path).expected == now


def test_every_bad_page_comes_close_to_a_good_one() -> None:
    assert {shown(path).replace("/bad/", "/good/") for path in BAD} <= {
        shown(path) for path in GOOD
    }


def test_recording_keeps_the_page_and_replaces_what_is_printed(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text('# T\n\nProse.\n\n```bok\nboleh a "A"\n```\n\n```text en\nold\n```\n')
    record(page, printed_in_both(read(page)))
    recorded = page.read_text(encoding="utf-8")
    assert recorded.startswith(
        '# T\n\nProse.\n\n```bok\nboleh a "A"\n```\n\n```text en\npolicy.bok'
    )
    assert "old" not in recorded
    record(page, printed_in_both(read(page)))
    assert page.read_text(encoding="utf-8") == recorded
