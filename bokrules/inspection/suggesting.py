"""The nearest terms for lines of which nothing is known, for a person to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bokrules.evaluation.row import Place
from bokrules.inspection.classify.classifier import ACTIVITY, EXPENSE_TYPE, Classifier
from bokrules.inspection.judging import Judged
from bokrules.semantics.outcomes import Outcome

Suggestions = Mapping[str, tuple[str, ...]]
"""Terms by dimension, the nearest first."""

MOST_TEXTS = 300
"""Texts for which terms are suggested; for others `bokrules choose` shows them."""


def suggestions(
    judged: Mapping[Place, Judged], classifier: Classifier | None, most: int = MOST_TEXTS
) -> dict[Place, Suggestions]:
    """Of lines that need data, by place: what their texts come nearest to, where unknown.

    That is for so many texts at `most`, the first of the ledger.
    """
    if classifier is None:
        return {}
    nearest = classifier.nearest
    known: dict[tuple[str, tuple[str, ...]], Suggestions] = {}
    found: dict[Place, Suggestions] = {}
    for place, each in judged.items():
        text = str(each.row.verdict.facts.get("uraian", ""))
        if not text or each.row.verdict.outcome is not Outcome.UNDETERMINED:
            continue
        key = text, tuple(_unknown(each))
        if key not in known and len(known) < most:
            known[key] = {
                dimension: tuple(near.term for near in nearest.of(text, dimension))
                for dimension in key[1]
            }
        if known.get(key):
            found[place] = known[key]
    return found


def _unknown(judged: Judged) -> Iterable[str]:
    """The dimensions that are asked for, and of which nothing is known."""
    missing = judged.row.verdict.decision.missing
    both = (
        (EXPENSE_TYPE, judged.classification.expense_type),
        (ACTIVITY, judged.classification.activity),
    )
    return (name for name, known in both if not known.values and name in missing)
