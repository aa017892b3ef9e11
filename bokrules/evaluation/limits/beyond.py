"""What goes beyond a maximum, in the order of days: which rows, and how much in rupiah."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from bokrules.base.messages import Message, msg
from bokrules.base.money import format_rupiah
from bokrules.evaluation.limits.events import Event, Events
from bokrules.evaluation.limits.lines import Line
from bokrules.evaluation.limits.measures import at_least, event_key, heads_by_event
from bokrules.semantics.limits import Unit

IN_PART = msg("the limit is passed within a row: how many rupiah of it are beyond is not said")
SAME_DAY = msg("persons of the same day stand on both sides of the limit: which are beyond is open")
HEAD_COUNT = msg("not every person is named: whose rupiah are beyond the limit is open")
DERIVED = msg("rows without an event are told apart by unit, activity and consecutive days")


@dataclass(frozen=True, slots=True, kw_only=True)
class Beyond:
    """Rows beyond a limit. `rupiah` is None where it cannot be said exactly."""

    used: int
    rows: tuple[Line, ...]
    earlier: tuple[Line, ...]
    """The rows that used the limit up."""
    rupiah: int | None
    event: Event | None = None
    notes: tuple[Message, ...] = ()


def beyond(unit: Unit, limit: int, lines: Sequence[Line], events: Events) -> Iterator[Beyond]:
    """What rows of one group that certainly count have beyond the limit."""
    ordered = sorted(lines, key=lambda each: each.in_time)
    if at_least(unit, ordered, events) <= limit:
        return
    match unit:
        case "times":
            yield from _events_beyond(limit, ordered, events)
        case "persons":
            yield _persons_beyond(limit, ordered, events)
        case "days":
            yield _days_beyond(limit, ordered)
        case "hours":
            yield _hours_beyond(limit, ordered)
        case "rupiah":
            yield _rupiah_beyond(limit, ordered)
        case _:
            assert_never(unit)


def _events_beyond(limit: int, lines: Sequence[Line], events: Events) -> Iterator[Beyond]:
    """One for each event after those that used the limit up, with all its rows.

    An event stands at its first day, and on one day at its first row in the file.
    """
    rows: dict[Hashable, list[Line]] = {}
    for each in lines:
        rows.setdefault(events[each.index].key, []).append(each)

    def place(members: Sequence[Line]) -> tuple[date, int]:
        day = events[members[0].index].day
        first = [each.index for each in members if each.day == day]
        return day or date.max, min(first)

    ordered = sorted(rows.values(), key=place)
    earlier = tuple(each for members in ordered[:limit] for each in members)
    for number, members in enumerate(ordered[limit:], start=limit + 1):
        rupiah, notes = _sum(members)
        event = events[members[0].index]
        derived = any(events[each.index].name is None for each in (*earlier, *members))
        yield Beyond(
            used=number,
            rows=_in_file(members),
            earlier=_in_file(earlier),
            rupiah=rupiah,
            event=event,
            notes=(*notes, DERIVED) if derived else notes,
        )


def _persons_beyond(limit: int, lines: Sequence[Line], events: Events) -> Beyond:
    """By name where more are named than may be; else the events with too many persons.

    Of persons who first appear on one day none is beyond the limit before another.
    """
    first: dict[str, date | None] = {}
    for each in lines:
        if each.payee is not None:
            first.setdefault(each.payee, each.day)
    names = list(first)
    is_tied = 0 < limit < len(names) and first[names[limit - 1]] == first[names[limit]]
    within = set(names[:limit])
    if is_tied:
        within = {name for name in within if first[name] != first[names[limit]]}
    heads = heads_by_event(lines, events)
    rows: list[Line] = []
    earlier: list[Line] = []
    for each in lines:
        is_beyond = each.payee is not None and each.payee not in within and len(names) > limit
        is_crowded = heads[event_key(each, events)] > limit
        (rows if is_beyond or is_crowded else earlier).append(each)
    rupiah, notes = _sum(rows)
    if any((each.persons or 0) > 1 or each.payee is None for each in lines):
        rupiah, notes = None, (HEAD_COUNT,)
    elif is_tied:
        rupiah, notes = None, (SAME_DAY,)
    return Beyond(
        used=at_least("persons", lines, events),
        rows=_in_file(rows),
        earlier=_in_file(earlier),
        rupiah=rupiah,
        notes=notes,
    )


def _days_beyond(limit: int, lines: Sequence[Line]) -> Beyond:
    days = list(dict.fromkeys(each.day for each in lines))
    allowed = set(days[:limit])
    rows = [each for each in lines if each.day not in allowed]
    rupiah, notes = _sum(rows)
    return Beyond(
        used=len(days),
        rows=_in_file(rows),
        earlier=_in_file([each for each in lines if each.day in allowed]),
        rupiah=rupiah,
        notes=notes,
    )


def _hours_beyond(limit: int, lines: Sequence[Line]) -> Beyond:
    used, in_part = 0, False
    rows: list[Line] = []
    earlier: list[Line] = []
    for each in lines:
        hours = each.hours or 0
        if used + hours > limit and hours:
            in_part = in_part or used < limit
            rows.append(each)
        else:
            earlier.append(each)
        used += hours
    rupiah, notes = (None, (IN_PART,)) if in_part else _sum(rows)
    return Beyond(
        used=used,
        rows=_in_file(rows),
        earlier=_in_file(earlier),
        rupiah=rupiah,
        notes=notes,
    )


def _rupiah_beyond(limit: int, lines: Sequence[Line]) -> Beyond:
    """The row at which the sum passes the limit is beyond it only in part."""
    used = 0
    rows: list[Line] = []
    earlier: list[Line] = []
    for each in lines:
        amount = each.amount or 0
        (rows if used + amount > limit and amount else earlier).append(each)
        used += amount
    return Beyond(used=used, rows=_in_file(rows), earlier=_in_file(earlier), rupiah=used - limit)


def _sum(lines: Sequence[Line]) -> tuple[int | None, tuple[Message, ...]]:
    """The rupiah of rows; None where some row has no amount, with a note of what is known."""
    known = [each.amount for each in lines if each.amount is not None]
    lacking = len(lines) - len(known)
    if not lacking:
        return sum(known), ()
    least = format_rupiah(sum(known))
    return None, (msg("at least {amount}; rows without an amount: {n}", amount=least, n=lacking),)


def _in_file(lines: Sequence[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda each: each.index))
