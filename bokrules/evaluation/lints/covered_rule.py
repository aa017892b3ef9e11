"""A rule that is wholly covered by others: without it every verdict is the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bokrules.backends.decision import Facts
from bokrules.backends.reference import holds
from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import msg
from bokrules.evaluation.finder import Finder
from bokrules.evaluation.search import effect_of
from bokrules.semantics.expressions import AllOf, Expression, Not
from bokrules.semantics.limits import Counted, Limit, Rupiah, ShareOf
from bokrules.semantics.operators import Truth
from bokrules.semantics.policy import (
    Declared,
    Evidence,
    Gap,
    Obligation,
    Permission,
    Policy,
    Prohibition,
    Requirement,
    Selective,
)

Rule = Permission | Prohibition | Obligation | Limit


def find_covered_rules(finder: Finder, out: Diagnostics) -> None:
    """Report every rule without which each complete expense has the same outcome and limits.

    Not one that cites a clause of its own, for the decree may say a thing twice; nor a permission
    that a prohibition excepts. Of two rules that cover each other the later is reported.
    """
    policy = finder.policy
    rules: list[Rule] = [*policy.permissions, *policy.prohibitions]
    rules += [*policy.obligations, *policy.limits]
    excepting: list[Prohibition | Gap] = [*policy.prohibitions, *policy.gaps]
    excepted = {name for each in excepting for name in each.exceptions}
    left = list(rules)
    for rule in sorted(rules, key=lambda each: each.span, reverse=True):
        others = [each for each in left if each is not rule]
        if rule.name in excepted or _cites_alone(rule, others, policy):
            continue
        covering = _covering(rule, others, finder)
        if covering:
            left.remove(rule)
            out.warning(
                codes.COVERED_RULE,
                rule.span,
                msg(
                    "`{name}` changes nothing: all of it is in {others}",
                    name=rule.name,
                    others=[f"`{each}`" for each in covering],
                ),
                msg("leave it out, or correct what it selects, asks for or cites"),
            )


def _cites_alone(rule: Rule, others: Sequence[Rule], policy: Policy) -> bool:
    """Some clause of the rule is cited by no other declaration that still stands."""
    standing: list[Declared] = [*others]
    standing += [each for each in policy.declared if not isinstance(each, Rule)]
    cited = [citation for each in standing for citation in each.citations]
    return any(not any(other.covers(own.clause) for other in cited) for own in rule.citations)


def _covering(rule: Rule, others: Sequence[Rule], finder: Finder) -> list[str]:
    """The names of the rules that do all that this one does; none if it does something alone."""
    if isinstance(rule, Limit):
        return _tighter(rule, others, finder)
    names: dict[str, None] = {}
    for candidates in _parts(rule, others):
        near = [each for each in candidates if _meet(rule, each, finder)]
        if not near or not _lies_within(rule, near, finder):
            return []
        alone = next((each for each in near if _lies_within(rule, [each], finder)), None)
        names |= dict.fromkeys(each.name for each in (near if alone is None else [alone]))
    return list(names)


def _parts(rule: Rule, others: Sequence[Rule]) -> Iterator[Sequence[Selective]]:
    """For each effect of a rule the others that have it too."""
    match rule:
        case Permission(serves=serves):
            permissions = [each for each in others if isinstance(each, Permission)]
            if not serves:
                yield permissions
            for name in sorted(serves):
                yield [each for each in permissions if name in each.serves]
        case Prohibition():
            yield [each for each in others if isinstance(each, Prohibition)]
        case Obligation(requirements=requirements):
            obligations = [each for each in others if isinstance(each, Obligation)]
            for own in requirements:
                yield [
                    each
                    for each in obligations
                    if any(_entails(other, own) for other in each.requirements)
                ]
        case _:
            return


def _entails(other: Requirement, own: Requirement) -> bool:
    """Whoever meets the other requirement meets this one."""
    if isinstance(other, Evidence) and isinstance(own, Evidence):
        return all(
            any(set(proof) <= set(group) for proof in other.documents) for group in own.documents
        )
    return other == own


# ---- limits ----


def _tighter(rule: Limit, others: Sequence[Rule], finder: Finder) -> list[str]:
    """A limit that leaves this one no room: `maksimal` on more expenses, `minimal` on fewer."""
    for each in others:
        if isinstance(each, Limit) and _is_as_tight(each, rule):
            inner, outer = (rule, each) if rule.is_most else (each, rule)
            if _lies_within(inner, [outer], finder):
                return [each.name]
    return []


def _is_as_tight(other: Limit, own: Limit) -> bool:
    """The other limits the same measure, in the same groups, at least as much."""
    if (other.is_most, other.fields, other.period) != (own.is_most, own.fields, own.period):
        return False
    match other.measure, own.measure:
        case Counted(value=a, unit=unit), Counted(value=b, unit=same) if unit == same:
            pass
        case Rupiah(amount=a), Rupiah(amount=b):
            pass
        case ShareOf(share=a, basis=basis), ShareOf(share=b, basis=same) if basis == same:
            pass
        case _:
            return False
    return a <= b if own.is_most else a >= b


# ---- what applies where ----


def _meet(rule: Selective, other: Selective, finder: Finder) -> bool:
    effects = [effect_of(rule, finder.policy), effect_of(other, finder.policy)]
    return finder.may_meet(rule, other) and _exists(effects, finder)


def _lies_within(rule: Selective, others: Sequence[Selective], finder: Finder) -> bool:
    """Wherever the rule has its effect one of the others has it."""
    outside = [Not(effect_of(each, finder.policy)) for each in others]
    return not _exists([effect_of(rule, finder.policy), *outside], finder)


def _exists(conditions: Sequence[Expression], finder: Finder) -> bool:
    def all_hold(facts: Facts) -> Truth:
        return holds(AllOf(tuple(conditions)), facts, finder.policy)

    return finder.is_possible([all_hold], conditions)
