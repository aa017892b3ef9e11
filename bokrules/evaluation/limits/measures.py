"""How much of a limit rows use: certainly at least, and at most."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import assert_never

from bokrules.evaluation.limits.events import Events
from bokrules.evaluation.limits.lines import Line
from bokrules.semantics.limits import Unit


def at_least(unit: Unit, lines: Sequence[Line], events: Events) -> int:
    """What rows that certainly count use; of persons a lower bound."""
    match unit:
        case "times":
            return len({event_key(each, events) for each in lines})
        case "persons":
            heads = heads_by_event(lines, events).values()
            return max(len(_payees(lines)), max(heads, default=0))
        case "days":
            return len({each.day for each in lines})
        case "hours":
            return sum(each.hours or 0 for each in lines)
        case "rupiah":
            return sum(each.amount or 0 for each in lines)
        case _:
            assert_never(unit)


def at_most(
    unit: Unit, lines: Sequence[Line], events: Events, maybe: Sequence[Line] = ()
) -> int | None:
    """What they use if every row counts that may; None where nothing bounds it.

    A row that may count is an event and a day of its own, unless it gives one of the others'. A row
    without a payee may name one yet: of an event there may be as many others as it has such rows,
    or as its head count is above its payees.
    """
    every = [*lines, *maybe]
    match unit:
        case "times":
            return len({event_key(each, events) for each in every})
        case "persons":
            if any(each.payee is None and each.persons is None for each in maybe):
                return None
            heads = heads_by_event(every, events)
            others = sum(
                max(heads[event] - len(_payees(members)), sum(e.payee is None for e in members))
                for event, members in _by_event(every, events)
            )
            return len(_payees(every)) + others
        case "days":
            return len({each.day or ("row", each.index) for each in every})
        case "hours":
            if any(each.hours is None for each in maybe):
                return None
            return sum(each.hours or 0 for each in every)
        case "rupiah":
            if any(each.amount is None for each in maybe):
                return None
            return sum(each.amount or 0 for each in every)
        case _:
            assert_never(unit)


def heads_by_event(lines: Iterable[Line], events: Events) -> dict[Hashable, int]:
    """The largest number of persons that a row of the event states; 0 where none does."""
    return {
        event: max(each.persons or 0 for each in members)
        for event, members in _by_event(lines, events)
    }


def _payees(lines: Iterable[Line]) -> set[str]:
    return {each.payee for each in lines if each.payee is not None}


def _by_event(lines: Iterable[Line], events: Events) -> Iterable[tuple[Hashable, list[Line]]]:
    found: dict[Hashable, list[Line]] = {}
    for each in lines:
        found.setdefault(event_key(each, events), []).append(each)
    return found.items()


def event_key(line: Line, events: Events) -> Hashable:
    """What rows of one event share; a row whose event is not known is one by itself."""
    event = events.get(line.index)
    if event is not None:
        return event.key
    return ("event", line.event) if line.event is not None else ("row", line.index)
