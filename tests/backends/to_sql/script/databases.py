"""Scripts run in a database, and their answers beside those of the reference."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

import duckdb

from bokrules.backends.decision import Decision, Facts
from bokrules.backends.to_sql.dialects import Dialect
from bokrules.backends.to_sql.script.inputs import InputColumn
from bokrules.backends.to_sql.script.reference_tables import Described
from bokrules.backends.to_sql.script.script import (
    Exported,
    exported,
    statement_text,
    statements,
)
from bokrules.evaluation.timeline import rule_on
from bokrules.semantics.outcomes import Outcome
from bokrules.semantics.policy import Policy, Selective

PREFIX = "bok_"


class Database(Protocol):
    """What a test asks of a database; `dialect` is the name of its SQL."""

    @property
    def dialect(self) -> str: ...

    def run(self, sql: str) -> list[tuple[Any, ...]]: ...


class DuckDB:
    """A database in memory."""

    dialect = "duckdb"

    def __init__(self) -> None:
        self.connection = duckdb.connect()

    def run(self, sql: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql).fetchall()


@dataclass(frozen=True, slots=True)
class Answer:
    """All that a script says of an expense."""

    outcome: str
    basis: Sequence[str]
    missing: Sequence[str]
    too_general: Sequence[str]
    possible: Sequence[str]
    gaps: Sequence[str]
    limits: Sequence[str]
    questioned: int | None
    unsupported: int | None
    obligations: frozenset[tuple[str, str, int | None, int | None, int]]


def describe(declared: Selective | None, _policy: Policy) -> Described:
    """Without citations, which are not the matter here."""
    return Described(declared.label.text if declared else "", None, "", None)


def install(database: Database, policies: Sequence[Policy], prefix: str = PREFIX) -> Exported:
    """Run a whole script, in place of one of the same prefix."""
    dialect: Dialect = database.dialect  # type: ignore[assignment]
    edition = exported(policies, dialect, describe, prefix)
    for each in statements(edition):
        database.run(statement_text(each, dialect))
    return edition


def insert(
    database: Database,
    edition: Exported,
    expenses: Iterable[Facts],
    *,
    first: int = 0,
    table: str | None = None,
) -> None:
    """Fill the table of expenses; keys count from `first`."""
    columns = edition.inputs.columns
    rows = [
        f"({', '.join([str(key), *(literal(each, facts, database.dialect) for each in columns)])})"
        for key, facts in enumerate(expenses, start=first)
    ]
    database.run(f"INSERT INTO {table or edition.names.expenses} VALUES {', '.join(rows)}")


def literal(column: InputColumn, facts: Facts, dialect: str) -> str:
    """The value of an expense in a column, as SQL; written without the code under test."""
    given: Any = facts.get(column.fact.name)
    if column.tax is not None and given is not None:
        given = given.get(column.tax, 0)
    if given is None:
        return "NULL"
    match column.fact.type.kind:
        case "text" | "term" | "choice":
            quoted = str(given).replace("'", "''")
            return f"'{quoted}'"
        case "date":
            return f"DATE '{given}'"
        case "number":
            return str(Decimal(given.numerator) / Decimal(given.denominator))
        case "documents":
            words = ", ".join(f"'{each}'" for each in sorted(given))
            if dialect == "spark":
                return f"CAST(ARRAY({words}) AS ARRAY<STRING>)"
            return f"CAST(ARRAY[{words}] AS TEXT[])"
        case _:
            return str(given)


def answers(database: Database, edition: Exported) -> list[Answer]:
    """What the views say of each expense, by their keys."""
    obligations: dict[int, list[tuple[str, str, int | None, int | None, int]]] = {}
    found = database.run(
        f"SELECT row_key, name, state, due, paid, shortfall FROM {edition.names.obligations}"
    )
    for key, name, state, *amounts in found:
        due, paid, shortfall = map(_whole, amounts)
        assert shortfall is not None
        obligations.setdefault(key, []).append((name, state, due, paid, shortfall))
    rows = database.run(
        "SELECT row_key, outcome, basis, missing, too_general, possible, gaps, limits,"
        f" questioned_amount, unsupported_amount FROM {edition.names.results} ORDER BY row_key"
    )
    return [
        Answer(
            outcome,
            [*basis],
            [*missing],
            [*too_general],
            [*possible],
            [*gaps],
            [*limits],
            _whole(questioned),
            _whole(unsupported),
            frozenset(obligations.get(key, [])),
        )
        for (
            key,
            outcome,
            basis,
            missing,
            too_general,
            possible,
            gaps,
            limits,
            questioned,
            unsupported,
        ) in rows
    ]


def expected(facts: Facts, policies: Sequence[Policy]) -> Answer:
    """What the reference says."""
    ruling = rule_on(facts, policies)
    return answer_of(ruling.decision, ruling.policy)


def answer_of(decision: Decision, policy: Policy) -> Answer:
    aliases = policy.vocabulary.aliases
    return Answer(
        decision.outcome.value,
        [*decision.basis],
        [*aliases(decision.missing)],
        [*aliases(decision.too_general)],
        [each.value for each in Outcome if each in decision.possible],
        [*decision.gaps],
        [*decision.limits],
        decision.questioned,
        decision.unsupported,
        frozenset(
            (each.name, each.state.value, each.due, each.paid, each.shortfall)
            for each in decision.obligations
        ),
    )


def _whole(amount: Any) -> int | None:
    if amount is None:
        return None
    assert amount == int(amount)
    return int(amount)
