"""Limits (`batas`) over a ledger that lies in an engine: window functions, the same answer."""

from __future__ import annotations

from bokrules.evaluation.limits_in_sql.any_engine import SqlEngine
from bokrules.evaluation.limits_in_sql.engine import Engine
from bokrules.evaluation.limits_in_sql.on_duckdb import DuckDb
from bokrules.evaluation.limits_in_sql.over import LimitsInSql

__all__ = ["DuckDb", "Engine", "LimitsInSql", "SqlEngine"]
