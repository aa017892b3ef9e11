"""Draft findings, one below the other, and the rows behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import shorten

from bokrules.base.messages import Message, msg
from bokrules.inspection.contents import InspectedRow, InspectionContents
from bokrules.reports.inspection.finding_groups import (
    TO_BE_WRITTEN,
    Numbered,
    criterion_text,
    finding_amount,
    most_telling,
)
from bokrules.reports.inspection.places import place_lines, places_text
from bokrules.reports.inspection.row_words import (
    amount_text,
    assumed_text,
    clauses_text,
    overruled_text,
    own_outcome,
    why_text,
)
from bokrules.reports.inspection.scope import no_findings
from bokrules.reports.page import printable
from bokrules.reports.working_paper.document import (
    LANDSCAPE_WIDTH,
    PORTRAIT_WIDTH,
    WordDocument,
)
from bokrules.reports.working_paper.markup import Cell, Filled, Lines, WordTable

MOST_PLACES = 60
MOST_CLAUSES = 6
"""More are named in the workbook."""
MOST_OF_TITLE = 120
_NAME_WIDTH = 1900
_ROW_PARTS = (7, 16, 22, 36, 17, 22, 18, 38)


def put_findings(contents: InspectionContents, document: WordDocument, most: int) -> None:
    """At most so many in full: the rest is counted."""
    document.heading(msg("Draft findings"), 1)
    if not contents.findings:
        document.paragraph(no_findings(contents))
        return
    shown = most_telling(contents.findings, most)
    more = len(contents.findings) - len(shown)
    if more:
        document.paragraph(
            msg(
                "Of {n} findings those that carry most are told in full, {shown} of them; the"
                " other {more} are counted in “Findings by kind” and stand in the workbook.",
                n=len(contents.findings),
                shown=len(shown),
                more=more,
            )
        )
    for each in shown:
        document.heading(_heading(each), 2)
        document.table(
            WordTable(
                widths=(_NAME_WIDTH, PORTRAIT_WIDTH - _NAME_WIDTH),
                rows=[(name.text(), value) for name, value in _lines(each)],
                is_kept=True,
            )
        )


def _heading(numbered: Numbered) -> str:
    """With the title, cut: it stands below in full."""
    title = str(numbered.finding.title)
    return f"{numbered.name}: {shorten(printable(title), MOST_OF_TITLE, placeholder='…')}"


def _lines(numbered: Numbered) -> Iterator[tuple[Message, Cell]]:
    finding = numbered.finding
    yield msg("Title"), str(finding.title)
    yield msg("Finding code"), finding.code or msg("none fits").text()
    if finding.unit:
        yield msg("Unit"), finding.unit
    yield msg("Condition (kondisi)"), str(finding.condition)
    yield msg("Criterion (kriteria)"), criterion_text(finding)
    yield msg("Cause (sebab)"), Filled(TO_BE_WRITTEN.text())
    yield msg("Consequence (akibat)"), str(finding.consequence)
    yield msg("Recommendation (rekomendasi)"), str(finding.recommendation)
    yield msg("Amount (nilai)"), finding_amount(finding)
    if finding.rows:
        yield msg("Rows"), places_text(finding.rows, MOST_PLACES)


def put_signatures(document: WordDocument) -> None:
    document.heading(msg("Signatures"), 1)
    heads = (msg("written by"), msg("reviewed by"), msg("approved by"))
    blanks = (msg("name"), msg("NIP"), msg("date"), msg("signature"))
    width = PORTRAIT_WIDTH // 3
    cell = Lines([part for each in blanks for part in (f"{each}:", "")] + ["", ""])
    document.table(
        WordTable(
            widths=(width,) * 3,
            heads=[each.text() for each in heads],
            rows=[[cell] * 3],
            is_kept=True,
        )
    )


def put_rows(contents: InspectionContents, document: WordDocument, most: int) -> None:
    """The rows that were found, at most so many, on wide pages."""
    found = contents.found_rows
    document.heading(msg("Rows that were found"), 1)
    if not found:
        document.paragraph(msg("None: every row that could be judged is allowed."))
        return
    if len(found) > most:
        document.paragraph(
            msg(
                "The first {most} of {n} rows; the other {more} stand in the workbook.",
                most=most,
                n=len(found),
                more=len(found) - most,
            )
        )
    heads = (
        msg("no."),
        msg("row"),
        msg("voucher, date, unit"),
        msg("description"),
        msg("rupiah"),
        msg("outcome"),
        msg("clause"),
        msg("why"),
    )
    whole = sum(_ROW_PARTS)
    document.table(
        WordTable(
            widths=[LANDSCAPE_WIDTH * each // whole for each in _ROW_PARTS],
            heads=[each.text() for each in heads],
            rows=[_row(number, each) for number, each in enumerate(found[:most], start=1)],
            numbers=frozenset({0, 4}),
        )
    )


def _row(number: int, row: InspectedRow) -> Sequence[Cell]:
    day = row.day.isoformat() if row.day else ""
    return (
        str(number),
        Lines(place_lines(row.row.place)),
        Lines([each for each in (row.voucher, day, row.unit) if each]),
        row.description or "-",
        amount_text(row.row.amount),
        _outcome(row),
        clauses_text(row, MOST_CLAUSES),
        Lines(list(_why(row))),
    )


def _outcome(row: InspectedRow) -> Cell:
    if row.overruled is None:
        return own_outcome(row)
    return Lines(
        [
            msg("edition: {outcome}", outcome=own_outcome(row)).text(),
            msg("inspector: {words}", words=overruled_text(row.overruled)).text(),
        ]
    )


def _why(row: InspectedRow) -> Iterator[str]:
    yield why_text(row)
    if row.assumed:
        yield assumed_text(row)
    if row.codes:
        yield msg("finding codes: {codes}", codes=list(row.codes)).text()
