"""The cases at the thresholds and exceptions of one policy, each replayed in the reference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from bokrules.backends import reference
from bokrules.backends.decision import Facts, Value
from bokrules.cells.standing import Standing, standing_of
from bokrules.comparison.analysis.idle_exceptions import policy_without
from bokrules.comparison.analysis.space import Space, agree, space_of
from bokrules.comparison.boundary.case import (
    Beside,
    Boundaries,
    BoundaryCase,
    LeftOut,
    LetsThrough,
    Misses,
    Reason,
)
from bokrules.comparison.boundary.completing import Completed, Completing
from bokrules.comparison.boundary.missing_part import misses, parts_of
from bokrules.comparison.boundary.natural import Habits, habits_of
from bokrules.comparison.boundary.thresholds import (
    Position,
    Rule,
    Threshold,
    deciding_rules,
    thresholds_in,
    values_around,
)
from bokrules.comparison.boundary.turning import Candidate, beside, class_order, excepted
from bokrules.evaluation.thresholds import thresholds_of
from bokrules.semantics import expressions as ir
from bokrules.semantics.policy import Gap, Policy, Prohibition

MOST_TRIED = 40
"""As many expenses are completed, to choose from."""
DAY = "tanggal"


def boundary_cases(policy: Policy) -> tuple[BoundaryCase, ...]:
    """The cases of `boundaries`."""
    return boundaries(policy).cases


def boundaries(
    policy: Policy, *, is_dated: bool = False, earlier: Sequence[Policy] = ()
) -> Boundaries:
    """Every case of a policy, rule by rule in the order of the decree, and what has none.

    Expenses bear the first day in force if `is_dated`, and where the text amends another one. Rules
    that stand unchanged in an `earlier` text are passed over. Raises WitnessDisagrees, a bug.
    """
    finding = _Finding(space_of(policy), is_dated or bool(policy.edition.amends))
    found: list[BoundaryCase | LeftOut] = []
    for rule in deciding_rules(policy):
        if all(rule not in deciding_rules(each) for each in earlier):
            for threshold in thresholds_in(rule, policy):
                found += finding.beside(threshold)
            if isinstance(rule, (Prohibition, Gap)):
                for name in rule.exceptions:
                    found += finding.around(rule, name)
    left_out = [each for each in found if isinstance(each, LeftOut)]
    left_out += [
        LeftOut(each, None, Reason.LEDGER)
        for each in sorted(policy.limits, key=policy.place)
        if all(each not in other.limits for other in earlier)
    ]
    cases = tuple(each for each in found if isinstance(each, BoundaryCase))
    return Boundaries(cases, tuple(left_out))


class _Finding:
    def __init__(self, space: Space, is_dated: bool) -> None:
        self.space = space
        self.policy = space.policy
        self.is_dated = is_dated
        self.habits: Habits = habits_of(space.policy)
        self.completing = Completing(space.policy, space.conditions.variables, self.habits)

    # ---- thresholds ----

    def beside(self, threshold: Threshold) -> Iterator[BoundaryCase | LeftOut]:
        values = {} if threshold.constant is None else self._values(threshold)
        classes = class_order(threshold, self.space, list(values.values()))
        sides = beside(threshold, self.space, classes)
        if sides.turns is False:
            yield LeftOut(threshold.rule, threshold, Reason.NOTHING_TURNS)
            return
        tried = [
            self._at_threshold(threshold, each, values, classes)
            for each in islice(sides.candidates(self.habits), MOST_TRIED)
        ]
        best = min((e for e in tried if e is not None), key=lambda each: each.rank, default=None)
        if best is None:
            yield LeftOut(threshold.rule, threshold, Reason.NOT_FOUND)
            return
        for position, facts, decision in zip(
            best.positions, best.completed.variants, best.completed.decisions, strict=True
        ):
            value = facts[_given_as(threshold.field, facts, self.policy)]
            yield BoundaryCase(
                rule=threshold.rule,
                what=Beside(best.threshold, position, value),
                facts=facts,
                decision=decision,
            )

    def _values(self, threshold: Threshold) -> dict[Position, Value]:
        assert threshold.constant is not None
        others = [
            each.constant
            for rule in deciding_rules(self.policy)
            for each in thresholds_in(rule, self.policy)
            if each.field == threshold.field and each.constant is not None
        ]
        kind = self.policy.vocabulary.facts[threshold.field].type
        return values_around(threshold.constant, kind, others)

    def _at_threshold(
        self,
        threshold: Threshold,
        candidate: Candidate,
        values: dict[Position, Value],
        classes: Sequence[int],
    ) -> _Tried | None:
        if threshold.constant is None:
            return self._across(threshold, candidate)
        field = threshold.field
        shared = self._dated(candidate.facts, field)
        name = _plain_name(field, shared, self.policy)
        variants = [{name: each} for each in values.values()]
        chosen = list(dict.fromkeys(classes))
        stands = [candidate.stands[chosen.index(each)].standing for each in classes]
        completed = self._completed(threshold, shared, variants, stands)
        for facts, decision, stand in zip(
            completed.variants, completed.decisions, stands, strict=True
        ):
            agree(standing_of(decision.possible) == stand, facts, decision.possible)
        return _Tried(threshold, tuple(values), completed, candidate.is_unheard_of)

    def _completed(
        self,
        threshold: Threshold,
        shared: Facts,
        variants: Sequence[Facts],
        stands: Sequence[Standing],
    ) -> Completed:
        kept = set(ir.fields_of(threshold.rule.condition))
        return self.completing.completed(shared, variants, threshold.rule, stands, kept)

    def _across(self, threshold: Threshold, candidate: Candidate) -> _Tried | None:
        """A comparison of several facts: the others are given, then one is set beside the turn."""
        shared: dict[str, Any] = dict(self._dated(candidate.facts, threshold.field))
        shared.pop(threshold.field, None)
        for name in ir.fields_of(threshold.comparison):
            if name != threshold.field:
                shared.setdefault(name, self._plain(name))
        turning = list(thresholds_of(threshold.field, [threshold.comparison], shared, self.policy))
        if not turning:
            return None
        kind = self.policy.vocabulary.facts[threshold.field].type
        values = values_around(turning[0], kind, [])
        variants = [{threshold.field: each} for each in values.values()]
        stands = [
            standing_of(reference.decide({**shared, **each}, self.policy).possible)
            for each in variants
        ]
        completed = self._completed(threshold, shared, variants, stands)
        solved = replace(threshold, constant=turning[0])
        if completed.all_alike:
            return None
        return _Tried(solved, tuple(values), completed, candidate.is_unheard_of)

    def _plain(self, name: str) -> Value:
        return 100_000 if self.policy.vocabulary.facts[name].type.kind == "rupiah" else 1

    def _dated(self, facts: Facts, field: str) -> Facts:
        known = DAY in self.policy.vocabulary.facts
        if not self.is_dated or not known or DAY in (*facts, field):
            return facts
        return {**facts, DAY: self.policy.edition.first_day}

    # ---- exceptions ----

    def around(self, rule: Prohibition | Gap, name: str) -> Iterator[BoundaryCase | LeftOut]:
        permission = self.policy.permission_by_name[name]
        both = ir.AllOf((rule.condition, permission.condition))
        without = policy_without(rule, name, self.policy)
        sides = excepted(self.space.conditions.node(both), without, self.space)
        if sides.turns is False:
            yield LeftOut(rule, LetsThrough(name), Reason.NOTHING_TURNS)
            return
        found = [
            (each.is_unheard_of, self._let_through(rule, each, set(ir.fields_of(both))))
            for each in islice(sides.candidates(self.habits), MOST_TRIED)
        ]
        tried = [case for _, case in sorted(found, key=lambda each: (each[0], each[1].rank))]
        if not tried:
            yield LeftOut(rule, LetsThrough(name), Reason.NOT_FOUND)
            return
        through = tried[0]
        yield BoundaryCase(
            rule=rule,
            what=LetsThrough(name),
            facts=through.variants[0],
            decision=through.decisions[0],
        )
        for part in parts_of(permission):
            near = (misses(rule, name, part, each.variants[0], self.policy) for each in tried)
            facts = next((each for each in near if each is not None), None)
            if facts is None:
                yield LeftOut(rule, Misses(name, part), Reason.NO_NEIGHBOUR)
                continue
            decision = reference.decide(facts, self.policy)
            yield BoundaryCase(rule=rule, what=Misses(name, part), facts=facts, decision=decision)

    def _let_through(self, rule: Rule, candidate: Candidate, kept: set[str]) -> Completed:
        stands = [candidate.stands[0].standing]
        shared = self._dated(candidate.facts, "")
        completed = self.completing.completed(shared, [{}], None, stands, kept)
        [decision] = completed.decisions
        agree(standing_of(decision.possible) == stands[0], completed.variants[0], rule.name)
        return completed


@dataclass(frozen=True, slots=True)
class _Tried:
    threshold: Threshold
    """With its constant."""
    positions: tuple[Position, ...]
    completed: Completed
    is_unheard_of: bool

    @property
    def rank(self) -> tuple[bool, bool, bool, bool, list[int]]:
        completed = self.completed
        alike, none_allowed, *rest = completed.rank
        return completed.all_alike, alike, none_allowed, self.is_unheard_of, rest


def _plain_name(field: str, shared: Facts, policy: Policy) -> str:
    """Where a fact is taken from another one if missing, that one is given, unless it is told."""
    while (default := policy.vocabulary.facts[field].default) is not None:
        if default in shared or field in shared:
            return field
        field = default
    return field


def _given_as(field: str, facts: Facts, policy: Policy) -> str:
    return reference.source_of(field, facts, policy)
