"""Limits (`batas`) over a ledger: how much was used, by which rows, and what goes beyond."""

from __future__ import annotations

from collections.abc import Sequence

from bokrules.base.messages import msg
from bokrules.evaluation.limits.case import LimitCase
from bokrules.evaluation.limits.ceilings import Ceiling, Ceilings, ceilings_of
from bokrules.evaluation.limits.lines import UNIT, Ledger
from bokrules.evaluation.limits.maxima import decide_maximum
from bokrules.evaluation.limits.minima import decide_minimum
from bokrules.evaluation.limits.results import LimitFinding, LimitsResult, OpenLimit
from bokrules.evaluation.row import RowVerdict
from bokrules.semantics.policy import Policy

__all__ = [
    "NO_LIMITS",
    "Ceiling",
    "Ceilings",
    "LimitFinding",
    "LimitsResult",
    "OpenLimit",
    "ceilings_of",
    "limits_over",
]

NO_LIMITS = LimitsResult()
ONE_OFFICE_ASSUMED = msg("No row names a unit: the ledger was taken as that of one office.")


def limits_over(
    rows: Sequence[RowVerdict],
    policy: Policy,
    ceilings: Ceilings | None = None,
    *,
    unread: int = 0,
) -> LimitsResult:
    """All limits of a text over the rows of a ledger, of which `unread` more could not be read.

    Only what is certain is a finding: no fact that is still missing could take it back.
    """
    if not policy.limits:
        return NO_LIMITS
    ledger = Ledger(rows, policy, ceilings.units if ceilings is not None else None)
    findings: list[LimitFinding] = []
    not_decided: list[OpenLimit] = []
    for limit in sorted(policy.limits, key=policy.place):
        case = LimitCase(limit, ledger, ceilings)
        results = decide_maximum(case) if limit.is_most else decide_minimum(case, unread)
        for each in results:
            if isinstance(each, LimitFinding):
                findings.append(each)
            else:
                not_decided.append(each)
    asks_units = any(UNIT in each.fields for each in policy.limits)
    remarks = (ONE_OFFICE_ASSUMED,) if rows and ledger.names_no_unit and asks_units else ()
    return LimitsResult(tuple(findings), tuple(not_decided), remarks)
