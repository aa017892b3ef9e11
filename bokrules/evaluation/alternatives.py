"""One expense of which a field may be any of several terms: what holds whichever it is.

A line names two things bought, or its activity is assumed to be one of the edition's menu. Each
combination is decided as if it were given; the answer is what they have in common.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import TypeAlias

from bokrules.backends.decision import Decision, Facts, ObligationResult
from bokrules.base import codes
from bokrules.base.errors import InvalidValue
from bokrules.base.messages import msg
from bokrules.evaluation.timeline import Ruling, least
from bokrules.semantics.expressions import memberships_of
from bokrules.semantics.outcomes import Outcome, State
from bokrules.semantics.policy import ASSUMED, Policy

Alternatives: TypeAlias = Mapping[str, Sequence[str]]
"""Terms by the Indonesian name of the field; each of them may be meant."""

REFUSED = frozenset({Outcome.FORBIDDEN, Outcome.UNLISTED})
PAYABLE = frozenset({Outcome.ALLOWED, Outcome.CONDITIONAL})


def rule_on_any(
    facts: Facts, alternatives: Alternatives, rule: Callable[[Facts], Ruling]
) -> Ruling:
    """The ruling on `facts` with any of the `alternatives`; `rule` decides one expense."""
    names = [name for name, terms in alternatives.items() if terms]
    combinations = [*product(*(alternatives[name] for name in names))]
    rulings = [rule({**facts, **dict(zip(names, each, strict=True))}) for each in combinations]
    return in_common(rulings, names, combinations)


def in_common(
    rulings: Sequence[Ruling], names: Sequence[str], combinations: Sequence[tuple[str, ...]]
) -> Ruling:
    """What rulings have in common, one for each combination of terms of the named fields."""
    if len(rulings) == 1:
        return rulings[0]
    decisions = [each.decision for each in rulings]
    turning = _turning(names, dict(zip(combinations, decisions, strict=True)))
    decision = _in_common(decisions, turning)
    too_general = decision.too_general - {*names}
    return Ruling(rulings[0].policy, replace(decision, too_general=too_general))


def assumed(decision: Decision) -> Decision:
    """A decision that rests on an assumption: never better than conditional, and it says so."""
    if not decision.possible & PAYABLE:
        return decision
    possible = decision.possible - {Outcome.ALLOWED} | {Outcome.CONDITIONAL}
    if decision.outcome not in PAYABLE:
        return replace(decision, possible=possible)
    assumption = ObligationResult(name=ASSUMED, state=State.UNKNOWN)
    return replace(
        decision,
        outcome=Outcome.CONDITIONAL,
        obligations=tuple(sorted((*decision.obligations, assumption), key=lambda each: each.name)),
        possible=possible,
    )


def menu_of(policy: Policy, field: str = "kegiatan") -> tuple[str, ...]:
    """The terms that an edition's permissions name for a field: the activities of its menu.

    Of several permissions those that serve the closed list of the field, where there is one.
    Raises InvalidValue where the edition names none.
    """
    serving = [each for each in policy.permissions if field in each.serves]
    rules = serving if any(each.dimension == field for each in policy.closed_lists) else []
    terms = {
        test.term
        for each in rules or policy.permissions
        for test in memberships_of(each.condition)
        if test.field == field
    }
    if not terms:
        raise InvalidValue(
            codes.INVALID_VALUE,
            msg(
                "edition {edition} has no menu of `{field}`", edition=policy.edition.id, field=field
            ),
            msg("leave the assumption out"),
        )
    return tuple(sorted(terms))


def _turning(names: Sequence[str], decided: Mapping[tuple[str, ...], Decision]) -> frozenset[str]:
    """The fields on which alone the outcome turns somewhere."""
    found = set()
    for place, name in enumerate(names):
        outcomes: dict[tuple[str, ...], Outcome] = {}
        for combination, decision in decided.items():
            rest = combination[:place] + combination[place + 1 :]
            if outcomes.setdefault(rest, decision.outcome) is not decision.outcome:
                found.add(name)
    return frozenset(found)


def _in_common(decisions: Sequence[Decision], turning: frozenset[str]) -> Decision:
    outcomes = {each.outcome for each in decisions}
    possible = frozenset().union(*(each.possible for each in decisions))
    if len(outcomes) == 1:
        (outcome,) = outcomes
    elif outcomes <= PAYABLE:
        outcome = Outcome.CONDITIONAL
    else:
        outcome = Outcome.UNDETERMINED
    missing = frozenset().union(*(each.missing for each in decisions))
    if outcome is Outcome.UNDETERMINED:
        missing |= turning
    questioned = [each.questioned for each in decisions]
    return Decision(
        outcome=outcome,
        basis=_basis(decisions),
        obligations=_obligations(decisions),
        missing=missing,
        too_general=frozenset().union(*(each.too_general for each in decisions)),
        possible=possible,
        gaps=_each_once(each.gaps for each in decisions),
        questioned=questioned[0] if possible <= REFUSED else least(questioned),
        unsupported=least([each.unsupported for each in decisions]),
        limits=_each_once(each.limits for each in decisions),
    )


def _basis(decisions: Sequence[Decision]) -> tuple[str, ...]:
    """The rules on which every decision rests; where there are none, all of them."""
    every = _each_once(each.basis for each in decisions)
    shared = tuple(name for name in every if all(name in each.basis for each in decisions))
    return shared or every


def _each_once(names: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for each in names for name in each))


def _obligations(decisions: Sequence[Decision]) -> tuple[ObligationResult, ...]:
    """All that may apply; certain is only what holds in every case."""
    by_name: dict[str, list[ObligationResult]] = {}
    for decision in decisions:
        for each in decision.obligations:
            by_name.setdefault(each.name, []).append(each)
    return tuple(
        _obligation(by_name[name], everywhere=len(by_name[name]) == len(decisions))
        for name in sorted(by_name)
    )


def _obligation(results: Sequence[ObligationResult], *, everywhere: bool) -> ObligationResult:
    first = results[0]
    if all(each == first for each in results) and (everywhere or first.state is State.MET):
        return first
    states = {each.state for each in results}
    certain = len(states) == 1 and (everywhere or State.MET in states)
    return ObligationResult(
        name=first.name,
        state=first.state if certain else State.UNKNOWN,
        due=first.due if len({each.due for each in results}) == 1 else None,
        paid=first.paid if len({each.paid for each in results}) == 1 else None,
        shortfall=min(each.shortfall for each in results) if everywhere else 0,
        lacks_evidence=everywhere and all(each.lacks_evidence for each in results),
    )
