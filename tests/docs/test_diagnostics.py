"""Every code has one page in `docs/diagnostics/`: what it means, and examples that are tested."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bokrules.base import codes
from bokrules.base.messages import LANGUAGES, Language
from docs._ext.diagnostic_pages import PAGES, example, golden_files, table, titles
from tests.golden.pages import read_page

CODES = sorted(code for name, code in vars(codes).items() if name.isupper())
PARTS = {
    "id": ("Artinya", "Mengapa penting", "Yang dilakukan"),
    "en": ("Meaning", "Why it matters", "What to do"),
}
DIRECTIVES = {"id": "contoh", "en": "example"}


def halves(page: Path) -> dict[str, str]:
    """The page by language, Indonesian first."""
    indonesian, _, english = page.read_text(encoding="utf-8").partition("\n## English: ")
    return {"id": indonesian, "en": english}


def examples(text: str, language: Language) -> list[str]:
    return re.findall(rf"^```{{{DIRECTIVES[language]}}} (\S+)\n```$", text, re.MULTILINE)


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert len(set(CODES)) == len(CODES)
    assert sorted(page.stem for page in PAGES.glob("*.md")) == [*CODES, "index"]


@pytest.mark.parametrize("code", CODES)
def test_a_page_says_all_in_both_languages(code: str) -> None:
    page = PAGES / f"{code}.md"
    assert titles(page)[0] == code
    for language in LANGUAGES:
        text = halves(page)[language]
        assert re.findall(r"^(.+)\n: \S", text, re.MULTILINE) == [*PARTS[language]]
        assert examples(text, language), "a page shows an example"


@pytest.mark.parametrize("code", CODES)
def test_the_examples_of_a_page_are_golden(code: str) -> None:
    page = halves(PAGES / f"{code}.md")
    names = examples(page["id"], "id")
    assert names == examples(page["en"], "en")
    for name in names:
        bad, good = map(read_page, golden_files(name))
        assert good.blocks
        for language in LANGUAGES:
            assert code in bad.printed[language]
            assert bad.printed[language] in example(name, language)


def test_the_table_names_every_page() -> None:
    _, _, *rows = table().splitlines()
    assert [row[: len("| [BOK000]")] for row in rows] == [f"| [{code}]" for code in CODES]
