"""The order of the page's sections, and its file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from bokrules.base.messages import Message, current_language, msg
from bokrules.base.money import format_rupiah
from bokrules.evaluation.row import Place
from bokrules.evaluation.table import Source
from bokrules.inspection.contents import InspectedRow, InspectionContents
from bokrules.reports.blocks import Block, Contents, Details, Heading, Listing, Paragraph
from bokrules.reports.blocks_html import block_html
from bokrules.reports.inspection.finding_groups import most_telling
from bokrules.reports.inspection.scope import (
    DRAFT_EDITION,
    check_lines,
    left_out_lines,
    no_findings,
    scope_lines,
    time_text,
    unread_text,
)
from bokrules.reports.inspection.sum_words import (
    NO_CASH_BOOK,
    NO_CHECK_RUN,
    NOT_RUN,
    OVERLAP,
    RUN,
)
from bokrules.reports.inspection.tables import balance_table, kind_table
from bokrules.reports.inspection_page.filters import (
    filters_html,
    outcome_counts_html,
    pager_html,
    status_html,
)
from bokrules.reports.inspection_page.findings import finding_html
from bokrules.reports.inspection_page.frame import framed
from bokrules.reports.inspection_page.marks import Marks, marks_of
from bokrules.reports.inspection_page.pictures import sums_section, table_block
from bokrules.reports.inspection_page.rows import row_html, rows_html
from bokrules.reports.page import printable
from bokrules.reports.whole_files import save_text

MOST_FINDINGS = 500
MOST_ROWS = 5_000
MOST_UNREAD = 200
"""More make a page that a browser is slow to open; the workbook has all."""
MOST_FILES = 5
"""The others are shown on demand."""
FINDINGS_SHOWN, ROWS_SHOWN = 25, 100
"""At a time."""
_SECTIONS = {
    "ringkasan": msg("Summary"),
    "rekonsiliasi": msg("Cash books reconciled"),
    "pemeriksaan": msg("Checks across the lines"),
    "temuan": msg("Draft findings"),
    "baris": msg("Rows judged"),
}


def write_inspection_page(contents: InspectionContents, target: Path) -> None:
    """One .html that needs nothing else; the same contents give the same page.

    Raises UnwritableFile, also where no picture can be drawn.
    """
    save_text(target, inspection_page(contents))


def inspection_page(contents: InspectionContents) -> str:
    title = msg("Inspection: {name}", name=printable(contents.name)).text()
    parts = [*map(block_html, _overview(contents)), *_lists(contents)]
    return framed(title, "\n".join(parts), current_language())


def _overview(contents: InspectionContents) -> Iterator[Block]:
    yield Listing([printable(str(each)) for each in _head(contents)])
    if others := contents.sources[MOST_FILES:]:
        yield Details(
            msg("Further files: {n}", n=len(others)).text(), [Listing([*map(_file, others)])]
        )
    yield Contents(
        msg("In this page").text(), [(each.text(), name) for name, each in _SECTIONS.items()]
    )
    sums = contents.sums
    yield _heading("ringkasan")
    yield Listing(
        [
            msg("questioned: {amount}", amount=format_rupiah(sums.questioned)).text(),
            msg("without evidence: {amount}", amount=format_rupiah(sums.unsupported)).text(),
            OVERLAP.text(),
            *(printable(str(each)) for each in scope_lines(contents)),
        ]
    )
    yield from _unread(contents)
    yield from sums_section(contents)
    yield _heading("rekonsiliasi")
    table = balance_table(contents)
    yield table_block(table) if table.rows else Paragraph(NO_CASH_BOOK.text())
    yield _heading("pemeriksaan")
    yield Paragraph((RUN if contents.checks_run else NO_CHECK_RUN).text())
    yield Listing([printable(each.text()) for each in check_lines(contents)])
    if contents.checks_left_out:
        yield Paragraph(NOT_RUN.text())
        yield Listing([printable(each.text()) for each in left_out_lines(contents)])
    if contents.findings:
        yield table_block(kind_table(contents))


def _file(source: Source) -> str:
    return printable(f"{source.name}, sha256 {source.sha256}")


def _head(contents: InspectionContents) -> Iterator[Message | str]:
    edition = contents.edition
    yield from map(_file, contents.sources[:MOST_FILES])
    yield msg(
        "Checked by: {regulation}, edition {id}", regulation=edition.short_title, id=edition.id
    )
    yield f"{edition.title}, sha256 {edition.sha256}"
    if edition.draft:
        yield DRAFT_EDITION
    yield msg(
        "Made: {time}, by bokrules {version}", time=time_text(contents), version=contents.version
    )


def _unread(contents: InspectionContents) -> Iterator[Block]:
    errors = contents.unread
    if not errors:
        return
    yield Heading(msg("Rows that could not be read or judged: {n}", n=len(errors)).text(), 3)
    lines = [printable(unread_text(each)) for each in errors[:MOST_UNREAD]]
    more = len(errors) - MOST_UNREAD
    lines += [msg("and {n} more: they stand in the workbook", n=more).text()] if more > 0 else []
    yield Listing(lines)


# ---- the lists ----


def _lists(contents: InspectionContents) -> Iterator[str]:
    """HTML: the filters, the findings, the rows."""
    marks = marks_of(contents)
    rows = shown_rows(contents)
    anchors = {each.row.place: f"r{number}" for number, each in enumerate(rows, start=1)}
    if contents.findings or rows:
        yield filters_html(contents, marks)
    yield block_html(_heading("temuan"))
    yield from _findings(contents, marks, anchors)
    yield block_html(_heading("baris"))
    yield from _rows(contents, rows, marks, anchors)


def _findings(
    contents: InspectionContents, marks: Marks, anchors: dict[Place, str]
) -> Iterator[str]:
    findings = most_telling(contents.findings, MOST_FINDINGS)
    if not findings:
        yield _paragraph(no_findings(contents))
        return
    if len(findings) < len(contents.findings):
        yield _paragraph(
            msg(
                "Of {n} findings those that carry most are told in full, {shown} of them; the"
                " other {more} are counted in “Findings by kind” and stand in the workbook.",
                n=len(contents.findings),
                shown=len(findings),
                more=len(contents.findings) - len(findings),
            )
        )
    amount = sum(each.finding.amount or 0 for each in findings)
    yield status_html(
        "findings",
        msg("Findings shown: {n} of {all}, {amount}"),
        {"n": len(findings), "all": len(findings), "amount": format_rupiah(amount)},
    )
    yield from (finding_html(each, marks, anchors) for each in findings)
    yield pager_html("findings", FINDINGS_SHOWN)


def _rows(
    contents: InspectionContents,
    rows: Sequence[InspectedRow],
    marks: Marks,
    anchors: dict[Place, str],
) -> Iterator[str]:
    if not rows:
        yield _paragraph(msg("No row could be judged."))
        return
    if len(rows) < len(contents.rows):
        yield _paragraph(
            msg(
                "Of {n} rows {shown} stand here, those that were found before others; all stand"
                " in the workbook.",
                n=len(contents.rows),
                shown=len(rows),
            )
        )
    yield status_html(
        "rows",
        msg(
            "Rows shown: {n} of {all}, {amount}; questioned {questioned}, without evidence"
            " {unsupported}"
        ),
        {
            "n": len(rows),
            "all": len(rows),
            "amount": format_rupiah(sum(each.row.amount or 0 for each in rows)),
            "questioned": format_rupiah(sum(each.questioned or 0 for each in rows)),
            "unsupported": format_rupiah(sum(each.unsupported or 0 for each in rows)),
        },
    )
    yield outcome_counts_html("rows", rows)
    named = _findings_by_row(contents)
    yield rows_html(
        [
            row_html(each, marks, anchors[each.row.place], named.get(each.row.place, []))
            for each in rows
        ]
    )
    yield pager_html("rows", ROWS_SHOWN)


def shown_rows(contents: InspectionContents) -> list[InspectedRow]:
    """All, or if they are too many those that were found, in their order."""
    if len(contents.rows) <= MOST_ROWS:
        return list(contents.rows)
    found = {each.row.place for each in contents.found_rows}
    ordered = sorted(enumerate(contents.rows), key=lambda each: each[1].row.place not in found)
    return [row for _, row in sorted(ordered[:MOST_ROWS], key=lambda each: each[0])]


def _findings_by_row(contents: InspectionContents) -> dict[Place, list[int]]:
    """Numbers of the findings in the page."""
    found: dict[Place, list[int]] = {}
    for each in most_telling(contents.findings, MOST_FINDINGS):
        for place in dict.fromkeys(each.finding.rows):
            found.setdefault(place, []).append(each.number)
    return found


def _heading(name: str) -> Heading:
    return Heading(_SECTIONS[name].text(), anchor=name)


def _paragraph(words: Message) -> str:
    return f"<p>{escape(words.text())}</p>"
