"""The same small ledgers in an engine, with the truths of conditions as columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlglot import exp

from bokrules.backends import reference
from bokrules.evaluation.limits import Ceilings, LimitsResult
from bokrules.evaluation.limits_in_sql import Engine, limits_in
from bokrules.evaluation.row import Place, RowVerdict
from bokrules.semantics import expressions as ir
from bokrules.semantics.limits import Limit
from bokrules.semantics.policy import Policy
from bokrules.semantics.types import Kind

TYPES: Mapping[Kind, str] = {
    "rupiah": "BIGINT",
    "count": "BIGINT",
    "date": "DATE",
    "yes_no": "BOOLEAN",
    "text": "TEXT",
    "term": "TEXT",
    "choice": "TEXT",
}


def in_engine(
    engine: Engine,
    rows: Sequence[RowVerdict],
    texts: Sequence[Policy],
    ceilings: Ceilings | None = None,
    *,
    unread: int = 0,
) -> LimitsResult:
    """What `limits_over` says, worked out by an engine."""
    truths = _conditions(texts)
    facts = [
        (name, TYPES[fact.type.kind])
        for name, fact in texts[0].vocabulary.facts.items()
        if fact.type.kind in TYPES
    ]
    columns = [("row_key", "BIGINT"), *facts, *((f"truth_{n}", "BOOLEAN") for n in range(len(truths)))]
    values = [
        (
            key,
            *(row.verdict.facts.get(name) for name, _ in facts),
            *(reference.holds(each, row.verdict.facts, policy) for each, policy in truths),
        )
        for key, row in enumerate(rows)
    ]
    engine.load("ledger", columns, values)

    def condition(wanted: ir.Expression) -> exp.Expression:
        place = [each for each, _ in truths].index(wanted)
        return exp.column(exp.to_identifier(f"truth_{place}", quoted=True))

    def place_of(key: int) -> Place:
        return rows[key].place

    ledger = exp.to_table("ledger")
    return limits_in(engine, ledger, texts, condition, place_of, ceilings, unread=unread)


def _conditions(texts: Sequence[Policy]) -> list[tuple[ir.Expression, Policy]]:
    found: list[tuple[ir.Expression, Policy]] = []
    for text in texts:
        for limit in text.limits:
            found += [(limit.condition, text), (_of_funds(limit), text)]
    return found


def _of_funds(limit: Limit) -> ir.AllOf:
    return ir.AllOf(tuple(e.condition for e in limit.selectors if e.dimension == "dana"))


def shown(result: LimitsResult) -> dict[str, Any]:
    """A result in plain values, so that a difference can be read."""
    return {
        "findings": [each.to_dict() for each in result.findings],
        "not_decided": [each.to_dict() for each in result.not_decided],
        "remarks": [each.text() for each in result.remarks],
    }


def columns_of(rows: Iterable[Mapping[str, object]]) -> set[str]:
    return {name for row in rows for name in row}
