"""Where a reader of a cash book stands, and what a subtotal there may come to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bokrules.inspection.books.lines import CashLine
from bokrules.inspection.dates import month_in
from bokrules.inspection.findings.reconciliation import change_of

_TO_DATE = re.compile(r"\bs\s*[./]*\s*d\b|sampai|kumulatif", re.IGNORECASE)
_BEFORE = re.compile(r"\blalu\b|sebelum", re.IGNORECASE)
_THIS = re.compile(r"bulan\s+ini", re.IGNORECASE)
_BALANCE = re.compile(r"\bsaldo\b|\bsisa\b", re.IGNORECASE)
_PAGE = re.compile(r"\b(?:di)?pindah(?:kan|an)\b|\bpemindahan\b|\bhalaman\b|\bhal\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class SumName:
    """What the words of a subtotal say that it sums."""

    to_date: bool
    is_before: bool
    """Of the month before, or of all before this month: its balance is the last month's."""
    is_month: bool
    is_balance: bool
    is_page: bool

    @staticmethod
    def of(text: str, month: int | None) -> SumName:
        """`month` is that of the book: `Jumlah s/d Mei` is before in a book of June."""
        named = {found for word in _WORD.findall(text) if (found := month_in(word))}
        is_named = month is not None and len(named) == 1
        return SumName(
            _TO_DATE.search(text) is not None,
            _BEFORE.search(text) is not None or (is_named and named == {_before(month)}),
            _THIS.search(text) is not None,
            _BALANCE.search(text) is not None,
            _PAGE.search(text) is not None,
        )

    @property
    def ends_page(self) -> bool:
        """What comes after it is not in the next sum of a page."""
        return not self.to_date and not self.is_balance and not self.is_before

    @property
    def ends_month(self) -> bool:
        return self.ends_page and not self.is_page


def _before(month: int | None) -> int | None:
    return None if month is None else (month - 2) % 12 + 1


@dataclass(slots=True)
class Totals:
    """Receipts and spending so far."""

    received: int = 0
    spent: int = 0

    def add(self, line: CashLine) -> None:
        self.received += line.received or 0
        self.spent += line.spent or 0

    def without(self, other: Totals) -> Totals:
        return Totals(self.received - other.received, self.spent - other.spent)

    def plus(self, other: Totals) -> Totals:
        return Totals(self.received + other.received, self.spent + other.spent)


@dataclass(slots=True)
class Running:
    """The balance, and what subtotals may sum."""

    balance: int | None = None
    unslipped: int | None = None
    """What the balance would be without the last slip, until a figure tells which of both holds."""
    start: int | None = None
    """The balance with which the month began."""
    start_before: int | None = None
    """The same of the month that ended last."""
    carried: Totals = field(default_factory=Totals)
    """The balance carried over, in the column where the book has it."""
    since: Totals = field(default_factory=Totals)
    """Since the last subtotal of a month."""
    page: Totals = field(default_factory=Totals)
    """Since the last subtotal of a page or month."""
    month: Totals = field(default_factory=Totals)
    """Of the month that ended last."""
    book: Totals = field(default_factory=Totals)
    year: Totals | None = None
    """Of all books of the year; None where the year's beginning is not in them."""

    @property
    def has_moved(self) -> bool:
        return self.book != Totals()

    def goes_on_with(self, printed: int) -> bool:
        """Whether a printed balance follows, with the last slip or without it."""
        follows = printed in (self.balance, self.unslipped)
        self.unslipped = None if follows else self.balance
        self.balance = printed
        return follows

    def move(self, line: CashLine) -> None:
        """One line that receives or spends."""
        for totals in (self.since, self.page, self.book, self.year):
            if totals is not None:
                totals.add(line)
        change = change_of(line)
        self.balance = None if self.balance is None else self.balance + change
        self.unslipped = None if self.unslipped is None else self.unslipped + change

    def end(self, name: SumName) -> None:
        """Behind a subtotal: a page or a month may end with it."""
        if name.ends_month:
            self.month, self.since = self.since, Totals()
            self.start_before, self.start = self.start, self.balance
        if name.ends_page:
            self.page = Totals()

    @property
    def last_balances(self) -> tuple[int, ...]:
        """The balances of last month, as a line of the sums of last month may print them."""
        ends_here = self.since == Totals() and self.start_before is not None
        found = (self.start_before, self.start) if ends_here else (self.start,)
        return tuple(each for each in found if each is not None)

    def repeats(self, line: CashLine) -> bool:
        """Whether a line that carries over prints all that was received and spent so far."""
        if line.received is None or line.spent is None:
            return False
        printed = Totals(line.received, line.spent)
        so_far = [self.book, self.since, *([] if self.year is None else [self.year])]
        return self.has_moved and any(printed in (each, each.plus(self.carried)) for each in so_far)

    @property
    def _before(self) -> Totals | None:
        """Of the year before the month that ends here."""
        this_month = self.since if self.since != Totals() else self.month
        return None if self.year is None else self.year.without(this_month)

    def sums(self, name: SumName, column: str) -> list[int]:
        """What a subtotal may be, the likeliest first; nothing if it cannot be said.

        Books count the balance carried over among the receipts, or do not, and some add the closing
        balance to the expenses, so that both columns end with one figure.
        """
        if name.is_balance and self.balance is None:
            return []
        extras = [0, getattr(self.carried, column)]
        if column == "spent" and self.balance is not None and not name.to_date:
            extras.append(self.balance)
        of_balance = [self.balance or 0, 0] if name.is_balance else []
        return of_balance + [
            getattr(totals, column) + extra
            for extra in dict.fromkeys(extras)
            for totals in self._wanted(name)
            if totals is not None
        ]

    def _wanted(self, name: SumName) -> list[Totals | None]:
        if name.is_before:
            return [self._before] if name.to_date and not name.is_page else []
        if name.is_page:
            return [self.page, self.book, self.since, self.year]
        if name.to_date:
            return [self.year]
        if name.is_month:
            return [self.since, self.book]
        return [self.book, self.since, self.page, self.year]
