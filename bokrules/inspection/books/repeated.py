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


def repeated(tables: Sequence[Sequence[CashBook]]) -> Mapping[int, int]:
    """By their index the tables of which every line stands in another sheet, and its index.

    A line is the same by its day, voucher, text and amount, and its unit. Of two that are equal the
    one that is named as a copy repeats, else the later one.
    """
    lines = [_lines(each) for each in tables]
    sheets = [_sheet(each) for each in tables]
    found: dict[int, int] = {}
    order = sorted(
        range(len(tables)),
        key=lambda at: (lines[at].total(), _COPY.search(sheets[at]) is None, -at),
    )
    for at in order:
        if lines[at].total() < _LEAST:
            continue
        for other in range(len(tables)):
            if (
                other not in found
                and sheets[other] != sheets[at]
                and _stand_in(lines[at], lines[other])
            ):
                found[at] = other
                break
    return found


def _lines(books: Sequence[CashBook]) -> _Lines:
    return Counter(
        (
            each.unit,
            each.date,
            each.voucher,
            each.description.casefold(),
            each.received,
            each.spent,
        )
        for book in books
        for each in book.lines
        if each.kind.moves
    )


def _stand_in(lines: _Lines, others: _Lines) -> bool:
    return all(others[each] >= n for each, n in lines.items())


def _sheet(books: Sequence[CashBook]) -> str:
    return next((each.place.sheet or "" for each in books), "")
