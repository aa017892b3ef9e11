"""The limits of an edition over a ledger of many rows: as `limits_over` decides them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlglot import exp

from bokrules.backends.to_sql.dialects import column, is_given
from bokrules.backends.to_sql.limits import NotInSql
from bokrules.evaluation.bulk.engine import Engine
from bokrules.evaluation.bulk.limit_facts import LimitFacts
from bokrules.evaluation.bulk.places import Places
from bokrules.evaluation.bulk.source import ROW_KEY, Fault, RowReader
from bokrules.evaluation.limits import NO_LIMITS, Ceilings, LimitsResult, limits_over
from bokrules.evaluation.limits.lines import UNIT
from bokrules.evaluation.limits_in_sql import DuckDb, LimitsInSql
from bokrules.evaluation.row import RowVerdict
from bokrules.evaluation.table import judge_row
from bokrules.semantics.limits import ShareOf

_ROWS = "bokrules_limit_rows"
_AT_ONCE = 5_000


def limits_in_bulk(
    engine: Engine,
    facts: LimitFacts,
    reader: RowReader,
    ceilings: Ceilings | None,
    *,
    may_count: frozenset[str],
    unread: int,
) -> LimitsResult:
    """What the rows of a ledger show; `unread` more could not be read.

    `may_count` are the names of the limits that rows count towards, or may. The tables of odd rows
    are made. Raises BulkFailure.
    """
    if not facts.limits:
        return NO_LIMITS
    texts = facts.coding.texts
    places = Places(engine, facts.coding.source)
    with _view(engine, facts), engine.told():
        try:
            limits = LimitsInSql(texts, exp.to_table(_ROWS), facts.condition, may_count)
            return limits.over(DuckDb(engine.connection), places, ceilings, unread)
        except NotInSql:
            rows = list(_rows_that_matter(engine, facts, reader, places))
            return limits_over(rows, texts, ceilings, unread=unread)


@contextmanager
def _view(engine: Engine, facts: LimitFacts) -> Iterator[None]:
    engine.rows(f"CREATE OR REPLACE VIEW {_ROWS} AS {facts.relation().sql('duckdb')}")
    try:
        yield
    finally:
        engine.rows(f"DROP VIEW {_ROWS}")


def _rows_that_matter(
    engine: Engine, facts: LimitFacts, reader: RowReader, places: Places
) -> Iterator[RowVerdict]:
    """Those that may count, and one that names a unit; all, where others have a say.

    They have if a limit is a minimum, which groups may owe without a row that counts, or a share
    of ceilings, which every unit of the ledger needs.
    """
    coding = facts.coding
    keys = exp.select(column(ROW_KEY)).from_(_ROWS)
    if all(each.is_most and not isinstance(each.measure, ShareOf) for each, _ in facts.limits):
        wanted = facts.may_count()
        if UNIT in facts.types:
            named = exp.select(exp.Min(this=column(ROW_KEY))).from_(_ROWS)
            first = named.where(is_given(column(UNIT))).subquery()
            wanted = exp.or_(wanted, exp.EQ(this=column(ROW_KEY), expression=first))
        keys = keys.where(wanted)
    query = exp.select(column(ROW_KEY), *coding.source.cells())
    query = query.from_(coding.source.relation().subquery("source"))
    query = query.where(column(ROW_KEY).isin(query=keys)).order_by(column(ROW_KEY))
    headers = coding.source.headers
    for batch in engine.batches(query, _AT_ONCE):
        for key, *cells in batch:
            given = reader.facts(dict(zip(headers, cells, strict=True)))
            assert not isinstance(given, Fault)
            judged = judge_row(places(key), _as_given(given), coding.texts)
            assert isinstance(judged, RowVerdict)
            yield judged


def _as_given(facts: Mapping[str, object]) -> dict[str, object]:
    return {name: list(v) if isinstance(v, frozenset) else v for name, v in facts.items()}
