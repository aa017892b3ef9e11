"""A ledger in an engine, with the keys of its texts beside them, and what is known of the whole.

Texts are the same whatever their case and spaces. Keys are made here, once for each text that is
spelt differently, so that every engine groups by the same Unicode case folding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from sqlglot import exp

from bokrules.backends.to_sql.limits.keys import KEY_SUFFIX
from bokrules.backends.to_sql.limits.rows import EVENT, PAYEE, UNIT, sources_of
from bokrules.backends.to_sql.limits.statements import Step, column, with_steps
from bokrules.backends.to_sql.limits.whole import whole_steps
from bokrules.evaluation.limits.ceilings import Ceilings
from bokrules.evaluation.limits.lines import Key, Ledger, key_of
from bokrules.evaluation.limits_in_sql.engine import Engine
from bokrules.evaluation.timeline import Texts, declared_in

_OWN = "bokrules_"
CEILINGS, WHOLE = _OWN + "ceilings", _OWN + "whole"
_EPOCH = date(1970, 1, 1)
_CEILING_COLUMNS = [
    ("unit_key", "TEXT"),
    ("fund", "TEXT"),
    ("year", "INT"),
    ("amount", "BIGINT"),
    ("position", "BIGINT"),
]


@dataclass(frozen=True)
class PreparedLedger:
    """What is known of all rows. `spelling` knows how keys are spelt, and holds no rows."""

    spelling: Ledger
    units: Sequence[Key]
    n_rows: int
    last_day: date | None
    """In the edition's year."""


@contextmanager
def prepared(
    engine: Engine, facts: exp.Expr, texts: Texts, ceilings: Ceilings | None
) -> Iterator[PreparedLedger]:
    """Temporary tables beside the ledger `facts`, for as long as they are needed."""
    made = [*map(_keys_of, text_fields(texts)), WHOLE, CEILINGS]
    try:
        spelt: dict[tuple[str, Key], str] = {}
        for name in text_fields(texts):
            _load_keys(engine, facts, name, spelt)
        if ceilings is not None:
            rows = [
                (each.key, each.fund, each.year, each.amount, position)
                for position, each in enumerate(ceilings.entries)
            ]
            engine.load(CEILINGS, _CEILING_COLUMNS, rows)
        n_rows, names_no_unit, last = _whole(
            engine, facts, texts, has_ceilings=ceilings is not None
        )
        spelling = Ledger((), texts, None if ceilings is None else ceilings.units, spelt)
        spelling.names_no_unit = names_no_unit
        units = [key for name, key in spelt if name == UNIT]
        yield PreparedLedger(spelling, units, n_rows, last)
    finally:
        for name in made:
            engine.drop(name)


def text_fields(texts: Texts) -> list[str]:
    """The texts that rows are grouped or told apart by, as far as the edition declares them."""
    found = {UNIT, EVENT, PAYEE} & texts[0].vocabulary.facts.keys()
    for limit, _ in declared_in(texts, lambda text: text.limits):
        for name in limit.fields:
            found |= {e.name for e in sources_of(name, texts[0]) if e.type.kind == "text"}
    return sorted(found)


def with_keys(facts: exp.Expr, texts: Texts) -> exp.Select:
    """The ledger with the key of each of these texts beside it."""
    query = exp.select("f.*").from_(exp.alias_(facts.copy(), "f", table=True))
    for place, name in enumerate(text_fields(texts)):
        other = f"k{place}"
        key = exp.alias_(
            exp.column("key", table=other, quoted=True), name + KEY_SUFFIX, quoted=True
        )
        same = exp.column("value", table=other, quoted=True).eq(column(name, "f"))
        table = exp.alias_(exp.to_table(_keys_of(name)), other, table=True)
        query = query.select(key).join(table, on=same, join_type="left")
    return query


def _keys_of(name: str) -> str:
    return f"{_OWN}key_{name}"


def _load_keys(
    engine: Engine, facts: exp.Expr, name: str, spelt: dict[tuple[str, Key], str]
) -> None:
    source = exp.alias_(facts.copy(), "f", table=True)
    query = exp.select(column(name, "f")).distinct().from_(source)
    values = [value for (value,) in engine.run(query.sql(dialect=engine.dialect)) if value]
    keys = [(value, key_of(value)) for value in values]
    engine.load(_keys_of(name), [("value", "TEXT"), ("key", "TEXT")], keys)
    for value, key in keys:
        spelt[name, key] = min(value, spelt.get((name, key), value))


def _whole(
    engine: Engine, facts: exp.Expr, texts: Texts, *, has_ceilings: bool
) -> tuple[int, bool, date | None]:
    """How many rows there are, whether none names a unit, and the last day in the year."""
    keyed = with_keys(facts, texts).subquery()
    steps = whole_steps(texts[0], keyed, "columns", has_ceilings=has_ceilings)
    if has_ceilings:
        steps.insert(0, Step("ceilings", exp.select("*").from_(CEILINGS)))
    engine.make(WHOLE, with_steps(steps, "whole").sql(dialect=engine.dialect))
    chosen = exp.select("n_rows", "names_no_unit", "last_n").from_(WHOLE)
    ((rows, names_no_unit, last),) = engine.run(chosen.sql(dialect=engine.dialect))
    day = None if last is None else _EPOCH + timedelta(days=int(last))
    return int(rows), bool(names_no_unit), day
