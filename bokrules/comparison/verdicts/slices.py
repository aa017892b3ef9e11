"""Diagrams that are told coarsely where they would have more ways than anyone reads.

A slice is what is left once terms are read: expense type, fund, activity. What decides in it are
facts of rules that may have nothing to do with each other, and their ways multiply.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any

from bokrules.cells.diagrams import Building, Diagrams, Part
from bokrules.cells.formulas import Node
from bokrules.cells.questions import Nodes, Question
from bokrules.cells.satisfying import Satisfying
from bokrules.comparison.verdicts.witnesses import Way

MOST_WAYS = 24
"""A slice with more ways to a difference is told coarsely."""
MOST_STATES = 400
"""And one of which more has to be read until they can be counted."""


@dataclass(frozen=True, slots=True)
class Coarse:
    """Each of these answers is got by some expense of a slice; where in it, `places` decide."""

    answers: tuple[Hashable, ...]
    places: tuple[int, ...]


def answers_in(answer: Hashable) -> tuple[Hashable, ...]:
    """All answers that a coarse one stands for."""
    return answer.answers if isinstance(answer, Coarse) else (answer,)


class _TooMany(Exception):
    """More states in a slice than may be read."""


class Slices(Building[Any]):
    """The diagram of a question for complete expenses; a part of it may answer `Coarse`.

    `differences` tells for what is left of the formulas which answers are wanted, and where a
    complete expense gets them.
    """

    def __init__(
        self,
        diagrams: Diagrams[Any],
        question: Question[Any],
        nothing: Hashable,
        differences: Callable[[Nodes, Satisfying], Iterable[tuple[Hashable, Node]]],
        is_wanted: Callable[[Any], bool],
        most_ways: int,
    ) -> None:
        super().__init__(diagrams, question, nothing)
        self.differences, self.is_wanted, self.most_ways = differences, is_wanted, most_ways
        self.search = Satisfying(question.formulas)
        self._left: int | None = None
        self._ways: dict[Part, int] = {}

    def _read(self, state: Nodes) -> Part:
        if self._left is None:
            place = self.question.formulas.first_variable(state)
            assert place is not None, "constants have an answer"
            if not self.diagrams.variable(place).is_enumeration:
                return self._slice(state)
        elif self._left == 0:
            raise _TooMany
        else:
            self._left -= 1
        return super()._read(state)

    def _slice(self, state: Nodes) -> Part:
        self._left = MOST_STATES
        try:
            part = super()._read(state)
        except _TooMany:
            return self._coarse(state)
        finally:
            self._left = None
        if self._count(part) <= self.most_ways or self._compares(state):
            return part
        return self._coarse(state)

    def _count(self, part: Part) -> int:
        """The ways to a difference."""
        if part in self.diagrams.answers:
            return int(self.is_told(self.diagrams.answers[part]))
        if part not in self._ways:
            below = set(self.diagrams.choices[part][1])
            self._ways[part] = sum(map(self._count, below))
        return self._ways[part]

    def is_told(self, answer: Any) -> bool:
        """Whether an answer is wanted, or answers of a slice are."""
        return isinstance(answer, Coarse) or self.is_wanted(answer)

    def _compares(self, state: Nodes) -> bool:
        """Whether comparisons of several facts are read: a search for expenses would not do."""
        return any(self.diagrams.variable(each).is_opaque for each in self._places(state))

    def _places(self, state: Nodes) -> tuple[int, ...]:
        formulas = self.question.formulas
        support = 0
        for each in state:
            support |= formulas.support[each]
        return tuple(each for each in range(support.bit_length()) if support >> each & 1)

    def _coarse(self, state: Nodes) -> Part:
        found = tuple(
            answer
            for answer, node in self.differences(state, self.search)
            if self.search.find(node) is not None
        )
        if not found:
            return self.diagrams.answer(self.nothing)
        return self.diagrams.answer(Coarse(found, self._places(state)))

    def way_to(self, answer: Hashable, way: Way) -> Way | None:
        """A way to an answer of a slice; `way` leads to it, by the first class of each fact."""
        formulas, state = self.question.formulas, self.question.start
        place = formulas.first_variable(state)
        while place is not None and formulas.variables[place].is_enumeration:
            classes = formulas.variables[place].classes
            given = way.get(place, range(len(classes)))
            chosen = next((each for each in given if classes[each].is_complete), 0)
            _, states = self.question.branches(state, place)
            state = states[chosen]
            place = formulas.first_variable(state)
        node = dict(self.differences(state, self.search))[answer]
        found = self.search.find(node)
        return None if found is None else {**way, **{each: (of,) for each, of in found.items()}}
