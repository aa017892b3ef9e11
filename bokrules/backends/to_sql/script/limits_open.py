"""The view of what limits leave undecided: the rows that one limit has in it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlglot import exp

from bokrules.backends.to_sql.dialects import number, text
from bokrules.backends.to_sql.limits.rows import (
    ACTIVITY,
    AMOUNT,
    DATE,
    EVENT,
    FUND,
    HOURS,
    PAYEE,
    PERSONS,
    UNIT,
    sources_of,
)
from bokrules.backends.to_sql.limits.statements import Step, sql
from bokrules.backends.to_sql.script.limit_ledger import STATE
from bokrules.backends.to_sql.script.one_limit import OneLimit, keys_of_rows, no_keys, select_
from bokrules.backends.to_sql.script.spelling import fixed
from bokrules.semantics import expressions as ir

CEILING = "ceiling"
"""What is missing where no ceiling is known."""
LEFT = "left_open"
NOT_IN_SQL = "not_in_sql"
_NO_CEILING = (
    "basis", "whose_ceiling", "which_ceiling", "lacks_ceiling", "general_fund", "no_ceiling",
    "no_ceilings", "invalid_units",
)  # fmt: skip
_READ = (DATE, UNIT, FUND, ACTIVITY, EVENT, PAYEE, PERSONS, HOURS, AMOUNT)


def open_entries_of(limit: OneLimit) -> list[Step]:
    """Steps over the ledger. The last has the rows of the view, without what people read."""
    if limit.plan is None:
        return [Step(LEFT, undecided(limit, NOT_IN_SQL))]
    group = limit.plan.grouping.group
    same = ["stage", "place", *group, "group_day", "why", "alike"]
    entries = exp.select(*same[:-1], exp.alias_(keys_of_rows(limit.around.dialect), "row_keys"))
    named = {name: f"is_missing_{n}" for n, name in enumerate(_may_be_missing(limit))}
    for name, flag in named.items():
        is_named = exp.StrPosition(this=fixed("',' || missing"), substr=text(f",{name},"))
        found = exp.Case().when(exp.GT(this=is_named, expression=number(0)), number(1))
        entries = entries.select(exp.alias_(exp.Max(this=found.else_(number(0))), flag))
    entries = entries.from_(_GATED).group_by(*same)
    words = [(fixed(f"f.{flag} = 1"), limit.around.alias(n)) for n, flag in named.items()]
    codes = ", ".join(f"'{each}'" for each in _NO_CEILING)
    words.append((fixed(f"f.why IN ({codes})"), CEILING))
    columns = {
        **limit.head("f"),
        "row_keys": exp.column("row_keys", table="f"),
        "missing": limit.words(words),
        "why": exp.column("why", table="f"),
    }
    return limit.ending_in(
        Step("open_lines", sql(_open_lines(group))),
        Step(_GATED, sql(_gated(limit))),
        Step("open_entries", entries),
        Step(LEFT, limit.joined(select_(columns), "open_entries")),
    )


def undecided(limit: OneLimit, why: str) -> exp.Select:
    """A row that says that nothing of a limit is decided."""
    return select_(
        {
            **limit.head(None),
            "row_keys": no_keys(),
            "missing": limit.words([]),
            "why": text(why),
        }
    )


def _gated(limit: OneLimit) -> str:
    """Without ceilings, or with one that is not valid, what depends on them is not decided."""
    hindered = " OR ".join(limit.hindrances.values())
    whens = " ".join(f"WHEN {when} THEN '{why}'" for why, when in limit.hindrances.items())
    every = "SELECT CAST(NULL AS BIGINT) AS row_key"
    if limit.limit.is_most:
        every = """SELECT row_key FROM limit_counted
            UNION ALL SELECT row_key FROM limit_undecided"""
    return f"""
        SELECT l.* FROM open_lines AS l CROSS JOIN {STATE} AS u WHERE NOT ({hindered})
        UNION ALL
        SELECT 2 AS stage, CAST(0 AS BIGINT) AS place, {_nowhere(limit)},
            CAST(NULL AS DATE) AS group_day, CASE {whens} END AS why, '' AS alike, '' AS missing,
            e.row_key
        FROM ({every}) AS e CROSS JOIN {STATE} AS u WHERE {hindered}
        """


def _nowhere(limit: OneLimit) -> str:
    """NULL in the type of each part of a group."""
    kinds = [limit.around.group_columns[name][1] for name in limit.limit.fields]
    of = [f"CAST(NULL AS {kind}) AS g{n}" for n, kind in enumerate(kinds)]
    return ", ".join([*of, "CAST(NULL AS TEXT) AS period"])


def _may_be_missing(limit: OneLimit) -> list[str]:
    """What could tell more of a row, in vocabulary order."""
    names = {*_READ, *ir.fields_of(limit.limit.condition), *limit.limit.fields}
    edition = limit.around.policies[0]
    every = names.union(*((e.name for e in sources_of(each, edition)) for each in names))
    order = limit.policy.vocabulary.order
    return sorted(every, key=lambda each: (order.get(each, len(order)), each))


_GATED = "gated"


def _open_lines(group: Sequence[str]) -> str:
    """A row for each row of the ledger that an entry names, and one without for one that does not.

    `alike` tells entries of one place apart.
    """
    own = ", ".join(group)
    of_place = ", ".join(f"o.{each}" for each in group)
    return f"""
        SELECT stage, place, {own}, group_day, why,
            CASE WHEN stage = 1 THEN missing ELSE '' END AS alike,
            CASE WHEN stage <> 1 AND why = 'may_reach' AND missing = '' THEN '{PAYEE},'
                ELSE missing END AS missing, row_key
        FROM limit_open_rows WHERE stage = 1 OR ugid IS NULL
        UNION ALL
        SELECT o.stage, o.place, {of_place}, o.group_day, o.why, '' AS alike,
            CASE WHEN o.why = 'unread' THEN '' ELSE d.missing END AS missing, d.row_key
        FROM limit_open_rows AS o JOIN limit_doubtful_rows AS d ON d.ugid = o.ugid
        WHERE o.stage <> 1
        """
