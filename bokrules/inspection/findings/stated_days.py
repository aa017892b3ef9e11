"""Days that a description names: `28 s/d 30 Agustus 2025`, `tgl 3-5 Mei`, `14/05/2010`."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TypeAlias

from bokrules.inspection.dates import day_in

_TO = r"\s*(?:-|–|s\.?\s*/?\s*d\.?|sampai(?:\s+dengan)?|hingga)\s*"
_MORE = r"(?P<more>(?:[0-3]?\d\s*(?:,|&|\bdan\b)\s*){0,30})"
_IN_WORDS = re.compile(
    rf"(?<![\d./]){_MORE}(?P<first>[0-3]?\d)"
    r"(?:(?:\s+(?P<first_month>[^\W\d_]{3,9})(?:\s+(?P<first_year>\d{4}))?)?"
    rf"{_TO}(?P<last>[0-3]?\d))?"
    r"\s+(?P<month>[^\W\d_]{3,9})\b(?:\s+(?P<year>\d{4})\b)?",
    re.IGNORECASE,
)
_IN_FIGURES = re.compile(
    rf"(?<![\d/.-]){_MORE}(?:(?P<first>[0-3]?\d)"
    rf"(?:[/-](?P<first_month>[01]?\d)(?:[/-](?P<first_year>\d{{4}}))?)?{_TO})?"
    r"(?P<last>[0-3]?\d)[/-](?P<month>[01]?\d)[/-](?P<year>\d{4})(?!\d)",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_NAMED_MONTH = re.compile(
    r"\b(?:jan(?:uari)?|[fp]eb(?:ruari)?|mar(?:et)?|apr(?:il)?|mei|jun[ei]?|jul[iy]?"
    r"|ag(?:u|t|s|ustus)|sept?(?:ember)?|okt(?:ober)?|no[vp](?:ember)?|des(?:ember)?)\b",
    re.IGNORECASE,
)


Stretch: TypeAlias = tuple[date, date]
"""The first and the last day; of one day they are the same."""


@lru_cache(maxsize=100_000)
def stated_days(text: str, year: int) -> tuple[Stretch, ...]:
    """Each stretch of days that `text` names, in their order.

    A day without a year lies in `year`. What is no day (`31 Juni`) or ends before it begins is not
    taken for one.
    """
    found: list[tuple[int, date, date]] = []
    has_figures = "/" in text or "-" in text
    for pattern in (_IN_WORDS, _IN_FIGURES) if has_figures else (_IN_WORDS,):
        for match in pattern.finditer(text):
            given = match.groupdict()
            days = _days(given, year)
            if days is None:
                continue
            for each in _DIGITS.findall(given["more"] or ""):
                single = _day(each, given["month"], given["year"] or str(year))
                if single is not None:
                    found.append((match.start(), single, single))
            found.append((match.start(), *days))
    return tuple((first, last) for _, first, last in sorted(found))


def names_a_month(text: str) -> bool:
    return _NAMED_MONTH.search(text) is not None


def _days(found: dict[str, str | None], given: int) -> Stretch | None:
    year = found["year"] or str(given)
    last = _day(found["last"] or found["first"], found["month"], year)
    if found["first"] is None or found["last"] is None:
        return None if last is None else (last, last)
    first_year = found["first_year"] or year
    first = _day(found["first"], found["first_month"] or found["month"], first_year)
    if first is None or last is None or last < first:
        return None
    return first, last


def _day(day: str | None, month: str | None, year: str) -> date | None:
    is_number = month is not None and month.isdecimal()
    return day_in(f"{day}/{month}/{year}" if is_number else f"{day} {month} {year}")
