"""`dates_out_of_order`: lines of a cash book that do not stand in the order of their dates."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

from bokrules.base.dates import day_message
from bokrules.base.messages import Message, msg
from bokrules.inspection.books.lines import CashBook, CashLine
from bokrules.inspection.findings.checks import Check
from bokrules.inspection.findings.entries import unit_key
from bokrules.inspection.findings.finding import Finding, Weight, criterion_of
from bokrules.inspection.findings.groups import grouped
from bokrules.inspection.findings.inspected import Inspected
from bokrules.inspection.findings.reconciliation import moves
from bokrules.inspection.findings.wording import listed, row_words


def _run(inspected: Inspected) -> Iterator[Finding]:
    """One indication for each unit of a book: the fewest lines without which the rest is in order.

    A table of several units is in order where the lines of each are.
    """
    for book in inspected.books.cash:
        if book.has_balance:
            by_unit = grouped(_dated(book), lambda each: unit_key(each[1].unit))
            for dated in by_unit.values():
                misplaced = _misplaced(dated)
                if misplaced:
                    yield _finding(inspected, book, misplaced)


def _dated(book: CashBook) -> list[tuple[date, CashLine]]:
    return [(each.date, each) for each in book.lines if each.date is not None and moves(each)]


def _misplaced(dated: Sequence[tuple[date, CashLine]]) -> list[tuple[date, CashLine]]:
    """All but a longest run of lines whose dates do not fall."""
    ends: list[date] = []
    at: list[int] = []
    before: list[int | None] = []
    for n, (day, _) in enumerate(dated):
        length = bisect_right(ends, day)
        before.append(at[length - 1] if length else None)
        ends[length : length + 1] = [day]
        at[length : length + 1] = [n]
    kept: set[int] = set()
    last = at[-1] if at else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return [each for n, each in enumerate(dated) if n not in kept]


def _finding(
    inspected: Inspected, book: CashBook, misplaced: Sequence[tuple[date, CashLine]]
) -> Finding:
    n = len(misplaced)
    lines = [
        msg("{row}, {day}", row=row_words(line.place), day=day_message(day))
        for day, line in misplaced
    ]
    return Finding(
        check=CHECK.name,
        code="2.01.01",
        title=msg("{n} lines of the cash book are out of the order of dates", n=n),
        condition=msg(
            "{n} lines do not stand where their dates belong: {lines}.", n=n, lines=listed(lines)
        ),
        criterion=criterion_of(
            inspected.texts,
            ("pembukuan", "bku_terpisah"),
            msg("The cash book is kept day by day, in the order of what happens"),
        ),
        consequence=msg(
            "The balance on a day cannot be read off the book; lines may have been entered later, "
            "or have a wrong date"
        ),
        recommendation=msg("Compare the dates with the receipts, and mend those that are wrong"),
        amount=0,
        rows=tuple(line.place for _, line in misplaced),
        unit=misplaced[0][1].unit or book.unit,
        weight=Weight.INDICATION,
    )


def _lacks(inspected: Inspected) -> Message | None:
    if any(book.has_balance and _dated(book) for book in inspected.books.cash):
        return None
    return msg("there is no cash book with dates and a column of balances")


CHECK = Check("dates_out_of_order", msg("Lines out of the order of dates"), _run, _lacks)
