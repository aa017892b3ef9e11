"""What goes beyond a maximum, by windows in the order of days; on one day that of the file.

The counterpart of `evaluation/limits/beyond.py`. Reads `counted`, `numbered` and, of a measure in
persons, `counted_heads`.
"""

from __future__ import annotations

from bokrules.backends.to_sql.limits.nearness import HEADS_OF_COUNTED, most_persons
from bokrules.backends.to_sql.limits.rows import Grouping
from bokrules.backends.to_sql.limits.statements import Step, sql
from bokrules.semantics.limits import unit_of

_IN_TIME = "COALESCE(n, 99999999), row_key"
_UNTIL_HERE = "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW"
_EXCESS = "CASE WHEN {doubt} OR COUNT(*) > COUNT(amount) THEN NULL ELSE SUM(amount) END AS excess"
_KNOWN = "COALESCE(SUM(amount), 0) AS known, COUNT(*) - COUNT(amount) AS lacking"
_EVENTLESS = "FALSE AS derived, CAST(NULL AS TEXT) AS event_name, CAST(NULL AS DATE) AS event_day"


def beyond_steps(grouping: Grouping) -> list[Step]:
    """`passed`: what is found, and `passed_rows`: `row_key` with the role `beyond` or `earlier`.

    A row of `passed` has `gid` and `used`, which together are one finding; `bound`; the `excess` in
    rupiah or NULL, then `known` rupiah, `lacking` rows without an amount, and why else it is NULL:
    `in_part`, `head_count`, `same_day`; whether its events are `derived`; the event's name and day.
    A row beyond is one of the finding with its `used`; one that is earlier, of all of its group.
    """
    bounded = Step(
        "bounded",
        sql("""
        SELECT c.*, q.bound FROM counted AS c JOIN numbered AS q ON q.gid = c.gid
        WHERE q.unknown IS NULL
        """),
    )
    match unit_of(grouping.limit.measure):
        case "times":
            return [bounded, *_events()]
        case "persons":
            return [bounded, *_persons()]
        case "days":
            return [bounded, *_days()]
        case "hours":
            return [bounded, *_sums("hours")]
        case _:
            return [bounded, *_sums("amount")]


def _events() -> list[Step]:
    return [
        Step(
            "events",
            sql(f"""
            SELECT gid, eid, MAX(bound) AS bound, MIN(event_name) AS event_name,
                MIN(event_n) AS event_n, MIN(event_day) AS event_day,
                MIN(CASE WHEN n IS NOT DISTINCT FROM event_n THEN row_key END) AS first_row,
                {_EXCESS.format(doubt="FALSE")}, {_KNOWN},
                MAX(CASE WHEN event_name IS NULL THEN 1 ELSE 0 END) AS unnamed
            FROM bounded GROUP BY gid, eid
            """),
        ),
        Step(
            "numbered_events",
            sql("""
            SELECT *, ROW_NUMBER() OVER (PARTITION BY gid
                    ORDER BY COALESCE(event_n, 99999999), first_row) AS used,
                COUNT(*) OVER (PARTITION BY gid) AS events
            FROM events
            """),
        ),
        Step(
            "passed",
            sql("""
            SELECT gid, used, bound, excess, known, lacking, FALSE AS in_part, FALSE AS head_count,
                FALSE AS same_day, unnamed = 1 OR unnamed_earlier = 1 AS derived, event_name,
                event_day
            FROM (SELECT *, COALESCE(MAX(CASE WHEN used <= bound THEN unnamed END)
                    OVER (PARTITION BY gid), 0) AS unnamed_earlier
                FROM numbered_events WHERE events > bound) AS e
            WHERE used > bound
            """),
        ),
        Step(
            "passed_rows",
            sql("""
            SELECT b.gid, e.used, b.row_key,
                CASE WHEN e.used > e.bound THEN 'beyond' ELSE 'earlier' END AS role
            FROM bounded AS b JOIN numbered_events AS e ON e.gid = b.gid AND e.eid = b.eid
            WHERE e.events > e.bound
            """),
        ),
    ]


def _days() -> list[Step]:
    return [
        Step(
            "ranked",
            sql("SELECT *, DENSE_RANK() OVER (PARTITION BY gid ORDER BY n) AS place FROM bounded"),
        ),
        Step(
            "roles",
            sql("""
            SELECT *, CASE WHEN place > bound THEN 'beyond' ELSE 'earlier' END AS role,
                used > bound AS is_passed
            FROM (SELECT *, MAX(place) OVER (PARTITION BY gid) AS used FROM ranked) AS r
            """),
        ),
        *_from_roles("FALSE"),
    ]


def _sums(column: str) -> list[Step]:
    """Of a row at which the sum passes the limit, only a part is beyond it."""
    excess = "MAX(used) - MAX(bound) AS excess" if column == "amount" else None
    in_part = "MAX(CASE WHEN role = 'beyond' AND before < bound THEN 1 ELSE 0 END) = 1"
    return [
        Step(
            "running",
            sql(f"""
            SELECT *, SUM({column}) OVER (PARTITION BY gid ORDER BY {_IN_TIME} {_UNTIL_HERE})
                    AS until_here, SUM({column}) OVER (PARTITION BY gid) AS used
            FROM bounded
            """),
        ),
        Step(
            "roles",
            sql(f"""
            SELECT *, until_here - {column} AS before, used > bound AS is_passed,
                CASE WHEN until_here > bound AND {column} <> 0 THEN 'beyond' ELSE 'earlier' END
                    AS role
            FROM running
            """),
        ),
        *_from_roles("FALSE" if excess else in_part, excess),
    ]


def _from_roles(in_part: str, excess: str | None = None) -> list[Step]:
    """One finding for a group that is passed."""
    beyond = "CASE WHEN role = 'beyond' THEN {} END"
    lacking = f"COUNT({beyond.format('1')}) - COUNT({beyond.format('amount')})"
    total = f"COALESCE(SUM({beyond.format('amount')}), 0)"
    unsure = f"CASE WHEN {in_part} OR {lacking} > 0 THEN NULL ELSE {total} END AS excess"
    return [
        Step(
            "passed",
            sql(f"""
            SELECT gid, MAX(used) AS used, MAX(bound) AS bound, {excess or unsure},
                {total} AS known, {"0" if excess else lacking} AS lacking, {in_part} AS in_part,
                FALSE AS head_count, FALSE AS same_day, {_EVENTLESS}
            FROM roles WHERE is_passed GROUP BY gid
            """),
        ),
        Step("passed_rows", sql("SELECT gid, used, row_key, role FROM roles WHERE is_passed")),
    ]


# ---- persons ----


def heads_steps() -> list[Step]:
    """`counted_heads`, and of each group its payees, largest head count, and most persons."""
    return [
        Step("counted_heads", sql(HEADS_OF_COUNTED)),
        Step("group_persons", sql(most_persons("counted_heads", "gid"))),
    ]


def _persons() -> list[Step]:
    """By name where more are named than may be; else the events with too many persons.

    Of persons who first appear on one day none is beyond the limit before another: `tied` is the
    day at which the limit is passed, if some of it are on either side.
    """
    return [
        Step(
            "first_days",
            sql(f"""
            SELECT gid, payee, bound, n AS first_n, row_key AS first_row
            FROM (SELECT gid, payee, bound, n, row_key, ROW_NUMBER() OVER (
                    PARTITION BY gid, payee ORDER BY {_IN_TIME}) AS nth
                FROM bounded WHERE payee IS NOT NULL) AS r
            WHERE nth = 1
            """),
        ),
        Step(
            "payees",
            sql("""
            SELECT *, COALESCE(first_n, 99999999) AS first_day, ROW_NUMBER() OVER (
                PARTITION BY gid ORDER BY COALESCE(first_n, 99999999), first_row) AS place
            FROM first_days
            """),
        ),
        Step(
            "borders",
            sql("""
            SELECT gid, MAX(place) AS names,
                MAX(CASE WHEN place = bound THEN first_day END) AS last_within,
                MAX(CASE WHEN place = bound + 1 THEN first_day END) AS first_beyond
            FROM payees GROUP BY gid
            """),
        ),
        Step(
            "late_payees",
            sql("""
            SELECT p.gid, p.payee FROM payees AS p JOIN borders AS b ON b.gid = p.gid
            WHERE b.names > p.bound AND (p.place > p.bound
                OR (b.last_within = b.first_beyond AND p.first_day = b.first_beyond))
            """),
        ),
        Step(
            "event_heads",
            sql("""
            SELECT gid, eid, MAX(COALESCE(persons, 0)) AS heads FROM bounded GROUP BY gid, eid
            """),
        ),
        Step(
            "roles",
            sql("""
            SELECT b.gid, b.row_key, b.bound, b.amount, b.payee, b.persons,
                CASE WHEN l.payee IS NOT NULL OR h.heads > b.bound THEN 'beyond' ELSE 'earlier' END
                    AS role,
                CASE WHEN g.payees > g.heads THEN g.payees ELSE g.heads END AS used,
                COALESCE(o.last_within = o.first_beyond, FALSE) AS is_tied
            FROM bounded AS b
            JOIN group_persons AS g ON g.gid = b.gid
            JOIN event_heads AS h ON h.gid = b.gid AND h.eid = b.eid
            LEFT JOIN borders AS o ON o.gid = b.gid
            LEFT JOIN late_payees AS l ON l.gid = b.gid AND l.payee = b.payee
            """),
        ),
        Step("passed", sql(_passed_by_persons())),
        Step(
            "passed_rows",
            sql("SELECT gid, used, row_key, role FROM roles WHERE used > bound"),
        ),
    ]


def _passed_by_persons() -> str:
    beyond = "CASE WHEN role = 'beyond' THEN {} END"
    crowd = "MAX(CASE WHEN persons > 1 OR payee IS NULL THEN 1 ELSE 0 END) = 1"
    tied = "MAX(CASE WHEN is_tied THEN 1 ELSE 0 END) = 1"
    lacking = f"COUNT({beyond.format('1')}) - COUNT({beyond.format('amount')})"
    total = f"COALESCE(SUM({beyond.format('amount')}), 0)"
    return f"""
        SELECT gid, MAX(used) AS used, MAX(bound) AS bound,
            CASE WHEN {crowd} OR {tied} OR {lacking} > 0 THEN NULL ELSE {total} END AS excess,
            {total} AS known, CASE WHEN {crowd} OR {tied} THEN 0 ELSE {lacking} END AS lacking,
            FALSE AS in_part, {crowd} AS head_count, {tied} AND NOT {crowd} AS same_day,
            {_EVENTLESS}
        FROM roles WHERE used > bound GROUP BY gid
        """
