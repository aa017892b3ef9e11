"""A reconciliation as a file: a report with its picture, or the picture alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from bokrules.allocation.reconcile.reconcile import Reconciliation, UnitResidual
from bokrules.base import codes
from bokrules.base.messages import current_language, msg
from bokrules.evaluation.citing import citation_text
from bokrules.inspection.audit import DocumentAudit
from bokrules.reports import reconcile_words as words
from bokrules.reports.audit_words import CHECK_TITLES, headline
from bokrules.reports.blocks import Block, Figure, Heading, HtmlTable, Listing, Paragraph
from bokrules.reports.charts import picture_svg, write_picture
from bokrules.reports.charts.residual_chart import Residual, residual_chart
from bokrules.reports.html_page import html_page
from bokrules.reports.whole_files import UnwritableFile, check_writable, save_text

if TYPE_CHECKING:
    from bokrules.reports.charts.drawing import Picture

REPORT = ".html"
ENDINGS = (REPORT, ".svg", ".png")


def check_target(target: Path, table: Path) -> None:
    """Raise UnwritableFile for a target that can never be written, before the work begins."""
    check_writable(target, table, ENDINGS)


def write_reconciliation(result: Reconciliation, audited: DocumentAudit, target: Path) -> None:
    """Write .html, .svg or .png, by the ending. Raises UnwritableFile."""
    if target.suffix.lower() == REPORT:
        save_text(target, reconciliation_html(result, audited))
        return
    picture = _picture(result)
    if picture is None:
        raise UnwritableFile(
            codes.UNWRITABLE_FILE,
            msg("{file}: there is nothing to draw, the formula was not computed", file=target),
        )
    write_picture(picture, target)


def reconciliation_html(result: Reconciliation, audited: DocumentAudit) -> str:
    """The whole report, as one page."""
    label = result.formula.label.in_language(current_language())
    title = msg("Reconciliation: {name}", name=label).text()
    return html_page(title, list(_blocks(result, audited)), current_language())


def _blocks(result: Reconciliation, audited: DocumentAudit) -> Iterator[Block]:
    yield Paragraph(citation_text(result.formula.citations, result.policy))
    yield Paragraph(msg("published: {file}", file=audited.document.file).text())
    yield Listing([each.text() for each in words.summary_lines(result)])
    fitted = [each.text() for each in words.fit_lines(result)]
    if fitted:
        yield Heading(msg("Constants").text())
        yield Listing(fitted)
    picture = _picture(result)
    if picture is not None:
        yield Figure(picture_svg(picture))
    if result.outliers:
        yield Heading(msg("Not explained, the farthest first").text())
        yield Listing([_outlier(each, result) for each in result.outliers])
    if result.units:
        columns = words.unit_columns(result)
        yield HtmlTable(
            caption=msg("Published and computed").text(),
            columns=list(columns.items()),
            right=frozenset(list(columns)[1:]),
        )
    if audited.findings:
        yield Heading(msg("What the table itself shows").text())
        yield Listing([f"{CHECK_TITLES[e.check]}: {headline(e)}" for e in audited.findings])
    if result.allocation is not None and result.allocation.assumed:
        yield Heading(msg("What was assumed").text())
        yield Listing(result.allocation.assumed)


def _outlier(unit: UnitResidual, result: Reconciliation) -> str:
    head, guesses = words.outlier_lines(unit, result)
    hints = [msg("hypothesis: {cause}", cause=each).text() for each in guesses]
    return ". ".join([head.text(), *hints])


def _picture(result: Reconciliation) -> Picture | None:
    """What the fitted constants leave over; without them what the formula does."""
    if not result.units:
        return None
    if result.fit is not None:
        title = msg("Published less predicted by the fitted constants")
    else:
        title = msg("Published less computed by the formula")
    return residual_chart([_residual(each) for each in result.units], title)


def _residual(unit: UnitResidual) -> Residual:
    if unit.predicted is None:
        return Residual(
            name=unit.name,
            published=unit.published,
            predicted=unit.computed,
            explained=unit.follows,
        )
    return Residual(
        name=unit.name,
        published=unit.published,
        predicted=words.whole(unit.predicted),
        explained=unit.explained,
    )
