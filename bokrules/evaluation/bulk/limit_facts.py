"""The facts of all rows that limits are worked out from, as one relation.

`row_key`, the facts under their Indonesian names, and the truth of each condition of the limits.
Of facts that rows are never grouped or counted by (numbers, documents, taxes) it says only that
they are given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlglot import exp

from bokrules.backends import reference
from bokrules.backends.decision import Facts
from bokrules.backends.to_sql.dialects import column
from bokrules.backends.to_sql.facts import type_of
from bokrules.backends.to_sql.limits.selected import of_its_funds
from bokrules.evaluation.bulk.coding import Coding
from bokrules.evaluation.bulk.engine import Engine
from bokrules.evaluation.bulk.source import ROW_KEY
from bokrules.evaluation.timeline import declared_in
from bokrules.semantics import expressions as ir
from bokrules.semantics.limits import Limit
from bokrules.semantics.policy import Policy
from bokrules.semantics.types import Kind

ODD_FACTS = "bokrules_odd_facts"
"""The facts of the rows that only the reader of rows can read."""
_KEPT: frozenset[Kind] = frozenset({"rupiah", "count", "date", "yes_no", "text", "term", "choice"})


@dataclass(frozen=True)
class LimitFacts:
    """The relation of a ledger under its texts; `coding.texts` have a limit."""

    coding: Coding

    @cached_property
    def limits(self) -> list[tuple[Limit, Policy]]:
        return declared_in(self.coding.texts, lambda text: text.limits)

    @cached_property
    def conditions(self) -> list[tuple[ir.Expression, Policy]]:
        """What is asked of rows: whether a limit applies, and whether it is one of their fund."""
        return [
            (condition, text)
            for limit, text in self.limits
            for condition in (limit.condition, of_its_funds(limit))
        ]

    @cached_property
    def types(self) -> dict[str, str]:
        """The columns after the key, with their types."""
        facts = self.coding.texts[0].vocabulary.facts.values()
        found = {
            e.name: type_of(e.type.kind) if _is_kept(e.type.kind) else "BOOLEAN" for e in facts
        }
        return found | {self._truth(place): "BOOLEAN" for place in range(len(self.conditions))}

    def condition(self, wanted: ir.Expression) -> exp.Expr:
        """The truth of a condition, as the relation has it."""
        return column(self._truth([each for each, _ in self.conditions].index(wanted)))

    def may_count(self) -> exp.Expr:
        """Whether a row counts towards some limit, or may."""
        return exp.or_(
            *(
                exp.NullSafeNEQ(this=self.condition(limit.condition), expression=exp.false())
                for limit, _ in self.limits
            )
        )

    def relation(self) -> exp.Query:
        """All rows that could be judged."""
        coding = self.coding
        codes = {id(text): each for text, each in zip(coding.texts, coding.codes, strict=True)}
        columns = coding.codes[0].truths.columns
        chosen: list[exp.Expr] = [column(ROW_KEY)]
        for fact in columns.facts.values():
            value = columns.own(fact.name)
            if not _is_kept(fact.type.kind):
                value = exp.Case().when(columns.is_own_given(fact.name), exp.true())
            chosen.append(
                exp.alias_(exp.cast(value, self.types[fact.name]), fact.name, quoted=True)
            )
        for place, (condition, text) in enumerate(self.conditions):
            truth = exp.cast(exp.paren(codes[id(text)].truths.holds(condition)), "BOOLEAN")
            chosen.append(exp.alias_(truth, self._truth(place), quoted=True))
        query = exp.select(*chosen).from_(coding.source.relation().subquery("source"))
        odd = coding.odd
        if odd is None:
            return query
        names = [column(each) for each in (ROW_KEY, *self.types)]
        read = exp.select(*names).from_(exp.to_table(ODD_FACTS))
        return exp.union(query.where(exp.not_(exp.paren(odd))), read, distinct=False)

    # ---- rows that only the reader of rows can read ----

    def make_odd_table(self, engine: Engine) -> None:
        """An empty table for their facts."""
        shape = ", ".join(
            f"{column(n).sql('duckdb')} {kind}" for n, kind in self._odd_types.items()
        )
        engine.rows(f"CREATE OR REPLACE TABLE {ODD_FACTS} ({shape})")

    def keep_odd(self, engine: Engine, rows: Sequence[tuple[int, Facts]]) -> None:
        """The facts of rows that could be read, by their keys."""
        if not rows:
            return
        by_column = [list(each) for each in zip(*map(self._odd_row, rows), strict=True)]
        places = ", ".join(f"UNNEST(CAST(? AS {kind}[]))" for kind in self._odd_types.values())
        engine.rows(f"INSERT INTO {ODD_FACTS} SELECT {places}", by_column)

    @property
    def _odd_types(self) -> dict[str, str]:
        return {ROW_KEY: "BIGINT", **self.types}

    def _odd_row(self, row: tuple[int, Facts]) -> list[object]:
        key, facts = row
        found: list[object] = [key]
        for fact in self.coding.texts[0].vocabulary.facts.values():
            value = facts.get(fact.name)
            is_given = value is not None
            found.append(value if _is_kept(fact.type.kind) or not is_given else True)
        return [*found, *(reference.holds(each, facts, text) for each, text in self.conditions)]

    def _truth(self, place: int) -> str:
        """No fact has this name: those of the language begin with a letter."""
        return f"_truth_{place}"


def _is_kept(kind: Kind) -> bool:
    return kind in _KEPT
