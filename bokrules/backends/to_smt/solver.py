"""Questions to the solver: is there such an expense, and which is the smallest."""

from __future__ import annotations

from collections.abc import Iterable

import z3

from bokrules.backends.decision import Facts
from bokrules.backends.to_smt.facts import Symbols
from bokrules.backends.to_smt.kleene import Formula

EFFORT = 20_000_000
"""How much work a question may cost, in the solver's own units: the same on every machine."""


class NotDecided(Exception):
    """The solver gave up: nothing is known."""


def find_facts(
    wanted: Iterable[Formula], symbols: Symbols, *, effort: int = EFFORT
) -> Facts | None:
    """Facts that make every formula true, small numbers where it can; None if there are none.

    Raises NotDecided.
    """
    solver = z3.Solver()
    solver.set("rlimit", effort)
    solver.add(*symbols.bounds, *wanted)
    model = _model(solver)
    if model is None:
        return None
    for symbol in symbols.numbers():
        model = _smallest(symbol.value, model, solver)
    return {
        name: value
        for name in symbols.known
        if (value := symbols.value_in(name, model)) is not None
    }


def holds_never(wanted: Iterable[Formula], symbols: Symbols, *, effort: int = EFFORT) -> bool:
    """Whether no expense makes every formula true. Raises NotDecided."""
    solver = z3.Solver()
    solver.set("rlimit", effort)
    solver.add(*symbols.bounds, *wanted)
    return _model(solver) is None


def _model(solver: z3.Solver) -> z3.ModelRef | None:
    match solver.check():
        case z3.sat:
            return solver.model()
        case z3.unsat:
            return None
        case _:
            raise NotDecided(solver.reason_unknown())


def _smallest(value: Formula, model: z3.ModelRef, solver: z3.Solver) -> z3.ModelRef:
    """A model with the least such value, which stays fixed; nearly so where the solver gives up."""
    low, best = 0, _floor(value, model)
    while low < best:
        middle = (low + best) // 2
        solver.push()
        solver.add(value <= middle)
        answer = solver.check()
        if answer == z3.sat:
            model = solver.model()
            best = _floor(value, model)
        solver.pop()
        if answer == z3.unsat:
            low = middle + 1
        elif answer != z3.sat:
            break
    solver.add(value == model.eval(value, model_completion=True))
    return model


def _floor(value: Formula, model: z3.ModelRef) -> int:
    exact = model.eval(value, model_completion=True)
    return int(
        exact.numerator_as_long() // exact.denominator_as_long()
        if exact.is_real()
        else exact.as_long()
    )
