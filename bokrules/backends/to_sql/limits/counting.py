"""In which group each row counts, and which rows may count.

The counterpart of `evaluation/limits/counting.py`.
"""

from __future__ import annotations

from bokrules.backends.to_sql.limits.events import event_steps
from bokrules.backends.to_sql.limits.keys import period_text
from bokrules.backends.to_sql.limits.rows import (
    ACTIVITY,
    DATE,
    EVENT,
    UNIT,
    Grouping,
    names_if,
)
from bokrules.backends.to_sql.limits.statements import Step, sql
from bokrules.semantics.limits import Counted

_LINE = ["row_key", "day", "n", "unit", "activity", "event", "payee", "persons", "hours", "amount"]
_KNOWN = "event_name", "event_n", "event_day"


def counting_steps(grouping: Grouping) -> list[Step]:
    """`counted`: the rows that certainly count, `gid` the first row of their group and `eid` the
    first of their event. `undecided`: those that may, `ugid` the first of what is known of theirs.
    """
    if grouping.by_event:
        steps = _by_event(grouping)
    elif grouping.limit.measure == Counted(_value(grouping), "orang"):
        steps = _persons_of_groups(grouping)
    else:
        steps = _without_events(grouping)
    return [*steps, _counted(grouping), _undecided(grouping)]


def _value(grouping: Grouping) -> int:
    measure = grouping.limit.measure
    return measure.value if isinstance(measure, Counted) else 0


def _by_event(grouping: Grouping) -> list[Step]:
    """Events are told apart before periods are: one that lies in two counts in the first."""
    limit = grouping.limit
    kept = ", ".join(
        f"CASE WHEN event_name IS NOT NULL THEN 'e' || event_name ELSE 'd' || CAST(eid AS TEXT) END"
        f" AS {place}"
        if place == grouping.event_place
        else place
        for place in grouping.places
    )
    places = f"{kept}, " if kept else ""
    period = period_text(limit.period, "event_day", grouping.year)
    return [
        Step("certain", sql("SELECT * FROM judged WHERE why IS NULL")),
        *event_steps("certain", grouping.known_places, [*_LINE, *grouping.places]),
        Step(
            "placed",
            sql(
                f"SELECT {', '.join(_LINE)}, {places} {period} AS period, eid, "
                f"{', '.join(_KNOWN)} FROM eventful"
            ),
        ),
    ]


def _persons_of_groups(grouping: Grouping) -> list[Step]:
    """The rows of one event state its head count; a row whose event is not known is one alone."""
    columns = [*_LINE, *grouping.group]
    period = period_text(grouping.limit.period, "day", grouping.year)
    scope = grouping.group if grouping.limit.period else grouping.places
    kept = ", ".join(columns)
    return [
        Step("certain", sql(f"SELECT *, {period} AS period FROM judged WHERE why IS NULL")),
        *event_steps("certain", scope, columns),
        Step(
            "placed",
            sql(f"""
            SELECT {kept}, eid, {", ".join(_KNOWN)} FROM eventful
            UNION ALL
            SELECT {kept}, row_key AS eid, event AS event_name, n AS event_n, day AS event_day
            FROM eventless
            """),
        ),
    ]


def _without_events(grouping: Grouping) -> list[Step]:
    kept = ", ".join([*_LINE, *grouping.places])
    period = period_text(grouping.limit.period, "day", grouping.year)
    return [
        Step(
            "placed",
            sql(f"""
            SELECT {kept}, {period} AS period, row_key AS eid, event AS event_name, n AS event_n,
                day AS event_day
            FROM judged WHERE why IS NULL
            """),
        )
    ]


def _counted(grouping: Grouping) -> Step:
    group = ", ".join(grouping.group)
    return Step(
        "counted",
        sql(f"SELECT *, MIN(row_key) OVER (PARTITION BY {group}) AS gid FROM placed"),
    )


def _undecided(grouping: Grouping) -> Step:
    """A row whose event alone is not known comes after the others, as the reference has it."""
    period = period_text(grouping.limit.period, "day", grouping.year)
    columns = ", ".join([*_LINE, *grouping.places])
    left = f"SELECT {columns}, 0 AS late, why, missing FROM judged WHERE why IS NOT NULL"
    if grouping.by_event:
        tellers = names_if(
            [
                ("TRUE", f"'{EVENT},'"),
                ("n IS NULL", f"'{DATE},'"),
                ("unit IS NULL", f"'{UNIT},'"),
                ("activity IS NULL", f"'{ACTIVITY},'"),
            ]
        )
        left += (
            f" UNION ALL SELECT {columns}, 1 AS late, 'which_event' AS why, {tellers} AS missing"
            " FROM eventless"
        )
    group = ", ".join(grouping.group)
    return Step(
        "undecided",
        sql(f"""
        SELECT *, MIN(row_key) OVER (PARTITION BY {group}) AS ugid
        FROM (SELECT *, {period} AS period FROM ({left}) AS l) AS p
        """),
    )
