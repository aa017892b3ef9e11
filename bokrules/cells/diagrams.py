"""Decision diagrams: which answer every combination of facts gets, sharing what is the same.

A diagram reads the facts in one order. Where a fact does not matter it is not read; parts that lead
to the same answers are one part: two diagrams are the same if and only if they are one part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic

from bokrules.cells.formulas import Formulas, Node
from bokrules.cells.questions import Answer, Nodes, Question
from bokrules.cells.variables import Variable
from bokrules.semantics.operators import Truth

Part = int
"""A node of a diagram."""


@dataclass(slots=True)
class Diagrams(Generic[Answer]):
    """Diagrams over the variables of some formulas, all in one table of parts."""

    formulas: Formulas
    answers: dict[Part, Answer] = field(default_factory=dict)
    """The parts that are answers."""
    choices: dict[Part, tuple[int, tuple[Part, ...]]] = field(default_factory=dict)
    """The parts that read a variable, with the part for each of its classes."""
    _answered: dict[Answer, Part] = field(default_factory=dict)
    _chosen: dict[tuple[int, tuple[Part, ...]], Part] = field(default_factory=dict)

    def answer(self, answer: Answer) -> Part:
        part = self._answered.get(answer)
        if part is None:
            part = self._answered[answer] = len(self._answered) + len(self._chosen)
            self.answers[part] = answer
        return part

    def choice(self, place: int, parts: tuple[Part, ...]) -> Part:
        """A part that reads a variable; none where all of its classes lead to the same."""
        if all(each == parts[0] for each in parts):
            return parts[0]
        part = self._chosen.get((place, parts))
        if part is None:
            part = self._chosen[place, parts] = len(self._answered) + len(self._chosen)
            self.choices[part] = place, parts
        return part

    def build(
        self,
        nodes: Sequence[Node],
        decide: Callable[[Nodes], Answer | None],
    ) -> Part:
        """The diagram of formulas read together.

        `decide` tells the answer as soon as it is settled, and None before; of constants always.
        It may be asked about nodes of which some do not matter any more.
        """
        return Building(self, Question(self.formulas, nodes, decide)).root()

    def build_complete(self, question: Question[Answer], nothing: Answer) -> Part:
        """The diagram for expenses that say all that is asked: `complete`, without the detour."""
        return Building(self, question, nothing).root()

    def variable(self, place: int) -> Variable:
        return self.formulas.variables[place]

    def answer_at(self, root: Part, class_of: Callable[[Variable], int]) -> Answer:
        """The answer for one combination: of each variable that is read the class of its value."""
        while root not in self.answers:
            place, parts = self.choices[root]
            root = parts[class_of(self.variable(place))]
        return self.answers[root]

    def complete(self, root: Part, nothing: Answer) -> Part:
        """The diagram for expenses that say all that is asked, specifically enough.

        What is not complete leads to what a complete class leads to, so that it parts nothing; a
        fact that has no complete class leads to `nothing`.
        """
        known: dict[Part, Part] = {}

        def walk(part: Part) -> Part:
            if part in self.answers:
                return part
            if part not in known:
                place, parts = self.choices[part]
                known[part] = self._completed(place, [walk(each) for each in parts], nothing)
            return known[part]

        return walk(root)

    def _completed(self, place: int, parts: list[Part], nothing: Answer) -> Part:
        classes = self.variable(place).classes
        complete = [each for each, of in zip(parts, classes, strict=True) if of.is_complete]
        if not complete:
            return self.answer(nothing)
        filled = [
            part if of.is_complete else complete[0] for part, of in zip(parts, classes, strict=True)
        ]
        return self.choice(place, tuple(filled))

    def reachable(self, root: Part) -> set[Answer]:
        """The answers that some combination of facts gets."""
        return {self.answers[each] for each in self.parts(root) if each in self.answers}

    def reached(self, root: Part, wanted: Callable[[Answer], bool]) -> Truth:
        """Whether some expense gets a wanted answer; None if only a comparison of several facts
        tells, which may be true for no expense at all, or for every one."""
        known: dict[Part, Truth] = {}

        def walk(part: Part) -> Truth:
            if part in self.answers:
                return wanted(self.answers[part])
            if part not in known:
                place, parts = self.choices[part]
                truths = {walk(each) for each in parts}
                is_certain = truths == {True} if self.variable(place).is_opaque else True in truths
                known[part] = True if is_certain else None if truths != {False} else False
            return known[part]

        return walk(root)

    def parts(self, root: Part) -> Iterator[Part]:
        """Every part of a diagram, once."""
        seen: set[Part] = set()
        waiting = [root]
        while waiting:
            part = waiting.pop()
            if part not in seen:
                seen.add(part)
                yield part
                if part in self.choices:
                    waiting.extend(self.choices[part][1])

    def paths(
        self, root: Part, wanted: Callable[[Answer], bool]
    ) -> Iterator[tuple[Mapping[int, tuple[int, ...]], Answer]]:
        """The ways to the wanted answers: of each fact that is read, the classes that lead on.

        Classes of one fact that lead to the same part are one way. Ways do not overlap.
        """
        leads: dict[Part, bool] = {}

        def leads_there(part: Part) -> bool:
            if part not in leads:
                leads[part] = (
                    wanted(self.answers[part])
                    if part in self.answers
                    else any(leads_there(each) for each in self.choices[part][1])
                )
            return leads[part]

        def walk(
            part: Part, taken: dict[int, tuple[int, ...]]
        ) -> Iterator[tuple[Mapping[int, tuple[int, ...]], Answer]]:
            if not leads_there(part):
                return
            if part in self.answers:
                yield dict(taken), self.answers[part]
                return
            place, parts = self.choices[part]
            for target in dict.fromkeys(parts):
                chosen = tuple(number for number, each in enumerate(parts) if each == target)
                yield from walk(target, {**taken, place: chosen})

        yield from walk(root, {})


class Building(Generic[Answer]):
    """The diagram of a question in the making: a part for each state that is asked for.

    With `nothing` it is the diagram for complete expenses: an incomplete class leads to what a
    complete one leads to, and a fact that has no complete class to `nothing`.
    """

    def __init__(
        self,
        diagrams: Diagrams[Answer],
        question: Question[Answer],
        nothing: Answer | None = None,
    ) -> None:
        self.diagrams, self.question, self.nothing = diagrams, question, nothing
        self._known: dict[Nodes, Part] = {}

    def root(self) -> Part:
        return self.part(self.question.start)

    def part(self, state: Nodes) -> Part:
        known = self._known.get(state)
        if known is None:
            answer = self.question.decide(state)
            known = self._read(state) if answer is None else self.diagrams.answer(answer)
            self._known[state] = known
        return known

    def _read(self, state: Nodes) -> Part:
        place, states = self.question.branches(state)
        if self.nothing is None:
            return self.diagrams.choice(place, tuple(map(self.part, states)))
        classes = self.diagrams.variable(place).classes
        parts = [
            self.part(each) if of.is_complete else None
            for each, of in zip(states, classes, strict=True)
        ]
        complete = next((each for each in parts if each is not None), None)
        if complete is None:
            same = len(set(states)) == 1
            return self.part(states[0]) if same else self.diagrams.answer(self.nothing)
        filled = tuple(complete if each is None else each for each in parts)
        return self.diagrams.choice(place, filled)
