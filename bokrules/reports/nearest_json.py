"""The nearest compliant change as the public JSON document."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from bokrules.comparison.nearest.change import Change, Nearest, Reason, Solution
from bokrules.reports.verdict_text import facts_document


def nearest_document(nearest: Nearest) -> dict[str, Any]:
    """`added_only` stands beside `solutions` that change what was said; `size` counts changes."""
    return {
        "answer": nearest.answer.value,
        "edition": nearest.policy.edition.to_dict(),
        "outcome": nearest.verdict.outcome.value,
        "size": nearest.size,
        "count": nearest.count,
        "proved": nearest.is_proved,
        "solutions": [_solution(each) for each in nearest.solutions],
        "added_only": [_solution(each) for each in nearest.kept],
        "gaps": [_reason(each) for each in nearest.gap_reasons],
    }


def _solution(solution: Solution) -> dict[str, Any]:
    policy = solution.verdict.policy
    return {
        "changes": [_change(each) for each in solution.changes],
        "expense": facts_document(solution.facts, policy),
    }


def _change(change: Change) -> dict[str, Any]:
    fact = change.without.policy.vocabulary.facts[change.fact]
    low, high = change.between or (None, None)
    return {
        "kind": change.kind.value,
        "field": fact.alias,
        "tax": change.tax,
        "before": _plain(change.before),
        "value": _plain(change.value),
        "from": _plain(low),
        "to": _plain(high),
        "also": list(change.also),
        "asked_by": [_reason(each) for each in change.asked_by],
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "rule": reason.rule,
        "label": reason.label,
        "citation": reason.citation,
        "page": reason.page,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Fraction) else value
