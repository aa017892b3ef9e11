"""Cash lines with what their book says of them: whose they are, and of which year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bokrules.inspection.books.lines import CashBook, CashKind, CashLine
from bokrules.inspection.findings.vouchers import voucher_key
from bokrules.inspection.names import folded

if TYPE_CHECKING:
    from bokrules.inspection.findings.inspected import Inspected

_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """A cash line. `unit` and `voucher` are keys to compare by."""

    line: CashLine
    book: CashBook
    unit: str
    """Empty where neither line nor book names one."""
    year: int
    """Of the line's date, else of its book, else of the edition."""
    voucher: str | None

    @property
    def shown_unit(self) -> str | None:
        return self.line.unit or self.book.unit

    @property
    def month(self) -> int | None:
        """Of the line's date, else of its book."""
        return self.line.date.month if self.line.date is not None else self.book.month

    @property
    def spent(self) -> int:
        return self.line.spent or 0


def unit_key(unit: str | None) -> str:
    return folded(unit) if unit else ""


def entries(inspected: Inspected, *kinds: CashKind) -> Iterator[Entry]:
    """The lines of these kinds (expenses, unless told) in the order of the books."""
    wanted = kinds or (CashKind.EXPENSE,)
    return (each for each in inspected.entries if each.line.kind in wanted)


def entries_of(books: Sequence[CashBook], edition_year: int) -> Iterator[Entry]:
    """All lines in the order of the books."""
    for book in books:
        book_year = book.year or edition_year
        book_unit = unit_key(book.unit)
        for line in book.lines:
            yield Entry(
                line,
                book,
                unit_key(line.unit) if line.unit else book_unit,
                line.date.year if line.date else book_year,
                voucher_key(line.voucher),
            )


@lru_cache(maxsize=100_000)
def text_key(text: str) -> str:
    """The words and numbers of a text: case, spaces and signs do not count."""
    return " ".join(_WORDS.findall(text.casefold()))


def payee_of(inspected: Inspected, line: CashLine) -> str:
    """The payee as the ledger writes it; empty if it names none."""
    payee = inspected.fact(line, "penerima")
    return payee.strip() if isinstance(payee, str) else ""
