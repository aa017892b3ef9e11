"""The greatest value of a polynomial over its unknowns, exactly, and where it is reached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

import z3

from bokrules.backends.to_smt.polynomials import Polynomial
from bokrules.backends.to_smt.solver import NotDecided
from bokrules.backends.to_smt.unknowns import Bool, Unknowns

EFFORT = 4_000_000
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

    That nothing is greater is proved in a question of its own; where there are products, without
    asking for whole numbers, of which the solver knows little there. Raises NotDecided if it gives
    up, or no greatest value is reached, or of products none at ends of the ranges.
    """
    is_linear = unknowns.is_linear and value.degree <= 1
    found = _linear(unknowns, value) if is_linear else _at_a_corner(unknowns, value)
    better = unknowns.term(value.minus(Polynomial.constant(found.value))) > 0
    whole = unknowns.whole if is_linear else []
    if _model([*unknowns.conditions, *whole, better]) is not None:
        raise NotDecided("something else may be better")
    return found


def _linear(unknowns: Unknowns, value: Polynomial) -> Optimum:
    optimize = z3.Optimize()
    optimize.set("rlimit", EFFORT)
    optimize.add(*unknowns.conditions, *unknowns.whole)
    handle = optimize.maximize(unknowns.term(value))
    if optimize.check() != z3.sat:
        raise NotDecided(optimize.reason_unknown())
    found = _optimum(unknowns, value, optimize.model())
    if _fraction(optimize.upper(handle)) != found.value:
        raise NotDecided("no greatest value is reached")
    return found


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
    value = _fraction(model.evaluate(term, model_completion=True))
    if value is None:
        raise NotDecided("a number that is no fraction")
    return value


def _fraction(value: Any) -> Fraction | None:
    """None if it is none: without a bound, or a root."""
    if z3.is_int_value(value):
        return Fraction(value.as_long())
    if z3.is_rational_value(value):
        return Fraction(value.numerator_as_long(), value.denominator_as_long())
    return None
