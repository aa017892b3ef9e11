"""Many expenses under a policy, cheaper than hypothesis draws them."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

from bokrules.backends.decision import Facts
from bokrules.semantics.policy import Policy
from bokrules.semantics.vocabulary import Fact
from tests.properties.generators import near_thresholds

_NUMBERS = (Fraction(0), Fraction(149, 100), Fraction(3, 2), Fraction(2))


def complete_expense(policy: Policy, random: Random) -> Facts:
    """Every fact given, terms as specific as can be, amounts at and beside the thresholds."""
    return {fact.name: _value(fact, policy, random) for fact in policy.vocabulary.facts.values()}


def any_expense(policy: Policy, random: Random) -> Facts:
    """Some facts given, terms of any kind."""
    share = random.choice((50, 80))
    return {
        fact.name: _value(fact, policy, random, is_specific=random.random() < 0.7)
        for fact in policy.vocabulary.facts.values()
        if random.randrange(100) < share
    }


def _value(fact: Fact, policy: Policy, random: Random, *, is_specific: bool = True) -> Any:
    vocabulary = policy.vocabulary
    match fact.type.kind:
        case "yes_no":
            return random.random() < 0.5
        case "term":
            terms = vocabulary.taxonomies[fact.type.of].terms
            general = {parent for each in terms.values() for parent in each.parents}
            return random.choice([each for each in terms if not is_specific or each not in general])
        case "choice":
            return random.choice(list(vocabulary.choices[fact.type.of].options))
        case "documents":
            return frozenset(each for each in vocabulary.documents if random.random() < 0.5)
        case "taxes":
            return {each: random.choice(near_thresholds(policy)) for each in vocabulary.taxes}
        case "date":
            first = policy.edition.first_day
            return first.replace(month=random.choice((6, 7)), day=random.choice((1, 30)))
        case "text":
            return ""
        case "count":
            return random.randrange(5)
        case "number":
            return random.choice(_NUMBERS)
        case _:
            return random.choice(near_thresholds(policy))
