"""Whether an expense lies in a region."""

from __future__ import annotations

from bokrules.backends import reference
from bokrules.backends.decision import Facts
from bokrules.comparison.verdicts.regions import Holding, Range, Region
from bokrules.semantics.policy import Policy


def inside(facts: Facts, region: Region, policy: Policy) -> bool:
    """A fact that is taken from another where it is missing lies where that one does."""
    return all(_within(facts, each, policy) for each in region)


def _within(facts: Facts, each: Range | Holding, policy: Policy) -> bool:
    if isinstance(each, Holding):
        return reference.holds(each.condition, facts, policy) is each.holds
    value = facts.get(reference.source_of(each.field, facts, policy))
    if value is None:
        return False
    if each.intervals:
        return any(ends.holds(value) for ends in each.intervals)
    return value in each.values
