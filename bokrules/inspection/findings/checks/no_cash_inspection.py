"""`no_cash_inspection`: months that do not show the inspection of the books that others show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from bokrules.base.dates import month_message
from bokrules.base.messages import Message, msg
from bokrules.inspection.books.lines import CashKind
from bokrules.inspection.findings.checks import Check
from bokrules.inspection.findings.entries import Entry, entries
from bokrules.inspection.findings.finding import Finding, Weight, criterion_of
from bokrules.inspection.findings.groups import grouped
from bokrules.inspection.findings.inspected import Inspected
from bokrules.inspection.findings.wording import listed

_MARK = re.compile(
    r"\b(?:pemeriksaan\s+(?:buku\s+)?kas|berita\s+acara\s+pemeriksaan|penutupan\s+(?:buku\s+)?kas|"
    r"(?:buku\s+)?kas\s+(?:umum\s+)?ditutup)\b",
    re.IGNORECASE,
)
_Month = tuple[int, int]


def _run(inspected: Inspected) -> Iterator[Finding]:
    """One for each unit whose book has the mark in some of its months and not in others.

    A ledger rarely shows the inspection: a book without any mark says nothing.
    """
    for group in grouped(_dated(inspected), lambda each: each.unit).values():
        months = grouped(group, _month)
        marked = {month for month, members in months.items() if any(map(_is_mark, members))}
        lacking = sorted(month for month in months if month not in marked)
        if marked and lacking:
            yield _finding(inspected, months, lacking, len(marked))


def _dated(inspected: Inspected) -> Iterator[Entry]:
    for each in entries(inspected, *CashKind):
        if each.line.date is not None or each.book.month is not None:
            yield each


def _month(entry: Entry) -> _Month:
    month = entry.line.date.month if entry.line.date is not None else entry.book.month
    return entry.year, month or 0


def _is_mark(entry: Entry) -> bool:
    return _has_mark(entry.line.description)


@lru_cache(maxsize=100_000)
def _has_mark(text: str) -> bool:
    return _MARK.search(text) is not None


def _finding(
    inspected: Inspected,
    months: Mapping[_Month, Sequence[Entry]],
    lacking: Sequence[_Month],
    marked: int,
) -> Finding:
    last = [months[each][-1] for each in lacking]
    return Finding(
        check=CHECK.name,
        code=None,
        title=msg("Months without an inspection of the books"),
        condition=msg(
            "The book shows an inspection in {n} months, and none in: {months}.",
            n=marked,
            months=listed([month_message(*each) for each in lacking], most=24),
        ),
        criterion=criterion_of(
            inspected.texts,
            inspected.settings.no_cash_inspection.rules,
            msg("The books are inspected at the end of each month"),
        ),
        consequence=msg("Mistakes of these months may have gone unseen"),
        recommendation=msg("The minutes of the inspections are shown"),
        amount=0,
        rows=tuple(each.line.place for each in last),
        unit=last[0].shown_unit,
        weight=Weight.INDICATION,
    )


def _lacks(inspected: Inspected) -> Message | None:
    names = inspected.settings.no_cash_inspection.rules
    if not any(name in text.by_name for text in inspected.texts for name in names):
        return msg("this edition says nothing of an inspection of the books")
    if not any(_is_mark(each) for each in _dated(inspected)):
        return msg("the book shows no inspection in any month")
    return None


CHECK = Check("no_cash_inspection", msg("Monthly inspection of the books"), _run, _lacks)
