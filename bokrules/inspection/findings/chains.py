"""The books of one unit and year, as they follow one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bokrules.inspection.books.lines import CashBook
from bokrules.inspection.findings.entries import unit_key
from bokrules.inspection.findings.reconciliation import Reconciliation, moves, reconciliation


@dataclass(frozen=True)
class Chain:
    """The books of a unit in one fiscal year, in their order; there is at least one."""

    unit: str | None
    year: int
    books: tuple[CashBook, ...]

    @staticmethod
    def follow(before: CashBook, after: CashBook) -> bool:
        """Whether one continues the other: no month lies between them, and none is there twice."""
        if before.month is None or after.month is None:
            return True
        return after.month == before.month + 1

    @staticmethod
    def is_page(before: CashBook, after: CashBook) -> bool:
        """Whether both are tables of one sheet and month, as where heads stand on every page."""
        one, other = before.place, after.place
        is_sheet = (one.file, one.sheet) == (other.file, other.sheet)
        return is_sheet and before.month == after.month

    @property
    def is_whole(self) -> bool:
        """Every book continues the one before it."""
        pairs = zip(self.books, self.books[1:], strict=False)
        return all(self.follow(*pair) or self.is_page(*pair) for pair in pairs)

    @cached_property
    def last_day(self) -> date | None:
        """The last day of the year on which anything moves.

        A day of another year, or in a sheet of one month a day of another, is a slip of the pen.
        """
        days = [
            day
            for book in self.books
            for day in _days(book)
            if day.year == self.year and book.month in (None, day.month)
        ]
        return max(days, default=None)

    def reaches(self, month: int, last_day: date | None) -> bool:
        """Whether the books go on into this month of their year, or to this day of the edition."""
        end = self.last_day
        if any(book.month is not None and book.month >= month for book in self.books):
            return True
        if end is None:
            return False
        if end >= date(self.year, month, 1):
            return True
        return last_day is not None and end >= last_day

    @cached_property
    def reconciliation(self) -> Reconciliation:
        """Over all books: the first one's opening, the last printed balance."""
        of_books = [reconciliation(each) for each in self.books]
        opening = of_books[0].opening
        received = sum(each.received for each in of_books)
        spent = sum(each.spent for each in of_books)
        passed_on = sum(each.passed_on for each in of_books)
        closing = opening + received - spent - passed_on
        printed = [each.printed_closing for each in of_books]
        return Reconciliation(opening, received, spent, closing, printed[-1], passed_on)


def chains_of(cash: Sequence[CashBook], edition_year: int) -> list[Chain]:
    """The books with lines by unit and year, in the order of their first books.

    The books of a chain stand in the order of their months, where each tells its own. Those that do
    not say their year are of the edition's.
    """
    found: dict[tuple[str, int], list[CashBook]] = {}
    for book in cash:
        if book.lines:
            year = _year(book, edition_year)
            found.setdefault((unit_key(book.unit), year), []).append(book)
    return [Chain(books[0].unit, year, _in_order(books)) for (_, year), books in found.items()]


def _in_order(books: Sequence[CashBook]) -> tuple[CashBook, ...]:
    """As they are, where a month is not known, or is that of several sheets: who knows which
    of them go together?"""
    months = {id(each): month for each in books if (month := _month(each)) is not None}
    sheets = {(months.get(id(each)), each.place.file, each.place.sheet) for each in books}
    if len(months) < len(books) or len(sheets) > len(set(months.values())):
        return tuple(books)
    return tuple(sorted(books, key=lambda each: months[id(each)]))


def _year(book: CashBook, otherwise: int) -> int:
    return book.year or _commonest(each.year for each in _days(book)) or otherwise


def _month(book: CashBook) -> int | None:
    return book.month or _commonest(each.month for each in _days(book))


def _days(book: CashBook) -> list[date]:
    return [each.date for each in book.lines if each.date is not None and moves(each)]


def _commonest(numbers: Iterable[int]) -> int | None:
    """That of most days; of several the first."""
    return next((number for number, _ in Counter(numbers).most_common(1)), None)
