"""The view of limits that were not kept: the rows that one limit has in it."""

from __future__ import annotations

from sqlglot import exp

from bokrules.backends.to_sql.limits.rows import EVENT
from bokrules.backends.to_sql.limits.statements import Step
from bokrules.backends.to_sql.script.one_limit import OneLimit, keys_of_rows, no_keys, select_
from bokrules.backends.to_sql.script.spelling import cell, fixed

_REMARKS = {
    "in_part": "f.in_part",
    "head_count": "NOT f.in_part AND f.head_count",
    "same_day": "NOT f.in_part AND NOT f.head_count AND f.same_day",
    "lacking": "NOT f.in_part AND NOT f.head_count AND NOT f.same_day AND f.lacking > 0",
    "derived": "f.derived",
    "by_rows": "NOT f.short IS NULL",
}
"""What to know of the numbers of a finding."""
FOUND = "found"
_WIDE = "DECIMAL(38, 0)"


def findings_of(limit: OneLimit) -> list[Step]:
    """Steps over the ledger. The last has the rows of the view, without what people read."""
    if limit.plan is None:
        return [Step(FOUND, _columns(limit, None).where(exp.false()))]
    keys = exp.alias_(keys_of_rows(limit.around.dialect), "row_keys")
    rows = exp.select("place", keys).from_("limit_finding_rows")
    beyond = rows.select("used").where("role = 'beyond'").group_by("place", "used")
    earlier = rows.where("role = 'earlier'").group_by("place")
    query = (
        limit.joined(_columns(limit, "f"), "limit_findings")
        .join("rows_beyond AS b", on="b.place = f.place AND b.used = f.used", join_type="left")
        .join("rows_earlier AS e", on="e.place = f.place", join_type="left")
    )
    query = query.where(fixed(f"NOT ({' OR '.join(limit.hindrances.values())})"))
    return limit.ending_in(
        Step("rows_beyond", beyond), Step("rows_earlier", earlier), Step(FOUND, query)
    )


def _columns(limit: OneLimit, owner: str | None) -> exp.Select:
    def given(of: str, kind: str) -> exp.Expr:
        return exp.cast(exp.null() if owner is None else fixed(of), kind)

    nothing = no_keys()
    keys = {
        name: exp.Coalesce(this=exp.column("row_keys", table=of), expressions=[nothing.copy()])
        if owner
        else nothing.copy()
        for name, of in {"rows_beyond": "b", "rows_counted": "e"}.items()
    }
    remarks = _REMARKS if owner else {}
    columns = {
        **limit.head(owner),
        "limit_value": given("f.bound", _WIDE),
        "used": given("f.used", _WIDE),
        "excess": given("f.excess", _WIDE),
        "short": given("f.short", _WIDE),
        "ceiling": given("f.ceiling", _WIDE),
        "event": exp.cast(_event_name(limit) if owner else exp.null(), "TEXT"),
        "event_date": given("f.event_day", "DATE"),
        **keys,
        "remarks": limit.words([(fixed(when), name) for name, when in remarks.items()]),
        "known_excess": given("CASE WHEN f.lacking > 0 THEN f.known END", _WIDE),
        "finding_code": exp.cast(cell(limit.limit.finding), "TEXT"),
    }
    return select_(columns)


def _event_name(limit: OneLimit) -> exp.Expr:
    if not limit.is_spelt(EVENT):
        return fixed("f.event_name")
    return fixed("COALESCE(n.value, f.event_name)")
