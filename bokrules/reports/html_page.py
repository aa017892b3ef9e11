"""A report as one HTML file: no script, no font, no address that a browser would fetch."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TypeAlias, assert_never

from bokrules.base.messages import Language

_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, "Liberation Sans", Arial, sans-serif; margin: 2rem auto;
  max-width: 62rem; padding: 0 1rem; }
h1 { font-size: 1.5rem; line-height: 1.25; } h2 { font-size: 1.2rem; margin-top: 2rem; }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
.points > li { margin: .5rem 0; } .points p { margin: 0; font-weight: 600; }
.points ul { font-size: .9375rem; }
figure { margin: 1.5rem 0; background: #fff; color: #222; border: 1px solid #8884;
  border-radius: 4px; padding: .75rem; overflow-x: auto; }
figure svg { max-width: 100%; height: auto; }
.wide { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; font-size: .875rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding: .25rem 0; }
th, td { padding: .2rem .75rem .2rem 0; text-align: left; vertical-align: top;
  border-bottom: 1px solid #8884; }
.n { text-align: right; white-space: nowrap; }
@media print { body { margin: 0; max-width: none; font-size: 11pt; }
  figure, tr { break-inside: avoid; } figure { border: 0; padding: 0; } thead { display:
  table-header-group; } }
"""

_CODE = re.compile(r"`([^`]+)`")


@dataclass(frozen=True, slots=True)
class Heading:
    """Of a section; `level` 3 of a part of one."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Points of a list."""

    items: Sequence[str]


@dataclass(frozen=True, slots=True)
class Points:
    """Points of a list, each with what stands below it."""

    items: Sequence[tuple[str, Sequence[str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlTable:
    """Columns by heading, all of one length; those in `right` are numbers."""

    caption: str
    columns: Sequence[tuple[str, Sequence[str]]]
    right: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as SVG, with its own title and description; it is taken as it is."""

    svg: str


Block: TypeAlias = Heading | Paragraph | Listing | Points | HtmlTable | Figure


def html_page(title: str, blocks: Sequence[Block], language: Language) -> str:
    """The page. All text is escaped; the same blocks give the same page."""
    body = "\n".join(_block(each) for each in blocks)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n<h1>{escape(title)}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _block(block: Block) -> str:
    match block:
        case Heading(text=text, level=level):
            return f"<h{level}>{escape(text)}</h{level}>"
        case Paragraph(text=text):
            return f"<p>{_inline(text)}</p>"
        case Listing(items=items):
            return f"<ul>{''.join(f'<li>{_inline(each)}</li>' for each in items)}</ul>"
        case Points(items=items):
            return f'<ul class="points">{"".join(_point(*each) for each in items)}</ul>'
        case HtmlTable():
            return _table(block)
        case Figure(svg=svg):
            return f"<figure>{svg}</figure>"
        case _:
            assert_never(block)


def _inline(text: str) -> str:
    """Names in backticks, as messages write them, are set as code."""
    return _CODE.sub(r"<code>\1</code>", escape(text))


def _point(head: str, below: Sequence[str]) -> str:
    inner = "".join(f"<li>{_inline(each)}</li>" for each in below)
    return f"<li><p>{_inline(head)}</p>{f'<ul>{inner}</ul>' if inner else ''}</li>"


def _table(table: HtmlTable) -> str:
    marks = [' class="n"' if name in table.right else "" for name, _ in table.columns]
    head = "".join(
        f'<th scope="col"{mark}>{escape(name)}</th>'
        for mark, (name, _) in zip(marks, table.columns, strict=True)
    )
    rows = zip(*(cells for _, cells in table.columns), strict=True)
    body = "\n".join(
        f"<tr>{''.join(_cell(mark, each) for mark, each in zip(marks, row, strict=True))}</tr>"
        for row in rows
    )
    return (
        f'<div class="wide"><table><caption>{escape(table.caption)}</caption>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>"
    )


def _cell(mark: str, text: str) -> str:
    return f"<td{mark}>{escape(text)}</td>"
