"""Atoms of cells as SQL: for each the digit that tells its value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import ceil, floor
from typing import assert_never

from sqlglot import exp

from bokrules.backends.cell_plan.atoms import (
    Atom,
    ClassOf,
    HasEvidence,
    InForce,
    IsGiven,
    IsOwn,
    IsPaid,
    TruthOf,
)
from bokrules.backends.to_sql.amounts import STEP, Polynomial
from bokrules.backends.to_sql.dialects import any_holds, day, digit, is_null, joined_by, number
from bokrules.backends.to_sql.facts import TAXES
from bokrules.backends.to_sql.truths import Truths, asked_of
from bokrules.cells.variables import ValueClass, Variable
from bokrules.semantics.policy import Deposit, StampDuty
from bokrules.semantics.types import Kind


def digit_of(atom: Atom, truths: Truths) -> exp.Expr:
    """The value of an atom, 0, 1, …, as an INT that is never NULL."""
    columns = truths.columns
    match atom:
        case ClassOf(variable=variable):
            return class_of(variable, truths)
        case TruthOf(expression=expression):
            return digit(truths.holds(expression))
        case HasEvidence(documents=documents):
            return digit(columns.has_evidence(documents))
        case IsPaid(requirement=requirement):
            return _is_paid(requirement, truths)
        case IsGiven(field=name):
            return exp.cast(exp.paren(columns.is_given(name)), "INT")
        case IsOwn(field=name):
            return exp.cast(exp.paren(columns.is_own_given(name)), "INT")
        case InForce():
            if "tanggal" not in columns.facts:
                return number(2)
            if truths.is_certain(["tanggal"]):
                return exp.cast(exp.paren(truths.in_force()), "INT")
            truth = exp.cast(_is_true(truths.in_force()), "INT")
            unknown = exp.cast(is_null(columns.own("tanggal")), "INT")
            return exp.Add(this=truth, expression=exp.Mul(this=unknown, expression=number(2)))
        case _:
            assert_never(atom)


def is_cast_truth(made: exp.Expr) -> bool:
    """Whether a digit is a truth that is never unknown: 0 or 1."""
    return isinstance(made, exp.Cast)


def _digit(truth: exp.Expr, truths: Truths, names: Iterable[str]) -> exp.Expr:
    """The digit of a truth that is unknown only where one of some facts is missing."""
    return exp.cast(exp.paren(truth), "INT") if truths.is_certain(names) else digit(truth)


def _is_true(truth: exp.Expr) -> exp.Expr:
    """Never NULL. Engines take longer over a COALESCE."""
    return exp.paren(exp.Is(this=exp.paren(truth), expression=exp.true()))


def _is_paid(requirement: Deposit | StampDuty, truths: Truths) -> exp.Expr:
    needed = [set(_factors(*each)) for each in asked_of(requirement)]
    names = set[str]().union(*needed)
    missing = [each for each in sorted(names) if not truths.is_certain([each])]
    facts = truths.columns.facts
    are_own = all(each in facts and facts[each].default is None for each in missing)
    if not missing or not are_own or any(each != names for each in needed):
        return _digit(truths.requirement(requirement), truths, names)
    # Each amount due is unknown where one of the same facts is missing.
    unknown = any_holds(exp.not_(exp.paren(truths.columns.is_given(each))) for each in missing)
    known = truths.with_all(missing).requirement(requirement)
    return exp.Case().when(unknown, number(2)).else_(exp.cast(exp.paren(known), "INT"))


def _factors(due: Polynomial, paid: str) -> Iterator[str]:
    for name in (paid, *(each for factors in due for each in factors)):
        yield TAXES if name.startswith("tax:") else name


def class_of(variable: Variable, truths: Truths) -> exp.Expr:
    """The place of a value among the classes of its variable, that of a missing one included."""
    columns, name = truths.columns, variable.name
    kind = columns.facts[name].type.kind
    missing = next(n for n, each in enumerate(variable.classes) if each.is_missing)
    given = [each for each in variable.classes if not each.is_missing]
    if kind in ("term", "choice"):
        return columns.place_of(name, places_of_words(variable), missing)
    if kind == "yes_no":
        # Yes is the first class, no the second.
        place: exp.Expr = exp.cast(exp.paren(exp.Not(this=exp.paren(columns.value(name)))), "INT")
        if missing == 2 and columns.may_be_missing(name):
            no_yes = exp.cast(exp.paren(exp.Not(this=_is_true(columns.value(name)))), "INT")
            return exp.Add(this=no_yes, expression=exp.cast(is_null(columns.value(name)), "INT"))
    elif len(given) == 1:
        return exp.Case().when(columns.is_given(name), number(0)).else_(number(missing))
    else:
        passed = (_beyond(columns.value(name), each, kind) for each in given[:-1])
        place = joined_by(exp.Add, (exp.cast(each, "INT") for each in passed))
    if not columns.may_be_missing(name):
        return place
    return exp.Coalesce(this=place, expressions=[number(missing)])


def places_of_words(variable: Variable) -> dict[str, int]:
    """The place of the class of each word."""
    return {word: place for place, each in enumerate(variable.classes) for word in each.values}


def _beyond(value: exp.Expr, lower: ValueClass, kind: Kind) -> exp.Expr:
    """Whether a value lies beyond all of a class."""
    high = lower.values[1]
    if kind == "date":
        return exp.paren(exp.GT(this=value, expression=day(high)))
    if kind != "number":
        return exp.paren(exp.GT(this=value, expression=number(high)))
    # Numbers have nine decimals at most: so has the first that lies beyond.
    parts = Fraction(high) * STEP
    if lower.is_open:
        return exp.paren(exp.GTE(this=value, expression=_decimal(ceil(parts))))
    return exp.paren(exp.GT(this=value, expression=_decimal(floor(parts))))


def _decimal(parts: int) -> exp.Expr:
    whole, rest = divmod(parts, STEP)
    return exp.cast(exp.Literal.number(f"{whole}.{rest:09}"), "DECIMAL(26, 9)")
