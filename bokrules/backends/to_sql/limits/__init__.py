"""`batas` over a ledger as SQL: window functions in the order of days."""

from __future__ import annotations

from bokrules.backends.to_sql.limits.plan import RESULTS, LimitPlan, Relations, plan_limit
from bokrules.backends.to_sql.limits.rows import NotInSql

__all__ = ["RESULTS", "LimitPlan", "NotInSql", "Relations", "plan_limit"]
