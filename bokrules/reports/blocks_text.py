"""The blocks of a report for a terminal; pictures are left out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from rich.table import Table

from bokrules.reports.html_page import (
    Block,
    Figure,
    Heading,
    HtmlTable,
    Listing,
    Paragraph,
    Points,
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
        case Figure():
            pass
        case _:
            assert_never(block)


def _table(block: HtmlTable) -> Table:
    table = Table(box=None, pad_edge=False, header_style=HEADING)
    for heading, _ in block.columns:
        table.add_column(heading, justify="right" if heading in block.right else "left")
    for row in zip(*(cells for _, cells in block.columns), strict=True):
        table.add_row(*(printable(each) for each in row))
    return table
