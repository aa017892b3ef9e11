"""The greatest value of a polynomial over its unknowns, exactly, and where it is reached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

import z3

from bokrules.backends.polynomials import Polynomial
from bokrules.backends.to_smt.solver import NotDecided
from bokrules.backends.to_smt.unknowns import Bool, Unknowns

EFFORT = 2_000_000
"""What a unit's optimum may cost, in the solver's own units of work: the same on every machine."""
MOST_CORNERS = 64


@dataclass(frozen=True, slots=True)
class Optimum:
    """A value, and the unknowns that give it, each in its type."""

    value: Fraction
    at: Mapping[str, int | Fraction]


def is_possible(unknowns: Unknowns) -> bool:
    """Whether the conditions can be met at all. Raises NotDecided."""
    return _model([*unknowns.conditions, *unknowns.whole]) is not None


def greatest(unknowns: Unknowns, value: Polynomial) -> Optimum:
    """The greatest value where the conditions are met, which `is_possible`.

    That nothing is greater is proved in a question of its own. Where that can be, whole numbers are
    not asked for in it: the solver is quick without them. Raises NotDecided if it gives up, or no
    greatest value is reached, or of products none at ends of the ranges.
    """
    if unknowns.is_linear and value.degree <= 1:
        return _at_whole_numbers(unknowns, value) or _linear(unknowns, value)
    found = _at_a_corner(unknowns, value)
    _prove(unknowns.conditions, unknowns, value, found)
    return found


def _at_whole_numbers(unknowns: Unknowns, value: Polynomial) -> Optimum | None:
    """Where it is greatest among all numbers, if those happen to be whole where they have to.

    Among all numbers it may come ever closer to a value that is not reached: then that is none.
    """
    model = _best(unknowns.conditions, unknowns.term(value))
    terms = [unknowns.term(Polynomial.variable(each)) for each in unknowns.ranged]
    there = [term == model.evaluate(term, model_completion=True) for term in terms]
    model_there = _model([*unknowns.conditions, *unknowns.whole, *there])
    found = None if model_there is None else _optimum(unknowns, value, model_there)
    if found is not None and _is_exceeded(unknowns.conditions, unknowns, value, found):
        return None
    return found


def _linear(unknowns: Unknowns, value: Polynomial) -> Optimum:
    conditions = [*unknowns.conditions, *unknowns.whole]
    found = _optimum(unknowns, value, _best(conditions, unknowns.term(value)))
    _prove(conditions, unknowns, value, found)
    return found


def _prove(
    conditions: Sequence[Bool], unknowns: Unknowns, value: Polynomial, found: Optimum
) -> None:
    if _is_exceeded(conditions, unknowns, value, found):
        raise NotDecided("something else is better")


def _is_exceeded(
    conditions: Sequence[Bool], unknowns: Unknowns, value: Polynomial, found: Optimum
) -> bool:
    better = unknowns.term(value.minus(Polynomial.constant(found.value))) > 0
    return _model([*conditions, better]) is not None


def _best(conditions: Sequence[Bool], term: Any) -> z3.ModelRef:
    optimize = z3.Optimize()
    optimize.set("rlimit", EFFORT)
    optimize.add(*conditions)
    optimize.maximize(term)
    if optimize.check() != z3.sat:
        raise NotDecided(optimize.reason_unknown())
    return optimize.model()


def _at_a_corner(unknowns: Unknowns, value: Polynomial) -> Optimum:
    """The best where every range is at one of its ends."""
    best: Optimum | None = None
    for ends in _corners(unknowns):
        model = _model([*unknowns.conditions, *unknowns.whole, *ends])
        found = None if model is None else _optimum(unknowns, value, model)
        if found is not None and (best is None or found.value > best.value):
            best = found
    if best is None:
        raise NotDecided("no end of the ranges gives shares")
    return best


def _corners(unknowns: Unknowns) -> Iterator[list[Bool]]:
    ends = [sorted({each.low, each.high}) for each in unknowns.ranged.values()]
    if 2 ** len(ends) > MOST_CORNERS:
        raise NotDecided("too many ranges")
    terms = [unknowns.term(Polynomial.variable(each)) for each in unknowns.ranged]
    for corner in product(*ends):
        yield [
            term == z3.Q(each.numerator, each.denominator)
            for term, each in zip(terms, corner, strict=True)
        ]


def _model(conditions: Sequence[Bool]) -> z3.ModelRef | None:
    solver = z3.Solver()
    solver.set("rlimit", EFFORT)
    solver.add(*conditions)
    match solver.check():
        case z3.sat:
            return solver.model()
        case z3.unsat:
            return None
        case _:
            raise NotDecided(solver.reason_unknown())


def _optimum(unknowns: Unknowns, value: Polynomial, model: z3.ModelRef) -> Optimum:
    at: dict[str, int | Fraction] = {}
    for name, unknown in unknowns.ranged.items():
        exact = _read(model, unknowns.term(Polynomial.variable(name)))
        at[name] = int(exact) if unknown.is_whole else exact
    return Optimum(_read(model, unknowns.term(value)), at)


def _read(model: z3.ModelRef, term: Any) -> Fraction:
    value = model.evaluate(term, model_completion=True)
    if not z3.is_rational_value(value):
        raise NotDecided("a number that is no fraction")
    return Fraction(value.numerator_as_long(), value.denominator_as_long())
