"""`maksimal`, decided in the order of days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bokrules.base.messages import Message, msg
from bokrules.evaluation.limits.beyond import beyond
from bokrules.evaluation.limits.case import NO_CEILINGS, LimitCase, Number
from bokrules.evaluation.limits.counting import Undecided
from bokrules.evaluation.limits.lines import PAYEE, Group, Line
from bokrules.evaluation.limits.matching import Matching
from bokrules.evaluation.limits.measures import at_least, at_most
from bokrules.evaluation.limits.results import CEILING, LimitFinding, OpenLimit

WHO = msg("how many different persons there were is not known: not every row names its payee")


def decide_maximum(case: LimitCase) -> Iterator[LimitFinding | OpenLimit]:
    """The groups that are beyond the limit; the rows that could bring one there."""
    counting = case.counting
    if case.is_share and case.ceilings is None:
        lines = [each for members in counting.groups.values() for each in members]
        lines += [each.line for each in counting.undecided]
        if lines:
            yield case.open_everywhere(lines, [CEILING], NO_CEILINGS)
        return
    for group, lines in counting.groups.items():
        number = case.number(group)
        if isinstance(number, Message):
            yield case.open(group, lines, [CEILING], number)
            continue
        for each in beyond(case.unit, number.value, lines, counting.events):
            yield case.over(group, number, each)
        if _is_open(case, number, lines, ()):
            unnamed = [each for each in lines if each.payee is None or (each.persons or 0) > 1]
            yield case.open(group, unnamed, [PAYEE], WHO)
    yield from _rows_that_matter(case)


def _is_open(case: LimitCase, number: Number, lines: list[Line], maybe: Iterable[Line]) -> bool:
    """Whether the limit is not passed for certain, and not kept for certain either."""
    events, more = case.counting.events, list(maybe)
    most = at_most(case.unit, lines, events, more)
    if most is not None and most <= number.value:
        return False
    return bool(more) or at_least(case.unit, lines, events) <= number.value


def _rows_that_matter(case: LimitCase) -> Iterator[OpenLimit]:
    """The rows that may count, unless the limit is kept even if all of them do."""
    homes = Matching(case.counting.groups)
    for group, entries in case.undecided.items():
        if any(_may_pass(case, group, home) for home in (group, *homes.of(group))):
            yield from _listed(case, group, entries)


def _may_pass(case: LimitCase, group: Group, home: Group) -> bool:
    """Whether rows that may be of `group` could bring the group `home` beyond the limit."""
    number = case.number(home)
    if isinstance(number, Message):
        return True
    lines = list(case.counting.groups.get(home, ()))
    near = [each for each in case.undecided_groups.of(home) if each.may_be(group)]
    return _is_open(case, number, lines, (e.line for each in near for e in case.undecided[each]))


def _listed(case: LimitCase, group: Group, entries: Iterable[Undecided]) -> Iterator[OpenLimit]:
    """One entry for the rows of a group that lack the same."""
    alike: dict[tuple[Message, frozenset[str]], list[Line]] = {}
    for each in entries:
        alike.setdefault((each.why, each.missing), []).append(each.line)
    for (why, missing), lines in alike.items():
        yield case.open(group, lines, missing, why)
