"""The expenses as a ledger that limits are worked out over: the steps that all limits share."""

from __future__ import annotations

from collections.abc import Sequence

from sqlglot import exp

from bokrules.backends.to_sql.dialects import Dialect, column
from bokrules.backends.to_sql.limits.keys import KEY_SUFFIX
from bokrules.backends.to_sql.limits.rows import EVENT, PAYEE, UNIT, sources_of
from bokrules.backends.to_sql.limits.statements import sql
from bokrules.backends.to_sql.limits.whole import whole_steps
from bokrules.backends.to_sql.script.inputs import ROW_KEY, Inputs, is_valid
from bokrules.backends.to_sql.script.names import Names
from bokrules.backends.to_sql.script.profiles import facts_of
from bokrules.backends.to_sql.script.spelling import fixed, named
from bokrules.backends.to_sql.script.text_keys import KEY, VALUE, keys_query
from bokrules.semantics.limits import Limit
from bokrules.semantics.policy import Policy

LEDGER, CEILINGS, WHOLE, STATE = "ledger", "ceilings", "whole", "units_state"
_VALID = "#valid"


def keyed_fields(limits: Sequence[Limit], policy: Policy) -> list[str]:
    """The texts by which rows are grouped or told apart, as far as the edition declares them."""
    found = {UNIT, EVENT, PAYEE} & policy.vocabulary.facts.keys()
    for limit in limits:
        for name in limit.fields:
            found |= {e.name for e in sources_of(name, policy) if e.type.kind == "text"}
    return sorted(found)


def text_keys_query(
    fields: Sequence[str], inputs: Inputs, names: Names, dialect: Dialect
) -> exp.Select:
    """What each text of the expenses and of the units is compared by."""
    columns = {each.fact.name: each.name for each in inputs.columns if each.tax is None}
    sources = [(columns[each], names.expenses) for each in fields] + [("unit", names.units)]
    chosen = [
        exp.select(named(_as_text(column(name), dialect), VALUE)).from_(exp.to_table(table))
        for name, table in sources
    ]
    texts: exp.Query = chosen[0]
    for each in chosen[1:]:
        texts = exp.union(texts, each, distinct=False, copy=False)
    return keys_query(texts, dialect)


def ledger_steps(
    policies: Sequence[Policy],
    inputs: Inputs,
    fields: Sequence[str],
    names: Names,
    dialect: Dialect,
) -> dict[str, exp.Query]:
    """`LEDGER`: the facts of every valid row, and the keys of its texts. `CEILINGS`: see `numbers`;
    `STATE`: how many there are, and how many that are not valid; how many rows have no key of their
    own. `WHOLE`: see `whole`, with the
    number of rows that are not valid. A step for each of `fields`: how its keys are spelt.
    """
    steps: dict[str, exp.Query] = {
        "facts": exp.select(
            named(column(ROW_KEY), ROW_KEY),
            *facts_of(policies, inputs),
            named(is_valid([check for _, check in inputs.checks(dialect)]), _VALID),
        ).from_(exp.to_table(names.expenses), copy=False),
        LEDGER: _ledger(fields, names, dialect),
        CEILINGS: _ceilings(names),
        STATE: _state(names),
        "unit_names": sql("SELECT unit_key, MIN(unit) AS unit FROM ceilings GROUP BY unit_key"),
    }
    whole = whole_steps(policies[0], exp.to_table(LEDGER), "columns", has_ceilings=True)
    steps |= {each.name: each.query for each in whole[:-1]}
    unread = exp.select(named(exp.Count(this=exp.Star()), "n_unread")).from_("facts")
    steps[WHOLE] = (
        exp.select("b.*", "u.n_unread")
        .from_(whole[-1].query.subquery("b", copy=False))
        .join(
            unread.where(exp.Not(this=column(_VALID))).subquery("u", copy=False),
            join_type="cross",
            copy=False,
        )
    )
    for name in fields:
        steps[spelt(name, fields)] = (
            exp.select(named(column(name + KEY_SUFFIX), KEY), named(_least(name, dialect), VALUE))
            .from_(LEDGER)
            .where(exp.Not(this=exp.Is(this=column(name + KEY_SUFFIX), expression=exp.null())))
            .group_by(column(name + KEY_SUFFIX))
        )
    return steps


def spelt(name: str, fields: Sequence[str]) -> str:
    """The step that says how the keys of a field are spelt: the first by the alphabet."""
    return f"spelt_{fields.index(name)}"


def _least(name: str, dialect: Dialect) -> exp.Expr:
    return exp.Min(this=_as_text(column(name), dialect))


def _ledger(fields: Sequence[str], names: Names, dialect: Dialect) -> exp.Select:
    query = exp.select("f.*").from_("facts AS f")
    for place, name in enumerate(fields):
        other = f"k{place}"
        query = query.select(named(column(KEY, other), name + KEY_SUFFIX), copy=False).join(
            exp.to_table(names.text_keys).as_(other),
            on=exp.EQ(this=column(VALUE, other), expression=_as_text(column(name, "f"), dialect)),
            join_type="left",
            copy=False,
        )
    return query.where(column(_VALID, "f"), copy=False)


def _ceilings(names: Names) -> exp.Query:
    """Which of the units is first does not matter here, only that it is always the same."""
    query = fixed(
        """
        SELECT k.key AS unit_key, u.unit, u.fund, u.year, u.ceiling AS amount,
            DENSE_RANK() OVER (ORDER BY k.key) AS position
        FROM units_ AS u JOIN keys_ AS k ON k.value = u.unit
        WHERE NOT k.key IS NULL AND NOT u.ceiling IS NULL
        """
    )
    assert isinstance(query, exp.Select)
    for table in query.find_all(exp.Table):
        name = names.units if table.name == "units_" else names.text_keys
        table.set("this", exp.to_identifier(name, quoted=True))
    return query


def _state(names: Names) -> exp.Query:
    """`only_unit`: the name of the unit, if all ceilings are those of one."""
    query = fixed(
        """
        SELECT c.n_units, i.n_invalid, c.only_unit, r.n_alike FROM (
            SELECT COUNT(*) AS n_units,
                CASE WHEN COUNT(DISTINCT unit_key) = 1 THEN MIN(unit) END AS only_unit
            FROM ceilings
        ) AS c CROSS JOIN (SELECT COUNT(*) AS n_invalid FROM invalid_) AS i
        CROSS JOIN (SELECT COUNT(*) - COUNT(DISTINCT row_key) AS n_alike FROM facts) AS r
        """
    )
    assert isinstance(query, exp.Select)
    for table in query.find_all(exp.Table):
        if table.name == "invalid_":
            table.set("this", exp.to_identifier(names.invalid_units, quoted=True))
    return query


def _as_text(given: exp.Expr, dialect: Dialect) -> exp.Expr:
    """A text that PostgreSQL compares by its bytes, whatever the collation of its column."""
    given = exp.cast(given, "TEXT")
    if dialect != "postgres":
        return given
    return exp.Collate(this=given, expression=exp.to_identifier("C", quoted=True))
