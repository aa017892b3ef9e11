"""`maksimal` as a query: what is beyond it, and what is not decided."""

from __future__ import annotations

from bokrules.backends.to_sql.limits.beyond import beyond_steps, heads_steps
from bokrules.backends.to_sql.limits.nearness import (
    is_persons,
    pair_steps,
    passing_steps,
    undecided_groups,
)
from bokrules.backends.to_sql.limits.numbers import number_steps
from bokrules.backends.to_sql.limits.rows import PAYEE, Grouping
from bokrules.backends.to_sql.limits.statements import Step, sql

NO_DOUBTFUL_ROWS = Step(
    "doubtful_rows",
    sql("SELECT row_key AS ugid, row_key, '' AS missing FROM counted WHERE FALSE"),
)


def maximum_steps(grouping: Grouping) -> list[Step]:
    """From `counted` and `undecided` to the results."""
    heads = heads_steps() if is_persons(grouping) else []
    passing = [
        each for each in passing_steps(grouping) if each.name != "counted_heads" or not heads
    ]
    return [
        undecided_groups(grouping),
        Step("places", sql(_places(grouping))),
        *number_steps(grouping),
        *heads,
        *pair_steps(grouping),
        *passing,
        *beyond_steps(grouping),
        Step(
            "group_days", sql("SELECT gid, MIN(event_day) AS group_day FROM counted GROUP BY gid")
        ),
        Step("findings", sql(_findings(grouping))),
        Step("finding_rows", sql("SELECT gid AS place, used, row_key, role FROM passed_rows")),
        Step("listed", sql(_LISTED)),
        Step("open_rows", sql(_open_rows(grouping))),
        NO_DOUBTFUL_ROWS,
    ]


def _places(grouping: Grouping) -> str:
    """Every group that is known of a row, whether it counts or may count; `pid` names it."""
    group = ", ".join(grouping.group)
    return f"""
        SELECT ROW_NUMBER() OVER (ORDER BY COALESCE(gid, ugid), ugid) AS pid, {group}, gid, ugid
        FROM (SELECT {group}, MAX(gid) AS gid, MAX(ugid) AS ugid
            FROM (SELECT DISTINCT {group}, gid, CAST(NULL AS BIGINT) AS ugid FROM counted
                UNION ALL
                SELECT {group}, CAST(NULL AS BIGINT) AS gid, ugid FROM undecided_groups) AS b
            GROUP BY {group}) AS a
        """


def _findings(grouping: Grouping) -> str:
    group = ", ".join(f"q.{each}" for each in grouping.group)
    return f"""
        SELECT p.gid AS place, {group}, d.group_day, p.used, p.bound, q.ceiling, p.excess,
            CAST(NULL AS DECIMAL(38, 0)) AS short, p.known, p.lacking, p.in_part, p.head_count,
            p.same_day, p.derived, p.event_name, p.event_day
        FROM passed AS p JOIN numbered AS q ON q.gid = p.gid JOIN group_days AS d ON d.gid = p.gid
        """


_LISTED = """
    SELECT q.ugid FROM numbered AS q LEFT JOIN passing AS s ON s.pid = q.pid
    WHERE q.ugid IS NOT NULL AND (q.unknown IS NOT NULL OR s.pid IS NOT NULL)
    UNION
    SELECT p.ugid FROM numbered AS q JOIN pairs AS p ON p.pid = q.pid
    LEFT JOIN passing AS s ON s.pid = q.pid
    WHERE q.gid IS NOT NULL AND (q.unknown IS NOT NULL OR s.pid IS NOT NULL)
    """
"""Undecided groups that could bring their own place, or one that counted rows have, beyond."""


def _open_rows(grouping: Grouping) -> str:
    own = ", ".join(f"q.{each}" for each in grouping.group)
    undecided = ", ".join(f"u.{each}" for each in grouping.group)
    parts = [
        f"""
        SELECT 0 AS stage, q.gid AS place, {own}, d.group_day, q.unknown AS why, '' AS missing,
            0 AS late, c.row_key, CAST(NULL AS BIGINT) AS ugid
        FROM numbered AS q JOIN counted AS c ON c.gid = q.gid
        JOIN group_days AS d ON d.gid = q.gid
        WHERE q.unknown IS NOT NULL
        """,
        f"""
        SELECT 1 AS stage, u.ugid AS place, {undecided}, CAST(NULL AS DATE) AS group_day, u.why,
            u.missing, u.late, u.row_key, u.ugid
        FROM undecided AS u JOIN listed AS l ON l.ugid = u.ugid
        """,
    ]
    if is_persons(grouping):
        parts.append(
            f"""
            SELECT 0 AS stage, q.gid AS place, {own}, d.group_day, 'who' AS why,
                '{PAYEE},' AS missing, 0 AS late, c.row_key, CAST(NULL AS BIGINT) AS ugid
            FROM numbered AS q JOIN counted AS c ON c.gid = q.gid
            JOIN group_days AS d ON d.gid = q.gid
            JOIN group_persons AS g ON g.gid = q.gid
            WHERE g.most > q.bound AND g.payees <= q.bound AND g.heads <= q.bound
                AND (c.payee IS NULL OR c.persons > 1)
            """
        )
    return " UNION ALL ".join(parts)
