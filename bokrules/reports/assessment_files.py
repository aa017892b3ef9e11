"""An assessment as a file: a report with its pictures, or the main picture."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bokrules.base import codes
from bokrules.base.messages import Message, current_language, msg
from bokrules.evaluation.assessment import Assessment
from bokrules.reports import assessment_text as words
from bokrules.reports.assessment_pictures import pictures_of
from bokrules.reports.blocks import Block, Figure, Heading, HtmlTable, Listing, Paragraph
from bokrules.reports.charts import picture_svg, write_picture
from bokrules.reports.draft import DRAFT
from bokrules.reports.html_page import html_page
from bokrules.reports.whole_files import UnwritableFile, check_writable, save_text

REPORT = ".html"
ENDINGS = (REPORT, ".svg", ".png")


def check_target(target: Path, table: Path) -> None:
    """Raise UnwritableFile for a target that can never be written, before the work begins."""
    check_writable(target, table, ENDINGS)


def write_assessment(result: Assessment, target: Path) -> None:
    """Write .html, .svg or .png, by the ending. Raises UnwritableFile."""
    if target.suffix.lower() == REPORT:
        page = assessment_html(result)
        save_text(target, page)
        return
    main = next(pictures_of(result), None) if result.rows else None
    if main is None:
        raise UnwritableFile(
            codes.UNWRITABLE_FILE,
            msg("{file}: there is nothing to draw, no row could be read", file=target),
        )
    write_picture(main, target)


def assessment_html(result: Assessment) -> str:
    """The whole report, as one page."""
    name = result.source.name if result.source else result.basis
    title = msg("Assessment: {name}", name=name).text()
    return html_page(title, list(_blocks(result)), current_language())


def _blocks(result: Assessment) -> Iterator[Block]:
    edition = result.policy.edition
    assessed = msg(
        "Assessed by: {regulation}, edition {id}", regulation=edition.short_title, id=edition.id
    )
    yield Paragraph(f"{assessed}. {msg('Ratio: {basis}', basis=result.basis)}.")
    if edition.draft:
        yield Paragraph(DRAFT.text())
    yield from (Paragraph(each) for each in words.choice_lines(result))
    yield Listing(list(words.summary_lines(result)))
    remarks = list(words.remarks_of(result))
    if remarks:
        yield Heading(msg("What to know").text())
        yield Listing(remarks)
    for yardstick in result.yardsticks:
        name, *lines = words.yardstick_lines(yardstick, result)
        yield Heading(name)
        yield Listing(lines)
    if result.rows:
        for number, chart in enumerate(pictures_of(result), start=1):
            yield Figure(picture_svg(chart, f"p{number}"))
    if result.groups:
        yield _table(msg("By {column}", column=result.by), words.group_columns(result))
    if result.rows:
        yield _table(msg("Rows"), words.row_columns(result))
    if result.errors:
        n = len(result.errors)
        yield Heading(msg("Rows that could not be read or judged: {n}", n=n).text())
        yield Listing(list(words.error_lines(result)))
    if result.source is not None:
        yield Paragraph(f"{result.source.name}: sha256 {result.source.sha256}")


def _table(caption: Message, columns: words.Columns) -> HtmlTable:
    return HtmlTable(
        caption=caption.text(),
        columns=[(str(heading), cells) for heading, cells in columns.items()],
        right=frozenset(str(each) for each in words.RIGHT),
    )
