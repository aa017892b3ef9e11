"""The books of one unit and year, as they follow one another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bokrules.inspection.books.lines import CashBook, CashKind
from bokrules.inspection.findings.entries import unit_key
from bokrules.inspection.findings.inspected import Inspected
from bokrules.inspection.findings.reconciliation import Reconciliation, reconciliation


@dataclass(frozen=True, slots=True)
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

    @property
    def last_day(self) -> date | None:
        """The last day on which anything moves."""
        days = [
            line.date
            for book in self.books
            for line in book.lines
            if line.date is not None and line.kind in (CashKind.RECEIPT, CashKind.EXPENSE)
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

    @property
    def reconciliation(self) -> Reconciliation:
        """Over all books: the first one's opening, the last printed balance."""
        of_books = [reconciliation(each) for each in self.books]
        opening = of_books[0].opening
        received = sum(each.received for each in of_books)
        spent = sum(each.spent for each in of_books)
        printed = [each.printed_closing for each in of_books]
        return Reconciliation(opening, received, spent, opening + received - spent, printed[-1])


def chains(inspected: Inspected) -> list[Chain]:
    """The books with lines by unit and year, in the order of their first books."""
    found: dict[tuple[str, int], list[CashBook]] = {}
    for book in inspected.books.cash:
        if book.lines:
            year = _year(book, inspected.texts[0].edition.year)
            found.setdefault((unit_key(book.unit), year), []).append(book)
    return [Chain(books[0].unit, year, tuple(books)) for (_, year), books in found.items()]


def _year(book: CashBook, otherwise: int) -> int:
    return book.year or _first_year(line.date for line in book.lines) or otherwise


def _first_year(days: Iterable[date | None]) -> int | None:
    return next((each.year for each in days if each is not None), None)
