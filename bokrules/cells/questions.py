"""Formulas read together, and how they answer: asked for one expense, or whether any answers so."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from bokrules.cells.formulas import FALSE, UNKNOWN, Formulas, Node
from bokrules.cells.variables import Variable
from bokrules.semantics.operators import Truth

Answer = TypeVar("Answer", bound=Hashable)
Nodes = tuple[Node, ...]
"""What is left of the formulas of a question, once some facts are read."""


def gate(nodes: Sequence[Node]) -> Nodes:
    """No formula matters where the first is settled and not true."""
    first = nodes[0]
    return (first,) * len(nodes) if first in (FALSE, UNKNOWN) else tuple(nodes)


@dataclass(frozen=True, slots=True)
class Question(Generic[Answer]):
    """`decide` tells the answer as soon as it is settled, and None before; of constants always.

    `simplified` puts what cannot matter any more as a constant: states that get the same answers
    are then one state.
    """

    formulas: Formulas
    nodes: Sequence[Node]
    decide: Callable[[Nodes], Answer | None]
    simplified: Callable[[Sequence[Node]], Nodes] = tuple

    @property
    def start(self) -> Nodes:
        return self.simplified(self.nodes)

    def given(self, place: int, chosen: int) -> Question[Answer]:
        """The question where a variable has a value of its class `chosen`."""
        assigned = self.formulas.assigned
        return replace(self, nodes=[assigned(each, place, chosen) for each in self.nodes])

    def branches(self, state: Nodes, place: int | None = None) -> tuple[int, Sequence[Nodes]]:
        """A variable that an undecided state reads, and the state for each class of it.

        The first variable, unless another one is named.
        """
        if place is None:
            place = self.formulas.first_variable(state)
        assert place is not None, "constants have an answer"
        columns = [self.formulas.column(each, place) for each in state]
        return place, [self.simplified(each) for each in zip(*columns, strict=True)]

    def answer_at(self, class_of: Callable[[Variable], int]) -> Answer:
        """The answer for one combination: of each variable that is read the class of its value."""
        state = self.start
        while (answer := self.decide(state)) is None:
            place, states = self.branches(state)
            state = states[class_of(self.formulas.variables[place])]
        return answer

    def reached(self, wanted: Callable[[Answer], bool]) -> Truth:
        """Whether some complete expense gets a wanted answer; stops at the first.

        None if only a comparison of several facts tells: it may be true for no expense at all, or
        for every one. The order of reading does not matter here, so what the first formula cannot
        do without is read before all else.
        """
        known: dict[Nodes, Truth] = {}

        def walk(state: Nodes) -> Truth:
            if state not in known:
                answer = self.decide(state)
                known[state] = wanted(answer) if answer is not None else read(state)
            return known[state]

        def read(state: Nodes) -> Truth:
            place, states = self.branches(state, self.formulas.telling_variable(state))
            variable = self.formulas.variables[place]
            found: set[Truth] = set()
            for each, of in zip(states, variable.classes, strict=True):
                if of.is_complete:
                    found.add(walk(each))
                    if True in found and not variable.is_opaque:
                        return True
            if found <= {False}:
                return False
            return True if found == {True} else None

        return walk(self.start)

    def first_way(
        self, wanted: Callable[[Answer], bool]
    ) -> tuple[Mapping[int, tuple[int, ...]], Answer] | None:
        """The first way to a wanted answer that the diagram for complete expenses would have.

        Of each fact that makes a difference the first class that leads there. None where there is
        no such way, or it passes a comparison of several facts: then the diagram has to be built.
        """
        way: dict[int, tuple[int, ...]] = {}
        state = self.start
        while (answer := self.decide(state)) is None:
            place, states = self.branches(state)
            variable = self.formulas.variables[place]
            left = [
                (chosen, self._after(states[chosen]))
                for chosen, of in enumerate(variable.classes)
                if of.is_complete
            ]
            leading = next((each for each in left if each[1].reached(wanted)), None)
            if leading is None or variable.is_opaque:
                return None
            chosen, after = leading
            if any(after._differs(each) for _, each in left):
                way[place] = (chosen,)
            state = states[chosen]
        return (way, answer) if wanted(answer) else None

    def _after(self, state: Nodes) -> Question[Answer]:
        return Question(self.formulas, state, self.decide, self.simplified)

    def _differs(self, other: Question[Answer]) -> bool:
        """Whether some complete expense gets another answer; if in doubt it does."""
        size = len(self.nodes)

        def simplified(nodes: Sequence[Node]) -> Nodes:
            return *self.simplified(nodes[:size]), *self.simplified(nodes[size:])

        def decide(nodes: Nodes) -> bool | None:
            if nodes[:size] == nodes[size:]:
                return False
            answers = self.decide(nodes[:size]), self.decide(nodes[size:])
            return None if None in answers else answers[0] != answers[1]

        both = Question(self.formulas, (*self.nodes, *other.nodes), decide, simplified)
        return both.reached(bool) is not False
