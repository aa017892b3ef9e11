"""The views that say where limits were not kept, and where that is not decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlglot import exp

from bokrules.backends.to_sql.dialects import Dialect
from bokrules.backends.to_sql.limits.statements import Step
from bokrules.backends.to_sql.limits.statements import with_steps as with_plan
from bokrules.backends.to_sql.script.answers import with_steps
from bokrules.backends.to_sql.script.inputs import Inputs
from bokrules.backends.to_sql.script.limit_findings import findings_of
from bokrules.backends.to_sql.script.limit_ledger import ledger_steps, text_keys_query
from bokrules.backends.to_sql.script.limits_open import open_entries_of
from bokrules.backends.to_sql.script.names import Names
from bokrules.backends.to_sql.script.one_limit import OneLimit, Surroundings
from bokrules.backends.to_sql.script.rules import RuleTables
from bokrules.backends.to_sql.truths import Truths
from bokrules.semantics.limits import Limit


@dataclass(frozen=True)
class LimitViews:
    """The limits of an edition over its table of expenses; one that two texts have stands once."""

    tables: RuleTables
    truths: Sequence[Truths]
    inputs: Inputs
    names: Names
    dialect: Dialect

    @cached_property
    def limits(self) -> list[OneLimit]:
        """In the order of the first text that has them."""
        declared: list[tuple[Limit, int, int]] = []
        for row in self.tables.rules:
            limit = row.declared
            if isinstance(limit, Limit) and all(limit != each for each, _, _ in declared):
                declared.append((limit, row.rule, row.text))
        around = Surroundings(
            self.tables.policies, [limit for limit, _, _ in declared], self.dialect
        )
        return [
            OneLimit(around, limit, rule, self.tables.policies[text - 1], self.truths[text - 1])
            for limit, rule, text in declared
        ]

    def text_keys(self) -> exp.Select:
        """What each text is compared by."""
        return text_keys_query(self._fields, self.inputs, self.names, self.dialect)

    def findings(self) -> exp.Select:
        """A row for each maximum that a group, or an event of it, is beyond, and each minimum that
        a group does not reach."""
        return self._over_ledger([findings_of(each) for each in self.limits])

    def left_open(self) -> exp.Select:
        """A row for whatever leaves a limit undecided in a group."""
        return self._over_ledger([open_entries_of(each) for each in self.limits])

    @property
    def ledger(self) -> dict[str, exp.Query]:
        """The steps that all limits read."""
        return ledger_steps(
            self.tables.policies, self.inputs, self._fields, self.names, self.dialect
        )

    def described(self, parts: Sequence[exp.Select]) -> exp.Select:
        """All rows of some queries with the same columns, and what people read of the limits."""
        names = [each for each in parts[0].named_selects if each != "rule"]
        body: exp.Query = parts[0]
        for each in parts[1:]:
            body = exp.union(body, each, distinct=False, copy=False)
        columns = [exp.column(each, table="l", quoted=True) for each in names]
        return (
            exp.select("r.rule", "r.name", *columns, "r.label", "r.citation", "r.page")
            .from_(body.subquery("l", copy=False))
            .join(exp.to_table(self.names.rules).as_("r"), on="r.rule = l.rule", copy=False)
        )

    @property
    def not_in_sql(self) -> list[str]:
        """The names of limits that have no query; the view of what is open has a row for each."""
        return [each.limit.name for each in self.limits if each.plan is None]

    @property
    def _fields(self) -> Sequence[str]:
        return self.limits[0].around.fields

    def _over_ledger(self, limits: Sequence[Sequence[Step]]) -> exp.Select:
        """The steps of each limit have the same names: they stand in parentheses."""
        parts = []
        for place, steps in enumerate(limits):
            names = [exp.column(each, quoted=True) for each in steps[-1].query.named_selects]
            found = with_plan(steps, steps[-1].name).subquery(f"of_{place}", copy=False)
            parts.append(exp.select(*names).from_(found, copy=False))
        query = self.described(parts)
        if all(each.plan is None for each in self.limits):
            return query
        return with_steps(self.ledger, query)
