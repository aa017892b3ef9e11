"""The table of the ceilings (`pagu`) of units, of which limits may be a share."""

from __future__ import annotations

from collections.abc import Sequence

from sqlglot import exp

from bokrules.backends.to_sql.dialects import column, number, text
from bokrules.backends.to_sql.limits.rows import FUND
from bokrules.backends.to_sql.script.names import Names
from bokrules.backends.to_sql.script.spelling import fixed
from bokrules.base.money import LARGEST_AMOUNT
from bokrules.semantics.policy import Policy

UNIT_COLUMNS = {"unit": "TEXT", "ceiling": "BIGINT", "fund": "TEXT", "year": "INT"}
REQUIRED = ("unit", "ceiling")
FIRST_YEAR, LAST_YEAR = 2000, 2100


def unit_checks(policy: Policy, table: str | None = None) -> dict[str, exp.Expr]:
    """What may stand in each column: true, or NULL for NULL."""
    terms = _funds(policy)
    amount, year = column("ceiling", table), column("year", table)
    is_whole = exp.EQ(this=exp.func("FLOOR", amount.copy()), expression=amount.copy())
    most = exp.Between(this=amount, low=number(0), high=number(LARGEST_AMOUNT))
    is_named = exp.NEQ(this=exp.Trim(this=column("unit", table)), expression=text(""))
    fund = column("fund", table)
    return {
        "unit": is_named,
        "ceiling": exp.and_(most, is_whole),
        "fund": fund.isin(*map(text, terms)) if terms else exp.Is(this=fund, expression=exp.null()),
        "year": exp.Between(this=year, low=number(FIRST_YEAR), high=number(LAST_YEAR)),
    }


def invalid_units_query(policy: Policy, names: Names) -> exp.Select:
    """A row for each ceiling that no unit may have, with the `column` that is wrong.

    `unit` also where a unit has two ceilings for the same: for one fund and year, or for one fund
    and another that it lies below.
    """
    keyed = _query(
        """
        SELECT u.unit, u.ceiling, u.fund, u.year, k.key,
            COUNT(*) OVER (PARTITION BY k.key, u.year, u.fund) AS alike
        FROM units_ AS u LEFT JOIN keys_ AS k ON k.value = u.unit
        """,
        names,
    )
    others = _query(
        "SELECT k.key, u.year, u.fund FROM units_ AS u JOIN keys_ AS k ON k.value = u.unit", names
    )
    year = policy.edition.year
    same = fixed(f"o.key = w.key AND COALESCE(o.year, {year}) = COALESCE(w.year, {year})")
    why = exp.Case().when(fixed("w.key IS NULL"), text("unit"))
    for name, check in unit_checks(policy, "w").items():
        is_sound = exp.Coalesce(this=check, expressions=[exp.convert(name not in REQUIRED)])
        why = why.when(exp.Not(this=is_sound), text(name))
    why = why.when(fixed("w.alike > 1 OR NOT o.key IS NULL"), text("unit"))
    found = (
        exp.select(*(column(each, "w") for each in UNIT_COLUMNS), exp.alias_(why, "wrong"))
        .distinct()
        .from_(keyed.subquery("w", copy=False))
        .join(
            others.subquery("o", copy=False),
            on=exp.and_(same, _is_within(policy)),
            join_type="left",
            copy=False,
        )
    )
    chosen = [column(each) for each in UNIT_COLUMNS]
    return (
        exp.select(*chosen, exp.alias_(exp.column("wrong"), "column", quoted=True))
        .from_(found.subquery("i", copy=False))
        .where(fixed("NOT wrong IS NULL"))
    )


def _is_within(policy: Policy) -> exp.Expr:
    """Whether the ceiling `o` counts rupiah again that `w` counts: of a fund above or below.

    All funds are above one; and a year may be named, or be that of the edition.
    """
    taxonomy = policy.vocabulary.taxonomies.get(FUND)
    pairs: list[exp.Expr] = []
    for each in _funds(policy):
        assert taxonomy is not None
        related = (taxonomy.above_or_same(each) | taxonomy.below_or_same(each)) - {each}
        if related:
            own = exp.EQ(this=column("fund", "w"), expression=text(each))
            pairs.append(exp.and_(own, column("fund", "o").isin(*map(text, sorted(related)))))
    pairs.append(fixed("(o.fund IS NULL) <> (w.fund IS NULL)"))
    pairs.append(fixed("o.fund IS NOT DISTINCT FROM w.fund AND o.year IS DISTINCT FROM w.year"))
    return exp.or_(*pairs)


def _query(template: str, names: Names) -> exp.Select:
    query = fixed(template)
    assert isinstance(query, exp.Select)
    tables = {"units_": names.units, "keys_": names.text_keys}
    for table in query.find_all(exp.Table):
        table.set("this", exp.to_identifier(tables[table.name], quoted=True))
    return query


def _funds(policy: Policy) -> Sequence[str]:
    taxonomy = policy.vocabulary.taxonomies.get(FUND)
    return [] if taxonomy is None else [*taxonomy.terms]
