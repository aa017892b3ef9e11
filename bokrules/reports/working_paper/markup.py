"""Paragraphs and tables as Word's XML. Whatever the text is, it stays text.

They are put together as text and parsed once: cell by cell, a library takes minutes for
thousands of rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from xml.sax.saxutils import escape

from bokrules.reports.page import printable

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD_FILL = "D9E2F3"
TO_FILL_IN = "FFF2CC"
CELL, HEAD_CELL, NUMBER_CELL = "TableText", "TableHead", "TableNumber"


@dataclass(frozen=True, slots=True)
class Filled:
    """A cell with a background: what people have to write themselves."""

    text: str
    fill: str = TO_FILL_IN


@dataclass(frozen=True, slots=True)
class Lines:
    """Several paragraphs in one cell."""

    lines: Sequence[str]


Cell: TypeAlias = str | Filled | Lines


@dataclass(frozen=True, slots=True, kw_only=True)
class WordTable:
    """Rows of cells under heads that are repeated on every page.

    `widths` are in twentieths of a point, one for each column; `numbers` are the columns to be set
    to the right. Without heads the first column names the rows. `has_total`: the last row is a sum.
    `is_kept`: on one page, if it fits on one.
    """

    widths: Sequence[int]
    rows: Iterable[Sequence[Cell]]
    heads: Sequence[str] = ()
    numbers: frozenset[int] = frozenset()
    has_total: bool = False
    is_kept: bool = False


def paragraph_xml(text: str, style: str, *, is_kept: bool = False) -> str:
    """`style` is the identifier; `is_kept`: on one page with what follows."""
    kept = "<w:keepNext/>" if is_kept else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}</w:pPr>'
        f'<w:r><w:t xml:space="preserve">{escape(printable(text))}</w:t></w:r></w:p>'
    )


def table_xml(table: WordTable) -> str:
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in table.widths)
    rows = list(table.rows)
    last = len(rows) - 1
    body = "".join(
        _row(cells, table, is_total=table.has_total and place == last, is_last=place == last)
        for place, cells in enumerate(rows)
    )
    head = _head(table) if table.heads else ""
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{sum(table.widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:top w:w="30" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
        '<w:bottom w:w="30" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
        '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        ' w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>"
    )


def _head(table: WordTable) -> str:
    cells = "".join(
        _cell(text, width, HEAD_CELL, HEAD_FILL, is_kept=True)
        for text, width in zip(table.heads, table.widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _row(cells: Sequence[Cell], table: WordTable, *, is_total: bool, is_last: bool) -> str:
    parts = []
    is_kept = table.is_kept and not is_last
    for column, (cell, width) in enumerate(zip(cells, table.widths, strict=True)):
        style = NUMBER_CELL if column in table.numbers else CELL
        fill = ""
        if is_total or (column == 0 and not table.heads):
            style = style if column in table.numbers else HEAD_CELL
            fill = HEAD_FILL
        parts.append(_cell(cell, width, style, fill, is_kept=is_kept))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(parts)}</w:tr>"


def _cell(cell: Cell, width: int, style: str, fill: str, *, is_kept: bool) -> str:
    match cell:
        case Filled(text=text, fill=own):
            inner, fill = paragraph_xml(text, style, is_kept=is_kept), own
        case Lines(lines=lines):
            inner = "".join(paragraph_xml(each, style, is_kept=is_kept) for each in lines or [""])
        case _:
            inner = paragraph_xml(cell, style, is_kept=is_kept)
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{inner}</w:tc>'
