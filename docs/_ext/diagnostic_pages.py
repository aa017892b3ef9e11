"""The directives of `docs/diagnostics/`: examples from the golden pages, and a table of all codes.

`{contoh} semantics/conflict` shows `tests/golden/semantics/{bad,good}/conflict.md` with Indonesian
words, `{example} semantics/conflict` with English ones. What is shown is tested: it stays true.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.util.docutils import SphinxDirective

from bokrules.base.messages import Language
from tests.golden.pages import GOLDEN, Block, GoldenPage, read_page
from tests.helpers import POLICY_FILE

if TYPE_CHECKING:
    from sphinx.application import Sphinx

PAGES = Path(__file__).parent.parent / "diagnostics"
_TITLES = re.compile(r"# (BOK\d{3}): ([^\n]+)\n.*\n## English: ([^\n]+)\n", re.DOTALL)
_BAD: dict[Language, str] = {"id": "Contoh yang salah", "en": "A bad example"}
_PRINTED: dict[Language, str] = {"id": "Yang dicetak", "en": "What is printed"}
_GOOD: dict[Language, str] = {"id": "Contoh yang benar", "en": "The good example"}
_COMMAND: dict[Language, str] = {"id": "Perintah", "en": "The command"}
_OUTLINE: dict[Language, str] = {
    "id": "kerangka: ketentuan, alasan",
    "en": "outline: clause, reason",
}


def golden_files(name: str) -> tuple[Path, Path]:
    """The bad and the good page of an example."""
    stage, _, case = name.rpartition("/")
    return GOLDEN / stage / "bad" / f"{case}.md", GOLDEN / stage / "good" / f"{case}.md"


def example(name: str, language: Language) -> str:
    """The Markdown of both examples, and of what is printed of the bad one."""
    bad, good = (read_page(path) for path in golden_files(name))
    return "\n".join(
        [
            *_shown(bad, _BAD[language], language),
            _code(bad.printed[language], _PRINTED[language]),
            *_shown(good, _GOOD[language], language),
        ]
    )


def _shown(page: GoldenPage, heading: str, language: Language) -> Iterator[str]:
    """Titles and prose of golden pages are English."""
    yield f"```{{rubric}} {heading}\n```\n"
    if language == "en":
        yield f"{page.title}. {page.prose}\n"
    for block in page.blocks:
        yield _code(block.content, _caption(block, language))


def _caption(block: Block, language: Language) -> str:
    if block.kind == "outline":
        return _OUTLINE[language]
    if block.kind == "console":
        return _COMMAND[language]
    name, *options = (block.name or POLICY_FILE).split()
    return f"{name} ({', '.join(options)})" if options else name


def _code(content: str, caption: str) -> str:
    return f"````{{code-block}} text\n:caption: {caption}\n\n{content}````\n"


def titles(page: Path) -> tuple[str, str, str]:
    """The code, and what it means in Indonesian and in English."""
    found = _TITLES.match(page.read_text(encoding="utf-8"))
    assert found, f"{page}: a page begins `# BOK…: …`, its English half `## English: …`"
    return found[1], found[2], found[3]


def table() -> str:
    """The Markdown of the table of all codes."""
    rows = [
        f"| [{code}]({code}.md) | {indonesian} | {english} |"
        for code, indonesian, english in map(titles, sorted(PAGES.glob("BOK*.md")))
    ]
    return "\n".join(["| kode | artinya | meaning |", "|---|---|---|", *rows])


class _Example(SphinxDirective):
    required_arguments = 1
    language: ClassVar[Language]

    def run(self) -> list[Any]:
        name = self.arguments[0]
        for path in golden_files(name):
            self.env.note_dependency(str(path))
        return self.parse_text_to_nodes(example(name, self.language))


class Contoh(_Example):
    language = "id"


class Example(_Example):
    language = "en"


class Table(SphinxDirective):
    def run(self) -> list[Any]:
        self.env.note_reread()
        return self.parse_text_to_nodes(table())


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_directive("contoh", Contoh)
    app.add_directive("example", Example)
    app.add_directive("diagnostics", Table)
    return {"parallel_read_safe": True}
