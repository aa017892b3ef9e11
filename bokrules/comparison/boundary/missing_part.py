"""The nearest expense that an exception does not take from a prohibition, for want of one part."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, cast

from bokrules.backends import reference
from bokrules.backends.decision import Facts, Value
from bokrules.cells.standing import standing_of
from bokrules.evaluation.search import telling_values
from bokrules.semantics.expressions import AllOf, Expression, fields_of
from bokrules.semantics.policy import Gap, Permission, Policy, Prohibition
from bokrules.semantics.vocabulary import Taxonomy


def parts_of(permission: Permission) -> list[Expression]:
    """What must hold together: each `untuk`, and each part of the `bila`."""
    parts = [each.condition for each in permission.selectors]
    when = permission.when
    return [*parts, *(when.operands if isinstance(when, AllOf) else [when])]


def misses(
    rule: Prohibition | Gap, exception: str, part: Expression, through: Facts, policy: Policy
) -> Facts | None:
    """`through` with one fact changed so that just this part fails, and the prohibition bites.

    One that no other prohibition is about comes first, then the nearest value. None if there is no
    such fact.
    """
    found: list[tuple[tuple[bool, int, int], Facts]] = []
    stands = standing_of(reference.decide(through, policy).possible)
    for name in dict.fromkeys(fields_of(part)):
        source = reference.source_of(name, through, policy)
        for distance, value in enumerate(_nearest(source, name, part, through, policy)):
            facts = _complete(rule, exception, part, {**through, source: value}, policy)
            if _just_fails(rule, exception, part, facts, policy):
                decision = reference.decide(facts, policy)
                if standing_of(decision.possible) != stands:
                    others_decide = decision.basis != (rule.name,)
                    found.append(((others_decide, len(facts), distance), facts))
    return min(found, key=lambda each: each[0], default=(None, None))[1]


def _complete(
    rule: Prohibition | Gap, exception: str, part: Expression, facts: Facts, policy: Policy
) -> Facts:
    """With what is needed to rule out the other exceptions."""
    if _just_fails(rule, exception, part, facts, policy):
        return facts
    for name in sorted(reference.decide(facts, policy).missing - facts.keys()):
        conditions = [policy.permission_by_name[each].condition for each in rule.exceptions]
        values = telling_values(name, conditions, facts, policy)
        if policy.vocabulary.facts[name].type.kind == "yes_no":
            values = (False, True)
        added = ({**facts, name: each} for each in values)
        facts = next((e for e in added if _just_fails(rule, exception, part, e, policy)), facts)
    return facts


def _just_fails(
    rule: Prohibition | Gap, exception: str, part: Expression, facts: Facts, policy: Policy
) -> bool:
    others = [each for each in parts_of(policy.permission_by_name[exception]) if each != part]
    held = (reference.holds(each, facts, policy) for each in others)
    if reference.holds(part, facts, policy) is not False or not all(held):
        return False
    if isinstance(rule, Gap):
        excepted = [policy.permission_by_name[each].condition for each in rule.exceptions]
        return reference.holds(rule.condition, facts, policy) is True and all(
            reference.holds(each, facts, policy) is False for each in excepted
        )
    return reference.prohibition_truth(rule, facts, policy) is True


def _nearest(
    source: str, name: str, part: Expression, facts: Facts, policy: Policy
) -> Iterator[Value]:
    """Other values of a fact, from the nearest: specific terms by their place in the taxonomy."""
    if source not in facts:
        return
    type_ = policy.vocabulary.facts[source].type
    given = facts[source]
    if type_.kind == "term":
        yield from _near_terms(cast("str", given), policy.vocabulary.taxonomies[type_.of])
        return
    rest = {each: value for each, value in facts.items() if each not in (source, name)}
    values = [each for each in telling_values(name, [part], rest, policy) if each != given]
    if isinstance(given, (bool, str)):
        yield from values
        return
    yield from sorted(values, key=lambda each: _distance(each, given))


def _distance(value: Any, given: Any) -> Any:
    return abs((value - given).days) if isinstance(value, date) else abs(value - given)


def _near_terms(given: str, taxonomy: Taxonomy) -> Iterable[str]:
    """Specific terms, those first that share a near term above."""
    seen = {given: 0}
    waiting = deque([given])
    while waiting:
        term = waiting.popleft()
        for each in (*taxonomy.terms[term].parents, *taxonomy.below(term)):
            if each not in seen:
                seen[each] = seen[term] + 1
                waiting.append(each)
    far = len(seen)
    place = {term: number for number, term in enumerate(taxonomy.terms)}
    specific = [each for each in taxonomy.terms if not taxonomy.below(each) and each != given]
    return sorted(specific, key=lambda each: (seen.get(each, far), place[each]))
