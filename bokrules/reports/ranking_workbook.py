"""The units of many ledgers, ranked, and all findings, as a workbook."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from bokrules.base.messages import Message, msg
from bokrules.inspection.contents import InspectionContents
from bokrules.inspection.folder import RankedUnit
from bokrules.reports.inspection.places import places_text
from bokrules.reports.inspection.scope import scope_lines
from bokrules.reports.whole_files import save_data
from bokrules.reports.workbook_copy.texts import shortened, visible_text

_MONEY = {"num_format": "#,##0", "valign": "top"}
_MOST_PLACES = 40


def write_ranking(
    ranking: Sequence[RankedUnit], contents: InspectionContents, target: Path
) -> None:
    """Raises UnwritableFile. The same input gives the same bytes."""
    import xlsxwriter  # type: ignore[import-untyped]

    data = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(data, options)
    book.set_properties({"created": contents.time.replace(tzinfo=None)})
    codes = list(dict.fromkeys(code for each in ranking for code in sorted(each.findings, key=str)))
    codes.sort(key=lambda code: (code is None, code or ""))
    _Sheet(book, msg("Ranking")).write(
        (
            (msg("place"), 7),
            (msg("unit"), 40),
            (msg("rupiah of findings"), 20),
            *((code or msg("without a code"), 16) for code in codes),
            (msg("rows"), 9),
            (msg("rupiah"), 18),
            (msg("questioned"), 18),
            (msg("without evidence"), 18),
        ),
        [
            (
                place,
                each.unit,
                each.questioned,
                *(each.findings.get(code, 0) for code in codes),
                each.sums.total.rows,
                each.sums.total.amount,
                each.sums.questioned,
                each.sums.unsupported,
            )
            for place, each in enumerate(ranking, start=1)
        ],
    )
    _Sheet(book, msg("Findings")).write(
        (
            (msg("number"), 8),
            (msg("unit"), 32),
            (msg("code"), 10),
            (msg("finding"), 48),
            (msg("condition"), 70),
            (msg("criterion"), 48),
            (msg("rupiah"), 18),
            (msg("rows"), 40),
        ),
        [
            (
                number,
                each.unit or "",
                each.code or "",
                str(each.title),
                each.condition.text(),
                f"{each.criterion.words} {each.criterion.citation}".strip(),
                msg("cannot be said").text() if each.amount is None else each.amount,
                places_text(each.rows, _MOST_PLACES),
            )
            for number, each in enumerate(contents.findings, start=1)
        ],
    )
    _Sheet(book, msg("Basis of this report")).write(
        ((msg("what"), 40), (msg("value"), 100)), [*_basis(contents)]
    )
    book.close()
    save_data(target, data.getvalue())


def _basis(contents: InspectionContents) -> Iterable[tuple[str, str]]:
    edition = contents.edition
    yield msg("Regulation").text(), edition.short_title
    yield msg("Edition of the rules").text(), edition.id
    yield msg("Edition's SHA-256").text(), edition.sha256
    yield msg("Version of bokrules").text(), contents.version
    yield msg("Made at").text(), f"{contents.time:%Y-%m-%d %H:%M:%S} UTC"
    for line in scope_lines(contents):
        yield "", str(line)
    for done in contents.checks_run:
        yield msg("Checks that were run").text(), str(done.title)
    for each in contents.checks_left_out:
        yield msg("Checks that were not run, and why").text(), f"{each.title}: {each.why}"
    for source in contents.sources:
        yield source.name, source.sha256


class _Sheet:
    """A table below its heads. Text of a ledger is written as text, whatever it begins with."""

    def __init__(self, book: Any, name: Message) -> None:
        self._sheet = book.add_worksheet(name.text())
        self._head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
        self._text = book.add_format({"text_wrap": True, "valign": "top"})
        self._money = book.add_format(_MONEY)

    def write(
        self,
        heads: Sequence[tuple[Message | str, int]],
        rows: Iterable[Sequence[int | str]],
    ) -> None:
        self._sheet.freeze_panes(1, 0)
        for column, (head, width) in enumerate(heads):
            self._sheet.set_column(column, column, width)
            self._sheet.write_string(0, column, str(head), self._head)
        for at, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, int):
                    self._sheet.write_number(at, column, value, self._money)
                else:
                    text = shortened(visible_text(value))
                    self._sheet.write_string(at, column, text, self._text)
