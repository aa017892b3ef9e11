"""A golden page cut into its parts: for the tests, and for the pages of `docs/diagnostics/`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

GOLDEN = Path(__file__).parent
_BLOCK = re.compile(r"^```([^\n]*)\n(.*?)^```$\n?", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """What stands between two fences: `kind name`, and the text."""

    kind: str
    name: str
    content: str


@dataclass(frozen=True)
class GoldenPage:
    """`title` and `prose` are for readers, `printed` is what the program says, by language."""

    path: Path
    title: str
    prose: str
    blocks: tuple[Block, ...]
    printed: Mapping[str, str]

    def contents(self, kind: str) -> list[str]:
        return [each.content for each in self.blocks if each.kind == kind]


def read_page(path: Path) -> GoldenPage:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# "), f"{path}: a page begins with its title"
    title, _, rest = text.removeprefix("# ").partition("\n")
    every = [_block(info, content) for info, content in _BLOCK.findall(text)]
    return GoldenPage(
        path,
        title,
        _BLOCK.sub("", rest).strip(),
        tuple(each for each in every if each.kind != "text"),
        {each.name: each.content for each in every if each.kind == "text"},
    )


def _block(info: str, content: str) -> Block:
    kind, _, name = info.partition(" ")
    return Block(kind, name, content)


def record(path: Path, printed: Mapping[str, str]) -> None:
    """Write into the page what is printed now; all else stays."""
    text = path.read_text(encoding="utf-8")
    page = _BLOCK.sub(lambda block: "" if block[1].startswith("text") else block[0], text)
    page = page.rstrip("\n") + "\n"
    for language, content in printed.items():
        page += f"\n```text {language}\n{content}```\n"
    path.write_text(page, encoding="utf-8")


def shown(path: Path) -> str:
    """The name of a page, below the folder of all."""
    return path.relative_to(GOLDEN).as_posix()
