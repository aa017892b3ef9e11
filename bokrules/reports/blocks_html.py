"""The blocks of a report as HTML. All text is escaped, whatever it came from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import assert_never

from bokrules.base.messages import msg
from bokrules.reports.blocks import (
    SIGNS,
    Badge,
    Badges,
    Block,
    Cases,
    Cell,
    Change,
    ChangeSide,
    Contents,
    Details,
    Figure,
    Finding,
    Heading,
    HtmlTable,
    Legend,
    Listing,
    Names,
    Paragraph,
    Points,
    Summary,
)

_CODE = re.compile(r"`([^`]+)`")


def block_html(block: Block) -> str:
    match block:
        case Heading(text=text, level=level, anchor=anchor):
            mark = f' id="{escape(anchor)}"' if anchor else ""
            return f"<h{level}{mark}>{escape(text)}</h{level}>"
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
        case Contents():
            return _contents(block)
        case Summary(findings=findings):
            return f'<ul class="summary">{"".join(map(_finding, findings))}</ul>'
        case Change():
            return _change(block)
        case Legend(words=words):
            items = "".join(
                f"<div><dt>{badge_html(word)}</dt><dd>{_inline(meaning)}</dd></div>"
                for word, meaning in words
            )
            return f'<dl class="legend">{items}</dl>'
        case Details(title=title, blocks=blocks):
            inner = "\n".join(block_html(each) for each in blocks)
            return (
                f"<details><summary>{_inline(title)}</summary>\n"
                f'<div class="in">\n{inner}\n</div></details>'
            )
        case _:
            assert_never(block)


def _inline(text: str) -> str:
    """Names in backticks, as messages write them, are set as code."""
    return _CODE.sub(r"<code>\1</code>", escape(text))


def _point(head: str, below: Sequence[str]) -> str:
    inner = "".join(f"<li>{_inline(each)}</li>" for each in below)
    return f"<li><p>{_inline(head)}</p>{f'<ul>{inner}</ul>' if inner else ''}</li>"


# ---- tables ----


def _table(table: HtmlTable) -> str:
    marks = [' class="n"' if name in table.right else "" for name, _ in table.columns]
    head = "".join(
        f'<th scope="col"{mark}>{escape(name)}</th>'
        for mark, (name, _) in zip(marks, table.columns, strict=True)
    )
    body = "\n".join(
        f"<tr>{_row(table, marks, row)}</tr>"
        for row in zip(*(cells for _, cells in table.columns), strict=True)
    )
    return (
        f'<div class="wide"><table><caption>{escape(table.caption)}</caption>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>"
    )


def _row(table: HtmlTable, marks: list[str], row: tuple[Cell, ...]) -> str:
    names = [name for name, _ in table.columns]
    cells = [
        f'<td{mark} data-label="{escape(name)}"><div>{_cell(each)}</div></td>'
        for name, mark, each in zip(names, marks, row, strict=True)
    ]
    if table.has_row_heads:
        cells[0] = cells[0].replace("<td", '<th scope="row"', 1)[: -len("</td>")] + "</th>"
    return "".join(cells)


def _cell(cell: Cell) -> str:
    match cell:
        case Names():
            return _names(cell)
        case Cases(cases=cases):
            told = ["".join(f"<div>{_names(each)}</div>" for each in case) for case in cases]
            if len(told) == 1:
                return told[0]
            return f"<ul>{''.join(f'<li>{each}</li>' for each in told)}</ul>"
        case Badges(badges=badges, below=below):
            words = " ".join(map(badge_html, badges))
            return f"{words}<div>{_names(below)}</div>" if below else words
        case _:
            return escape(cell)


def _names(names: Names) -> str:
    """The rest opens where it stands."""
    lead = f"{escape(names.lead)} " if names.lead else ""
    shown = lead + _listed(names.shown, names)
    if not names.rest:
        return shown
    more = msg("and {n} more", n=len(names.rest))
    rest = _listed(names.rest, names)
    return f'{shown} <details class="more"><summary>{more}</summary>{rest}</details>'


def _listed(found: tuple[str, ...], names: Names) -> str:
    if names.is_apart and len(names.names) > 1:
        return f"<ul>{''.join(f'<li>{escape(each)}</li>' for each in found)}</ul>"
    return names.separator.join(escape(each) for each in found)


# ---- summary and contents ----


def _contents(contents: Contents) -> str:
    items = "".join(
        f'<li><a href="#{escape(anchor)}">{escape(text)}</a></li>'
        for text, anchor in contents.sections
    )
    title = escape(contents.title)
    return f'<nav aria-label="{title}"><p>{title}</p><ol>{items}</ol></nav>'


def _finding(finding: Finding) -> str:
    sign = f'<span aria-hidden="true">{SIGNS[finding.tone]} </span>' if SIGNS[finding.tone] else ""
    text = _inline(finding.text)
    if finding.anchor:
        text = f'<a href="#{escape(finding.anchor)}">{text}</a>'
    count = f": <b>{escape(finding.count)}</b>" if finding.count else ""
    below = f"<p>{_names(finding.names)}</p>" if finding.names else ""
    if finding.names and finding.names.rest:
        below = f"<div>{_names(finding.names)}</div>"
    return f'<li class="{finding.tone}"><p>{sign}{text}{count}</p>{below}</li>'


# ---- changes ----


def _change(change: Change) -> str:
    rest, turn = change.what.rest, msg("becomes")
    others = ""
    if rest:
        title = msg("the other {n}", n=len(rest))
        others = f"<details><summary>{title}</summary>{_listed(rest, change.what)}</details>"
    where = "".join(
        f"<div><dt>{escape(label)}</dt><dd>{_names(names)}</dd></div>"
        for label, names in change.where
    )
    example = f'<p class="example">{_inline(change.example)}</p>' if change.example else ""
    return (
        f'<article><h4>{escape(change.what.text())}: <span class="turn">'
        f"{badge_html(change.before.state)} {turn} {badge_html(change.after.state)}"
        f"</span></h4>\n{others}{f'<dl>{where}</dl>' if where else ''}{example}\n"
        f'<div class="sides">{_side(change.before)}{_side(change.after)}</div></article>'
    )


def badge_html(badge: Badge) -> str:
    """A badge with its sign, which is not read aloud."""
    sign = f'<span aria-hidden="true">{SIGNS[badge.tone]} </span>' if SIGNS[badge.tone] else ""
    return f'<span class="badge {badge.tone}">{sign}{escape(badge.text)}</span>'


def _side(side: ChangeSide) -> str:
    reasons = "".join(
        f"<li>{_inline(why)}{f' <cite>{escape(source)}</cite>' if source else ''}</li>"
        for why, source in side.reasons
    )
    return (
        f"<div><p><strong>{escape(side.name)}</strong>: {badge_html(side.state)}</p>"
        f"<ul>{reasons}</ul></div>"
    )
