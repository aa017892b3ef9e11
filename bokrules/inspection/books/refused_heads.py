"""Tables that are recognised and cannot be read: reading them would give wrong amounts."""

from __future__ import annotations

import re

from bokrules.base import codes
from bokrules.base.errors import InvalidValue
from bokrules.base.messages import msg
from bokrules.inspection.books import kinds
from bokrules.inspection.books.heads import Head, folded_head
from bokrules.inspection.books.kinds import SheetKind
from bokrules.inspection.books.tables import Table

_SCALED_HEAD = re.compile(
    r"\b(?:ribuan|jutaan|(?:dalam|dlm)\s+(?:ribu|rb|juta|jt)|x\s*(?:rp\.?\s*)?1[.,]?000(?:[.,]?000)?"
    r"|rp\.?\s*000|(?:ribu|juta)\s+(?:rp|rupiah))\b|\(\s*000\s*\)",
    re.IGNORECASE,
)
_SCALED_TITLE = re.compile(
    r"\b(?:dalam|dlm|nilai)\s+(?:ribuan|jutaan|ribu\s+rupiah|juta\s+rupiah)\b"
    r"|\((?:ribuan|jutaan)(?:\s+(?:rp|rupiah))?\.?\)",
    re.IGNORECASE,
)


def refused(table: Table, *, is_mapped: bool) -> InvalidValue | None:
    """Why a table is not read; None for one that is. Amounts are whole rupiah, on one side."""
    scaled = next((each.written for each in table.heads if _SCALED_HEAD.search(each.written)), None)
    scaled = scaled or next(
        (each for each in table.title_texts if _SCALED_TITLE.search(each)), None
    )
    if scaled is not None:
        return InvalidValue(
            codes.UNREADABLE_CELL,
            msg("the sheet is not read: by `{words}` its amounts are not in rupiah", words=scaled),
            msg("write all amounts in whole rupiah, and take these words away; a mapping cannot"
                " multiply"),
        )  # fmt: skip
    if not is_mapped and table.kind is SheetKind.CASH and _has_two_sides(table):
        return InvalidValue(
            codes.UNREADABLE_CELL,
            msg("the sheet is not read: it is a book with two sides, receipts on the left and"
                " expenses on the right"),
            msg("write each line in a row of its own, under one column each for date, voucher,"
                " text, receipts and expenses"),
        )  # fmt: skip
    return None


def _has_two_sides(table: Table) -> bool:
    """A second column of texts under the same head, with amounts between the two and after."""
    text = table.column(kinds.TEXT)
    amounts = [
        at for role in (kinds.RECEIVED, kinds.SPENT) if (at := table.column(role)) is not None
    ]
    if text is None:
        return False
    word = _last(table.heads[text])
    others = [at for at, each in enumerate(table.heads) if at != text and _last(each) == word]
    return any(
        min(text, other) < min(amounts) < max(text, other) < max(amounts) for other in others
    )


def _last(head: Head) -> str:
    """The lowest of a column's heads."""
    return folded_head(head.written.rsplit(" / ", 1)[-1])
