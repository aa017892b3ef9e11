"""Regions of expenses: of some facts the values that lie within, of the others any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bokrules.backends.decision import Facts
from bokrules.cells.questions import Answer, Question
from bokrules.cells.variables import ValueClass, Variable


@dataclass(frozen=True, slots=True)
class Range:
    """The values of one fact: of a closed enumeration each, of numbers and days intervals.

    `among` are all values of the enumeration that an expense can have and be complete.
    """

    field: str
    values: tuple[Any, ...] = ()
    intervals: tuple[tuple[Any, Any], ...] = ()
    among: tuple[Any, ...] = ()


Region = tuple[Range, ...]


def region_of(path: Mapping[int, tuple[int, ...]], variables: Sequence[Variable]) -> Region:
    """The region of a way through a diagram, complete expenses only."""
    return tuple(_range(variables[place], chosen) for place, chosen in sorted(path.items()))


def _range(variable: Variable, chosen: Sequence[int]) -> Range:
    classes = [variable.classes[each] for each in chosen]
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


def _merged(classes: Sequence[ValueClass]) -> list[tuple[Any, Any]]:
    """Neighbours are one interval; the classes stand in ascending order."""
    found: list[tuple[Any, Any]] = []
    for each in classes:
        low, high = each.values
        if found and isinstance(low, int) and found[-1][1] == low - 1:
            found[-1] = (found[-1][0], high)
        else:
            found.append((low, high))
    return found


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
        value = _natural([variable.classes[each] for each in chosen])
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
                facts.setdefault(variable.name, _natural(variable.classes))
            state = states[class_of(variable)]
    return facts


def _natural(classes: Sequence[ValueClass]) -> Any:
    """The example of the first class that is complete, else of the first that is given at all."""
    known = [each for each in classes if each.is_complete] or [
        each for each in classes if not each.is_missing
    ]
    return known[0].example if known else None
