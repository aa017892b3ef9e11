"""How a classified line is judged by an edition, beside what its clause says of it."""

from __future__ import annotations

from itertools import product

from bokrules.editions import Edition
from bokrules.evaluation.verdict import Outcome
from bokrules.inspection.classify.classifier import Classifier

REFUSALS = {Outcome.FORBIDDEN, Outcome.UNLISTED}
PASSES = {Outcome.ALLOWED, Outcome.CONDITIONAL}

Judged = tuple[Outcome, frozenset[Outcome], frozenset[str]]
"""The outcome, the outcomes that are still possible, and the facts that are missing."""


def judge(edition: Edition, classifier: Classifier, text: str) -> Judged:
    """Of every combination of what the line names; only what they agree on is decided."""
    found = classifier.classify(text)
    each = product(found.expense_type.values or (None,), found.activity.values or (None,))
    verdicts = [edition.validate(_expense(*pair)) for pair in each]
    outcomes = {verdict.outcome for verdict in verdicts}
    possible = frozenset(one for verdict in verdicts for one in verdict.possible)
    missing = frozenset(one for verdict in verdicts for one in verdict.missing)
    if len(outcomes) == 1:
        return outcomes.pop(), possible, missing
    if outcomes <= PASSES:
        return Outcome.CONDITIONAL, possible, missing
    return Outcome.UNDETERMINED, possible, missing


def _expense(expense_type: str | None, activity: str | None) -> dict[str, object]:
    given = {"amount": 100_000, "expense_type": expense_type, "activity": activity}
    return {name: value for name, value in given.items() if value is not None}


def is_right(status: str, judged: Judged) -> bool:
    """Whether the judgement says no more, and no other, than the clause does."""
    outcome, possible, missing = judged
    undetermined = outcome is Outcome.UNDETERMINED
    match status:
        case "dilarang":
            return outcome is Outcome.FORBIDDEN or (undetermined and possible <= REFUSALS)
        case "tidak_tercantum":
            return outcome is Outcome.UNLISTED or (undetermined and possible <= REFUSALS)
        case "diizinkan":
            return outcome in PASSES or (undetermined and missing == {"activity"})
        case "perlu_konteks":
            return undetermined or outcome in {Outcome.CONDITIONAL, Outcome.UNLISTED}
    raise ValueError(status)
