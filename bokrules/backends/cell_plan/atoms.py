"""What tells cells apart, beside the closed fields: atoms, each with finitely many values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from bokrules.cells.variables import Variable
from bokrules.semantics import expressions as ir
from bokrules.semantics.operators import Truth
from bokrules.semantics.policy import Deposit, StampDuty

TRUTHS: tuple[Truth, ...] = (False, True, None)
"""What the values 0, 1 and 2 of an atom mean that is a truth."""
DIGITS: dict[Truth, int] = {truth: digit for digit, truth in enumerate(TRUTHS)}


@dataclass(frozen=True, slots=True)
class ClassOf:
    """The class of a fact's value, by its place among the classes of the variable.

    The value is that of the fact, or of what it is taken from where it is missing.
    """

    variable: Variable

    def __hash__(self) -> int:
        return hash(self.variable.name)


@dataclass(frozen=True, slots=True)
class TruthOf:
    """The truth of a comparison of several facts; `place` is that of its variable."""

    expression: ir.Expression
    place: int


@dataclass(frozen=True, slots=True)
class HasEvidence:
    """Whether of each group of documents one is given; unknown without a list of documents."""

    documents: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class IsPaid:
    """Whether all that is due of taxes or stamps was paid; unknown if any of it is."""

    requirement: Deposit | StampDuty


@dataclass(frozen=True, slots=True)
class IsGiven:
    """Whether a fact, or one that it is taken from, is given: 0 or 1."""

    field: str


@dataclass(frozen=True, slots=True)
class IsOwn:
    """Whether a fact itself is given, whatever it is taken from: 0 or 1."""

    field: str


@dataclass(frozen=True, slots=True)
class InForce:
    """Whether the edition is in force on the day of the expense; unknown where it says none."""


Atom = ClassOf | TruthOf | HasEvidence | IsPaid | IsGiven | IsOwn | InForce


def size_of(atom: Atom) -> int:
    """How many values an atom has: 0, 1, …"""
    match atom:
        case ClassOf(variable=variable):
            return len(variable.classes)
        case TruthOf() | HasEvidence() | IsPaid() | InForce():
            return len(TRUTHS)
        case IsGiven() | IsOwn():
            return 2
        case _:
            assert_never(atom)


def bits_of(atom: Atom) -> int:
    """How many bits hold any value of an atom."""
    return (size_of(atom) - 1).bit_length()
