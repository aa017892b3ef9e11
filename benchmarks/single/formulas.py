"""Two-valued formulas about an expense: what every rule engine can spell.

Facts go by their API names. A missing fact makes every test but `Missing` false.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import assert_never


@dataclass(frozen=True, slots=True)
class Literal:
    holds: bool


@dataclass(frozen=True, slots=True)
class In:
    """The value of a fact is one of these terms."""

    fact: str
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Is:
    """A yes-or-no fact has this answer."""

    fact: str
    answer: bool


@dataclass(frozen=True, slots=True)
class Missing:
    fact: str


@dataclass(frozen=True, slots=True)
class Has:
    """The documents include this one."""

    document: str


@dataclass(frozen=True, slots=True)
class Since:
    """The date is not before `day` (year-month-day); with `is_before`, it is before."""

    day: str
    is_before: bool


@dataclass(frozen=True, slots=True)
class Number:
    """A fact in rupiah, or what was paid of a tax: `taxes.ppn`, 0 where the taxes lack it."""

    name: str

    @property
    def fact(self) -> str:
        return self.name.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Positive:
    """The sum of multiples of numbers, and a constant, is above 0. All of them integers."""

    parts: tuple[tuple[int, Number], ...]
    constant: int


@dataclass(frozen=True, slots=True)
class Not:
    operand: Formula


@dataclass(frozen=True, slots=True)
class And:
    operands: tuple[Formula, ...]
    key: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", hash(("And", self.operands)))

    def __hash__(self) -> int:
        """Formulas are deep, and looked up often."""
        return self.key


@dataclass(frozen=True, slots=True)
class Or:
    operands: tuple[Formula, ...]
    key: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", hash(("Or", self.operands)))

    def __hash__(self) -> int:
        """Formulas are deep, and looked up often."""
        return self.key


Atom = In | Is | Missing | Has | Since | Positive
Formula = Literal | Atom | Not | And | Or
Assume = Callable[[Atom], bool | None]
"""What is known of an atom beforehand; None if nothing is."""

TRUE, FALSE = Literal(True), Literal(False)


def negation(operand: Formula) -> Formula:
    match operand:
        case Literal(holds=holds):
            return Literal(not holds)
        case Not(operand=inner):
            return inner
        case And(operands=operands):
            return disjunction(negation(each) for each in operands)
        case Or(operands=operands):
            return conjunction(negation(each) for each in operands)
        case _:
            return Not(operand)


def conjunction(operands: Iterable[Formula]) -> Formula:
    found: list[Formula] = []
    for each in operands:
        if each == FALSE:
            return FALSE
        found += each.operands if isinstance(each, And) else [each]
    return _joined(And, TRUE, found)


def disjunction(operands: Iterable[Formula]) -> Formula:
    found: list[Formula] = []
    for each in operands:
        if each == TRUE:
            return TRUE
        found += each.operands if isinstance(each, Or) else [each]
    return _joined(Or, FALSE, found)


def _joined(kind: type[And] | type[Or], neutral: Formula, found: list[Formula]) -> Formula:
    """Without repeats; tests on the terms of one fact are one test."""
    terms: dict[str, frozenset[str]] = {}
    for each in found:
        test = _test_on_terms(kind, each)
        if test is not None:
            terms[test.fact] = terms.get(test.fact, frozenset()) | test.terms
    merged: dict[Formula, None] = {}
    for each in found:
        test = _test_on_terms(kind, each)
        if test is not None:
            whole = In(test.fact, terms[test.fact])
            merged[whole if kind is Or else Not(whole)] = None
        elif each != neutral:
            merged[each] = None
    if not merged:
        return neutral
    return next(iter(merged)) if len(merged) == 1 else kind(tuple(merged))


def _test_on_terms(kind: type[And] | type[Or], formula: Formula) -> In | None:
    """One of several that are joined to one: `in` in a disjunction, `not in` in a conjunction."""
    if kind is And:
        formula = formula.operand if isinstance(formula, Not) else TRUE
    return formula if isinstance(formula, In) else None


def under(formula: Formula, assume: Assume) -> Formula:
    """The formula where some atoms are known."""
    match formula:
        case Literal():
            return formula
        case Not(operand=operand):
            return negation(under(operand, assume))
        case And(operands=operands):
            return conjunction(under(each, assume) for each in operands)
        case Or(operands=operands):
            return disjunction(under(each, assume) for each in operands)
        case In() | Is() | Missing() | Has() | Since() | Positive():
            known = assume(formula)
            return formula if known is None else Literal(known)
        case _:
            assert_never(formula)


def nothing_is_missing(atom: Atom) -> bool | None:
    return False if isinstance(atom, Missing) else None


def of_term(fact: str, term: str | None) -> Assume:
    """What is known of atoms where a fact is this term; where it is missing, for None."""

    def assume(atom: Atom) -> bool | None:
        match atom:
            case In(fact=name, terms=terms) if name == fact:
                return term in terms
            case Missing(fact=name) if name == fact:
                return term is None
            case _:
                return None

    return assume
