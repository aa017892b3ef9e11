"""In which group of a limit each row counts; of the others, what is missing to say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from bokrules.backends.reference import needed_by, source_of
from bokrules.base.messages import Message, msg
from bokrules.evaluation.limits.events import Event, Events, events_of
from bokrules.evaluation.limits.lines import (
    ACTIVITY,
    AMOUNT,
    DATE,
    EVENT,
    HOURS,
    PAYEE,
    PERSONS,
    UNIT,
    Group,
    Ledger,
    Line,
)
from bokrules.evaluation.periods import period_of
from bokrules.evaluation.repeated import RepeatedCondition
from bokrules.evaluation.timeline import days_in_force
from bokrules.semantics.limits import Counted, Limit
from bokrules.semantics.policy import Policy

WHETHER = msg("whether the limit applies is not known")
IN_WHICH = msg("in which group it counts is not known")
WHEN = msg("in which period it counts is not known")
HOW_MUCH = msg("how much of the limit it uses is not known")
WHICH_TEXT = msg("whether it falls into the days of the text that has this limit is not known")
WHICH_EVENT = msg("which event it belongs to is not known")


@dataclass(frozen=True, slots=True)
class Undecided:
    """A row that may count. `group` is what is known of where, `missing` what would tell."""

    line: Line
    group: Group
    why: Message
    missing: frozenset[str]


@dataclass(frozen=True)
class Counting:
    """The rows that certainly count, by group; those that may; and the events of the former."""

    groups: Mapping[Group, list[Line]]
    undecided: tuple[Undecided, ...]
    events: Events = field(default_factory=dict)


def counts_by_event(limit: Limit) -> bool:
    """Whether the rows of one event count together, in the period of its first day."""
    is_times = isinstance(limit.measure, Counted) and limit.measure.unit == "kali"
    return is_times or EVENT in limit.fields


def count_rows(limit: Limit, policy: Policy, ledger: Ledger) -> Counting:
    """Sort the rows that a limit selects, or may select, into its groups."""
    is_in_force = days_in_force(limit, ledger.texts, lambda text: text.limits)
    counted: list[Line] = []
    undecided: list[Undecided] = []
    holds = RepeatedCondition(limit.condition, policy)
    for line in ledger.lines:
        if _is_surely_outside(limit, policy, line):
            continue
        applies = holds(line.facts)
        in_force = is_in_force(line.day)
        if applies is not False and in_force is not False:
            doubts = list(_doubts(limit, line, ledger))
            if in_force is None:
                doubts.insert(0, (WHICH_TEXT, frozenset({DATE})))
            if applies is None:
                doubts.insert(0, (WHETHER, needed_by(limit, line.facts, policy)))
            if not doubts:
                counted.append(line)
            else:
                missing = frozenset[str]().union(*(names for _, names in doubts))
                group = _group(limit, line, ledger, {})
                undecided.append(Undecided(line, group, doubts[0][0], missing))
    events: dict[int, Event] = {}
    if counts_by_event(limit):
        events = _events_over(counted, limit, ledger)
        for line in counted:
            if line.index not in events:
                group = _group(limit, line, ledger, {})
                undecided.append(Undecided(line, group, WHICH_EVENT, _event_tellers(line)))
        counted = [each for each in counted if each.index in events]
    groups: dict[Group, list[Line]] = {}
    for line in counted:
        groups.setdefault(_group(limit, line, ledger, events), []).append(line)
    if not events:
        for lines in groups.values():
            events |= events_of(lines)
    return Counting(groups, tuple(undecided), events)


def _is_surely_outside(limit: Limit, policy: Policy, line: Line) -> bool:
    """Whether the row's verdict has found already that the limit does not apply."""
    verdict = line.row.verdict
    is_same_text = verdict.policy is policy and not verdict.disagreeing
    return is_same_text and limit.name not in verdict.decision.limits


def _events_over(lines: Iterable[Line], limit: Limit, ledger: Ledger) -> dict[int, Event]:
    """Events are told apart before periods are: one that lies in two counts in the first."""
    fields = [each for each in limit.fields if each != EVENT]
    scopes: dict[Group, list[Line]] = {}
    for line in lines:
        scopes.setdefault(ledger.group_of(line, fields, None), []).append(line)
    events: dict[int, Event] = {}
    for members in scopes.values():
        events |= events_of(members)
    return events


def _event_tellers(line: Line) -> frozenset[str]:
    given = {DATE: line.day, UNIT: line.unit, ACTIVITY: line.activity}
    return frozenset({EVENT, *(name for name, value in given.items() if value is None)})


# ---- the group of a row ----


def _group(limit: Limit, line: Line, ledger: Ledger, events: Events) -> Group:
    event = events.get(line.index)
    values = []
    for name in limit.fields:
        if name != EVENT:
            values.append(ledger.key(line, name))
        elif event is not None:
            values.append(event.key)
        else:
            values.append(None if line.event is None else ("event", line.event))
    day = event.day if event is not None and counts_by_event(limit) else line.day
    return Group(tuple(values), _period(limit, day, ledger))


def _period(limit: Limit, day: date | None, ledger: Ledger) -> str | None:
    """A row without a day counts in the edition's own year, in shorter periods nowhere yet."""
    if limit.period is None:
        return None
    if day is not None:
        return period_of(day, limit.period)
    return f"{ledger.policy.edition.year:04}" if limit.period == "tahun" else None


# ---- what leaves a row undecided ----


def _doubts(limit: Limit, line: Line, ledger: Ledger) -> Iterator[tuple[Message, frozenset[str]]]:
    lacking = [
        source_of(name, line.facts, ledger.policy)
        for name in limit.fields
        if name != EVENT and ledger.key(line, name) is None
    ]
    if lacking:
        yield IN_WHICH, frozenset(lacking)
    if limit.period not in (None, "tahun") and line.day is None:
        yield WHEN, frozenset({DATE})
    unmeasured = _unmeasured(limit, line)
    if unmeasured:
        yield HOW_MUCH, unmeasured


def _unmeasured(limit: Limit, line: Line) -> frozenset[str]:
    """The facts of which the measure needs one."""
    match limit.measure:
        case Counted(unit="kali"):
            return frozenset()
        case Counted(unit="orang"):
            is_given = line.payee is not None or line.persons is not None
            return frozenset() if is_given else frozenset({PAYEE, PERSONS})
        case Counted(unit="hari"):
            return frozenset() if line.day is not None else frozenset({DATE})
        case Counted(unit="jam"):
            return frozenset() if line.hours is not None else frozenset({HOURS})
        case _:
            return frozenset() if line.amount is not None else frozenset({AMOUNT})
