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
from bokrules.evaluation.timeline import Texts, declared_in

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
    texts: Texts,
    ceilings: Ceilings | None = None,
    *,
    unread: int = 0,
) -> LimitsResult:
    """The limits of an edition over the rows of a ledger; `unread` more rows could not be read.

    A limit counts the rows of the days on which its text is in force. Only what is certain is a
    finding: no fact that is still missing could take it back.
    """
    limits = declared_in(texts, lambda text: text.limits)
    if not limits:
        return NO_LIMITS
    ledger = Ledger(rows, texts, ceilings.units if ceilings is not None else None)
    findings: list[LimitFinding] = []
    not_decided: list[OpenLimit] = []
    for limit, text in limits:
        case = LimitCase(limit, text, ledger, ceilings)
        results = decide_maximum(case) if limit.is_most else decide_minimum(case, unread)
        for each in results:
            if isinstance(each, LimitFinding):
                findings.append(each)
            else:
                not_decided.append(each)
    asks_units = any(UNIT in each.fields for each, _ in limits)
    remarks = (ONE_OFFICE_ASSUMED,) if rows and ledger.names_no_unit and asks_units else ()
    return LimitsResult(tuple(findings), tuple(not_decided), remarks)
