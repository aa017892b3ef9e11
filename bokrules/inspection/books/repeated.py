"""Sheets that repeat another sheet of the same file, such as a copy of the cash book."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from bokrules.inspection.books.lines import CashBook

_COPY = re.compile(r"\(\d+\)\s*$|\b(?:copy|salinan|kopi)\b", re.IGNORECASE)
_LEAST = 2
"""A sheet of one line may as well be a line that was booked twice."""
_Lines: TypeAlias = "Counter[tuple[object, ...]]"


def repeated(books: Sequence[CashBook]) -> Mapping[int, CashBook]:
    """By their index the books of which every line stands in another sheet, and that book.

    A line is the same by its day, voucher, text and amount, and its unit. Of two that are equal the
    one that is named as a copy repeats, else the later one.
    """
    lines = [_lines(each) for each in books]
    found: dict[int, CashBook] = {}
    order = sorted(
        range(len(books)),
        key=lambda at: (lines[at].total(), not _is_copy(books[at]), -at),
    )
    for at in order:
        if lines[at].total() < _LEAST:
            continue
        for other, book in enumerate(books):
            if (
                other not in found
                and book.place.sheet != books[at].place.sheet
                and _stand_in(lines[at], lines[other])
            ):
                found[at] = book
                break
    return found


def _lines(book: CashBook) -> _Lines:
    return Counter(
        (
            each.unit,
            each.date,
            each.voucher,
            each.description.casefold(),
            each.received,
            each.spent,
        )
        for each in book.lines
        if each.kind.moves
    )


def _stand_in(lines: _Lines, others: _Lines) -> bool:
    return all(others[each] >= n for each, n in lines.items())


def _is_copy(book: CashBook) -> bool:
    return _COPY.search(book.place.sheet or "") is not None
