"""The periods that limits and duties are counted in: a year and its parts, and a single day.

A period is written `2019`, `2019-S1`, `2019-Q2`, `2019-03` or `2019-03-14`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import assert_never

from bokrules.base.messages import Message, msg
from bokrules.semantics.limits import Period


def period_of(day: date, kind: Period) -> str:
    """The period that a day lies in."""
    match kind:
        case "tahun":
            return f"{day.year:04}"
        case "semester":
            return f"{day.year:04}-S{(day.month + 5) // 6}"
        case "triwulan":
            return f"{day.year:04}-Q{(day.month + 2) // 3}"
        case "bulan":
            return f"{day.year:04}-{day.month:02}"
        case "hari":
            return day.isoformat()
        case _:
            assert_never(kind)


def periods_of_year(kind: Period, year: int, days: Iterable[date]) -> list[str]:
    """All periods from the first to the last of these days, as far as they lie in the year."""
    if kind == "tahun":
        return [f"{year:04}"]
    inside = [each for each in days if each.year == year]
    if not inside:
        return []
    first, last = min(inside), max(inside)
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return list(dict.fromkeys(period_of(each, kind) for each in every))


def period_words(period: str) -> Message | str:
    """A period as people say it."""
    year, _, part = period.partition("-")
    if part.startswith("S"):
        return msg("semester {n} of {year}", n=part[1:], year=year)
    if part.startswith("Q"):
        return msg("quarter {n} of {year}", n=part[1:], year=year)
    return period


PERIOD_NAMES: dict[str, Message] = {
    "tahun": msg("year"),
    "semester": msg("semester"),
    "triwulan": msg("quarter"),
    "bulan": msg("month"),
    "hari": msg("day"),
}
