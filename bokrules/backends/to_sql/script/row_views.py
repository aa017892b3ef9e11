"""From answers back to the rows: results, obligations with their rupiah, and invalid rows."""

from __future__ import annotations

from collections.abc import Sequence

from sqlglot import exp

from bokrules.backends.to_sql.dialects import Dialect, column, number
from bokrules.backends.to_sql.script.answers import ANSWERS, LISTED, PROFILES
from bokrules.backends.to_sql.script.inputs import ROW_KEY, InputColumn, Inputs
from bokrules.backends.to_sql.script.money import due, of_rule, paid, rupiah, shortfall
from bokrules.backends.to_sql.script.names import Names
from bokrules.backends.to_sql.script.profiles import KEY, PROFILE
from bokrules.backends.to_sql.script.rules import RuleTables
from bokrules.backends.to_sql.script.spelling import chosen, fixed, named
from bokrules.backends.to_sql.truths import Truths

AMOUNT = "nilai"
ROW = "e"
"""What the views call the row of an expense, and the columns that amounts are made of."""


def results_query(
    tables: RuleTables, truths: Sequence[Truths], keep: Sequence[InputColumn] = ()
) -> exp.Select:
    """A row per row of the expenses; of one that is not valid only its key, and what is kept."""
    answer = ("outcome", *LISTED[:-1], "possible")
    return (
        exp.select(
            named(column(KEY, ROW), ROW_KEY),
            *(exp.column(each, table="a") for each in answer),
            named(_questioned(tables, truths), "questioned_amount"),
            named(_unsupported(tables), "unsupported_amount"),
            *(named(column(each.inner_name, ROW), each.name) for each in keep),
        )
        .from_(exp.to_table(PROFILES).as_(ROW), copy=False)
        .join(exp.to_table(ANSWERS).as_("a"), on=_same_profile(), join_type="left", copy=False)
    )


def obligations_query(tables: RuleTables, truths: Sequence[Truths], names: Names) -> exp.Select:
    """A row per expense and obligation that applies, or may."""
    stands = fixed(
        """
        SELECT profile, owed, CAST(SPLIT_PART(obligation, ':', 1) AS INT) AS rule,
            CASE SPLIT_PART(obligation, ':', 2)
                WHEN '0' THEN 'unmet' WHEN '1' THEN 'unknown' ELSE 'met' END AS state
        FROM answers CROSS JOIN UNNEST(obligations) AS o(obligation)
        """,
        "postgres",
    )
    assert isinstance(stands, exp.Query)
    owing = [each for each in tables.rules if each.asks_money]
    rule, owed = exp.column("rule", table="o"), exp.column("owed", table="o")
    lacking = (shortfall([each], truths, owed) for each in owing)
    known = rupiah(exp.Coalesce(this=of_rule(owing, lacking, rule), expressions=[number(0)]))
    return (
        exp.select(
            named(column(KEY, ROW), ROW_KEY),
            "o.rule",
            "r.name",
            "o.state",
            named(of_rule(owing, (due(r, truths[r.text - 1]) for r in owing), rule), "due"),
            named(of_rule(owing, (paid(r, truths[r.text - 1]) for r in owing), rule), "paid"),
            named(known, "shortfall"),
            "r.label",
            "r.citation",
            "r.page",
        )
        .from_(exp.to_table(PROFILES).as_(ROW), copy=False)
        .join(stands.subquery("o"), on=_same_profile("o"), copy=False)
        .join(exp.to_table(names.rules).as_("r"), on="r.rule = o.rule", copy=False)
    )


def invalid_query(inputs: Inputs, names: Names, dialect: Dialect) -> exp.Select:
    """A row per row of the expenses and column with a value that no expense may have."""
    checks = inputs.checks(dialect)
    wrong = chosen(
        [(number(place), check) for place, (_, check) in enumerate(checks)],
        of=exp.column("place", table="c"),
    )
    columns = exp.values([(place, each.name) for place, (each, _) in enumerate(checks)], "c")
    columns.args["alias"].set("columns", [exp.to_identifier("place"), exp.to_identifier("name")])
    return (
        exp.select(column(ROW_KEY), named(exp.column("name", table="c"), "column"))
        .from_(exp.to_table(names.expenses))
        .join(columns, join_type="cross", copy=False)
        .where(exp.Not(this=exp.paren(wrong)))
    )


def _same_profile(table: str = "a") -> exp.Expr:
    return exp.EQ(this=exp.column("profile", table=table), expression=column(PROFILE, ROW))


# ---- rupiah ----


def _amount(tables: RuleTables) -> exp.Expr:
    if AMOUNT not in tables.policies[0].vocabulary.facts:
        return rupiah(exp.null())
    return rupiah(column(AMOUNT, ROW))


def _questioned(tables: RuleTables, truths: Sequence[Truths]) -> exp.Expr:
    """All of it where only refusals are possible, else what taxes and stamps are known to lack."""
    owed = exp.column("owed", table="a")
    case = exp.Case().when(fixed("a.whole = 1"), _amount(tables))
    for_texts = [
        exp.Case()
        .when(fixed(f"a.whole_{n} = 1"), _amount(tables))
        .else_(shortfall((each for each in tables.rules if each.text == n), truths, owed))
        for n in _numbers(tables)
    ]
    if for_texts:
        case = case.when(fixed("a.differ"), exp.Anonymous(this="LEAST", expressions=for_texts))
    case = case.when(fixed("NOT a.profile IS NULL"), shortfall(tables.rules, truths, owed))
    return rupiah(case)


def _unsupported(tables: RuleTables) -> exp.Expr:
    """All of it where evidence asked for is not there."""
    nothing = rupiah(number(0))
    case = exp.Case()
    for_texts = [
        exp.Case().when(fixed(f"a.lacks_{n} = 1"), _amount(tables)).else_(nothing.copy())
        for n in _numbers(tables)
    ]
    if for_texts:
        case = case.when(fixed("a.differ"), exp.Anonymous(this="LEAST", expressions=for_texts))
    case = case.when(fixed("a.lacks = 1"), _amount(tables))
    return rupiah(case.when(fixed("NOT a.profile IS NULL"), nothing))


def _numbers(tables: RuleTables) -> Sequence[int]:
    """Of the texts, if they may disagree."""
    return range(1, len(tables.policies) + 1) if len(tables.policies) > 1 else ()
