"""The same small ledgers in an engine, with the truths of conditions as columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlglot import exp

from bokrules.backends import reference
from bokrules.backends.to_sql.limits.selected import of_its_funds
from bokrules.evaluation.limits import Ceilings, LimitsResult
from bokrules.evaluation.limits_in_sql import Engine, LimitsInSql
from bokrules.evaluation.row import RowVerdict
from bokrules.semantics import expressions as ir
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
    limits, truths, facts = _prepared(tuple(map(_Once, texts)))
    columns = [
        ("row_key", "BIGINT"),
        *facts,
        *((f"truth_{n}", "BOOLEAN") for n in range(len(truths))),
    ]
    values = [
        (
            key,
            *(row.verdict.facts.get(name) for name, _ in facts),
            *(reference.holds(each, row.verdict.facts, policy) for each, policy in truths),
        )
        for key, row in enumerate(rows)
    ]
    engine.load("ledger", columns, values)
    return limits.over(engine, lambda key: rows[key].place, ceilings, unread)


class _Once:
    """A text, the same as another only if it is the very same object."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy

    def __hash__(self) -> int:
        return id(self.policy)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Once) and other.policy is self.policy


_Prepared = tuple[LimitsInSql, list[tuple[ir.Expression, Policy]], list[tuple[str, str]]]


@lru_cache(maxsize=64)
def _prepared(given: tuple[_Once, ...]) -> _Prepared:
    texts = [each.policy for each in given]
    truths = _conditions(texts)
    facts = [
        (name, TYPES[fact.type.kind])
        for name, fact in texts[0].vocabulary.facts.items()
        if fact.type.kind in TYPES
    ]

    def condition(wanted: ir.Expression) -> exp.Expr:
        place = [each for each, _ in truths].index(wanted)
        return exp.column(exp.to_identifier(f"truth_{place}", quoted=True))

    return LimitsInSql(texts, exp.to_table("ledger"), condition), truths, facts


def _conditions(texts: Sequence[Policy]) -> list[tuple[ir.Expression, Policy]]:
    found: list[tuple[ir.Expression, Policy]] = []
    for text in texts:
        for limit in text.limits:
            found += [(limit.condition, text), (of_its_funds(limit), text)]
    return found


def shown(result: LimitsResult) -> dict[str, Any]:
    """A result in plain values, so that a difference can be read."""
    return {
        "findings": [each.to_dict() for each in result.findings],
        "not_decided": [each.to_dict() for each in result.not_decided],
        "remarks": [each.text() for each in result.remarks],
    }
