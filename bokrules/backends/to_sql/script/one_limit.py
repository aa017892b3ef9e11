"""One limit as a query over the ledger that `ledger_steps` makes, in the words of its results."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlglot import exp

from bokrules.backends.to_sql.dialects import Dialect, number, text
from bokrules.backends.to_sql.facts import type_of
from bokrules.backends.to_sql.limits import NotInSql, Relations, plan_limit
from bokrules.backends.to_sql.limits.keys import KEY_SUFFIX, period_text
from bokrules.backends.to_sql.limits.plan import LimitPlan
from bokrules.backends.to_sql.limits.rows import (
    EVENT,
    UNIT,
)
from bokrules.backends.to_sql.limits.selected import all_rows, selected_rows
from bokrules.backends.to_sql.limits.statements import Step
from bokrules.backends.to_sql.script.limit_ledger import (
    CEILINGS,
    LEDGER,
    STATE,
    WHOLE,
    keyed_fields,
    spelt,
)
from bokrules.backends.to_sql.script.spelling import NO_NAMES, fixed, listed, unique_name
from bokrules.backends.to_sql.truths import Truths
from bokrules.semantics import expressions as ir
from bokrules.semantics.limits import Limit, ShareOf, unit_of
from bokrules.semantics.policy import Policy

_TAKEN = frozenset({"row_key", "applies", "in_force", "needed", "concerned"})
"""Columns beside the facts; no limit of an edition with such a fact is worked out."""
_NO_KEYS = "CAST(ARRAY[] AS BIGINT[])"


@dataclass(frozen=True)
class Surroundings:
    """What the limits of an edition have in common."""

    policies: Sequence[Policy]
    limits: Sequence[Limit]
    dialect: Dialect

    @cached_property
    def fields(self) -> list[str]:
        """The texts that are compared by their keys."""
        return keyed_fields(self.limits, self.policies[0])

    @cached_property
    def group_columns(self) -> dict[str, tuple[str, str]]:
        """For each field that limits are `per`, a column of the views and its type."""
        facts = self.policies[0].vocabulary.facts
        taken: set[str] = set()
        found = {}
        for name in dict.fromkeys(name for each in self.limits for name in each.fields):
            kind = type_of(facts[name].type.kind) if name in facts else "TEXT"
            found[name] = unique_name(f"group_{self.alias(name)}", taken), kind
        return found

    def alias(self, name: str) -> str:
        fact = self.policies[0].vocabulary.facts.get(name)
        return fact.alias if fact else name


@dataclass(frozen=True)
class OneLimit:
    """A limit as the text `policy` declares it, number `rule` of the table of rules."""

    around: Surroundings
    limit: Limit
    rule: int
    policy: Policy
    truths: Truths

    @cached_property
    def plan(self) -> LimitPlan | None:
        """None where it has no query."""
        edition = self.around.policies[0]
        taken = _TAKEN | {name + KEY_SUFFIX for name in self.around.fields}
        if taken & edition.vocabulary.facts.keys():
            return None
        ledger, condition = _quoted(LEDGER), self._condition
        texts = self.around.policies
        relations = Relations(
            rows=selected_rows(self.limit, self.policy, texts, ledger, condition).subquery(),
            ledger=all_rows(self.limit, ledger, condition).subquery(),
            ceilings=_quoted(CEILINGS),
            whole=_quoted(WHOLE),
        )
        try:
            return plan_limit(self.limit, self.policy, relations, edition=edition, unread="whole")
        except NotInSql:
            return None

    def _condition(self, wanted: ir.Expression) -> exp.Expr:
        return exp.cast(exp.paren(self.truths.holds(wanted)), "BOOLEAN")

    @property
    def is_share(self) -> bool:
        return isinstance(self.limit.measure, ShareOf)

    @property
    def reads_units(self) -> bool:
        """Whether the ceilings have a say: of what it is a share, or who owes it."""
        return self.is_share or (not self.limit.is_most and self.limit.fields == (UNIT,))

    @property
    def hindrances(self) -> dict[str, str]:
        """Why it is not decided anywhere, and when: conditions on `STATE`, the first that holds."""
        found = {"row_keys": "u.n_alike > 0"}
        if self.reads_units:
            found["invalid_units"] = "u.n_invalid > 0"
        if self.is_share:
            found["no_ceilings"] = "u.n_units = 0"
        return found

    # ---- what both views show ----

    def head(self, owner: str | None) -> dict[str, exp.Expr]:
        """Which limit it is, and the group."""
        head: dict[str, exp.Expr] = {
            "rule": number(self.rule),
            "bound": text("maximum" if self.limit.is_most else "minimum"),
            "measure": text(unit_of(self.limit.measure)),
        }
        for name, (alias, kind) in self.around.group_columns.items():
            is_per = owner is not None and name in self.limit.fields
            value = self._shown(name) if is_per else exp.null()
            head[alias] = exp.cast(value, kind)
        period = fixed("f.period") if owner else exp.null()
        return {**head, "period": exp.cast(period, "TEXT")}

    def _shown(self, name: str) -> exp.Expr:
        """What a group's key stands for, as the ledger spells it."""
        place = self.limit.fields.index(name)
        key = exp.column(f"g{place}", table="f")
        known = exp.column("value", table=f"s{place}")
        if name == EVENT:
            named = fixed(f"COALESCE(s{place}.value, SUBSTRING(f.g{place}, 2))")
            day = fixed(period_text("hari", "f.group_day", 0))
            is_named = fixed(f"SUBSTRING(f.g{place}, 1, 1) = 'e'")
            return exp.Case().when(is_named, named).when(_is_given(key), day)
        if name == UNIT:
            unit = exp.Coalesce(
                this=exp.column("unit", table="c"),
                expressions=[known, key] if self.is_spelt(name) else [key],
            )
            return exp.Case().when(fixed(f"f.g{place} = ''"), fixed("u.only_unit")).else_(unit)
        if self.is_spelt(name):
            return exp.Coalesce(this=known, expressions=[key])
        return key

    def is_spelt(self, name: str) -> bool:
        """Whether it is a text, which the ledger may spell in several ways."""
        return name in self.around.fields

    def joined(self, query: exp.Select, source: str) -> exp.Select:
        """With how keys are spelt, and what is known of ceilings."""
        fields = self.around.fields
        query = query.from_(f"{source} AS f").join(f"{STATE} AS u", join_type="cross")
        for place, name in enumerate(self.limit.fields):
            key = f"f.g{place}"
            if name == UNIT:
                query = query.join("unit_names AS c", on=f"c.unit_key = {key}", join_type="left")
            if not self.is_spelt(name):
                continue
            wanted = f"SUBSTRING({key}, 2)" if name == EVENT else key
            step, other = spelt(name, fields), f"s{place}"
            on = f"{other}.key = {wanted}"
            if name == EVENT:
                on += f" AND SUBSTRING({key}, 1, 1) = 'e'"
            query = query.join(f"{step} AS {other}", on=on, join_type="left")
        if source == "limit_findings" and EVENT in fields:
            step = spelt(EVENT, fields)
            query = query.join(f"{step} AS n", on="n.key = f.event_name", join_type="left")
        return query

    def words(self, given: Iterable[tuple[exp.Expr, str]]) -> exp.Expr:
        """An array of the words whose conditions hold."""
        every = [*given]
        dialect = self.around.dialect
        nothing = fixed(NO_NAMES, "postgres")
        if not every:
            return nothing
        some = exp.or_(*(exp.paren(when.copy()) for when, _ in every))
        chosen = (exp.Case().when(when.copy(), text(word)) for when, word in every)
        return exp.Case().when(some, listed(chosen, dialect)).else_(nothing)

    def ending_in(self, *steps: Step) -> list[Step]:
        """The steps of its plan, then these."""
        assert self.plan is not None
        return [*self.plan.steps, *steps]


def _quoted(name: str) -> exp.Table:
    """A step outside the plan, whose own steps may have the same name."""
    return exp.Table(this=exp.to_identifier(name, quoted=True))


def select_(columns: dict[str, exp.Expr]) -> exp.Select:
    """These columns by their names."""
    return exp.select(*(exp.alias_(each, name, quoted=True) for name, each in columns.items()))


def _is_given(value: exp.Expr) -> exp.Expr:
    return exp.Not(this=exp.Is(this=value.copy(), expression=exp.null()))


def no_keys() -> exp.Expr:
    """An array of no row keys."""
    return fixed(_NO_KEYS, "postgres")


def keys_of_rows(dialect: Dialect) -> exp.Expr:
    """The row keys of a group, in order."""
    if dialect == "spark":
        return fixed("ARRAY_SORT(COLLECT_LIST(row_key))", "spark")
    return fixed(
        "COALESCE(ARRAY_AGG(row_key ORDER BY row_key) "
        f"FILTER (WHERE NOT row_key IS NULL), {_NO_KEYS})",
        "postgres",
    )
