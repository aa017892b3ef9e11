"""Which cases an author has still to sign."""

from __future__ import annotations

from collections.abc import Iterable

from bokrules.comparison.boundary.case import BoundaryCase
from bokrules.evaluation.examples import is_signed
from bokrules.semantics.policy import Policy


def unsigned(cases: Iterable[BoundaryCase], policy: Policy) -> list[BoundaryCase]:
    """Each expense once, without those that stand in a signed example."""
    seen: list[dict[str, object]] = [
        dict(each.given) for each in policy.examples if is_signed(each)
    ]
    found: list[BoundaryCase] = []
    for each in cases:
        facts: dict[str, object] = dict(each.facts)
        if facts not in seen:
            seen.append(facts)
            found.append(each)
    return found
