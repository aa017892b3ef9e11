"""Lists and places as the condition of a finding words them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bokrules.base.dates import day_message
from bokrules.base.messages import Message, msg
from bokrules.evaluation.row import Place

MOST = 10
"""So many things are listed in words; the rows of a finding are all named beside them."""


def listed(parts: Sequence[Message | str], most: int = MOST) -> Message | str:
    """The parts in one sentence, separated by semicolons; those beyond `most` are counted."""
    shown = list(parts[:most])
    if len(parts) > most:
        shown.append(msg("and {n} more", n=len(parts) - most))
    words: Message | str = shown[0] if shown else ""
    for each in shown[1:]:
        words = msg("{a}; {b}", a=words, b=each)
    return words


def days_words(first: date, last: date) -> Message:
    """`14 May 2010`, `14 May 2010 to 16 May 2010`."""
    if first == last:
        return day_message(first)
    return msg("{first} to {last}", first=day_message(first), last=day_message(last))


def voucher_words(voucher: str | None) -> Message:
    return msg("without a voucher number") if voucher is None else msg("voucher {v}", v=voucher)


def row_words(place: Place) -> Message:
    """`row 12`, with the sheet and the file where they are given."""
    words = msg("row {row}", row=place.row)
    if place.sheet is not None:
        words = msg("sheet {sheet}, {row}", sheet=place.sheet, row=words)
    return words if place.file is None else msg("{file}, {row}", file=place.file, row=words)
