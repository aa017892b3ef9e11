"""Draft findings on the page, each with what the filters go by."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from bokrules.base.messages import Message, msg
from bokrules.evaluation.row import Place
from bokrules.inspection.findings.finding import Finding, Weight
from bokrules.reports.blocks import Badge
from bokrules.reports.blocks_html import badge_html
from bokrules.reports.inspection.finding_groups import (
    TO_BE_WRITTEN,
    Numbered,
    criterion_text,
    finding_amount,
)
from bokrules.reports.inspection.places import place_text, places_text
from bokrules.reports.inspection_page.marks import Marks
from bokrules.reports.page import printable

MOST_LINKED = 12
MOST_PLACES = 200


def finding_html(numbered: Numbered, marks: Marks, anchors: dict[Place, str]) -> str:
    """An article. Rows that stand in the page are linked, if they are few."""
    finding = numbered.finding
    name = Badge(numbered.name, "no" if finding.weight is Weight.FINDING else "open")
    lines = "".join(
        f"<div><dt>{_text(name)}</dt><dd>{value}</dd></div>"
        for name, value in _lines(finding, anchors)
    )
    return (
        f'<article class="finding" id="{finding_anchor(numbered.number)}"'
        f" {marks.of_finding(finding)}><h3>{badge_html(name)}"
        f"{_text(finding.title)}</h3><dl>{lines}</dl></article>"
    )


def finding_anchor(number: int) -> str:
    return f"t{number}"


def _lines(finding: Finding, anchors: dict[Place, str]) -> Iterator[tuple[Message, str]]:
    """Names and HTML."""
    yield msg("Finding code"), _text(finding.code or msg("none fits"))
    if finding.unit:
        yield msg("Unit"), _text(finding.unit)
    yield msg("Condition (kondisi)"), _text(finding.condition)
    yield msg("Criterion (kriteria)"), _text(criterion_text(finding))
    yield msg("Cause (sebab)"), f'<span class="fill">{_text(TO_BE_WRITTEN)}</span>'
    yield msg("Consequence (akibat)"), _text(finding.consequence)
    yield msg("Recommendation (rekomendasi)"), _text(finding.recommendation)
    yield msg("Amount (nilai)"), _text(finding_amount(finding))
    if finding.rows:
        yield msg("Rows"), _rows(finding, anchors)


def _rows(finding: Finding, anchors: dict[Place, str]) -> str:
    if len(finding.rows) > MOST_LINKED:
        return _text(places_text(finding.rows, MOST_PLACES))
    return "; ".join(
        f'<a href="#{anchors[each]}">{_text(place_text(each))}</a>'
        if each in anchors
        else _text(place_text(each))
        for each in finding.rows
    )


def _text(words: Message | str) -> str:
    return escape(printable(str(words)))
