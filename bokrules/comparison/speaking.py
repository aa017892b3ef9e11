"""The rules of a policy that can have a say on an expense: those that do not select other types.

What is left out is false of the expense by its `untuk belanja` alone, and decides nothing: a large
edition is replayed on one expense as fast as a small one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar, cast

from bokrules.backends.decision import Facts
from bokrules.semantics.operators import is_a
from bokrules.semantics.policy import Gap, Policy, Prohibition, Selective

EXPENSE_TYPE = "belanja"
_Rule = TypeVar("_Rule", bound=Selective)


def speaking_of(facts: Facts, policy: Policy) -> Policy:
    """The policy without rules on other expense types; outcome, basis and gaps are the same.

    Permissions that are named as exceptions stay. All of it where the expense type is missing.
    """
    given = cast("str | None", facts.get(EXPENSE_TYPE))
    fact = policy.vocabulary.facts.get(EXPENSE_TYPE)
    if given is None or fact is None:
        return policy
    taxonomy = policy.vocabulary.taxonomies[fact.type.of]

    def near(rules: Iterable[_Rule]) -> tuple[_Rule, ...]:
        return tuple(each for each in rules if may_select(each))

    def may_select(rule: Selective) -> bool:
        return all(
            each.dimension != EXPENSE_TYPE
            or any(is_a(given, term, taxonomy) is not False for term in each.terms)
            for each in rule.selectors
        )

    prohibitions, gaps = near(policy.prohibitions), near(policy.gaps)
    excepting: list[Prohibition | Gap] = [*prohibitions, *gaps]
    named = {name for each in excepting for name in each.exceptions}
    return replace(
        policy,
        permissions=tuple(e for e in policy.permissions if e.name in named or may_select(e)),
        prohibitions=prohibitions,
        gaps=gaps,
        obligations=near(policy.obligations),
        limits=near(policy.limits),
    )
