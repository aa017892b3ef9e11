"""`minimal`, decided at the end of each period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bokrules.backends.reference import holds
from bokrules.base.messages import Message, msg
from bokrules.evaluation.limits.case import NO_CEILINGS, LimitCase, Number
from bokrules.evaluation.limits.lines import DATE, EVENT, FUND, PAYEE, UNIT, Group, Key
from bokrules.evaluation.limits.maxima import WHO
from bokrules.evaluation.limits.measures import at_least, at_most
from bokrules.evaluation.limits.results import CEILING, LimitFinding, OpenLimit
from bokrules.evaluation.periods import periods_of_year
from bokrules.semantics import operators
from bokrules.semantics.expressions import AllOf
from bokrules.semantics.operators import Truth

MAY_REACH = msg("with rows that may count the minimum could be reached")
UNREAD = msg("rows that could not be read may count")
WHOSE_FUND = msg("whether this limit is one of its fund is not known")
NO_DAYS = msg("no row of the year has a date: which periods the ledger covers is not known")


def decide_minimum(case: LimitCase, unread: int) -> Iterator[LimitFinding | OpenLimit]:
    """The groups that stay below the limit even if every row counts that may."""
    if case.is_share and case.ceilings is None:
        yield case.not_decided_anywhere((), [CEILING], NO_CEILINGS)
        return
    groups = _groups(case)
    year = case.policy.edition.year
    days = [e.day for e in case.ledger.lines if e.day is not None and e.day.year == year]
    as_given = by_rows_until(max(days, default=None))
    if not groups and case.limit.period is not None and case.counting.undecided:
        yield case.not_decided_anywhere((e.line for e in case.counting.undecided), [DATE], NO_DAYS)
    for group, is_concerned in groups.items():
        number = case.number(group)
        if isinstance(number, Message):
            yield case.not_decided(group, (), [CEILING], number)
            continue
        yield from _decide(case, group, number, unread, as_given, is_concerned=is_concerned)


def _decide(
    case: LimitCase,
    group: Group,
    number: Number,
    unread: int,
    as_given: Message,
    *,
    is_concerned: Truth,
) -> Iterator[LimitFinding | OpenLimit]:
    lines = case.counting.groups.get(group, [])
    events = case.counting.events
    maybe = [e for key in case.undecided_groups.of(group) for e in case.undecided[key]]
    used = at_least(case.unit, lines, events)
    if used >= number.value:
        return
    doubtful = [each.line for each in maybe]
    most = at_most(case.unit, lines, events, doubtful)
    if unread:
        yield case.not_decided(group, doubtful, (), UNREAD)
    elif most is None or most >= number.value:
        missing = {name for each in maybe for name in each.missing}
        why = MAY_REACH if maybe else WHO
        yield case.not_decided(group, doubtful or lines, missing or {PAYEE}, why)
    elif is_concerned is None:
        yield case.not_decided(group, (), [FUND], WHOSE_FUND)
    else:
        yield case.short(group, number, used, lines, as_given)


def by_rows_until(day: date | None) -> Message:
    """A minimum takes the ledger as complete; `day` is its last of the year."""
    if day is None:
        return msg("by the rows of this ledger")
    return msg("by the rows of this ledger; the last of the year is of {day}", day=day.isoformat())


# ---- the groups that owe the minimum ----


def _groups(case: LimitCase) -> dict[Group, Truth]:
    """The groups of the edition's year; None where it is not known whether the limit is theirs."""
    limit, ledger = case.limit, case.ledger
    if EVENT in limit.fields:
        return dict.fromkeys(case.counting.groups, True)
    concerned: dict[tuple[Key, ...], Truth] = {}
    for line in ledger.lines:
        values = ledger.group_of(line, limit.fields, None).values
        if None not in values:
            truth = holds(_of_its_funds(case), line.facts, case.policy)
            concerned[values] = operators.disjunction([truth, concerned.get(values, False)])
    if limit.fields == (UNIT,) and not (ledger.lines and ledger.names_no_unit):
        for each in case.units_with_ceiling:
            concerned.setdefault((each,), True)
    if not limit.fields:
        concerned.setdefault((), True)
    days = [each.day for each in ledger.lines if each.day is not None]
    year = case.policy.edition.year
    spans: list[str | None] = [None]
    if limit.period is not None:
        spans = list(periods_of_year(limit.period, year, days))
    return {
        Group(values, span): truth
        for values, truth in concerned.items()
        if truth is not False
        for span in spans
    }


def _of_its_funds(case: LimitCase) -> AllOf:
    return AllOf(tuple(e.condition for e in case.limit.selectors if e.dimension == FUND))
