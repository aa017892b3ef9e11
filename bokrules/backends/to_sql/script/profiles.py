"""The step that gives each expense its facts, under the names of the policy, and its profile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlglot import exp

from bokrules.backends.to_sql.dialects import Dialect, column, is_given, text
from bokrules.backends.to_sql.facts import TAXES, Columns, columns_of
from bokrules.backends.to_sql.script.inputs import ROW_KEY, Inputs, is_valid
from bokrules.backends.to_sql.script.names import Names
from bokrules.backends.to_sql.script.rules import DAY, RuleTables
from bokrules.backends.to_sql.script.spelling import chosen, joined, named
from bokrules.semantics.policy import Policy

KEY, PROFILE = "#row_key", "#profile"
"""No fact can have such a name."""
ANY_TEXT = "0"


def profiles_query(
    tables: RuleTables, inputs: Inputs, names: Names, dialect: Dialect
) -> exp.Select:
    """A row per expense; the profile of one that is not valid is NULL."""
    facts = exp.select(
        named(column(ROW_KEY), KEY),
        *facts_of(tables.policies, inputs),
        named(is_valid([check for _, check in inputs.checks(dialect)]), "#valid"),
    ).from_(exp.to_table(names.expenses), copy=False)
    numbered = dict(tables.slots.values())
    digits = tables.digits.numbered(numbered)
    slots = [numbered[number].copy() for number in sorted(numbered)]
    parts = [_text_number(tables.policies, Columns(inputs.policy, dialect)), digits, *slots]
    profile = joined(parts, "|")
    return exp.select(
        exp.Star(),
        named(chosen([(column("#valid"), profile)]), PROFILE),
    ).from_(facts.subquery("facts", copy=False), copy=False)


def facts_of(policies: Sequence[Policy], inputs: Inputs) -> Iterator[exp.Expr]:
    """The columns of the expenses as conditions call them."""
    given = {each.inner_name: each.name for each in inputs.columns}
    taxes = [each.name for each in inputs.columns if each.tax is not None]
    wanted: dict[str, str] = {}
    for policy in policies:
        wanted |= columns_of(policy)
    for name, type_ in wanted.items():
        value: exp.Expr
        if name in given:
            value = exp.cast(column(given[name]), type_)
        elif name == TAXES and taxes:
            value = exp.or_(*(is_given(column(each)) for each in taxes))
        else:
            value = exp.cast(exp.null(), type_)
        yield named(value, name)


def _text_number(policies: Sequence[Policy], columns: Columns) -> exp.Expr:
    """Which text of the edition is in force on the day of an expense; 0 without a day: any."""
    if len(policies) == 1:
        return text("1")
    day = columns.own(DAY)
    case = exp.Case().when(day.is_(exp.null()), text(ANY_TEXT))
    for number in range(len(policies), 1, -1):
        first = exp.cast(text(policies[number - 1].edition.first_day.isoformat()), "DATE")
        case = case.when(exp.GTE(this=day.copy(), expression=first), text(str(number)))
    return case.else_(text("1"))
