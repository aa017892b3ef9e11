"""Regions of expenses: of some facts the values that lie within, of the others any."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from bokrules.backends.decision import Facts
from bokrules.cells.questions import Answer, Question
from bokrules.cells.variables import ValueClass, Variable
from bokrules.semantics.expressions import Expression


@dataclass(frozen=True, slots=True)
class Interval:
    """Numbers or days from `low` to `high`; an end belongs to it unless said otherwise."""

    low: Any
    high: Any
    has_low: bool = True
    has_high: bool = True

    def holds(self, value: Any) -> bool:
        above = self.low <= value if self.has_low else self.low < value
        below = value <= self.high if self.has_high else value < self.high
        return bool(above and below)


@dataclass(frozen=True, slots=True)
class Range:
    """The values of one fact: of a closed enumeration each, of numbers and days intervals.

    `among` are all values of the enumeration that an expense can have and be complete.
    """

    field: str
    values: tuple[Any, ...] = ()
    intervals: tuple[Interval, ...] = ()
    among: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Holding:
    """A comparison of several facts that holds, or does not."""

    condition: Expression
    holds: bool


Region = tuple[Range | Holding, ...]


def values_of(field: str, region: Region) -> tuple[Any, ...]:
    """The values that a region names of a fact; none where it says nothing of it."""
    return tuple(
        value
        for each in region
        if isinstance(each, Range) and each.field == field
        for value in each.values
    )


def without_all(field: str, values: Collection[Any], region: Region) -> Region:
    """The region without what it says of a fact, if that is just these values."""
    return tuple(
        each
        for each in region
        if not (isinstance(each, Range) and each.field == field and set(each.values) == set(values))
    )


def region_of(path: Mapping[int, tuple[int, ...]], variables: Sequence[Variable]) -> Region:
    """The region of a way through a diagram, complete expenses only."""
    found: list[Range | Holding] = []
    for place, chosen in sorted(path.items()):
        classes = [variables[place].classes[each] for each in chosen]
        compared = variables[place].compared
        if compared is None:
            found.append(_range(variables[place], classes))
        else:
            truths = {each.truths[0] for each in classes if each.is_complete}
            found += [Holding(compared, holds=True in truths)] if len(truths) == 1 else []
    return tuple(found)


def _range(variable: Variable, classes: Sequence[ValueClass]) -> Range:
    complete = [each for each in classes if each.is_complete]
    if any(each.is_interval for each in complete):
        return Range(variable.name, intervals=tuple(_merged(complete)))
    return Range(
        variable.name,
        tuple(value for each in complete for value in each.values),
        among=tuple(
            value for each in variable.classes if each.is_complete for value in each.values
        ),
    )


def _merged(classes: Sequence[ValueClass]) -> list[Interval]:
    """Neighbours are one interval; the classes stand in ascending order."""
    found: list[Interval] = []
    for each in classes:
        low, high = each.values
        own = Interval(low, high, not each.is_open, not each.is_open)
        if found and _adjoin(found[-1], own):
            own = Interval(found[-1].low, high, found[-1].has_low, own.has_high)
            found.pop()
        found.append(own)
    return found


def _adjoin(one: Interval, other: Interval) -> bool:
    """Nothing lies between two intervals: the next whole number, or the end that one has."""
    if isinstance(other.low, Fraction):
        return bool(one.high == other.low) and one.has_high != other.has_low
    step = timedelta(days=1) if isinstance(other.low, date) else 1
    return bool(other.low - one.high == step)


def witness_of(
    path: Mapping[int, tuple[int, ...]], question: Question[Answer], expected: Answer
) -> Facts | None:
    """The most natural expense of a way: what is read, and no more.

    What makes no difference if it is given may make one if it is missing: such facts are added.
    None where the way rests on a comparison of several facts, which no diagram can resolve.
    """
    variables = question.formulas.variables
    facts: dict[str, Any] = {}
    for place, chosen in sorted(path.items()):
        variable = variables[place]
        if variable.is_opaque:
            return None
        value = natural_value([variable.classes[each] for each in chosen])
        if value is not None:
            facts[variable.name] = value

    def class_of(variable: Variable) -> int:
        return variable.class_of(facts.get(variable.name))

    if question.answer_at(class_of) != expected:
        state = question.start
        while question.decide(state) is None:
            place, states = question.branches(state)
            variable = variables[place]
            if place not in path and len(set(states)) > 1:
                if variable.is_opaque:
                    return None
                facts.setdefault(variable.name, natural_value(variable.classes))
            state = states[class_of(variable)]
    return facts


def natural_value(classes: Sequence[ValueClass]) -> Any:
    """The example of the first class that is complete, else of the first that is given at all."""
    known = [each for each in classes if each.is_complete] or [
        each for each in classes if not each.is_missing
    ]
    return known[0].example if known else None
