"""`minimal` as a query: the groups that stay below it even if every row counts that may."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from sqlglot import exp

from bokrules.backends.to_sql.limits.beyond import heads_steps
from bokrules.backends.to_sql.limits.keys import text_key
from bokrules.backends.to_sql.limits.nearness import (
    is_persons,
    pair_steps,
    passing_steps,
    undecided_groups,
)
from bokrules.backends.to_sql.limits.numbers import is_of_funds, number_steps, own_funds
from bokrules.backends.to_sql.limits.rows import DATE, FUND, PAYEE, UNIT, Grouping, group_key
from bokrules.backends.to_sql.limits.statements import Step, sql, text
from bokrules.semantics.limits import Period, unit_of

Unread = bool | Literal["whole"]
"""Whether some rows could not be read; or that the step `whole` tells."""
_EPOCH = date(1970, 1, 1)


def minimum_steps(
    grouping: Grouping, ledger: exp.Expr, *, unread: Unread, has_ceilings: bool
) -> list[Step]:
    """From `counted` and `undecided` to the results.

    `ledger` is a relation of all rows, with `concerned` BOOLEAN beside the fields that `per` names:
    whether the fund is one of those that the limit is `untuk`. `unread`: some could not be read;
    `whole`: as its `n_unread` says.
    """
    heads = heads_steps() if is_persons(grouping) else []
    passing = [
        each for each in passing_steps(grouping) if each.name != "counted_heads" or not heads
    ]
    return [
        undecided_groups(grouping),
        *_owing(grouping, ledger, has_ceilings=has_ceilings),
        *number_steps(grouping),
        *heads,
        *pair_steps(grouping),
        *passing,
        Step("uses", sql(_uses(grouping))),
        Step("settled", sql(_settled(unread=unread))),
        Step("findings", sql(_findings(grouping))),
        Step(
            "finding_rows",
            sql("""
            SELECT s.pid AS place, s.used, c.row_key, 'earlier' AS role
            FROM settled AS s JOIN counted AS c ON c.gid = s.gid WHERE s.why = 'short'
            """),
        ),
        Step("open_rows", sql(_open_rows(grouping))),
        Step("doubtful_rows", sql(_DOUBTFUL)),
    ]


# ---- the groups that owe the minimum ----


def _owing(grouping: Grouping, ledger: exp.Expr, *, has_ceilings: bool) -> list[Step]:
    """`places`: the groups of the edition's year; `concerned` NULL where it is not known whether
    the limit is theirs."""
    group = ", ".join(grouping.group)
    counted = f"SELECT DISTINCT {group}, gid FROM counted"
    if grouping.event_place is not None:
        query = f"""
            SELECT *, ROW_NUMBER() OVER (ORDER BY gid) AS pid, CAST(NULL AS BIGINT) AS ugid,
                TRUE AS concerned
            FROM ({counted}) AS c
            """
        return [Step("places", sql(query))]
    same = [f"c.{each} = o.{each}" for each in grouping.places]
    if grouping.limit.period is not None:
        same.append("c.period = s.period")
    places = "".join(f"o.{each}, " for each in grouping.places)
    query = f"""
        SELECT ROW_NUMBER() OVER (ORDER BY o.is_late, o.first_row, s.place) AS pid, {places}
            s.period, c.gid, CAST(NULL AS BIGINT) AS ugid, o.concerned
        FROM owners AS o CROSS JOIN spans AS s LEFT JOIN ({counted}) AS c
            ON {" AND ".join(same) or "TRUE"}
        """
    return [
        Step("members", _members(grouping, ledger)),
        Step("owners", _owners(grouping, has_ceilings=has_ceilings)),
        Step("spans", _spans(grouping.limit.period, grouping.policy.edition.year)),
        Step("places", sql(query)),
    ]


def _members(grouping: Grouping, ledger: exp.Expr) -> exp.Query:
    """All rows of the ledger, by what `per` names."""
    declared = grouping.edition.vocabulary.facts
    unit = text_key(UNIT, grouping.keys) if UNIT in declared else exp.cast(exp.null(), "TEXT")
    chosen: list[exp.Expr] = [
        exp.column("row_key", table="r"),
        exp.column("concerned", table="r"),
    ]
    for place, field in zip(grouping.places, grouping.limit.fields, strict=True):
        value = group_key(grouping, field)
        if field == UNIT:
            value = exp.case().when("w.names_no_unit", text("")).else_(unit)
        chosen.append(exp.alias_(value, place))
    query = exp.select(*chosen).from_(exp.alias_(ledger.copy(), "r", table=True))
    return query.join("whole AS w", join_type="cross")


def _owners(grouping: Grouping, *, has_ceilings: bool) -> exp.Query:
    """Those that rows name, then those that only a ceiling names."""
    places = grouping.places
    columns = "".join(f"{each}, " for each in places)
    known = " AND ".join(f"{each} IS NOT NULL" for each in places) or "TRUE"
    owners = sql(f"""
        SELECT {columns} 0 AS is_late, MIN(row_key) AS first_row,
            CASE WHEN COUNT(CASE WHEN concerned THEN 1 END) > 0 THEN TRUE END AS concerned
        FROM members WHERE {known} {"GROUP BY " + ", ".join(places) if places else ""}
        HAVING COUNT(CASE WHEN concerned IS NULL OR concerned THEN 1 END) > 0
        """)
    if not places:
        nobody = sql("""
            SELECT 1 AS is_late, CAST(0 AS BIGINT) AS first_row, TRUE AS concerned
            FROM whole WHERE n_rows = 0
            """)
        return exp.union(owners, nobody, distinct=False)
    if grouping.limit.fields != (UNIT,) or not has_ceilings:
        return owners
    taxonomy = grouping.policy.vocabulary.taxonomies.get(FUND)
    is_of = is_of_funds(exp.column("fund", table="c"), own_funds(grouping), taxonomy)
    ceilings = exp.select("c.unit_key", "c.position", exp.alias_(is_of, "is_of"))
    of_ceilings = exp.select(
        "k.unit_key AS g0", "1 AS is_late", "MIN(k.position) AS first_row", "TRUE AS concerned"
    ).from_(ceilings.from_("ceilings AS c").subquery("k"))
    of_ceilings = (
        of_ceilings.join("whole AS w", join_type="cross")
        .where("k.is_of IS NULL OR k.is_of")
        .where("w.n_rows = 0 OR NOT w.names_no_unit")
        .where("NOT EXISTS (SELECT 1 FROM members AS m WHERE m.g0 = k.unit_key)")
        .group_by("k.unit_key")
    )
    return exp.union(owners, of_ceilings, distinct=False)


def _spans(period: Period | None, year: int) -> exp.Query:
    """The periods of the year, from the ledger's first day in it to the last."""
    if period is None:
        return sql("SELECT 0 AS place, CAST(NULL AS TEXT) AS period")
    if period == "tahun":
        return sql(f"SELECT 0 AS place, '{year:04}' AS period")
    first = date(year, 1, 1)
    days = [first + timedelta(days=n) for n in range((date(year, 12, 31) - first).days + 1)]
    spans: dict[str, list[date]] = {}
    for day in days:
        spans.setdefault(_span_of(day, period), []).append(day)
    values = ", ".join(
        f"({place}, '{name}', {(inside[0] - _EPOCH).days}, {(inside[-1] - _EPOCH).days})"
        for place, (name, inside) in enumerate(spans.items())
    )
    return sql(f"""
        SELECT v.place, v.period FROM (VALUES {values}) AS v(place, period, first_n, last_n)
        CROSS JOIN whole AS w WHERE w.first_n <= v.last_n AND w.last_n >= v.first_n
        """)


def _span_of(day: date, period: Period) -> str:
    match period:
        case "semester":
            return f"{day.year:04}-S{(day.month + 5) // 6}"
        case "triwulan":
            return f"{day.year:04}-Q{(day.month + 2) // 3}"
        case "bulan":
            return f"{day.year:04}-{day.month:02}"
        case _:
            return day.isoformat()


# ---- what is settled ----


def _uses(grouping: Grouping) -> str:
    """What the rows that certainly count use; of persons also the most that they may."""
    of_unit = {
        "times": "COUNT(DISTINCT eid)",
        "days": "COUNT(DISTINCT n)",
        "hours": "SUM(hours)",
        "rupiah": "SUM(amount)",
    }
    unit = unit_of(grouping.limit.measure)
    if unit == "persons":
        larger = "CASE WHEN payees > heads THEN payees ELSE heads END"
        return f"SELECT gid, {larger} AS used, most FROM group_persons"
    return f"SELECT gid, {of_unit[unit]} AS used, {of_unit[unit]} AS most FROM counted GROUP BY gid"


def _settled(*, unread: Unread) -> str:
    """`why` is `short`, or what leaves the minimum open; a place that reaches it is left out."""
    when = "WHEN TRUE THEN 'unread'" if unread else ""
    whole = ""
    if unread == "whole":
        when, whole = "WHEN w.n_unread > 0 THEN 'unread'", "CROSS JOIN whole AS w"
    return f"""
        SELECT * FROM (
            SELECT q.*, COALESCE(u.used, 0) AS used,
                CASE WHEN q.unknown IS NOT NULL THEN q.unknown
                    WHEN COALESCE(u.used, 0) >= q.bound THEN NULL
                    {when}
                    WHEN s.pid IS NOT NULL THEN 'may_reach'
                    WHEN n.pid IS NULL AND COALESCE(u.most, 0) >= q.bound THEN 'who'
                    WHEN q.concerned IS NULL THEN 'whose_fund'
                    ELSE 'short' END AS why
            FROM numbered AS q {whole} LEFT JOIN uses AS u ON u.gid = q.gid
            LEFT JOIN passing AS s ON s.pid = q.pid
            LEFT JOIN (SELECT DISTINCT pid FROM pairs) AS n ON n.pid = q.pid
        ) AS t WHERE why IS NOT NULL
        """


_GROUP_DAY = """
    SELECT s.*, d.group_day FROM settled AS s
    LEFT JOIN (SELECT gid, MIN(event_day) AS group_day FROM counted GROUP BY gid) AS d
        ON d.gid = s.gid
    """


def _findings(grouping: Grouping) -> str:
    group = ", ".join(grouping.group)
    return f"""
        SELECT pid AS place, {group}, group_day, used, bound, ceiling,
            CAST(NULL AS DECIMAL(38, 0)) AS excess, bound - used AS short,
            CAST(0 AS DECIMAL(38, 0)) AS known, 0 AS lacking, FALSE AS in_part,
            FALSE AS head_count, FALSE AS same_day, FALSE AS derived,
            CAST(NULL AS TEXT) AS event_name, CAST(NULL AS DATE) AS event_day
        FROM ({_GROUP_DAY}) AS t WHERE why = 'short'
        """


def _open_rows(grouping: Grouping) -> str:
    """A row for each group of rows that may count, by its `ugid`; else for each row that matters,
    or one with no `row_key` where none does."""
    group = ", ".join(f"s.{each}" for each in grouping.group)
    head = f"SELECT 0 AS stage, s.pid AS place, {group}, s.group_day, s.why"
    no_row, no_group = "CAST(NULL AS BIGINT) AS row_key", "CAST(NULL AS BIGINT) AS ugid"
    none = f"""
        SELECT 2 AS stage, CAST(0 AS BIGINT) AS place, {_nothing(grouping)},
            CAST(NULL AS DATE) AS group_day, 'no_days' AS why, '{DATE},' AS missing, u.late,
            u.row_key, {no_group}
        FROM undecided AS u WHERE NOT EXISTS (SELECT 1 FROM places)
        """
    parts = [
        f"""
        {head}, CASE WHEN s.why = 'whose_fund' THEN '{FUND},' ELSE '' END AS missing, 0 AS late,
            {no_row}, {no_group}
        FROM ({_GROUP_DAY}) AS s
        WHERE s.why NOT IN ('short', 'may_reach', 'unread', 'who')
        """,
        f"""
        {head}, '' AS missing, 0 AS late, {no_row}, p.ugid
        FROM ({_GROUP_DAY}) AS s LEFT JOIN pairs AS p ON p.pid = s.pid
        WHERE s.why IN ('may_reach', 'unread')
        """,
        f"""
        {head}, '{PAYEE},' AS missing, 0 AS late, c.row_key, {no_group}
        FROM ({_GROUP_DAY}) AS s JOIN counted AS c ON c.gid = s.gid
        WHERE s.why = 'who'
        """,
    ]
    return " UNION ALL ".join([*parts, none] if grouping.limit.period else parts)


_DOUBTFUL = """
    SELECT u.ugid, u.row_key, u.missing FROM undecided AS u WHERE u.ugid IN (
        SELECT p.ugid FROM pairs AS p JOIN settled AS s ON s.pid = p.pid
        WHERE s.why IN ('may_reach', 'unread'))
    """


def _nothing(grouping: Grouping) -> str:
    return ", ".join(f"CASE WHEN FALSE THEN u.{each} END AS {each}" for each in grouping.group)
