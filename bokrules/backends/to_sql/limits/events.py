"""Which rows are one event, by windows: one `kejadian`, else consecutive days of an activity.

The counterpart of `evaluation/limits/events.py`. A run of days without `kejadian` that lies beside
a named event of the same unit and activity, or of one that leaves them open, has no event.
"""

from __future__ import annotations

from collections.abc import Sequence

from bokrules.backends.to_sql.limits.statements import Step, sql


def event_steps(source: str, scope: Sequence[str], carried: Sequence[str]) -> list[Step]:
    """`eventful`: rows with `eid`, `event_name`, `event_n`, `event_day`; `eventless`: the others.

    Events are told apart in each `scope` of the step `source`; `eid` is the first row of an event.
    The `carried` columns come along.
    """
    kept = ", ".join(carried)
    of_name = _partition([*scope, "event"])
    of_run = _partition([*scope, "unit", "activity"])
    whole_run = _partition([*scope, "unit", "activity", "run"])
    return [
        Step(
            "cuts",
            sql(f"""
            SELECT *, CASE WHEN n - LAG(n) OVER ({of_run} ORDER BY n, row_key) <= 1
                THEN 0 ELSE 1 END AS cut
            FROM {source} WHERE event IS NULL
                AND n IS NOT NULL AND unit IS NOT NULL AND activity IS NOT NULL
            """),
        ),
        Step(
            "runs",
            sql(f"""
            SELECT *, SUM(cut) OVER ({of_run} ORDER BY n, row_key
                ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS run
            FROM cuts
            """),
        ),
        Step(
            "run_rows",
            sql(f"""
            SELECT *, MIN(row_key) OVER ({whole_run}) AS eid, MIN(n) OVER ({whole_run}) AS event_n,
                MAX(n) OVER ({whole_run}) AS last_n, MIN(day) OVER ({whole_run}) AS event_day
            FROM runs
            """),
        ),
        Step("beside", sql(_beside(source, scope))),
        Step(
            "eventful",
            sql(f"""
            SELECT {kept}, MIN(row_key) OVER ({of_name}) AS eid, event AS event_name,
                MIN(n) OVER ({of_name}) AS event_n, MIN(day) OVER ({of_name}) AS event_day
            FROM {source} WHERE event IS NOT NULL
            UNION ALL
            SELECT {kept}, eid, event AS event_name, event_n, event_day
            FROM run_rows AS r WHERE NOT EXISTS (SELECT 1 FROM beside AS b WHERE b.eid = r.eid)
            """),
        ),
        Step(
            "eventless",
            sql(f"""
            SELECT {kept} FROM {source}
            WHERE event IS NULL AND (n IS NULL OR unit IS NULL OR activity IS NULL)
            UNION ALL
            SELECT {kept} FROM run_rows AS r
            WHERE EXISTS (SELECT 1 FROM beside AS b WHERE b.eid = r.eid)
            """),
        ),
    ]


def _beside(source: str, scope: Sequence[str]) -> str:
    """The runs that a named event touches: one branch for each way to leave its owner open."""
    places = "".join(f"{each}, " for each in scope)
    branches = []
    for unit in ("d.unit = c.unit", "d.unit IS NULL"):
        for activity in ("d.activity = c.activity", "d.activity IS NULL"):
            same = [*(f"d.{each} = c.{each}" for each in scope), unit, activity]
            branches.append(
                f"""
                SELECT c.eid
                FROM (SELECT DISTINCT {places} unit, activity, eid, event_n, last_n FROM run_rows) c
                JOIN (SELECT DISTINCT {places} unit, activity, n FROM {source}
                    WHERE event IS NOT NULL) AS d
                ON {" AND ".join(same)}
                WHERE d.n IS NULL OR d.n BETWEEN c.event_n - 1 AND c.last_n + 1
                """
            )
    return " UNION ".join(branches)


def _partition(columns: Sequence[str]) -> str:
    return f"PARTITION BY {', '.join(columns)}"
