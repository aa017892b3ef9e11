"""One expense in, one verdict out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import cast

from bokrules.backends.decision import Facts
from bokrules.base import codes
from bokrules.base.errors import InvalidValue
from bokrules.base.messages import msg
from bokrules.evaluation.expense import to_date, to_facts
from bokrules.evaluation.timeline import Texts, rule_on
from bokrules.evaluation.trace import trace_of
from bokrules.evaluation.verdict import Verdict
from bokrules.semantics.operators import in_force


def judge(
    expense: Mapping[str, object],
    texts: Texts,
    *,
    day: date | None = None,
    trace: bool = False,
    others: Callable[[], Sequence[str]] | None = None,
) -> Verdict:
    """The verdict of an edition's texts on `expense`. `day` stands in for a date that it lacks.

    `others` says which editions there are; it is asked only for a day outside the texts' force.
    Raises UnknownField, UnknownValue or InvalidValue.
    """
    facts = facts_on(expense, texts, day)
    ruling = rule_on(facts, texts)
    return Verdict(
        ruling.policy,
        facts,
        ruling.decision,
        trace_of(facts, ruling.policy) if trace else None,
        disagreeing=ruling.disagreeing,
        known_editions=tuple(others()) if others and _is_outside(facts, texts) else (),
    )


def facts_on(expense: Mapping[str, object], texts: Texts, day: date | None) -> Facts:
    """The facts of an expense; `day` stands in for a date that it lacks.

    Raises UnknownField, UnknownValue or InvalidValue.
    """
    facts = dict(to_facts(expense, texts[0]))
    day = None if day is None else to_date("date", day)
    if day is not None and facts.setdefault("tanggal", day) != day:
        raise InvalidValue(
            codes.FIELD_TWICE,
            msg("the expense has another date: {a}, not {b}", a=facts["tanggal"], b=day),
            msg("give the date once"),
        )
    return facts


def _is_outside(facts: Facts, texts: Texts) -> bool:
    """A day on which none of the texts is in force."""
    edition = texts[0].edition
    truth = in_force(cast("date | None", facts.get("tanggal")), edition.first_day, edition.last_day)
    return truth is False
