"""The rules of a policy that can have a say on an expense.

What is left out selects another expense type or activity, is false of the expense by its `untuk`
alone, and decides nothing: a large edition is replayed on one expense as fast as a small one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar, cast

from bokrules.backends.decision import Facts
from bokrules.semantics.operators import is_a
from bokrules.semantics.policy import Gap, Policy, Prohibition, Selective, Selector

SELECTED = ("belanja", "kegiatan")
FEW = 400
"""So many rules are decided in no time."""
_Rule = TypeVar("_Rule", bound=Selective)
_Excepting = TypeVar("_Excepting", Prohibition, Gap)


def selected_by(facts: Facts) -> tuple[object, ...]:
    """What `speaking_of` looks at: of expenses alike in this it gives the same policy."""
    return tuple(facts.get(each) for each in SELECTED)


def replayed_in(facts: Facts, policy: Policy) -> Policy:
    """What a witness is replayed in: all of a policy, of a large one the rules that have a say."""
    return policy if len(policy.declared) <= FEW else speaking_of(facts, policy)


def speaking_of(facts: Facts, policy: Policy) -> Policy:
    """The policy without rules on other types or activities; outcome, basis and gaps are the same.

    Exceptions that are left out are left out of what they except too.
    """

    taxonomies = policy.vocabulary.taxonomies
    related = {
        dimension: {
            term
            for term in taxonomies[dimension].terms
            if is_a(cast("str", given), term, taxonomies[dimension]) is not False
        }
        for dimension in SELECTED
        if dimension in taxonomies and (given := facts.get(dimension)) is not None
    }

    def near(rules: Iterable[_Rule]) -> tuple[_Rule, ...]:
        return tuple(each for each in rules if all(map(may_hold, each.selectors)))

    def may_hold(selector: Selector) -> bool:
        known = related.get(selector.dimension)
        return known is None or not known.isdisjoint(selector.terms)

    permissions = near(policy.permissions)
    names = {each.name for each in permissions}

    def excepting(rules: Iterable[_Excepting]) -> tuple[_Excepting, ...]:
        return tuple(
            replace(each, exceptions=tuple(name for name in each.exceptions if name in names))
            for each in near(rules)
        )

    return replace(
        policy,
        permissions=permissions,
        prohibitions=excepting(policy.prohibitions),
        gaps=excepting(policy.gaps),
        obligations=near(policy.obligations),
        limits=near(policy.limits),
    )
