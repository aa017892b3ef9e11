"""One expense in, one verdict out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bokrules.backends.decision import Facts
from bokrules.base import codes
from bokrules.base.errors import InvalidValue
from bokrules.base.messages import msg
from bokrules.evaluation.compiled import CompiledTexts, compiled
from bokrules.evaluation.expense import to_date
from bokrules.evaluation.timeline import Texts
from bokrules.evaluation.trace import trace_of
from bokrules.evaluation.verdict import Verdict


def judge(
    expense: Mapping[str, object],
    texts: Texts | CompiledTexts,
    *,
    day: date | None = None,
    trace: bool = False,
) -> Verdict:
    """The verdict of an edition's texts on `expense`. `day` stands in for a date that it lacks.

    Who judges many compiles the texts once. Raises UnknownField, UnknownValue or InvalidValue.
    """
    texts = compiled(texts)
    if day is None and not trace:
        return texts.verdict_on(expense)
    facts = facts_on(expense, texts, day)
    found = texts.class_of(facts)
    return Verdict.of_class(found, facts, texts, trace_of(facts, found.policy) if trace else None)


def facts_on(
    expense: Mapping[str, object], texts: Texts | CompiledTexts, day: date | None
) -> Facts:
    """The facts of an expense; `day` stands in for a date that it lacks.

    Raises UnknownField, UnknownValue or InvalidValue.
    """
    facts = compiled(texts).facts_of(expense)
    if day is None:
        return facts
    day = to_date("date", day)
    facts = {**facts}
    if facts.setdefault("tanggal", day) != day:
        raise InvalidValue(
            codes.FIELD_TWICE,
            msg("the expense has another date: {a}, not {b}", a=facts["tanggal"], b=day),
            msg("give the date once"),
        )
    return facts
