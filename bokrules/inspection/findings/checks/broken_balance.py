"""`broken_balance`: balances, balances carried over, and subtotals that do not add up.

Each balance is computed from the one printed before it; behind one that does not add up the book
may also go on as if it did. So one slip is one finding. The amount is the difference between what
is printed and what is computed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from bokrules.base.messages import Message, msg
from bokrules.base.money import format_rupiah
from bokrules.evaluation.row import Place
from bokrules.inspection.books.lines import CashBook, CashKind, CashLine
from bokrules.inspection.findings.chains import Chain
from bokrules.inspection.findings.checks import Check
from bokrules.inspection.findings.entries import unit_key
from bokrules.inspection.findings.finding import Finding, Weight, criterion_of
from bokrules.inspection.findings.inspected import Inspected
from bokrules.inspection.findings.reconciliation import carried, change_of, moves, opening_of
from bokrules.inspection.findings.running import Running, SumName, Totals
from bokrules.inspection.findings.wording import listed, row_words

CODE = "2.01.01"


@dataclass(frozen=True, slots=True)
class _Slip:
    """A figure that should be another one."""

    book: CashBook
    what: Message
    printed: int
    computed: int
    line: CashLine
    weight: Weight = Weight.FINDING
    is_sum: bool = False
    """Of receipts or of spending, not a balance."""
    is_carried_over: bool = False
    """From the sheet before."""


def _run(inspected: Inspected) -> Iterator[Finding]:
    for chain in inspected.chains:
        for slip in _fewest(chain):
            yield _finding(inspected, slip, _unread_before(inspected, chain, slip))


def _fewest(chain: Chain) -> Sequence[_Slip]:
    """By the table as it is printed; of several units in one table, by unit if that fits better."""
    as_printed = list(_of_chain(chain))
    if not as_printed or len(units := _units(chain)) < 2:
        return as_printed
    of_units = [each for unit in units for each in _of_chain(_of_unit(chain, unit))]
    of_units += (each for each in as_printed if each.is_sum and _is_of_all(each, units))
    return of_units if len(of_units) < len(as_printed) else as_printed


def _units(chain: Chain) -> list[str]:
    lines = (each for book in chain.books for each in book.lines if moves(each))
    return list(dict.fromkeys(unit_key(each.unit) for each in lines))


def _is_of_all(slip: _Slip, units: Sequence[str]) -> bool:
    return unit_key(slip.line.unit) not in units


def _of_unit(chain: Chain, unit: str) -> Chain:
    books = (
        replace(
            book,
            unit=next((each.unit for each in lines if each.unit), book.unit),
            lines=lines,
        )
        for book in chain.books
        if (lines := tuple(each for each in book.lines if unit_key(each.unit) == unit))
    )
    return replace(chain, books=tuple(books))


def _of_chain(chain: Chain) -> Iterator[_Slip]:
    year: Totals | None = None if opening_of(chain.books[0]) else Totals()
    previous: CashBook | None = None
    ended = Running()
    for book in chain.books:
        opening = opening_of(book)
        if previous is not None and chain.is_page(previous, book) and _fits(ended, opening):
            running = ended
        else:
            follows = previous is not None and chain.follow(previous, book)
            if not follows and previous is not None:
                year, ended = None, Running()
            start = (ended.balance if previous is not None else 0) if opening is None else opening
            running = Running(year=year, start=start)
            yield from _carried_over(book, ended) if follows else _not_shown(book)
        yield from _of_book(book, running)
        previous, ended = book, running


def _fits(before: Running, opening: int | None) -> bool:
    """Whether a table is the next page of the one above it."""
    return None in (opening, before.balance) or opening in (before.balance, before.unslipped)


def _carried_over(book: CashBook, before: Running) -> Iterator[_Slip]:
    opening, ended = opening_of(book), before.balance
    if ended is not None and opening is not None and not before.goes_on_with(opening):
        first = next(
            (each for each in book.lines if each.kind is not CashKind.SUBTOTAL), book.lines[0]
        )
        what = msg("the balance carried over from the sheet before")
        yield _Slip(book, what, opening, ended, first, is_carried_over=True)


def _not_shown(book: CashBook) -> Iterator[_Slip]:
    """A first balance that rests on an opening balance for which the book has no line."""
    first = next((each for each in book.lines if each.kind is not CashKind.SUBTOTAL), None)
    opening = opening_of(book)
    if first is None or first.kind is CashKind.CARRIED or not opening or first.balance is None:
        return
    what, computed = msg("the first balance"), change_of(first)
    yield _Slip(book, what, first.balance, computed, first, Weight.INDICATION)


def _of_book(book: CashBook, running: Running) -> Iterator[_Slip]:
    for line in book.lines:
        match line.kind:
            case CashKind.CARRIED:
                yield from _carried_line(book, line, running)
            case CashKind.SUBTOTAL:
                yield from _subtotal(book, line, running)
            case _:
                yield from _moving(book, line, running)


def _carried_line(book: CashBook, line: CashLine, running: Running) -> Iterator[_Slip]:
    """A sum of the page before that is repeated at the head of the next one receives nothing."""
    amount = carried(line)
    if amount is None or (running.has_moved and _is_last_month(line, amount, running)):
        return
    repeats = running.repeats(line)
    if repeats and line.balance is None:
        return
    before = running.balance
    if not running.goes_on_with(amount) and before is not None:
        what = msg("the balance carried over")
        yield _Slip(book, what, amount, before, line)
    elif (
        line.balance is not None
        and line.received is not None
        and not repeats
        and change_of(line) != amount
    ):
        what = msg("the balance beside the amount carried over")
        yield _Slip(book, what, amount, change_of(line), line)
    if not repeats:
        running.carried = Totals(line.received or 0, line.spent or 0)


def _is_last_month(line: CashLine, amount: int, running: Running) -> bool:
    """Whether the foot of a month names the balance with which the month began."""
    is_before = SumName.of(line.description, None).is_before
    return is_before and amount != running.balance and amount in running.last_balances


def _moving(book: CashBook, line: CashLine, running: Running) -> Iterator[_Slip]:
    running.move(line)
    computed = running.balance
    if line.balance is None or running.goes_on_with(line.balance) or computed is None:
        return
    yield _Slip(book, msg("the balance"), line.balance, computed, line)


def _subtotal(book: CashBook, line: CashLine, running: Running) -> Iterator[_Slip]:
    name = SumName.of(line.description, book.month)
    yield from _balance_of_sum(book, line, name, running)
    if name.is_page and not running.has_moved:
        running.carried = Totals(line.received or 0, line.spent or 0)
        return
    columns = (("received", line.received), ("spent", line.spent))
    for column, printed in columns:
        if printed is None:
            continue
        sums = running.sums(name, column)
        if sums and printed not in sums:
            what = (
                msg("the subtotal of receipts")
                if column == "received"
                else msg("the subtotal of expenses")
            )
            yield _Slip(book, what, printed, sums[0], line, is_sum=True)
    running.end(name)


def _balance_of_sum(
    book: CashBook, line: CashLine, name: SumName, running: Running
) -> Iterator[_Slip]:
    """That of the sums of last month is last month's, and nothing goes on from it."""
    balance, printed = running.balance, line.balance
    if printed is None:
        return
    what = msg("the balance of the subtotal")
    if name.is_before:
        may_be = () if name.is_page else running.last_balances
        if may_be and printed not in (*may_be, balance):
            yield _Slip(book, what, printed, may_be[0], line)
    elif balance is not None and not running.goes_on_with(printed):
        yield _Slip(book, what, printed, balance, line)


def _finding(inspected: Inspected, slip: _Slip, unread: Sequence[Place]) -> Finding:
    difference = abs(slip.printed - slip.computed)
    words = format_rupiah(difference)
    where = row_words(slip.line.place)
    return Finding(
        check=CHECK.name,
        code=CODE,
        title=msg("Does not add up: {what} ({where})", what=slip.what, where=where),
        condition=_condition(slip, unread),
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
        rows=(slip.line.place,),
        unit=slip.book.unit,
        weight=Weight.INDICATION if unread else slip.weight,
    )


def _unread_before(inspected: Inspected, chain: Chain, slip: _Slip) -> list[Place]:
    """The rows that could not be read, and may hold the difference: those above in its sheet.

    What rests on the sheets before too may miss any row of them.
    """
    place = slip.line.place
    before: list[tuple[str | None, str | None]] = []
    if slip.is_sum or slip.is_carried_over:
        books = takewhile(lambda each: each.place != slip.book.place, chain.books)
        before = [(each.place.file, each.place.sheet) for each in books]
    here = place.file, place.sheet
    order = {sheet: at for at, sheet in enumerate(dict.fromkeys([*before, here]))}
    rows = {
        replace(each, column="")
        for each in inspected.unread
        if (sheet := (each.file, each.sheet)) in order and (sheet != here or each.row < place.row)
    }
    return sorted(rows, key=lambda each: (order[each.file, each.sheet], each.row))


def _condition(slip: _Slip, unread: Sequence[Place]) -> Message:
    words = msg(
        "In {where} {what} is {printed}. Computed from the figures before it, it is "
        "{computed}: {difference} {direction}.",
        where=row_words(slip.line.place),
        what=slip.what,
        printed=format_rupiah(slip.printed),
        computed=format_rupiah(slip.computed),
        difference=format_rupiah(abs(slip.printed - slip.computed)),
        direction=msg("too much") if slip.printed > slip.computed else msg("too little"),
    )
    if not unread:
        return words
    return msg(
        "{words} Rows before it could not be read, and may hold the difference: {rows}.",
        words=words,
        rows=listed([row_words(each) for each in unread]),
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
