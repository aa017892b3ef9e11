"""Expenses that show what a diagram tells; the solver is asked where several facts are compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

from bokrules.backends import reference, to_smt
from bokrules.backends.decision import Facts
from bokrules.cells.questions import Question
from bokrules.cells.variables import ValueClass, Variable
from bokrules.comparison.verdicts.regions import natural_value, witness_of
from bokrules.semantics.expressions import fields_of
from bokrules.semantics.policy import Policy

if TYPE_CHECKING:
    from bokrules.backends.to_smt.kleene import Formula
    from bokrules.backends.to_smt.solver import Solver
    from bokrules.backends.to_smt.verdicts import SmtPolicy

Answer = TypeVar("Answer")
Way = Mapping[int, tuple[int, ...]]
"""Through a diagram: of each fact that is read, the places of the classes that lead on."""


class NotResolved(Exception):
    """A comparison of several facts decides, and the solver gave up or is not installed."""


class Witnesses:
    """The most natural expenses of ways through questions over the facts of some policies."""

    def __init__(self, policies: Sequence[Policy]) -> None:
        self.policies = policies

    def find(
        self,
        way: Way,
        question: Question[Any],
        expected: object,
        *,
        is_complete: bool = True,
    ) -> Facts | None:
        """An expense that gets the expected answer by this way; None if there is none.

        It says what is read and no more; if it is not complete, just what the way names.
        Raises NotResolved.
        """
        facts = witness_of(way, question, expected)
        if facts is not None:
            return facts
        if not to_smt.is_available():
            raise NotResolved
        found = self._solved(way, question, is_complete=is_complete)
        if found is None:
            return None
        named = {name for place in way for name in names_of(question.formulas.variables[place])}
        return self._shortened(found, named, question, expected)

    # ---- the solver ----

    @cached_property
    def _sides(self) -> list[SmtPolicy]:
        from bokrules.backends.to_smt.facts import Symbols
        from bokrules.backends.to_smt.verdicts import SmtPolicy

        symbols = Symbols([each.vocabulary for each in self.policies])
        return [SmtPolicy(each, symbols) for each in self.policies]

    @cached_property
    def _solver(self) -> Solver:
        from bokrules.backends.to_smt.solver import Solver

        return Solver(self._sides[0].symbols, [])

    def _solved(self, way: Way, question: Question[Any], *, is_complete: bool) -> Facts | None:
        from bokrules.backends.to_smt.solver import NotDecided

        read = [
            (question.formulas.variables[place], chosen) for place, chosen in sorted(way.items())
        ]
        wanted = [
            self._one_of(variable, [variable.classes[each] for each in chosen])
            for variable, chosen in read
        ]
        wanted += [each.is_complete for each in self._sides] if is_complete else self._absent(read)
        symbols = self._sides[0].symbols
        natural = [
            symbols.equals(variable.name, natural_value([variable.classes[e] for e in chosen]))
            for variable, chosen in read
            if not variable.is_opaque
        ]
        try:
            absent = [symbols.equals(name, None) for name in symbols.known]
            return self._solver.find(wanted, [*natural, *absent])
        except NotDecided:
            raise NotResolved from None

    def _one_of(self, variable: Variable, classes: Iterable[ValueClass]) -> Formula:
        """The value of a fact, or the truth of a comparison, is in one of the classes."""
        from bokrules.backends.to_smt.kleene import any_of

        compared = variable.compared
        if compared is None:
            symbols = self._sides[0].symbols
            return any_of(symbols.lies_in(variable.name, each) for each in classes)
        truth = self._sides[0].encoder.truth(compared)
        told = {True: truth.true, False: truth.false, None: truth.unknown}
        return any_of(told[each.truths[0]] for each in classes)

    def _absent(self, read: Iterable[tuple[Variable, Sequence[int]]]) -> list[Formula]:
        """No fact is given but those that are read."""
        named = {name for variable, _ in read for name in names_of(variable)}
        symbols = self._sides[0].symbols
        return [symbols.equals(name, None) for name in symbols.known if name not in named]

    # ---- the shortest ----

    def _shortened(
        self, facts: Facts, named: set[str], question: Question[Any], expected: object
    ) -> Facts:
        """Without the facts that the way does not name and that make no difference."""
        for name in [each for each in facts if each not in named]:
            fewer = {other: value for other, value in facts.items() if other != name}
            if self._answer(fewer, question) == expected:
                facts = fewer
        return facts

    def _answer(self, facts: Facts, question: Question[Any]) -> object:
        def class_of(variable: Variable) -> int:
            compared = variable.compared
            if compared is None:
                return variable.class_of(facts.get(variable.name))
            return variable.class_of(reference.holds(compared, facts, self.policies[0]))

        return cast("object", question.answer_at(class_of))


def names_of(variable: Variable) -> list[str]:
    """The facts that a variable reads."""
    return [variable.name] if variable.compared is None else list(fields_of(variable.compared))
