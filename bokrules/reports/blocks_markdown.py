"""The blocks of a report as Markdown, for a merge request; pictures are left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from bokrules.reports.blocks import (
    Block,
    Change,
    Contents,
    Details,
    Figure,
    Heading,
    HtmlTable,
    Legend,
    Listing,
    Paragraph,
    Points,
    Summary,
    cell_text,
    change_lines,
    change_title,
)
from bokrules.reports.page import printable

_CODE = re.compile(r"(`[^`]*`)")
_MARKS = re.compile(r"([\\*_\[\]<>#|])")


def markdown(title: str, blocks: Iterable[Block]) -> str:
    """The document; text that looks like markup stays text, names in backticks stay code."""
    parts = [f"# {plain(title)}", *("\n".join(_lines(each)) for each in blocks)]
    return "\n\n".join(each for each in parts if each) + "\n"


def plain(text: str) -> str:
    """Text on one line in which nothing but `code` is markup."""
    parts = _CODE.split(printable(text))
    return "".join(each if _CODE.fullmatch(each) else _MARKS.sub(r"\\\1", each) for each in parts)


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(text=text, level=level):
            yield f"{'#' * level} {plain(text)}"
        case Paragraph(text=text):
            yield plain(text)
        case Listing(items=items):
            yield from (f"- {plain(each)}" for each in items)
        case Points(items=points):
            for head, below in points:
                yield f"- **{plain(head)}**"
                yield from (f"  - {plain(each)}" for each in below)
        case HtmlTable():
            yield from _table(block)
        case Figure() | Contents():
            pass
        case Summary(findings=findings):
            for finding in findings:
                yield f"- {plain(finding.line)}"
                if finding.names:
                    yield f"  - {plain(finding.names.text())}"
        case Change():
            yield f"- **{plain(change_title(block))}**"
            yield from (f"  - {plain(each)}" for each in change_lines(block))
        case Legend(words=words):
            yield from (f"- **{plain(word.text)}**: {plain(meaning)}" for word, meaning in words)
        case Details(title=title, blocks=blocks):
            yield f"**{plain(title)}**"
            for each in blocks:
                yield ""
                yield from _lines(each)
        case _:
            assert_never(block)


def _table(block: HtmlTable) -> Iterator[str]:
    yield f"**{plain(block.caption)}**"
    yield ""
    yield _row(name for name, _ in block.columns)
    yield _row("---:" if name in block.right else "---" for name, _ in block.columns)
    for row in zip(*(cells for _, cells in block.columns), strict=True):
        yield _row(cell_text(each) for each in row)


def _row(cells: Iterable[str]) -> str:
    escaped = [each if each.strip("-:") == "" and each else plain(each) for each in cells]
    return f"| {' | '.join(escaped)} |"
