"""The rows on the page, each with its outcome, why, and what it was taken for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from bokrules.base.messages import Message, msg
from bokrules.inspection.contents import InspectedRow
from bokrules.reports.blocks import Badge, Tone
from bokrules.reports.blocks_html import badge_html
from bokrules.reports.inspection.places import place_text
from bokrules.reports.inspection.row_words import (
    amount_text,
    assumed_text,
    clauses_text,
    overruled_text,
    own_outcome,
    taken_for,
    why_text,
)
from bokrules.reports.inspection_page.findings import finding_anchor
from bokrules.reports.inspection_page.marks import Marks
from bokrules.reports.page import printable
from bokrules.semantics.outcomes import Outcome

MOST_LINKED = 8
MOST_CLAUSES = 6
"""More are named in the workbook."""
TONES: dict[Outcome, Tone] = {
    Outcome.FORBIDDEN: "no",
    Outcome.UNLISTED: "absent",
    Outcome.UNDETERMINED: "open",
    Outcome.CONDITIONAL: "plain",
    Outcome.ALLOWED: "yes",
}


def rows_html(body: Sequence[str]) -> str:
    """The table around rows of HTML."""
    heads = (
        msg("row, voucher, date, unit"),
        msg("description, and what it was taken for"),
        msg("rupiah"),
        msg("outcome, clause and why"),
    )
    cells = "".join(
        f'<th scope="col"{_number(place)}>{_text(head)}</th>' for place, head in enumerate(heads)
    )
    caption = _text(msg("Rows judged"))
    inner = "\n".join(body)
    return (
        f'<div class="wide"><table class="rows"><caption>{caption}</caption>'
        f"<thead><tr>{cells}</tr></thead>\n<tbody>\n{inner}\n</tbody></table></div>"
    )


def row_html(row: InspectedRow, marks: Marks, anchor: str, findings: Sequence[int]) -> str:
    """`findings` are the numbers of those that name the row."""
    day = row.day.isoformat() if row.day else ""
    below = "".join(
        f"<small>{_text(each)}</small>" for each in (row.voucher, day, row.unit) if each
    )
    taken = "".join(f"<small>{_text(each)}</small>" for each in taken_for(row))
    return (
        f'<tr id="{anchor}" {marks.of_row(row)}>'
        f'<th scope="row">{_text(place_text(row.row.place))}{below}</th>'
        f"<td>{_text(row.description or '-')}{taken}</td>"
        f'<td class="n">{_text(amount_text(row.row.amount))}</td>'
        f"<td>{''.join(_outcome(row))}{_links(findings)}</td></tr>"
    )


def outcome_badge(outcome: Outcome) -> str:
    return badge_html(Badge(outcome.label.text(), TONES[outcome]))


def _outcome(row: InspectedRow) -> Iterator[str]:
    """The edition's, with clause and why; where the inspector has another, both."""
    own = badge_html(Badge(own_outcome(row), TONES[row.row.verdict.outcome]))
    if row.overruled is not None:
        inspector, edition = _text(msg("inspector")), _text(msg("edition"))
        theirs = outcome_badge(row.overruled.outcome)
        yield f"<p>{inspector}: {theirs}</p><p>{_text(overruled_text(row.overruled))}</p>"
        own = f"{edition}: {own}"
    clauses = clauses_text(row, MOST_CLAUSES)
    yield f"<p>{own}{f' {_text(clauses)}' if clauses else ''}</p>"
    for each in (why_text(row), assumed_text(row)):
        if each:
            yield f"<p>{_text(each)}</p>"
    if row.codes:
        codes = msg("finding codes: {codes}", codes=list(row.codes))
        yield f"<small>{_text(codes)}</small>"


def _links(findings: Sequence[int]) -> str:
    if not findings:
        return ""
    links = [_link(each) for each in findings[:MOST_LINKED]]
    more = len(findings) - MOST_LINKED
    links += [f"+{more}"] if more > 0 else []
    return f"<small>{', '.join(links)}</small>"


def _link(finding: int) -> str:
    words = msg("finding {n}", n=finding)
    return f'<a href="#{finding_anchor(finding)}">{_text(words)}</a>'


def _number(place: int) -> str:
    return ' class="n"' if place == 2 else ""


def _text(words: Message | str) -> str:
    return escape(printable(str(words)))
