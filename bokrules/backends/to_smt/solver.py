"""Questions to the solver: is there such an expense, and which is the smallest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import z3

from bokrules.backends.decision import Facts
from bokrules.backends.to_smt.facts import Symbols
from bokrules.backends.to_smt.kleene import Formula

EFFORT = 20_000_000
"""What a question may cost, in the solver's own units of work: the same on every machine."""


class NotDecided(Exception):
    """The solver gave up: nothing is known."""


class Solver:
    """Asks one question after another about expenses of which something is `always` so."""

    def __init__(self, symbols: Symbols, always: Iterable[Formula]) -> None:
        self.symbols = symbols
        self._solver = z3.Solver()
        self._solver.set("rlimit", EFFORT)
        self._solver.add(*always)

    def is_possible(self, wanted: Iterable[Formula]) -> bool:
        """Whether some expense makes every formula true. Raises NotDecided."""
        with self._asking(wanted):
            return self._model() is not None

    def find(self, wanted: Iterable[Formula], preferred: Iterable[Formula] = ()) -> Facts | None:
        """Facts that make every formula true; None if there are none.

        Of those that are `preferred` as many as go with the earlier ones; numbers are small, and
        not 0 where they need not be. Raises NotDecided.
        """
        with self._asking(wanted):
            model = self._model()
            if model is None:
                return None
            for each in preferred:
                model = self._preferring(each, model)
            for symbol in self.symbols.numbers():
                model = self._preferring(symbol.value >= 1, model)
                model = self._smallest(symbol.value, model)
            return self.symbols.values_in(model)

    def _preferring(self, formula: Formula, model: z3.ModelRef) -> z3.ModelRef:
        """A model of the formula too, if that can be."""
        other = self._other(formula)
        if other is None:
            return model
        self._solver.add(formula)
        return other

    def _other(self, formula: Formula) -> z3.ModelRef | None:
        """A model of the formula too; None also where the solver gives up."""
        with self._asking([formula]):
            try:
                return self._model()
            except NotDecided:
                return None

    @contextmanager
    def _asking(self, wanted: Iterable[Formula]) -> Iterator[None]:
        self._solver.push()
        try:
            self._solver.add(*wanted, *self.symbols.bounds)
            yield
        finally:
            self._solver.pop()

    def _model(self) -> z3.ModelRef | None:
        match self._solver.check():
            case z3.sat:
                return self._solver.model()
            case z3.unsat:
                return None
            case _:
                raise NotDecided(self._solver.reason_unknown())

    def _smallest(self, value: Formula, model: z3.ModelRef) -> z3.ModelRef:
        """A model with the least whole part of a value that the solver can tell; it stays fixed."""
        low, best = 0, _whole(value, model)
        while low < best:
            middle = (low + best) // 2
            smaller = self._other(value < middle + 1)
            if smaller is None:
                low = middle + 1
            else:
                model, best = smaller, _whole(value, smaller)
        self._solver.add(value == model.evaluate(value, model_completion=True))
        return model


def _whole(value: Formula, model: z3.ModelRef) -> int:
    exact = model.evaluate(value, model_completion=True)
    if exact.is_int():
        return int(exact.as_long())
    return int(exact.numerator_as_long()) // int(exact.denominator_as_long())
