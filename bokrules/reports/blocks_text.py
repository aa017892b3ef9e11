"""The blocks of a report for a terminal; pictures are left out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from rich.table import Table

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
from bokrules.reports.page import HEADING, Page, printable


def print_blocks(title: str, blocks: Iterable[Block], page: Page) -> None:
    page.line(title, style=HEADING)
    for each in blocks:
        _print(each, page)


def _print(block: Block, page: Page) -> None:
    match block:
        case Heading(text=text):
            page.section(text)
        case Paragraph(text=text):
            page.line(text, hanging=2)
        case Listing(items=items):
            for item in items:
                page.bullet(item)
        case Points(items=points):
            for head, below in points:
                page.bullet(head)
                for line in below:
                    page.line(line, indent=4, hanging=2)
        case HtmlTable():
            page.section(block.caption)
            page.table(_table(block))
        case Figure() | Contents():
            pass
        case Summary(findings=findings):
            for finding in findings:
                page.bullet(finding.line)
                if finding.names:
                    page.line(finding.names.text(), indent=4, hanging=2)
        case Change():
            page.bullet(change_title(block))
            for line in change_lines(block):
                page.line(line, indent=4, hanging=2)
        case Legend(words=words):
            for word, meaning in words:
                page.bullet(f"{word.text}: {meaning}")
        case Details(title=title, blocks=blocks):
            page.section(title)
            for each in blocks:
                _print(each, page)
        case _:
            assert_never(block)


def _table(block: HtmlTable) -> Table:
    table = Table(box=None, pad_edge=False, header_style=HEADING)
    for heading, _ in block.columns:
        table.add_column(heading, justify="right" if heading in block.right else "left")
    for row in zip(*(cells for _, cells in block.columns), strict=True):
        table.add_row(*(printable(cell_text(each)) for each in row))
    return table
