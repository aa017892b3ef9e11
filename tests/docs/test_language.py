"""The page on the language names every keyword, and its examples can be parsed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bokrules.base.diagnostics import Diagnostics
from bokrules.syntax.from_text import parse
from bokrules.syntax.keywords import DECLARATION_TERMINALS, spellings

PAGE = (Path(__file__).parents[2] / "docs" / "language.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"(?:^    .*\n)+", PAGE, re.MULTILINE)


@pytest.mark.parametrize("terminal", sorted(spellings()))
def test_every_keyword_is_named(terminal: str) -> None:
    word = spellings()[terminal]["id" if terminal != "LANGUAGE" else "en"][0]
    assert re.search(rf"(?<!\w){re.escape(word)}(?!\w)", PAGE)


def test_every_declaration_has_its_place() -> None:
    words = [spellings()[each.lstrip("_")]["id"][0] for each in DECLARATION_TERMINALS]
    assert [each for each in words if not re.search(rf"(`|^    |\n    ){each}\b", PAGE)] == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.split("\n")[0].strip()[:30])
def test_examples_can_be_parsed(example: str) -> None:
    out = Diagnostics()
    parse(example, "language.md", out)
    assert [str(each.message) for each in out] == []
