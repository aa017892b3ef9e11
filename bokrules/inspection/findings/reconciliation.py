"""What a cash book comes to, and what it prints."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bokrules.inspection.books.lines import CashBook, CashKind, CashLine

_LAST = re.compile(r"\b(?:lalu|sebelum(?:nya)?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Rupiah of one book. `printed_closing` is its last printed balance, None if it prints none."""

    opening: int
    """The balance carried over, else that which the first printed balance leaves."""
    received: int
    spent: int
    closing: int
    """Opening and received, less spent and passed on."""
    printed_closing: int | None
    passed_on: int = 0
    """What passed through and is no spending."""


def reconciliation(book: CashBook) -> Reconciliation:
    """The sums of the lines of a book: subtotals count in none."""
    moving = [each for each in book.lines if moves(each)]
    received = sum(each.received or 0 for each in moving)
    gone = sum(each.spent or 0 for each in moving)
    passed_on = sum(each.spent or 0 for each in moving if each.kind is CashKind.PASSING)
    opening = opening_of(book) or 0
    printed = [
        each.balance for each in book.lines if each.balance is not None and not _is_before(each)
    ]
    return Reconciliation(
        opening,
        received,
        gone - passed_on,
        opening + received - gone,
        printed[-1] if printed else None,
        passed_on,
    )


def opening_of(book: CashBook) -> int | None:
    """With what the book begins; None if neither a line nor a balance says so."""
    change = 0
    for line in book.lines:
        match line.kind:
            case CashKind.CARRIED:
                amount = carried(line)
                return None if amount is None else amount - change
            case CashKind.SUBTOTAL:
                continue
            case _:
                change += change_of(line)
                if line.balance is not None:
                    return line.balance - change
    return None


def moves(line: CashLine) -> bool:
    """Whether the line receives or spends: it is no sum, and carries nothing over."""
    return line.kind not in (CashKind.CARRIED, CashKind.SUBTOTAL)


def _is_before(line: CashLine) -> bool:
    """A sum of the months before, whose balance is last month's."""
    return line.kind is CashKind.SUBTOTAL and _LAST.search(line.description) is not None


def carried(line: CashLine) -> int | None:
    """The balance that a line carries over: books print it as balance, as receipt, or as both."""
    if line.balance is not None:
        return line.balance
    if line.received is None and line.spent is None:
        return None
    return change_of(line)


def change_of(line: CashLine) -> int:
    return (line.received or 0) - (line.spent or 0)
