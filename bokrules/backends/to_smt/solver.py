"""Questions to the solver: is there such an expense, and which is the smallest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from math import floor

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

    def __init__(self, symbols: Symbols, always: Iterable[Formula], effort: int = EFFORT) -> None:
        self.symbols = symbols
        self._solver = z3.Solver()
        self._solver.set("rlimit", effort)
        self._solver.add(*always)

    def is_possible(self, wanted: Iterable[Formula]) -> bool:
        """Whether some expense makes every formula true. Raises NotDecided."""
        with self._asking(wanted):
            return self._model() is not None

    def find(self, wanted: Iterable[Formula]) -> Facts | None:
        """Facts that make every formula true, with small numbers; None if there are none.

        Raises NotDecided.
        """
        with self._asking(wanted):
            model = self._model()
            if model is None:
                return None
            for symbol in self.symbols.numbers():
                model = self._smallest(symbol.value, model)
            return self.symbols.values_in(model)

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
        """A model with the least whole part of a value, which stays fixed.

        Not quite the least where the solver gives up on the way.
        """
        low, best = 0, _whole(value, model)
        while low < best:
            middle = (low + best) // 2
            with self._asking([value < middle + 1]):
                try:
                    smaller = self._model()
                except NotDecided:
                    break
            if smaller is None:
                low = middle + 1
            else:
                model, best = smaller, _whole(value, smaller)
        self._solver.add(value == model.eval(value, model_completion=True))
        return model


def _whole(value: Formula, model: z3.ModelRef) -> int:
    exact = model.eval(value, model_completion=True)
    if exact.is_int():
        return int(exact.as_long())
    return floor(Fraction(exact.numerator_as_long(), exact.denominator_as_long()))
