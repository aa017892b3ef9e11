"""The number of a limit in each group: as the rule says it, or a share of the group's ceiling.

`ceilings` has a row for each ceiling: `unit_key` TEXT, `fund` TEXT (NULL: any), `year` INTEGER
(NULL: the edition's), `amount` BIGINT, and `position` BIGINT, its place among them. Where the
number is not known, `unknown` says why:

| code | |
|---|---|
| `basis` | nothing says what the share is of |
| `whose_ceiling` | which unit's ceiling it is, is not known |
| `which_ceiling` | the ledger names no unit, and there are ceilings of several, or none |
| `lacks_ceiling` | the sum over all units is asked for, and one of them has none |
| `general_fund` | a ceiling is given for a fund that is too general |
| `no_ceiling` | there is none |
"""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from sqlglot import exp

from bokrules.backends.to_sql.limits.rows import FUND, UNIT, Grouping
from bokrules.backends.to_sql.limits.statements import Step, sql, text, texts
from bokrules.semantics.limits import Counted, Rupiah, ShareOf
from bokrules.semantics.vocabulary import Taxonomy

CEILING_BASIS = "pagu"
_UNSET = "CAST(NULL AS DECIMAL(38, 0))"
_NONE = "CAST(NULL AS TEXT)"


def fixed_number(grouping: Grouping) -> int | None:
    """The number that is the same in every group."""
    match grouping.limit.measure:
        case Counted(value=value):
            return value
        case Rupiah(amount=amount):
            return amount
        case ShareOf():
            return None
        case _:
            assert_never(grouping.limit.measure)


def number_steps(grouping: Grouping) -> list[Step]:
    """`numbered`: the step `places` with `bound`, `ceiling`, and `unknown` where there is none."""
    measure = grouping.limit.measure
    if not isinstance(measure, ShareOf):
        fixed = f"CAST({fixed_number(grouping)} AS DECIMAL(38, 0))"
        query = f"SELECT *, {fixed} AS bound, {_UNSET} AS ceiling, {_NONE} AS unknown FROM places"
        return [Step("numbered", sql(query))]
    if measure.basis != CEILING_BASIS:
        query = f"SELECT *, {_UNSET} AS bound, {_UNSET} AS ceiling, 'basis' AS unknown FROM places"
        return [Step("numbered", sql(query))]
    return [
        *_asked(grouping),
        Step("own_funds", _funds(grouping)),
        Step("given", sql(_given(grouping))),
        Step("numbered", sql(_numbered(measure.share, is_most=grouping.limit.is_most))),
    ]


def _asked(grouping: Grouping) -> list[Step]:
    """For each place, whose ceilings are looked for, or why that is not known."""
    limit = grouping.limit
    unit, fund = grouping.place_of(UNIT), grouping.place_of(FUND)
    own = unit or "CASE WHEN w.names_no_unit THEN '' END"
    nobody = f"WHEN {unit} IS NULL THEN 'whose_ceiling'" if unit else ""
    every = "" if unit else "WHEN NOT w.names_no_unit AND w.lacks_ceiling THEN 'lacks_ceiling'"
    year = grouping.policy.edition.year
    of_year = f"COALESCE(CAST(SUBSTRING(p.period, 1, 4) AS INT), {year})" if limit.period else year
    asked = sql(
        f"""
        SELECT p.*, {own} AS asked_unit, {fund or _NONE} AS asked_fund, {of_year} AS asked_year,
            CASE {nobody} WHEN {own} = '' AND o.units <> 1 THEN 'which_ceiling' {every}
                WHEN FALSE THEN '' END AS nobody,
            o.units, o.only_unit
        FROM places AS p CROSS JOIN whole AS w CROSS JOIN (
            SELECT COUNT(DISTINCT unit_key) AS units, MIN(unit_key) AS only_unit FROM ceilings
        ) AS o
        """
    )
    target = sql(
        """
        SELECT *, CASE WHEN asked_unit = '' THEN only_unit ELSE asked_unit END AS target FROM asked
        """
    )
    return [Step("asked", asked), Step("aimed", target)]


def _given(grouping: Grouping) -> str:
    """The sum of the ceilings of each place; how many are given, and for too general a fund."""
    year = grouping.policy.edition.year
    return f"""
        SELECT a.pid, COUNT(*) AS n_all,
            SUM(CASE WHEN f.is_of THEN CAST(c.amount AS DECIMAL(38, 0)) END) AS ceiling,
            COUNT(CASE WHEN f.is_of THEN 1 END) AS n_of,
            COUNT(CASE WHEN f.is_of IS NULL THEN 1 END) AS n_general
        FROM aimed AS a
        JOIN ceilings AS c ON (a.target IS NULL OR c.unit_key = a.target)
            AND COALESCE(c.year, {year}) = a.asked_year
        JOIN own_funds AS f ON f.given_fund IS NOT DISTINCT FROM c.fund
            AND {_same_fund(grouping)}
        WHERE a.nobody IS NULL
        GROUP BY a.pid
        """


def _same_fund(grouping: Grouping) -> str:
    per_fund = grouping.place_of(FUND) is not None
    return "f.asked_fund IS NOT DISTINCT FROM a.asked_fund" if per_fund else "TRUE"


def _funds(grouping: Grouping) -> exp.Query:
    """Whether a ceiling given for a fund is of a fund that is asked for; NULL is not known.

    A row for each fund that ceilings are given for, and for each that places ask for if they do.
    """
    given = sql("SELECT DISTINCT fund AS given_fund FROM ceilings").subquery("g")
    fund = exp.column("given_fund", table="g")
    taxonomy = grouping.policy.vocabulary.taxonomies.get(FUND)
    if grouping.place_of(FUND) is None:
        is_of = is_of_funds(fund, own_funds(grouping), taxonomy)
        return exp.select("g.given_fund", exp.alias_(is_of, "is_of")).from_(given)
    asked = sql("SELECT DISTINCT asked_fund FROM aimed").subquery("a")
    case = exp.case().when("g.given_fund IS NULL", exp.true())
    for term in taxonomy.terms if taxonomy is not None else ():
        is_asked = exp.column("asked_fund", table="a").eq(text(term))
        case = case.when(is_asked, is_of_funds(fund, [term], taxonomy))
    chosen = ("g.given_fund", "a.asked_fund", exp.alias_(case.else_(exp.null()), "is_of"))
    return exp.select(*chosen).from_(given).join(asked, join_type="cross")


def own_funds(grouping: Grouping) -> list[str]:
    """The funds that a limit is `untuk`; none are all."""
    of_funds = [each for each in grouping.limit.selectors if each.dimension == FUND]
    return [term for each in of_funds for term in each.terms]


def is_of_funds(fund: exp.Expr, terms: list[str], taxonomy: Taxonomy | None) -> exp.Expr:
    """As `is_a` of any of these terms; without a fund, or without terms, true."""
    if not terms or taxonomy is None:
        return exp.true()
    inside = {each for term in terms for each in taxonomy.below_or_same(term)}
    above = {each for term in terms for each in taxonomy.above_or_same(term)} - inside
    case = exp.case().when(fund.copy().is_(exp.null()), exp.true())
    case = case.when(fund.copy().isin(*texts(inside)), exp.true())
    if above:
        case = case.when(fund.copy().isin(*texts(above)), exp.null())
    return case.else_(exp.false())


def _numbered(share: Fraction, *, is_most: bool) -> str:
    return f"""
        SELECT a.*, {share_in_rupiah("g.ceiling", share, is_most=is_most)} AS bound,
            CASE WHEN a.nobody IS NULL AND COALESCE(g.n_general, 0) = 0 THEN g.ceiling END
                AS ceiling,
            CASE WHEN a.nobody IS NOT NULL THEN a.nobody
                WHEN g.n_general > 0 THEN 'general_fund'
                WHEN COALESCE(g.n_of, 0) = 0 THEN 'no_ceiling' END AS unknown
        FROM aimed AS a LEFT JOIN given AS g ON g.pid = a.pid
        """


def share_in_rupiah(amount: str, share: Fraction, *, is_most: bool) -> str:
    """As `operators.share_in_rupiah`, in whole numbers alone; `amount` is not negative.

    The amount is split by the denominator first, so that no product outgrows a BIGINT.
    """
    top, bottom = share.numerator, share.denominator
    whole = f"CAST({amount} AS BIGINT)"
    rest = f"({whole} % {bottom}) * {top}"
    extra = 0 if is_most else bottom - 1
    return f"CAST(({whole} // {bottom}) * {top} + ({rest} + {extra}) // {bottom} AS DECIMAL(38, 0))"
