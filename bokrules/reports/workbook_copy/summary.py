"""The last sheet of a copy: what was checked, with what, and what came out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from bokrules.base.messages import Message, msg
from bokrules.evaluation.row import Place
from bokrules.inspection.findings.finding import Finding
from bokrules.reports.stamp import Stamp
from bokrules.reports.workbook_copy.added import OutcomeSum, SummarySheet
from bokrules.reports.workbook_copy.formats import HEAD, MONEY, TEXT, outcome_properties
from bokrules.reports.workbook_copy.heights import LINE, MOST_LINES, lines_of
from bokrules.reports.workbook_copy.rows_xml import MOST_EXACT
from bokrules.reports.workbook_copy.texts import shortened, visible_text

NAME = "Ringkasan bokrules"
NOT_JUDGED = msg("could not be judged")
_WIDTHS = (44, 14, 20, 30, 54)
_LAST = len(_WIDTHS) - 1
_MOST_PLACES = 40
A4 = 9
"""A number for paper."""


@dataclass(frozen=True, slots=True)
class Summary:
    """`notes` come after those of the sheet itself: what the copy could not take over."""

    title: str
    sheet: SummarySheet
    stamp: Stamp
    notes: tuple[Message, ...]


def write_summary(book: Any, sheet: Any, summary: Summary) -> None:
    """On an empty sheet of a workbook of XlsxWriter."""
    _SummaryWriter(book, sheet).write(summary)


class _SummaryWriter:
    def __init__(self, book: Any, sheet: Any) -> None:
        self._sheet = sheet
        self._row = 0
        self._title = book.add_format({"bold": True, "font_size": 14})
        self._section = book.add_format({"bold": True, "font_size": 12})
        self._label = book.add_format({"bold": True, "valign": "top"})
        self._value = book.add_format({"valign": "top", "align": "left"})
        self._wrapped = book.add_format({"valign": "top", "align": "left", "text_wrap": True})
        self._head = book.add_format(HEAD)
        self._cell = book.add_format(TEXT)
        self._money = book.add_format(MONEY)
        self._book = book
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)

    def write(self, summary: Summary) -> None:
        self._text(0, summary.title, self._title)
        self._row += 2
        self._facts(summary.stamp)
        self._outcomes(summary.sheet)
        self._findings(summary.sheet.findings)
        self._checks(summary.stamp)
        self._notes([*summary.sheet.notes, *summary.notes])

    def _facts(self, stamp: Stamp) -> None:
        facts = (
            (msg("Ledger"), stamp.source),
            (msg("Ledger's SHA-256"), stamp.source_sha256),
            (msg("Regulation"), stamp.regulation),
            (msg("Edition of the rules"), stamp.edition),
            (msg("Edition's SHA-256"), stamp.edition_sha256),
            (msg("Version of bokrules"), stamp.version),
            (msg("Made at"), f"{stamp.time:%Y-%m-%d %H:%M:%S} UTC"),
        )
        for label, value in facts:
            self._text(0, label, self._label)
            self._text(1, value, self._value)
            self._row += 1
        self._row += 1

    def _outcomes(self, sheet: SummarySheet) -> None:
        self._heads(msg("Rows by result"), (msg("Result"), msg("Rows"), msg("Rupiah")))
        for each in sheet.outcomes:
            self._text(0, _outcome_label(each), self._book.add_format(_colour(each)))
            self._number(1, each.rows)
            self._number(2, each.amount)
            self._row += 1
        self._text(0, msg("Total"), self._head)
        self._number(1, sum(each.rows for each in sheet.outcomes))
        self._number(2, sum(each.amount for each in sheet.outcomes))
        self._row += 1
        self._text(0, msg("Of that questioned"), self._head)
        self._text(1, "", self._cell)
        self._number(2, sheet.questioned)
        self._row += 2

    def _findings(self, findings: Sequence[Finding]) -> None:
        heads = (msg("Finding"), msg("Code"), msg("Rupiah"), msg("Rows"), msg("Criterion"))
        self._heads(msg("Findings"), heads)
        for each in findings:
            rows, criterion = rows_text(each.rows), _criterion(each)
            self._text(0, each.title, self._cell)
            self._text(1, each.code or "", self._cell)
            self._number(2, each.amount)
            self._text(3, rows, self._cell)
            self._text(4, criterion, self._cell)
            texts = ((str(each.title), 0), (rows, 3), (criterion, 4))
            self._fit(max(lines_of(text, _WIDTHS[column]) for text, column in texts))
            self._row += 1
        if not findings:
            self._text(0, msg("No findings."), self._value)
            self._row += 1
        self._row += 1

    def _checks(self, stamp: Stamp) -> None:
        self._section_title(msg("Checks that were run"))
        for each in stamp.checks_run:
            self._wide(0, each)
        if not stamp.checks_run:
            self._wide(0, msg("None."))
        self._row += 1
        if stamp.checks_not_run:
            self._section_title(msg("Checks that were not run, and why"))
            for title, why in stamp.checks_not_run:
                self._text(0, title, self._wrapped)
                self._wide(1, why, beside=str(title))
            self._row += 1

    def _notes(self, notes: Sequence[Message | str]) -> None:
        self._section_title(msg("About this copy"))
        for each in notes:
            self._wide(0, each)

    def _heads(self, title: Message, heads: Iterable[Message]) -> None:
        self._section_title(title)
        for column, each in enumerate(heads):
            self._text(column, each, self._head)
        self._row += 1

    def _section_title(self, title: Message) -> None:
        self._text(0, title, self._section)
        self._row += 1

    def _wide(self, column: int, text: Message | str, *, beside: str = "") -> None:
        """Over the rest of the width, as high as it needs."""
        self._sheet.merge_range(self._row, column, self._row, _LAST, "", self._wrapped)
        self._text(column, text, self._wrapped)
        self._fit(max(lines_of(str(text), sum(_WIDTHS[column:])), lines_of(beside, _WIDTHS[0])))
        self._row += 1

    def _fit(self, lines: int) -> None:
        if lines > 1:
            self._sheet.set_row(self._row, min(lines, MOST_LINES) * LINE)

    def _text(self, column: int, text: Message | str, style: Any) -> None:
        self._sheet.write_string(self._row, column, written_text(str(text)), style)

    def _number(self, column: int, number: int | None) -> None:
        if number is None:
            self._text(column, msg("cannot be said"), self._cell)
        elif abs(number) < MOST_EXACT:
            self._sheet.write_number(self._row, column, number, self._money)
        else:
            self._text(column, str(number), self._money)


def written_text(text: str) -> str:
    """A text as XlsxWriter takes it: it would write one between <r> and </r> as markup."""
    text = shortened(visible_text(text))
    return f" {text}" if text.startswith("<r>") and text.endswith("</r>") else text


def rows_text(places: Sequence[Place]) -> str:
    """`Januari: 12, 13; pajak.xlsx, Pajak: 4`: the sheets with the numbers of their rows."""
    shown = places[:_MOST_PLACES]
    parts = []
    for (file, sheet), group in groupby(shown, key=lambda each: (each.file, each.sheet)):
        where = ", ".join(each for each in (file, sheet) if each is not None)
        numbers = ", ".join(str(each.row) for each in group)
        parts.append(f"{where}: {numbers}" if where else numbers)
    if len(places) > len(shown):
        parts.append(msg("and {n} more", n=len(places) - len(shown)).text())
    return "; ".join(parts)


def _criterion(finding: Finding) -> str:
    criterion = finding.criterion
    return (
        f"{criterion.words}: {criterion.citation}" if criterion.citation else str(criterion.words)
    )


def _outcome_label(of: OutcomeSum) -> Message:
    return NOT_JUDGED if of.outcome is None else of.outcome.label


def _colour(of: OutcomeSum) -> dict[str, Any]:
    return outcome_properties(of.outcome)
