"""Dates as ledgers write them: 2010-05-14, 14/05/2010, 14 Mei 2010."""

from __future__ import annotations

import re
from datetime import date

_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")
_IN_WORDS = re.compile(r"([0-9]{1,2})[\s-]+([^\W\d_]+)\.?[\s-]+([0-9]{4})")

_MONTHS = (
    "januari january jan",
    "februari pebruari february feb peb",
    "maret march mar mrt",
    "april apr",
    "mei may",
    "juni june jun",
    "juli july jul",
    "agustus august agu agt ags agust aug",
    "september sept sep",
    "oktober october okt oct",
    "november nopember nov nop",
    "desember december des dec",
)
_MONTH_OF = {word: n for n, words in enumerate(_MONTHS, start=1) for word in words.split()}


def day_in(text: str) -> date | None:
    """The day that `text` names; None if it names none, or one that does not exist.

    In figures the day stands before the month, as everywhere in Indonesia. Years have four digits.
    """
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.fullmatch(text):
        return _day(int(found[4]), int(found[3]), int(found[1]))
    if found := _IN_WORDS.fullmatch(text):
        month = _MONTH_OF.get(found[2].casefold())
        return None if month is None else _day(int(found[3]), month, int(found[1]))
    return None


def month_in(word: str) -> int | None:
    """The number of the month that a word names: 5 for Mei; None for none."""
    return _MONTH_OF.get(word.casefold().rstrip("."))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
