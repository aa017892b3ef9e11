"""What limits need to know of the whole ledger, the rows included that no limit counts."""

from __future__ import annotations

from sqlglot import exp

from bokrules.backends.to_sql.limits.keys import Keys, day_number, text_key
from bokrules.backends.to_sql.limits.rows import DATE, UNIT
from bokrules.backends.to_sql.limits.statements import Step, column, sql
from bokrules.semantics.policy import Policy


def whole_steps(policy: Policy, ledger: exp.Expr, keys: Keys, *, has_ceilings: bool) -> list[Step]:
    """`whole`: one row on a ledger; the step `ceilings` comes before, if there are any.

    `n_rows` of them; `names_no_unit`: no row names a unit, so it is one office's. `first_n`,
    `last_n`: its first and last day in the edition's year, as numbers. `lacks_ceiling`: a unit is
    named that has none.
    """
    year = policy.edition.year
    declared = policy.vocabulary.facts
    unit = text_key(UNIT, keys) if UNIT in declared else exp.cast(exp.null(), "TEXT")
    day = exp.cast(column(DATE, "r") if DATE in declared else exp.null(), "DATE")
    offices = exp.select(
        exp.alias_(unit, "unit"),
        exp.alias_(exp.func("YEAR", day), "y"),
        exp.alias_(day_number(day.copy()), "n"),
    ).from_(exp.alias_(ledger.copy(), "r", table=True))
    known = "SELECT DISTINCT unit_key FROM ceilings" if has_ceilings else "SELECT '' AS unit_key"
    whole = sql(
        f"""
        SELECT COUNT(*) AS n_rows, COUNT(o.unit) = 0 AS names_no_unit,
            MIN(CASE WHEN o.y = {year} THEN o.n END) AS first_n,
            MAX(CASE WHEN o.y = {year} THEN o.n END) AS last_n,
            COUNT(CASE WHEN o.unit IS NOT NULL AND c.unit_key IS NULL THEN 1 END) > 0
                AS lacks_ceiling
        FROM offices AS o LEFT JOIN ({known}) AS c ON o.unit = c.unit_key
        """
    )
    return [Step("offices", offices), Step("whole", whole)]
