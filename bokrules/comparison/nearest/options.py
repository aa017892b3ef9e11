"""What may become of each fact: it stays, or it moves to another class of values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any, cast

from bokrules.base.money import LARGEST_AMOUNT
from bokrules.cells.variables import ValueClass, Variable
from bokrules.comparison.nearest.problem import Problem
from bokrules.semantics.vocabulary import Taxonomy

DIMENSIONS = ("belanja", "kegiatan", "dana")
"""What was bought, for what, from which fund: with another one it is another expense."""
STAMP = "meterai"


class Reach(Enum):
    """Which facts may be others: none that is given, all that leave the expense what it is, all."""

    ADDED = 1
    WITHIN = 2
    ANOTHER = 3


@dataclass(frozen=True, slots=True)
class Option:
    """The class `chosen`; `values` are what a change may put there, the nearest first.

    Without values the fact stays as it is. `rank` tells how far from it a change leads.
    """

    chosen: int
    values: tuple[Any, ...] = ()
    between: tuple[Any, Any] | None = None
    rank: tuple[Any, int] = (0, 0)

    @property
    def is_change(self) -> bool:
        return bool(self.values)

    @property
    def cost(self) -> int:
        return 1 if self.values else 0


def options_of(
    variable: Variable, problem: Problem, *, compared: frozenset[str], reach: Reach
) -> list[Option]:
    """What may become of a fact; of comparisons of several facts each truth.

    A fact that is taken from another where it is missing follows it. What was bought, for what and
    from which fund may be told more exactly, and be another only if `reach` lets it.
    `compared` are the facts that comparisons of several read: those may move within their class.
    """
    classes = variable.classes
    if variable.is_opaque:
        return [Option(each) for each in range(len(classes))]
    name = variable.name
    present = problem.facts.get(name)
    here = variable.class_of(_usual(present))
    found = [Option(here)]
    if variable.default is not None and present is None:
        return found
    for place, each in enumerate(classes):
        if each.is_missing or (place == here and name not in compared):
            continue
        option = _moved(place, each, variable, problem, reach)
        if option is not None:
            found.append(option)
    return found


def _usual(value: Any) -> Any:
    """Beyond the largest amount no rule tells numbers apart."""
    is_number = isinstance(value, Fraction)
    return min(value, Fraction(LARGEST_AMOUNT)) if is_number else value


def _moved(
    place: int, to: ValueClass, variable: Variable, problem: Problem, reach: Reach
) -> Option | None:
    present = problem.facts.get(variable.name)
    fact = problem.policy.vocabulary.facts[variable.name]
    if fact.type.kind == "term":
        taxonomy = problem.policy.vocabulary.taxonomies[fact.type.of]
        present = cast("str | None", present)
        allowed = _terms(variable.name, to.values, present, problem, reach)
        ranked = sorted((_rank(each, present, taxonomy), each) for each in allowed)
        if not ranked:
            return None
        return Option(place, tuple(each for _, each in ranked), rank=ranked[0][0])
    if reach is Reach.ADDED and present is not None and variable.name != STAMP:
        return None
    if not to.is_interval:
        values = tuple(each for each in to.values if each != present)
        return Option(place, values) if values else None
    if fact.type.kind == "date":
        first, last = problem.days
        low, high = max(to.values[0], first), min(to.values[1], last or date.max)
        if low > high:
            return None
        value = low if present is None else min(max(present, low), high)
        return Option(place, (value,), (low, high), (_far(value, present), place))
    value = nearest(to, present)
    between = None if to.is_open else (to.values[0], to.values[1])
    return Option(place, (value,), between, (_far(value, present), place))


def _far(value: Any, present: Any) -> Any:
    if present is None:
        return 0
    return abs((value - present).days if isinstance(value, date) else value - present)


def nearest(to: ValueClass, present: Any) -> Any:
    """The number of an interval nearest to the present one; without one a natural number."""
    low, high = to.values
    if present is None:
        return to.example
    if to.is_open:
        whole = Fraction(low.numerator // low.denominator + 1)
        inside = whole if whole < high else (low + high) / 2
        return present if low < present < high else inside
    return min(max(present, low), high)


def _terms(
    name: str,
    terms: Iterable[str],
    present: str | None,
    problem: Problem,
    reach: Reach,
) -> list[str]:
    fact = problem.policy.vocabulary.facts[name]
    taxonomy = problem.policy.vocabulary.taxonomies[fact.type.of]
    found = [each for each in terms if each != present]
    if name == "dana" and problem.policy.edition.funds:
        found = [each for each in found if each in problem.policy.governed_funds]
    is_free = reach is Reach.ANOTHER or (reach is Reach.WITHIN and name not in DIMENSIONS)
    if present is None or is_free:
        return found
    return [each for each in found if present in taxonomy.above_or_same(each)]


def _rank(term: str, present: str | None, taxonomy: Taxonomy) -> tuple[int, int]:
    """Below the present term, beside it under one parent, elsewhere; then vocabulary order."""
    order = list(taxonomy.terms).index(term)
    if present is None or present in taxonomy.above_or_same(term):
        return 0, order
    shared = set(taxonomy.terms[term].parents) & set(taxonomy.terms[present].parents)
    return (1 if shared else 2), order


def costs(options: Sequence[Option]) -> list[tuple[int, int]]:
    """The cheapest way to each class."""
    least: dict[int, int] = {}
    for each in options:
        least[each.chosen] = min(each.cost, least.get(each.chosen, 1))
    return list(least.items())
