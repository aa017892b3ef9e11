"""Many rules, as a Python programmer would organise them: by the expense types that they name.

Each rule is a record with a function for its condition; a dict has the rules of each expense type,
and one those of each activity that no rule of a type has. `hand_large.py` writes the records of a
generated edition. Rules of one clause stand in the order of their names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

Truth = bool | None
Truths = Mapping[str | None, Truth]
Names = tuple[str, ...]
Result = tuple[str, Names, Names]
Condition = Callable[[Any], Truth]
Met = tuple[tuple["Rule", Truth], ...]


class Rule(NamedTuple):
    """`types`, `activities`: truths by term (see `one_of`), None where the rule names none."""

    kind: str
    name: str
    types: Truths | None
    activities: Truths | None
    holds: Condition
    reads: Names
    """The facts of its condition, and of what it asks for."""
    met: Condition | None = None
    """Of an obligation: whether what it asks for is there."""
    exceptions: tuple[Rule, ...] = ()
    touches: str = ""


def one_of(parents: Mapping[str, str | None], *terms: str) -> Truths:
    """True for the terms and those below them, None for those above and for a missing one."""
    found: dict[str | None, Truth] = {None: None}
    found |= {parents[each]: None for each in terms}
    for each in terms:
        found |= {term: True for term, parent in parents.items() if each in (term, parent)}
    return found


def by_term(rules: Iterable[Rule], terms: Iterable[str], field: str) -> dict[str | None, Met]:
    """For each term (and for a missing one) the rules that may apply, and the term's truth."""
    found: dict[str | None, list[tuple[Rule, Truth]]] = {term: [] for term in (None, *terms)}
    for rule in sorted(rules, key=lambda each: each.name):
        truths = getattr(rule, field)
        for term in found if truths is None else truths:
            found[term].append((rule, True if truths is None else truths[term]))
    return {term: tuple(each) for term, each in found.items()}


FIRST_DAY, LAST_DAY = date(2010, 1, 1), date(2010, 12, 31)
BANS: dict[str | None, Met] = {}
PERMISSIONS: dict[str | None, Met] = {}
ACTIVITY_PERMISSIONS: dict[str | None, Met] = {}
LIST_GAPS: dict[str | None, Met] = {}
OBLIGATIONS: dict[str | None, Met] = {}
FACTS: Names = ()
CLOSED_FUND, GENERAL_FUND = "dana_1", "dana_0"
HAS_LISTS = True
ALWAYS: Condition = lambda _: True  # noqa: E731


def decide(row: Any) -> Result:
    """An expense's values in vocabulary order, None where missing."""
    expense_type, activity, fund, day = row[0], row[1], row[2], row[4]
    basis: list[str] = []
    doubts: list[Rule] = []
    for rule, of_type in BANS[expense_type]:
        of_activity = True if rule.activities is None else rule.activities.get(activity, False)
        if of_activity is False:
            continue
        truth = rule.holds(row)
        if truth is False:
            continue
        sure = truth and of_type and of_activity and not rule.touches
        for each in rule.exceptions:
            excepted = permits(each, expense_type, activity, row)
            if excepted:
                break
            if excepted is None:
                sure = None
        else:
            if sure:
                basis.append(rule.name)
            else:
                doubts.append(rule)
    if basis:
        return "forbidden", tuple(basis), ()
    if doubts:
        asking = [*doubts, *(each for rule in doubts for each in rule.exceptions)]
        names = tuple(each.name for each in doubts)
        return "undetermined", names, asked_for(asking, expense_type, activity, row)

    on_types: Truth = False
    on_activities: Truth = False
    open_types: list[Rule] = []
    open_activities: list[Rule] = []
    for rule, of_type in PERMISSIONS[expense_type]:
        of_activity = True if rule.activities is None else rule.activities.get(activity, False)
        if of_activity is False:
            continue
        truth = rule.holds(row)
        if truth is False:
            continue
        if truth and of_type and of_activity:
            basis.append(rule.name)
            on_types = True
            if rule.activities is not None:
                on_activities = True
        else:
            open_types.append(rule)
            if rule.activities is not None:
                open_activities.append(rule)
    for rule, of_activity in ACTIVITY_PERMISSIONS[activity]:
        truth = rule.holds(row)
        if truth and of_activity:
            basis.append(rule.name)
            on_activities = True
        elif truth is not False:
            open_activities.append(rule)
    for rule, _ in LIST_GAPS[expense_type]:
        if rule.holds(row) is not False:
            open_types.append(rule)
    if HAS_LISTS:
        in_force = True if fund == CLOSED_FUND else None if fund in (None, GENERAL_FUND) else False
        if not on_types and open_types:
            on_types = None
        if not on_activities and open_activities:
            on_activities = None
        unlisted_activity = in_force and on_activities is False
        if on_types is False or unlisted_activity:
            return "unlisted", closed(on_types is False, bool(unlisted_activity)), ()
        is_open = not on_activities and in_force is not False
        if on_types is None or is_open:
            doubts = open_types if on_types is None else []
            if is_open and on_activities is None:
                doubts = doubts + open_activities
            asked = asked_for(doubts, expense_type, activity, row)
            if is_open and in_force is None:
                asked = in_order({*asked, "fund"})
            return "undetermined", closed(on_types is None, is_open), asked
    elif not basis:
        doubts = [*open_types, *open_activities]
        gaps = tuple(each.name for each in doubts if each.touches)
        return "undetermined", gaps, asked_for(doubts, expense_type, activity, row)

    met = day is None or FIRST_DAY <= day <= LAST_DAY
    for rule, of_type in OBLIGATIONS[expense_type]:
        truth = rule.holds(row)
        if truth is False:
            continue
        required = None if rule.met is None else rule.met(row)
        if required:
            continue
        met = False
        if required is None or not (truth and of_type):
            doubts.append(rule)
    basis.sort()
    if met:
        return "allowed", tuple(basis), ()
    asked = asked_for(doubts, expense_type, activity, row) if doubts else ()
    return "conditional", tuple(basis), asked


def permits(rule: Rule, expense_type: str | None, activity: str | None, row: Any) -> Truth:
    of_type = True if rule.types is None else rule.types.get(expense_type, False)
    if of_type is False:
        return False
    of_activity = True if rule.activities is None else rule.activities.get(activity, False)
    if of_activity is False:
        return False
    truth = rule.holds(row)
    return truth if truth is False or (of_type and of_activity) else None


def asked_for(
    rules: Iterable[Rule], expense_type: str | None, activity: str | None, row: Any
) -> Names:
    """The facts that the rules read and that are missing, or too general for one of them."""
    found: set[str] = set()
    for rule in rules:
        if rule.types is not None and rule.types.get(expense_type, False) is None:
            found.add("expense_type")
        if rule.activities is not None and rule.activities.get(activity, False) is None:
            found.add("activity")
        for name in rule.reads:
            if value_of(row, name) is None:
                found.add(name)
    return in_order(found)


def value_of(row: Any, name: str) -> Any:
    """Replaced for each shape of an expense."""
    return row[FACTS.index(name)]


def in_order(names: set[str]) -> Names:
    return tuple(each for each in FACTS if each in names)


def closed(types: bool, activities: bool) -> Names:
    if types:
        return ("belanja", "kegiatan") if activities else ("belanja",)
    return ("kegiatan",)
