"""`on_holiday`: activities on Sundays and public holidays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib.util import find_spec

from bokrules.base.dates import day_message
from bokrules.base.messages import Message, msg
from bokrules.base.money import format_rupiah
from bokrules.evaluation.row import Place
from bokrules.inspection.findings.checks import Check
from bokrules.inspection.findings.entries import entries, unit_key
from bokrules.inspection.findings.finding import Criterion, Finding, Weight
from bokrules.inspection.findings.inspected import Inspected
from bokrules.inspection.findings.settings import WEEKDAYS, OnHoliday
from bokrules.inspection.findings.stated_days import Stretch, stated_days
from bokrules.inspection.findings.wording import listed

LONGEST = 366
"""A stretch of more days is a slip, not an activity."""
_WEEKDAY_WORDS = (
    msg("Monday"),
    msg("Tuesday"),
    msg("Wednesday"),
    msg("Thursday"),
    msg("Friday"),
    msg("Saturday"),
    msg("Sunday"),
)


@dataclass(frozen=True, slots=True)
class _Held:
    """An activity, or a person's journey, all of whose days are days off."""

    unit: str | None
    day: date
    amount: int
    place: Place


class _DaysOff:
    """Why a day is one off."""

    def __init__(self, settings: OnHoliday) -> None:
        self._settings = settings
        self._weekdays = frozenset(WEEKDAYS.index(each) for each in settings.weekdays)
        self._known: dict[Stretch, bool] = {}

    def are_all(self, stretch: Stretch) -> bool:
        """Whether every day from the first to the last is one."""
        known = self._known.get(stretch)
        if known is None:
            known = self._known[stretch] = self._are_all(*stretch)
        return known

    def _are_all(self, first: date, last: date) -> bool:
        n = (last - first).days + 1
        if n > LONGEST:
            return False
        return all(self.why(first + timedelta(days=each)) is not None for each in range(n))

    def why(self, day: date) -> Message | str | None:
        settings = self._settings
        if day in settings.ignore:
            return None
        if day in settings.extra:
            return settings.extra[day]
        if settings.public_holidays and (name := public_holidays(day.year).get(day)):
            return name
        return _WEEKDAY_WORDS[day.weekday()] if day.weekday() in self._weekdays else None


@lru_cache
def public_holidays(year: int) -> Mapping[date, str]:
    """The public holidays of Indonesia in a year, by their Indonesian names."""
    import holidays

    return dict(holidays.country_holidays("ID", years=year, language="id"))


def _run(inspected: Inspected) -> Iterator[Finding]:
    """One indication for each unit and year: no rupiah is questioned, as services may be held then.

    The days are those that a list of payees or the text states, else that of the line in the book.
    """
    off = _DaysOff(inspected.settings.on_holiday)
    units: dict[tuple[str, int], list[_Held]] = {}
    for each in (*_in_book(inspected, off), *_in_lists(inspected, off)):
        units.setdefault((unit_key(each.unit), each.day.year), []).append(each)
    for held in units.values():
        yield _finding(held, off)


def _in_book(inspected: Inspected, off: _DaysOff) -> Iterator[_Held]:
    for each in entries(inspected):
        line = each.line
        if each.spent <= 0:
            continue
        stated = stated_days(line.description, each.year)
        days = stated or (((line.date, line.date),) if line.date is not None else ())
        if days and all(map(off.are_all, days)):
            yield _Held(each.shown_unit, days[0][0], each.spent, line.place)


def _in_lists(inspected: Inspected, off: _DaysOff) -> Iterator[_Held]:
    for payee in inspected.books.payees:
        first = payee.first_day
        if first is None or payee.amount == 0:
            continue
        if off.are_all((first, payee.last_day or first)):
            yield _Held(payee.unit, first, payee.amount or 0, payee.place)


def _finding(held: Sequence[_Held], off: _DaysOff) -> Finding:
    days = sorted({each.day for each in held})
    named = [msg("{day} ({why})", day=day_message(day), why=off.why(day) or "") for day in days]
    return Finding(
        check=CHECK.name,
        code=None,
        title=msg("Activities on {n} Sundays or public holidays", n=len(days)),
        condition=msg(
            "{n} lines, {amount} together, are of days off: {days}.",
            n=len(held),
            amount=format_rupiah(sum(each.amount for each in held)),
            days=listed(named),
        ),
        criterion=Criterion(
            msg("No rule forbids activities on days off; they call for a look at their evidence")
        ),
        consequence=msg("None by itself: Posyandu and campaigns may be held on such days"),
        recommendation=msg(
            "Compare duty letters, attendance lists and pictures of these days with the line"
        ),
        amount=0,
        rows=tuple(dict.fromkeys(each.place for each in held)),
        unit=held[0].unit,
        weight=Weight.INDICATION,
    )


def _lacks(inspected: Inspected) -> Message | None:
    if inspected.settings.on_holiday.public_holidays and find_spec("holidays") is None:
        return msg("holidays is missing; install it with: pip install bokrules[inspect]")
    has_dates = any(each.date is not None for each in inspected.expenses)
    if has_dates or any(each.first_day is not None for each in inspected.books.payees):
        return None
    return msg("no expense has a date")


CHECK = Check("on_holiday", msg("Activities on Sundays and public holidays"), _run, _lacks)
