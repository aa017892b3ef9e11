"""`broken_balance`: balances, balances carried over, and subtotals that do not add up.

Each balance is computed from the one printed before it; behind one that does not add up the book
may also go on as if it did. So one slip is one finding. The amount is the difference between what
is printed and what is computed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bokrules.base.messages import Message, msg
from bokrules.base.money import format_rupiah
from bokrules.evaluation.row import Place
from bokrules.inspection.books.lines import CashBook, CashKind, CashLine
from bokrules.inspection.findings.chains import Chain
from bokrules.inspection.findings.checks import Check
from bokrules.inspection.findings.finding import Finding, Weight, criterion_of
from bokrules.inspection.findings.inspected import Inspected
from bokrules.inspection.findings.reconciliation import carried, change_of, opening_of
from bokrules.inspection.findings.wording import row_words

CODE = "2.01.01"
_TO_DATE = re.compile(r"\bs\s*[./]*\s*d\b|sampai|kumulatif", re.IGNORECASE)
_BEFORE = re.compile(r"\blalu\b|sebelum", re.IGNORECASE)
_THIS = re.compile(r"bulan\s+ini", re.IGNORECASE)
_BALANCE = re.compile(r"\bsaldo\b|\bsisa\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Slip:
    """A figure that should be another one."""

    book: CashBook
    what: Message
    printed: int
    computed: int
    places: tuple[Place, ...]
    weight: Weight = Weight.FINDING


@dataclass(slots=True)
class _Totals:
    """Receipts and spending so far."""

    received: int = 0
    spent: int = 0

    def add(self, line: CashLine) -> None:
        self.received += line.received or 0
        self.spent += line.spent or 0

    def without(self, other: _Totals) -> _Totals:
        return _Totals(self.received - other.received, self.spent - other.spent)


@dataclass(slots=True)
class _Running:
    """Where a reader of the book stands: the balance, and what subtotals may sum."""

    balance: int | None = None
    unslipped: int | None = None
    """What the balance would be without the last slip, until a figure tells which of both holds."""
    carried: _Totals = field(default_factory=_Totals)
    """The balance carried over, in the column where the book has it."""
    since: _Totals = field(default_factory=_Totals)
    """Since the last subtotal of a month."""
    month: _Totals = field(default_factory=_Totals)
    """Of the month that ended last."""
    book: _Totals = field(default_factory=_Totals)
    year: _Totals | None = None
    """Of all books of the year; None where the year's beginning is not in them."""

    def goes_on_with(self, printed: int) -> bool:
        """Whether a printed balance follows, with the last slip or without it."""
        follows = printed in (self.balance, self.unslipped)
        self.unslipped = None if follows else self.balance
        self.balance = printed
        return follows

    def move(self, change: int) -> None:
        self.balance = None if self.balance is None else self.balance + change
        self.unslipped = None if self.unslipped is None else self.unslipped + change

    @property
    def before(self) -> _Totals | None:
        """Of the year before the month that ends here."""
        this_month = self.since if self.since != _Totals() else self.month
        return None if self.year is None else self.year.without(this_month)


def _run(inspected: Inspected) -> Iterator[Finding]:
    for chain in inspected.chains:
        for slip in _of_chain(chain):
            yield _finding(inspected, slip)


def _of_chain(chain: Chain) -> Iterator[_Slip]:
    year: _Totals | None = None if opening_of(chain.books[0]) else _Totals()
    previous: CashBook | None = None
    ended = _Running()
    for book in chain.books:
        follows = previous is not None and chain.follow(previous, book)
        if not follows and previous is not None:
            year, ended = None, _Running()
        running = _Running(year=year)
        yield from _carried_over(book, ended) if follows else _not_shown(book)
        yield from _of_book(book, running)
        previous, ended = book, running


def _carried_over(book: CashBook, before: _Running) -> Iterator[_Slip]:
    opening, ended = opening_of(book), before.balance
    if ended is not None and opening is not None and not before.goes_on_with(opening):
        first = next(
            (each for each in book.lines if each.kind is not CashKind.SUBTOTAL), book.lines[0]
        )
        what = msg("the balance carried over from the sheet before")
        yield _Slip(book, what, opening, ended, (first.place,))


def _not_shown(book: CashBook) -> Iterator[_Slip]:
    """A first balance that rests on an opening balance for which the book has no line."""
    first = next((each for each in book.lines if each.kind is not CashKind.SUBTOTAL), None)
    opening = opening_of(book)
    if first is None or first.kind is CashKind.CARRIED or not opening or first.balance is None:
        return
    what, computed = msg("the first balance"), change_of(first)
    yield _Slip(book, what, first.balance, computed, (first.place,), Weight.INDICATION)


def _of_book(book: CashBook, running: _Running) -> Iterator[_Slip]:
    for line in book.lines:
        match line.kind:
            case CashKind.CARRIED:
                yield from _carried_line(book, line, running)
            case CashKind.SUBTOTAL:
                yield from _subtotal(book, line, running)
            case CashKind.RECEIPT | CashKind.EXPENSE:
                yield from _moving(book, line, running)


def _carried_line(book: CashBook, line: CashLine, running: _Running) -> Iterator[_Slip]:
    amount = carried(line)
    if amount is None:
        return
    before = running.balance
    if not running.goes_on_with(amount) and before is not None:
        what = msg("the balance carried over")
        yield _Slip(book, what, amount, before, (line.place,))
    elif line.balance is not None and line.received is not None and change_of(line) != amount:
        what = msg("the balance beside the amount carried over")
        yield _Slip(book, what, amount, change_of(line), (line.place,))
    running.carried = _Totals(line.received or 0, line.spent or 0)


def _moving(book: CashBook, line: CashLine, running: _Running) -> Iterator[_Slip]:
    for totals in (running.since, running.book, running.year):
        if totals is not None:
            totals.add(line)
    running.move(change_of(line))
    computed = running.balance
    if line.balance is None or running.goes_on_with(line.balance) or computed is None:
        return
    yield _Slip(book, msg("the balance"), line.balance, computed, (line.place,))


def _subtotal(book: CashBook, line: CashLine, running: _Running) -> Iterator[_Slip]:
    balance = running.balance
    if line.balance is not None and balance is not None and not running.goes_on_with(line.balance):
        yield _Slip(book, msg("the balance of the subtotal"), line.balance, balance, (line.place,))
    columns = (("received", line.received), ("spent", line.spent))
    for name, printed in columns:
        if printed is None:
            continue
        sums = _sums(line.description, name, running)
        if sums and printed not in sums:
            what = (
                msg("the subtotal of receipts")
                if name == "received"
                else msg("the subtotal of expenses")
            )
            yield _Slip(book, what, printed, sums[0], (line.place,))
    if not _TO_DATE.search(line.description) and not _BALANCE.search(line.description):
        running.month, running.since = running.since, _Totals()


def _sums(text: str, column: str, running: _Running) -> list[int]:
    """What a subtotal of this name may be, the likeliest first; nothing if it cannot be said.

    Books count the balance carried over among the receipts, or do not, and some add the closing
    balance to the expenses, so that both columns end with one figure.
    """
    to_date = _TO_DATE.search(text) is not None
    if _BALANCE.search(text) and running.balance is None:
        return []
    if _BEFORE.search(text):
        wanted = [running.before] if to_date else []
    elif to_date:
        wanted = [running.year]
    elif _THIS.search(text):
        wanted = [running.since, running.book]
    else:
        wanted = [running.book, running.since, running.year]
    extras = [0, getattr(running.carried, column)]
    if column == "spent" and running.balance is not None and not to_date:
        extras.append(running.balance)
    of_balance = [running.balance or 0, 0] if _BALANCE.search(text) else []
    return of_balance + [
        getattr(totals, column) + extra
        for extra in dict.fromkeys(extras)
        for totals in wanted
        if totals is not None
    ]


def _finding(inspected: Inspected, slip: _Slip) -> Finding:
    difference = abs(slip.printed - slip.computed)
    words = format_rupiah(difference)
    where = row_words(slip.places[0])
    return Finding(
        check=CHECK.name,
        code=CODE,
        title=msg("Does not add up: {what} ({where})", what=slip.what, where=where),
        condition=msg(
            "In {where} {what} is {printed}. Computed from the figures before it, it is "
            "{computed}: {difference} {direction}.",
            where=where,
            what=slip.what,
            printed=format_rupiah(slip.printed),
            computed=format_rupiah(slip.computed),
            difference=words,
            direction=msg("too much") if slip.printed > slip.computed else msg("too little"),
        ),
        criterion=criterion_of(
            inspected.texts,
            ("pembukuan", "bku_terpisah"),
            msg(
                "A balance is the one before it, with what was received and without what was spent"
            ),
        ),
        consequence=msg(
            "From this row on the book does not show what is in the till: {difference} is not "
            "explained",
            difference=words,
        ),
        recommendation=msg(
            "Count the till, compare it with the bank statement, find the slip, and mend the book"
        ),
        amount=difference,
        rows=slip.places,
        unit=slip.book.unit,
        weight=slip.weight,
    )


def _lacks(inspected: Inspected) -> Message | None:
    if any(_prints_sums(each) for each in inspected.books.cash):
        return None
    return msg("no book has a column of balances or subtotals")


def _prints_sums(book: CashBook) -> bool:
    return book.has_balance or any(
        each.kind in (CashKind.CARRIED, CashKind.SUBTOTAL) for each in book.lines
    )


CHECK = Check("broken_balance", msg("Balances and subtotals that do not add up"), _run, _lacks)
