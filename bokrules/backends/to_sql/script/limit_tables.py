"""Limits on Spark: tables that the script fills, and views that show them while they hold.

Spark works a step out again in each place that reads it, and a limit would read the expenses some
ten thousand times. So the steps are tables for as long as the script runs. What it found is of the
expenses and units that were there: as soon as they differ, the views say that nothing is decided.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count

from sqlglot import exp

from bokrules.backends.to_sql.dialects import column, number
from bokrules.backends.to_sql.limits.statements import Step, read_often, with_steps
from bokrules.backends.to_sql.script.inputs import ROW_KEY
from bokrules.backends.to_sql.script.limit_findings import FOUND, findings_of
from bokrules.backends.to_sql.script.limit_views import LimitViews
from bokrules.backends.to_sql.script.limits_open import LEFT, open_entries_of, undecided
from bokrules.backends.to_sql.script.one_limit import OneLimit
from bokrules.backends.to_sql.script.spelling import fixed
from bokrules.backends.to_sql.script.units import UNIT_COLUMNS

STALE = "stale"
_SAME = " AND ".join(
    f"n.{each} = o.{each}" for each in ("n_expenses", "sum_expenses", "n_units", "sum_units")
)
_WIDE = "DECIMAL(38, 0)"


@dataclass(frozen=True)
class LimitTables:
    """The limits of an edition as tables, in the order in which they are made."""

    views: LimitViews

    @cached_property
    def tables(self) -> list[tuple[str, exp.Query]]:
        """Names and queries. All but those of `lasting` may be dropped in the end."""
        return [*self._made()]

    @property
    def lasting(self) -> list[str]:
        names = self.views.names
        return [names.limits_of, names.limits_found, names.limits_left]

    def findings(self) -> exp.Select:
        """As `LimitViews.findings`, if the tables still hold; else no rows."""
        found = exp.to_table(self.views.names.limits_found)
        return self.views.described([self._where(found, _names(findings_of(self._first)), _SAME)])

    def left_open(self) -> exp.Select:
        """As `LimitViews.left_open`, if the tables still hold; else a row for each limit."""
        left = exp.to_table(self.views.names.limits_left)
        names = _names(open_entries_of(self._first))
        parts = [self._where(left, names, _SAME)]
        for each in self.views.limits:
            nothing = undecided(each, STALE).subquery(copy=False)
            parts.append(self._where(nothing, names, f"NOT ({_SAME})"))
        return self.views.described(parts)

    @property
    def _first(self) -> OneLimit:
        return self.views.limits[0]

    def _where(self, source: exp.Expr, names: Sequence[str], when: str) -> exp.Select:
        """The rows of a source if the tables hold, or do not."""
        return (
            exp.select(*(column(each, "t") for each in names))
            .from_(exp.alias_(source, "t", table=True), copy=False)
            .join(_print(self.views).subquery("n", copy=False), join_type="cross", copy=False)
            .join(exp.to_table(self.views.names.limits_of).as_("o"), join_type="cross", copy=False)
            .where(fixed(when), copy=False)
        )

    def _made(self) -> Iterator[tuple[str, exp.Query]]:
        """What the tables are made of is told first: what changes meanwhile is then noticed."""
        names = self.views.names
        yield names.limits_of, _print(self.views)
        numbers = count(1)
        ledger = [Step(name, query) for name, query in self.views.ledger.items()]
        base: dict[str, str] = {}
        if any(each.plan is not None for each in self.views.limits):
            for each in ledger:
                base[each.name] = names.step(next(numbers))
                yield base[each.name], _reading(each.query, base)
        found: list[exp.Select] = []
        left: list[exp.Select] = []
        for limit in self.views.limits:
            findings, entries = findings_of(limit), open_entries_of(limit)
            known = {each.name for each in findings}
            steps = [*findings, *(each for each in entries if each.name not in known)]
            made = dict(base)
            kept = read_often(steps) | {FOUND, LEFT}
            for step in steps:
                if step.name not in kept:
                    continue
                query = with_steps(steps, step.name, made)
                made[step.name] = names.step(next(numbers))
                yield made[step.name], _reading(query, made)
            found.append(_all(made[FOUND], _names(findings)))
            left.append(_all(made[LEFT], _names(entries)))
        yield names.limits_found, _union(found)
        yield names.limits_left, _union(left)


def _names(steps: Sequence[Step]) -> list[str]:
    return steps[-1].query.named_selects


def _all(table: str, names: Sequence[str]) -> exp.Select:
    return exp.select(*map(column, names)).from_(exp.to_table(table))


def _union(parts: Sequence[exp.Select]) -> exp.Query:
    found: exp.Query = parts[0]
    for each in parts[1:]:
        found = exp.union(found, each, distinct=False, copy=False)
    return found


def _reading(query: exp.Query, made: Mapping[str, str]) -> exp.Query:
    """The query with the names of tables in place of those of steps."""
    query = query.copy()
    own = {each.alias for each in query.find_all(exp.CTE)}
    for table in query.find_all(exp.Table):
        if table.name in made and table.name not in own:
            if not table.alias:
                table.set("alias", exp.TableAlias(this=exp.to_identifier(table.name)))
            table.set("this", exp.to_identifier(made[table.name], quoted=True))
    return query


def _print(views: LimitViews) -> exp.Select:
    """One row on the expenses and units, which tells whether they are still the same."""
    columns = [ROW_KEY, *(each.name for each in views.inputs.columns)]
    expenses = _sum(views.names.expenses, columns, "expenses")
    units = _sum(views.names.units, list(UNIT_COLUMNS), "units")
    query = exp.select("e.*", "u.*").from_(expenses.subquery("e", copy=False))
    return query.join(units.subquery("u", copy=False), join_type="cross", copy=False)


def _sum(table: str, columns: Sequence[str], of: str) -> exp.Select:
    """How many rows a table has, and a sum of their hashes: of JSON, which names each value."""
    row = exp.Anonymous(this="STRUCT", expressions=[column(each) for each in columns])
    text = exp.Anonymous(this="TO_JSON", expressions=[row])
    total = exp.Sum(this=exp.cast(exp.Anonymous(this="XXHASH64", expressions=[text]), _WIDE))
    return exp.select(
        exp.alias_(exp.Count(this=exp.Star()), f"n_{of}"),
        exp.alias_(exp.Coalesce(this=total, expressions=[number(0)]), f"sum_{of}"),
    ).from_(exp.to_table(table))
