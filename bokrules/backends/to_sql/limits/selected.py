"""The columns that `rows` and `ledger` have beside the facts, made from the facts themselves.

The truth of a condition is another module's work: `Condition` spells one as an expression over the
columns of a relation of facts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlglot import exp

from bokrules.backends.to_sql.limits.rows import DATE, FUND, sources_of
from bokrules.backends.to_sql.limits.statements import column, text, texts
from bokrules.semantics import expressions as ir
from bokrules.semantics.limits import Limit
from bokrules.semantics.policy import Policy

Condition = Callable[[ir.Expression], exp.Expr]
"""The truth of a condition for the facts in columns under their Indonesian names: a BOOLEAN."""


def selected_rows(
    limit: Limit,
    policy: Policy,
    texts_in_time: Sequence[Policy],
    facts: exp.Expr,
    condition: Condition,
) -> exp.Select:
    """The relation `rows` of a limit: all `facts`, with `applies`, `in_force` and `needed`."""
    return exp.select(
        "*",
        exp.alias_(condition(limit.condition), "applies"),
        exp.alias_(in_force(limit, texts_in_time), "in_force"),
        exp.alias_(needed_names(limit, policy), "needed"),
    ).from_(exp.alias_(facts.copy(), "f", table=True))


def all_rows(limit: Limit, facts: exp.Expr, condition: Condition) -> exp.Select:
    """The relation `ledger` of a limit: all `facts`, with `concerned`."""
    of_funds = of_its_funds(limit)
    concerned = condition(of_funds) if of_funds.operands else exp.true()
    return exp.select("*", exp.alias_(concerned, "concerned")).from_(
        exp.alias_(facts.copy(), "f", table=True)
    )


def of_its_funds(limit: Limit) -> ir.AllOf:
    """Whether a row is of the funds that a limit selects."""
    return ir.AllOf(tuple(e.condition for e in limit.selectors if e.dimension == FUND))


def in_force(limit: Limit, texts_in_time: Sequence[Policy]) -> exp.Expr:
    """Whether the text in force on a row's day has the limit; NULL without a day, if texts differ.

    `texts_in_time` are those of one edition by their first day; the first holds before it too.
    """
    having = [limit in each.limits for each in texts_in_time]
    if all(having):
        return exp.true()
    day = column(DATE)
    case = exp.case().when(day.is_(exp.null()), exp.cast(exp.null(), "BOOLEAN"))
    later = list(zip(having, texts_in_time, strict=True))[1:]
    for has, each in reversed(later):
        begins = exp.cast(text(each.edition.first_day.isoformat()), "DATE")
        case = case.when(exp.GTE(this=day.copy(), expression=begins), exp.convert(has))
    return case.else_(exp.convert(having[0]))


def needed_names(limit: Limit, policy: Policy) -> exp.Expr:
    """The facts that leave open whether a limit applies, in one text, a comma after each.

    As `reference.needed_by`: those absent, and terms above one that the limit asks for.
    """
    parts: dict[str, list[exp.Expr]] = {}
    for name in sorted(ir.fields_of(limit.condition)):
        sources = [each.name for each in sources_of(name, policy)]
        absent = [column(each).is_(exp.null()) for each in sources]
        parts.setdefault(sources[-1], []).append(exp.and_(*absent))
    for test in ir.memberships_of(limit.condition):
        taxonomy = policy.vocabulary.taxonomies[policy.vocabulary.facts[test.field].type.of]
        above = taxonomy.above_or_same(test.term) - {test.term}
        if above:
            earlier: list[exp.Expr] = []
            for fact in sources_of(test.field, policy):
                is_general = column(fact.name).isin(*texts(above))
                parts.setdefault(fact.name, []).append(exp.and_(*earlier, is_general))
                earlier.append(column(fact.name).is_(exp.null()))
    named: exp.Expr = text("")
    for name, conditions in parts.items():
        case = exp.case().when(exp.or_(*dict.fromkeys(conditions)), text(f"{name},"))
        named = exp.DPipe(this=named, expression=case.else_(text("")))
    return named
