"""Which rows are one event: one `kejadian`, else an activity of a unit on consecutive days."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from bokrules.evaluation.limits.lines import Line

NEXT_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Event:
    """`name` is the `kejadian` that its rows give; `day` the first of its days that is known."""

    key: Hashable
    name: str | None
    day: date | None


Events = Mapping[int, Event]
"""The event of a line, by the line's index; a line whose event is not known has none."""


def events_of(lines: Iterable[Line]) -> dict[int, Event]:
    """The events of lines that lie in one group.

    Lines without a `kejadian` that lie beside a named event of the same unit and activity may
    belong to it, so they have no event.
    """
    named: dict[str, list[Line]] = {}
    unnamed: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        if line.event is not None:
            named.setdefault(line.event, []).append(line)
        elif line.day is not None and line.unit is not None and line.activity is not None:
            unnamed.setdefault((line.unit, line.activity), []).append(line)
    found: dict[int, Event] = {}
    for name, members in named.items():
        days = [each.day for each in members if each.day is not None]
        event = Event(("event", name), name, min(days, default=None))
        found |= {each.index: event for each in members}
    beside: dict[tuple[str | None, str | None], list[Line]] = {}
    for each in (line for members in named.values() for line in members):
        beside.setdefault((each.unit, each.activity), []).append(each)
    for (unit, activity), members in unnamed.items():
        owners = product((unit, None), (activity, None))
        taken = [each for owner in owners for each in beside.get(owner, ())]
        for chain in _chains(members):
            first = chain[0].day
            if not any(_touches(chain, each) for each in taken):
                event = Event(("days", unit, activity, first), None, first)
                found |= {each.index: event for each in chain}
    return found


def _chains(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines with a day, cut where a day lies between."""
    chains: list[list[Line]] = []
    last: date | None = None
    for line in sorted(lines, key=lambda each: each.in_time):
        if line.day is not None and last is not None and line.day - last <= NEXT_DAY:
            chains[-1].append(line)
        else:
            chains.append([line])
        last = line.day
    return chains


def _touches(chain: Sequence[Line], named: Line) -> bool:
    first, last = chain[0].day, chain[-1].day
    if named.day is None or first is None or last is None:
        return True
    return first - NEXT_DAY <= named.day <= last + NEXT_DAY
