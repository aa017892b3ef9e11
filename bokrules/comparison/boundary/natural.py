"""Values as an office would have them: specific terms that go together, round amounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, cast

from bokrules.backends import reference
from bokrules.backends.decision import Facts
from bokrules.cells.conditions import FUND
from bokrules.cells.variables import ValueClass, Variable
from bokrules.evaluation.examples import is_signed
from bokrules.semantics.outcomes import Outcome
from bokrules.semantics.policy import Policy

_GENERAL, _UNHEARD_OF = 100_000, 200_000
_ROUND = (100_000, 1_000, 100, 1)
Classes = Mapping[str, tuple[Variable, Sequence[ValueClass]]]
"""By fact, the classes of values that it may have."""


@dataclass(frozen=True, slots=True)
class Habits:
    """What goes together in the examples that authors signed, those that can be paid first."""

    policy: Policy
    examples: tuple[Facts, ...]

    def place_of(self, classes: Classes) -> tuple[int, Facts]:
        """The first example whose terms all lie in the classes, and its place; else none.

        One with specific terms comes before all others. The place tells how natural it is.
        """
        wanted = [name for name in classes if self._is_term(name) and name != FUND]
        fitting = [
            (place, each)
            for place, each in enumerate(self.examples)
            if all(_within(each.get(name), classes[name][1]) for name in wanted)
            and (FUND not in each or FUND not in classes or _within(each[FUND], classes[FUND][1]))
        ]
        for place, each in fitting:
            if all(self._is_specific(name, str(each[name])) for name in wanted):
                return place, each
        for place, each in fitting:
            return _GENERAL + place, each
        return _UNHEARD_OF, {}

    def value(self, variable: Variable, classes: Sequence[ValueClass], like: Facts) -> Any:
        """The most natural value in one of the classes; None if there is none but missing."""
        known = [each for each in classes if each.is_complete] or [
            each for each in classes if not each.is_missing
        ]
        if not known:
            return None
        if known[0].is_interval:
            return _in_interval(known, self.policy)
        values = [value for each in known for value in each.values]
        if like.get(variable.name) in values:
            return like[variable.name]
        if set(values) == {True, False}:
            return False
        if self._is_term(variable.name):
            return next(
                (each for each in values if self._is_specific(variable.name, each)), values[0]
            )
        return values[0]

    def _is_term(self, name: str) -> bool:
        fact = self.policy.vocabulary.facts.get(name)
        return fact is not None and fact.type.kind == "term"

    def _is_specific(self, name: str, term: str) -> bool:
        taxonomy = self.policy.vocabulary.taxonomies[self.policy.vocabulary.facts[name].type.of]
        return not taxonomy.below(term)


def habits_of(policy: Policy) -> Habits:
    signed = [cast("Facts", each.given) for each in policy.examples if is_signed(each)]
    order = list(Outcome)
    ranked = sorted(signed, key=lambda each: -order.index(reference.decide(each, policy).outcome))
    return Habits(policy, tuple(ranked))


def _within(value: object, classes: Sequence[ValueClass]) -> bool:
    return value is not None and any(
        each.is_complete and not each.is_interval and value in each.values for each in classes
    )


def _in_interval(classes: Sequence[ValueClass], policy: Policy) -> Any:
    low = classes[0].values[0]
    if isinstance(low, date):
        first = policy.edition.first_day
        return next((first for each in classes if each.holds(first)), low)
    for each in _ROUND:
        value = Fraction(each) if isinstance(low, Fraction) else each
        if any(of.holds(value) for of in classes):
            return value
    return classes[0].example
