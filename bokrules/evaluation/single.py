"""One expense in, one verdict out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bokrules.backends import reference
from bokrules.base import codes
from bokrules.base.errors import InvalidValue
from bokrules.base.messages import msg
from bokrules.evaluation.expense import to_date, to_facts
from bokrules.evaluation.trace import trace_of
from bokrules.evaluation.verdict import Verdict
from bokrules.semantics.policy import Policy


def judge(
    expense: Mapping[str, object],
    policy: Policy,
    *,
    day: date | None = None,
    trace: bool = False,
) -> Verdict:
    """The verdict of `policy` on `expense`. `day` stands in for a date that the expense lacks.

    Raises UnknownField, UnknownValue or InvalidValue.
    """
    facts = dict(to_facts(expense, policy))
    day = None if day is None else to_date("date", day)
    if day is not None and facts.setdefault("tanggal", day) != day:
        raise InvalidValue(
            codes.FIELD_TWICE,
            msg("the expense has another date: {a}, not {b}", a=facts["tanggal"], b=day),
            msg("give the date once"),
        )
    decision = reference.decide(facts, policy)
    return Verdict(policy, facts, decision, trace_of(facts, policy) if trace else None)
