"""Days of journeys as lists of payees write them: 28 s/d 30 Agustus 2025; 3, 5 Mei 2010."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from bokrules.inspection.dates import month_in

DayRange: TypeAlias = tuple[date, date]
"""First and last day; the same for one day."""

_UNTIL, _AND = "~", ","
_FORMS: Sequence[tuple[re.Pattern[str], str]] = (
    (re.compile(r"\b(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad)\b[\s,]*"), ""),
    (re.compile(r"\b([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})\b"), r"\3/\2/\1"),
    (re.compile(r"\b([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})\b"), r"\1/\2/\3"),
    (re.compile(r"\b([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})\b"), r"\1/\2/\3"),
    (re.compile(r"\b([0-9]{1,2})-([^\W\d_]+)-([0-9]{4})\b"), r"\1 \2 \3"),
    (re.compile(r"\bs\s*/\s*d\b|\bs\.\s?d\.?(?=\s|[0-9])|\bsd\b|\bsampai(?:\s+dengan)?\b|\bhingga\b"),
     _UNTIL),
    (re.compile(r"[-–—]"), _UNTIL),
    (re.compile(r"\bdan\b|\bserta\b|[&;]"), _AND),
)  # fmt: skip
_POINT = re.compile(
    r"([0-9]{1,2})(?:\s*/\s*([0-9]{1,2})(?:\s*/\s*([0-9]{4}|[0-9]{2}))?"
    r"|\s*([^\W\d_]+)\.?(?:\s+([0-9]{4}))?)?"
)


@dataclass(frozen=True, slots=True)
class _Point:
    day: int
    month: int | None
    year: int | None


def day_ranges_in(
    text: str, *, year: int | None = None, month: int | None = None
) -> tuple[DayRange, ...] | None:
    """The days that `text` names, in its order; None if it is not clearly that.

    A day without a month or a year has those of the next one that has them: both days of `28 s/d
    30 Agustus 2025` are of August. `year` and `month` are those of the sheet, for texts that name
    none. A range that would end before it begins is None.
    """
    given = text.casefold().strip()
    for pattern, form in _FORMS:
        given = pattern.sub(form, given)
    ranges = []
    for part in reversed(given.split(_AND)):
        points = [_point(each.strip()) for each in part.split(_UNTIL)]
        if len(points) > 2:
            return None
        days: list[date] = []
        for point in reversed(points):
            if point is None:
                return None
            month, year = point.month or month, point.year or year
            day = _day(year, month, point.day)
            if day is None:
                return None
            days.append(day)
        last, first = days[0], days[-1]
        if first > last:
            return None
        ranges.append((first, last))
    return tuple(reversed(ranges))


def _point(text: str) -> _Point | None:
    found = _POINT.fullmatch(text)
    if found is None:
        return None
    month: int | None = None
    if found[2]:
        month = int(found[2])
    elif found[4]:
        month = month_in(found[4])
        if month is None:
            return None
    written = found[3] or found[5]
    year = None if written is None else int(written) + (2000 if len(written) == 2 else 0)
    return _Point(int(found[1]), month, year)


def _day(year: int | None, month: int | None, day: int) -> date | None:
    if year is None or month is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
