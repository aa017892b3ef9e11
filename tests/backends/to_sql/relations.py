"""Expenses as the relation that expressions of `to_sql` read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import duckdb

from bokrules.backends.decision import Facts
from bokrules.backends.to_sql.facts import TAXES, columns_of, tax_column
from bokrules.semantics.policy import Policy

TABLE = "expenses"


def connection_with(policy: Policy, expenses: Sequence[Facts]) -> Any:
    """A database whose table `expenses` holds them, numbered from 0 by `row_key`."""
    connection = duckdb.connect()
    columns = columns_of(policy)
    types = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
    connection.execute(f"CREATE TABLE {TABLE} (row_key BIGINT, {types})")
    if expenses:
        rows = [_row(number, facts, columns) for number, facts in enumerate(expenses)]
        marks = f"({', '.join('?' for _ in rows[0])})"
        connection.execute(
            f"INSERT INTO {TABLE} VALUES {', '.join(marks for _ in rows)}",
            [value for row in rows for value in row],
        )
    return connection


def _row(number: int, facts: Facts, columns: Mapping[str, str]) -> list[object]:
    taxes = facts.get(TAXES)
    by_tax = taxes if isinstance(taxes, Mapping) else {}
    named: dict[str, object] = {tax_column(tax): amount for tax, amount in by_tax.items()}
    named[TAXES] = True if isinstance(taxes, Mapping) else None
    return [number, *(named.get(name, _plain(facts.get(name))) for name in columns)]


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return None
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return value
