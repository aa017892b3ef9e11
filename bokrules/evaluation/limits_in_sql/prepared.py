"""A ledger in an engine, with the keys of its texts beside them, and what is known of the whole.

Texts are the same whatever their case and spaces. Keys are made here, once for each text that is
spelt differently, so that every engine groups by the same Unicode case folding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from sqlglot import exp

from bokrules.backends.to_sql.limits.keys import KEY_SUFFIX
from bokrules.backends.to_sql.limits.rows import EVENT, PAYEE, UNIT, sources_of
from bokrules.backends.to_sql.limits.statements import Dialect, Printed, Step, column
from bokrules.backends.to_sql.limits.statements import texts as texts_of
from bokrules.backends.to_sql.limits.whole import whole_steps
from bokrules.evaluation.limits.ceilings import Ceilings
from bokrules.evaluation.limits.lines import Ledger
from bokrules.evaluation.limits_in_sql.engine import Engine
from bokrules.evaluation.timeline import Texts, declared_in

_OWN = "bokrules_"
CEILINGS, WHOLE = _OWN + "ceilings", _OWN + "whole"
_AT_ONCE = 5_000
"""Keys in one query."""
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
    """What is known of all rows. `spelling` holds no rows, and learns how keys are spelt."""

    engine: Engine
    spelling: Ledger
    n_rows: int
    last_day: date | None
    """In the edition's year."""
    fields: Sequence[str]
    """The texts that have keys."""

    def learn(self, field: str, keys: Iterable[str]) -> None:
        """Finds out how some keys of a field are spelt, if it is a text."""
        if field not in self.fields:
            return
        new = sorted({each for each in keys if not self.spelling.knows(field, each)})
        for start in range(0, len(new), _AT_ONCE):
            among = column("key").isin(*texts_of(new[start : start + _AT_ONCE]))
            self._read(field, exp.select("value", "key").from_(_keys_of(field)).where(among))

    def units(self) -> list[str]:
        """The keys of all units that the rows name, whose spelling is known from then on."""
        if UNIT not in self.fields:
            return []
        given = exp.column("key").is_(exp.null()).not_()
        return self._read(UNIT, exp.select("value", "key").from_(_keys_of(UNIT)).where(given))

    def _read(self, field: str, query: exp.Select) -> list[str]:
        found = self.engine.run(query.sql(dialect=self.engine.dialect))
        for value, key in found:
            self.spelling.learn(field, value, key)
        return [key for _, key in found]


@dataclass(frozen=True)
class Preparation:
    """What is asked of an engine before any limit, in its words; the same for every ledger."""

    texts: Texts
    distinct: Mapping[str, str]
    """A query for the different values of each text that has keys."""
    whole: str

    @classmethod
    def of(
        cls, facts: exp.Expr, texts: Texts, dialect: Dialect, *, has_ceilings: bool
    ) -> Preparation:
        """Over the ledger `facts`, with ceilings or without."""
        distinct = {}
        for name in text_fields(texts):
            source = exp.alias_(facts.copy(), "f", table=True)
            query = exp.select(column(name, "f")).distinct().from_(source)
            distinct[name] = query.sql(dialect=dialect)
        keyed = with_keys(facts, texts).subquery()
        steps = whole_steps(texts[0], keyed, "columns", has_ceilings=has_ceilings)
        if has_ceilings:
            steps.insert(0, Step("ceilings", exp.select("*").from_(CEILINGS)))
        return cls(texts, distinct, Printed(steps, dialect).statement("whole"))


@contextmanager
def prepared(
    engine: Engine, preparation: Preparation, ceilings: Ceilings | None
) -> Iterator[PreparedLedger]:
    """Temporary tables beside the ledger, for as long as they are needed."""
    fields = list(preparation.distinct)
    made = [*map(_keys_of, fields), WHOLE, CEILINGS]
    try:
        for name, query in preparation.distinct.items():
            engine.make_keys(_keys_of(name), query)
        if ceilings is not None:
            rows = [
                (each.key, each.fund, each.year, each.amount, position)
                for position, each in enumerate(ceilings.entries)
            ]
            engine.load(CEILINGS, _CEILING_COLUMNS, rows)
        engine.make(WHOLE, preparation.whole)
        n_rows, names_no_unit, last = _whole(engine)
        texts = preparation.texts
        spelling = Ledger((), texts, None if ceilings is None else ceilings.units)
        spelling.names_no_unit = names_no_unit
        yield PreparedLedger(engine, spelling, n_rows, last, fields)
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


def _whole(engine: Engine) -> tuple[int, bool, date | None]:
    """How many rows there are, whether none names a unit, and the last day in the year."""
    found = engine.run(f"SELECT n_rows, names_no_unit, last_n FROM {WHOLE}")
    ((rows, names_no_unit, last),) = found
    day = None if last is None else _EPOCH + timedelta(days=int(last))
    return int(rows), bool(names_no_unit), day
