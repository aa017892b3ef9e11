"""Boundary cases as the public JSON document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, assert_never

from bokrules.base.numbers import format_number
from bokrules.comparison.boundary.case import (
    Beside,
    Boundaries,
    BoundaryCase,
    LetsThrough,
    Misses,
    What,
)
from bokrules.comparison.boundary.thresholds import Bound, Threshold
from bokrules.comparison.boundary.unsigned import unsigned
from bokrules.evaluation.citing import citation_text
from bokrules.reports.boundary_words import because, case_words, left_out_words
from bokrules.reports.expression_text import condition_words
from bokrules.reports.verdict_text import facts_document
from bokrules.semantics.policy import Policy


def boundary_document(found: Sequence[tuple[Policy, Boundaries]]) -> dict[str, Any]:
    """The texts of an edition, each with its cases and what has none; labels as people read them.

    `expense` is what `validate` takes. A case is signed if an example of the edition has its facts.
    """
    return {
        "edition": found[0][0].edition.to_dict(),
        "texts": [
            {
                "text": policy.edition.id,
                "cases": _cases(boundaries, policy),
                "left_out": [
                    {
                        "rule": each.rule.name,
                        "what": left_out_words(each, policy),
                        "reason": each.reason.value,
                    }
                    for each in boundaries.left_out
                ],
            }
            for policy, boundaries in found
        ],
    }


def _cases(boundaries: Boundaries, policy: Policy) -> list[dict[str, Any]]:
    left = unsigned(boundaries.cases, policy)
    facts = [each.facts for each in left]
    return [_case(each, each.facts not in facts, policy) for each in boundaries.cases]


def _case(case: BoundaryCase, is_signed: bool, policy: Policy) -> dict[str, Any]:
    decision = case.decision
    return {
        "rule": case.rule.name,
        "citation": citation_text(case.rule.citations, policy),
        "sentence": case_words(case, policy),
        **_what(case.what, policy),
        "expense": facts_document(case.facts, policy),
        "outcome": decision.outcome.value,
        "because": because(case),
        "obligations": {each.name: each.state.value for each in decision.obligations},
        "questioned_amount": decision.questioned,
        "signed": is_signed,
    }


def _what(what: What, policy: Policy) -> dict[str, Any]:
    match what:
        case Beside(threshold=Threshold() as threshold, position=position):
            return {
                "kind": "threshold",
                "field": policy.vocabulary.facts[threshold.field].alias,
                "operator": threshold.comparison.comparison,
                "constant": _constant(threshold.constant),
                "position": position.value,
            }
        case LetsThrough(exception=name):
            return {"kind": "exception", "exception": name, "fails": None}
        case Misses(exception=name, part=part):
            words = condition_words(part, policy.vocabulary)
            return {"kind": "exception", "exception": name, "fails": words}
        case _:
            assert_never(what)


def _constant(value: Bound | None) -> int | str:
    assert value is not None
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, int) else format_number(value)
