"""How much a group would use if every row counted that may: `passes` tells if beyond its number.

The counterpart of `measures.at_most` and `Matching`: a row that may count is near a place unless
something that is known of both differs.
"""

from __future__ import annotations

from bokrules.backends.to_sql.limits.numbers import fixed_number
from bokrules.backends.to_sql.limits.rows import Grouping
from bokrules.backends.to_sql.limits.statements import Step, sql
from bokrules.semantics.limits import Counted, unit_of

_ROW = "CASE WHEN {known} IS NULL THEN 'r' || CAST(row_key AS TEXT) ELSE 'e' || {text} END"


def pair_steps(grouping: Grouping) -> list[Step]:
    """`pairs`: each place `pid` with each undecided group `ugid` that may be the same.

    Both sides are repeated once for each pattern of what is known on the other, with what is not
    known on both left out; so the join is one of equal keys and no place meets every group.
    """
    parts = grouping.places + (["period"] if grouping.limit.period else [])
    if not parts:
        return [
            Step(
                "pairs",
                sql("SELECT p.pid, u.ugid FROM places AS p CROSS JOIN undecided_groups AS u"),
            ),
        ]
    pattern = " || ".join(f"CASE WHEN {each} IS NULL THEN '0' ELSE '1' END" for each in parts)
    flags = ", ".join(f"{each} IS NOT NULL AS has_{each}" for each in parts)
    shape = f"SELECT DISTINCT {pattern} AS shape, {flags} FROM"

    def keys(owner: str, other: str) -> str:
        return ", ".join(
            f"CASE WHEN {owner}.{each} IS NOT NULL AND {other}.has_{each} "
            f"THEN CAST({owner}.{each} AS TEXT) ELSE '' END AS k_{each}"
            for each in parts
        )

    mine = pattern.replace("WHEN ", "WHEN x.")
    same = " AND ".join(f"l.k_{each} = r.k_{each}" for each in parts)
    return [
        Step("place_shapes", sql(f"{shape} places")),
        Step("undecided_shapes", sql(f"{shape} undecided_groups")),
        Step(
            "pairs",
            sql(f"""
            SELECT l.pid, r.ugid
            FROM (SELECT x.pid, {mine} AS a, s.shape AS b, {keys("x", "s")}
                FROM places AS x CROSS JOIN undecided_shapes AS s) AS l
            JOIN (SELECT x.ugid, {mine} AS b, s.shape AS a, {keys("x", "s")}
                FROM undecided_groups AS x CROSS JOIN place_shapes AS s) AS r
            ON l.a = r.a AND l.b = r.b AND {same}
            """),
        ),
    ]


def undecided_groups(grouping: Grouping) -> Step:
    group = ", ".join(grouping.group)
    return Step("undecided_groups", sql(f"SELECT DISTINCT ugid, {group} FROM undecided"))


def passing_steps(grouping: Grouping) -> list[Step]:
    """`passing`: the places near which a row may count, and that could be beyond their number.

    Of a minimum, those that could reach it. Reads `counted`, `undecided`, `pairs`, `numbered`.
    """
    match unit_of(grouping.limit.measure):
        case "times":
            return _distinct(grouping, "eid", _ROW.format(known="event", text="event"), named=True)
        case "days":
            return _distinct(
                grouping, "n", _ROW.format(known="n", text="CAST(n AS TEXT)"), named=False
            )
        case "persons":
            return _persons(grouping)
        case "hours":
            return _sums(grouping, "hours")
        case _:
            return _sums(grouping, "amount")


def _beyond(grouping: Grouping, most: str) -> str:
    return f"{most} > q.bound" if grouping.limit.is_most else f"{most} >= q.bound"


def _sums(grouping: Grouping, column: str) -> list[Step]:
    near = f"""
        SELECT ugid, SUM({column}) AS total, COUNT(*) - COUNT({column}) AS unsaid
        FROM undecided GROUP BY ugid
        """
    counted = f"SELECT gid, SUM({column}) AS total FROM counted GROUP BY gid"
    most = "COALESCE(MAX(c.total), 0) + COALESCE(SUM(u.total), 0)"
    return [
        Step("undecided_sums", sql(near)),
        Step("counted_sums", sql(counted)),
        Step(
            "passing",
            sql(f"""
            SELECT q.pid FROM numbered AS q JOIN pairs AS p ON p.pid = q.pid
            JOIN undecided_sums AS u ON u.ugid = p.ugid
            LEFT JOIN counted_sums AS c ON c.gid = q.gid
            WHERE q.unknown IS NULL
            GROUP BY q.pid, q.bound
            HAVING SUM(u.unsaid) > 0 OR {_beyond(grouping, most)}
            """),
        ),
    ]


def _distinct(grouping: Grouping, counted: str, near: str, *, named: bool) -> list[Step]:
    """An undecided group that is beyond the number alone brings every place there; of the others
    there are few rows, so that looking at each is cheap."""
    known = "'e' || event_name" if named else "'e' || CAST(n AS TEXT)"
    limit = fixed_number(grouping) or 0
    few = limit if grouping.limit.is_most else limit - 1
    return [
        Step("undecided_uses", sql(f"SELECT DISTINCT ugid, {near} AS used FROM undecided")),
        Step(
            "undecided_counts",
            sql("SELECT ugid, COUNT(*) AS n FROM undecided_uses GROUP BY ugid"),
        ),
        Step("counted_uses", sql(f"SELECT DISTINCT gid, {known} AS used FROM counted")),
        Step(
            "counted_counts",
            sql(f"SELECT gid, COUNT(DISTINCT {counted}) AS n FROM counted GROUP BY gid"),
        ),
        Step(
            "near_uses",
            sql(f"""
            SELECT DISTINCT q.pid, q.gid, u.used
            FROM numbered AS q JOIN pairs AS p ON p.pid = q.pid
            JOIN undecided_counts AS n ON n.ugid = p.ugid AND n.n <= {few}
            JOIN undecided_uses AS u ON u.ugid = p.ugid
            """),
        ),
        Step(
            "more_uses",
            sql("""
            SELECT u.pid, COUNT(*) AS n FROM near_uses AS u
            LEFT JOIN counted_uses AS c ON c.gid = u.gid AND c.used = u.used
            WHERE c.gid IS NULL GROUP BY u.pid
            """),
        ),
        Step(
            "passing",
            sql(f"""
            SELECT q.pid FROM numbered AS q
            JOIN (SELECT p.pid, MAX(n.n) AS largest FROM pairs AS p
                JOIN undecided_counts AS n ON n.ugid = p.ugid GROUP BY p.pid) AS m ON m.pid = q.pid
            LEFT JOIN counted_counts AS c ON c.gid = q.gid
            LEFT JOIN more_uses AS u ON u.pid = q.pid
            WHERE m.largest > {few}
                OR {_beyond(grouping, "COALESCE(c.n, 0) + COALESCE(u.n, 0)")}
            """),
        ),
    ]


def _persons(grouping: Grouping) -> list[Step]:
    return [
        Step(
            "undecided_heads",
            sql("""
            SELECT ugid, CASE WHEN event IS NULL THEN 'r' || CAST(row_key AS TEXT)
                    ELSE 'e' || event END AS happening,
                payee, MAX(COALESCE(persons, 0)) AS heads,
                COUNT(*) - COUNT(payee) AS unnamed,
                MAX(CASE WHEN payee IS NULL AND persons IS NULL THEN 1 ELSE 0 END) AS unsaid
            FROM undecided GROUP BY 1, 2, 3
            """),
        ),
        Step("counted_heads", sql(HEADS_OF_COUNTED)),
        Step(
            "near_heads",
            sql("""
            SELECT p.pid, u.happening, u.payee, u.heads, u.unnamed, u.unsaid
            FROM pairs AS p JOIN undecided_heads AS u ON u.ugid = p.ugid
            UNION ALL
            SELECT q.pid, c.happening, c.payee, c.heads, c.unnamed, 0 AS unsaid
            FROM numbered AS q JOIN counted_heads AS c ON c.gid = q.gid
            WHERE q.pid IN (SELECT pid FROM pairs)
            """),
        ),
        Step("most_persons", sql(most_persons("near_heads", "pid"))),
        Step(
            "passing",
            sql(f"""
            SELECT q.pid FROM numbered AS q JOIN most_persons AS m ON m.pid = q.pid
            WHERE m.unsaid > 0 OR {_beyond(grouping, "m.most")}
            """),
        ),
    ]


HEADS_OF_COUNTED = """
    SELECT gid, CASE WHEN event_name IS NULL THEN 'd' || CAST(eid AS TEXT)
            ELSE 'e' || event_name END AS happening,
        payee, MAX(COALESCE(persons, 0)) AS heads, COUNT(*) - COUNT(payee) AS unnamed, 0 AS unsaid
    FROM counted GROUP BY 1, 2, 3
    """


def most_persons(source: str, owner: str) -> str:
    """The payees, and of each event more: its rows without one, or its head count above them."""
    return f"""
        SELECT e.{owner}, MAX(n.payees) + SUM(CASE WHEN e.heads - e.payees > e.unnamed
                THEN e.heads - e.payees ELSE e.unnamed END) AS most,
            MAX(e.unsaid) AS unsaid, MAX(n.payees) AS payees, MAX(e.heads) AS heads
        FROM (SELECT {owner}, happening, MAX(heads) AS heads, COUNT(DISTINCT payee) AS payees,
                SUM(unnamed) AS unnamed, MAX(unsaid) AS unsaid
            FROM {source} GROUP BY {owner}, happening) AS e
        JOIN (SELECT {owner}, COUNT(DISTINCT payee) AS payees FROM {source} GROUP BY {owner}) AS n
            ON n.{owner} = e.{owner}
        GROUP BY e.{owner}
        """


def is_persons(grouping: Grouping) -> bool:
    measure = grouping.limit.measure
    return isinstance(measure, Counted) and measure.unit == "orang"
