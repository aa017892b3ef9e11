"""The facts of an expense as variables of the solver: whether each is given, and its value."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

import z3

from bokrules.backends.decision import Facts, Value
from bokrules.backends.to_smt.kleene import Formula, Kleene, all_of, any_of, negated
from bokrules.base.money import LARGEST_AMOUNT
from bokrules.cells.variables import Terms, ValueClass
from bokrules.semantics.vocabulary import Fact, Vocabulary, joined

_COUNTED = ("rupiah", "count", "number")


@dataclass(frozen=True, slots=True, eq=False)
class Symbol:
    """A fact: `given` says that it is not missing. `values` are those of a closed enumeration.

    The documents of a list, and the taxes of a mapping, are symbols of their own: `parts`.
    """

    fact: Fact
    given: Formula
    value: Any = None
    values: tuple[str, ...] = ()
    parts: dict[str, Any] = field(default_factory=dict)
    _known: dict[frozenset[str], Formula] = field(default_factory=dict)

    def is_any(self, values: Collection[str]) -> Formula:
        """The value is one of these, whether or not it is given."""
        key = frozenset(values)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._is_any(key)
        return known

    def _is_any(self, values: frozenset[str]) -> Formula:
        places = [place for place, each in enumerate(self.values) if each in values]
        if len(places) == 1:
            return self.value == z3.BitVecVal(places[0], self.value.size())
        return any_of(self.is_any((self.values[place],)) for place in places)


class Symbols:
    """The facts of some vocabularies, as far as they share them; made when first asked for."""

    def __init__(self, vocabularies: Sequence[Vocabulary]) -> None:
        self._words = joined(vocabularies)
        self._terms = Terms(vocabularies)
        self.known: dict[str, Symbol] = {}
        self.bounds: list[Formula] = []
        """What holds of every expense."""

    def __getitem__(self, name: str) -> Symbol:
        symbol = self.known.get(name)
        if symbol is None:
            symbol = self.known[name] = self._symbol(name)
        return symbol

    def read(self, name: str) -> tuple[Formula, Symbol, list[tuple[Formula, Symbol]]]:
        """Whether a fact can be read, it, and what it is taken from where it is missing."""
        symbol = self[name]
        others: list[tuple[Formula, Symbol]] = []
        is_missing = negated(symbol.given)
        default = symbol.fact.default
        while default is not None:
            other = self[default]
            others.append((all_of([is_missing, other.given]), other))
            is_missing = all_of([is_missing, negated(other.given)])
            default = other.fact.default
        return negated(is_missing), symbol, others

    def _symbol(self, name: str) -> Symbol:
        fact = self._words.facts[name]
        given = z3.Bool(f"{name}?")
        match fact.type.kind:
            case "yes_no":
                return Symbol(fact, given, z3.Bool(name))
            case "term":
                return self._enumeration(fact, given, self._terms.shared(fact.type.of))
            case "choice":
                return self._enumeration(fact, given, self._terms.options(fact.type.of))
            case "documents":
                documents = {each: z3.Bool(f"{name}.{each}") for each in self._words.documents}
                return Symbol(fact, given, parts=documents)
            case "taxes":
                taxes = {each: self._whole(f"{name}.{each}") for each in self._words.taxes}
                return Symbol(fact, given, parts=taxes)
            case "date":
                first, last = date.min.toordinal(), date.max.toordinal()
                return Symbol(fact, given, self._bounded(z3.Int(name), first, last))
            case "number":
                return Symbol(fact, given, self._bounded(z3.Real(name), 0, LARGEST_AMOUNT))
            case _:
                return Symbol(fact, given, self._whole(name))

    def _whole(self, name: str) -> Any:
        return self._bounded(z3.Int(name), 0, LARGEST_AMOUNT)

    def _bounded(self, value: Any, least: int, most: int) -> Any:
        self.bounds += [value >= least, value <= most]
        return value

    def _enumeration(self, fact: Fact, given: Formula, values: Sequence[str]) -> Symbol:
        value = z3.BitVec(fact.name, max(1, (len(values) - 1).bit_length()))
        if len(values) < 1 << value.size():
            self.bounds.append(z3.ULT(value, len(values)))
        return Symbol(fact, given, value, tuple(values))

    # ---- values ----

    def equals(self, name: str, value: Value | None) -> Formula:
        """The fact is given and has this value; None: it is missing."""
        symbol = self[name]
        if value is None:
            return negated(symbol.given)
        return all_of([symbol.given, _equals(symbol, value)])

    def lies_in(self, name: str, values: ValueClass) -> Formula:
        """The fact has a value of the class, or is missing as that says."""
        symbol = self[name]
        if values.is_missing:
            return negated(symbol.given)
        if not values.is_interval:
            return all_of([symbol.given, any_of(_equals(symbol, each) for each in values.values)])
        low, high = map(solver_number, values.values)
        above = symbol.value > low if values.is_open else symbol.value >= low
        below = symbol.value < high if values.is_open else symbol.value <= high
        return all_of([symbol.given, above, below])

    def values_in(self, model: Any) -> Facts:
        """The facts that are given in a model of the solver, with their values."""

        def evaluated(formula: Any) -> Any:
            return model.evaluate(formula, model_completion=True)

        return {
            name: _read(each, evaluated)
            for name, each in self.known.items()
            if z3.is_true(evaluated(each.given))
        }

    def numbers(self) -> list[Symbol]:
        """The symbols whose values can be small or large."""
        return [each for each in self.known.values() if each.fact.type.kind in _COUNTED]


def membership(symbol: Symbol, term: str, vocabulary: Vocabulary) -> Kleene:
    """Whether the value of a symbol lies at or below a term; if it lies above, nobody knows."""
    taxonomy = vocabulary.taxonomies[symbol.fact.type.of]
    within = taxonomy.below_or_same(term)
    above = taxonomy.above_or_same(term)
    return Kleene(
        symbol.is_any(within),
        negated(symbol.is_any(within | above)),
    )


def solver_number(value: int | Fraction | date) -> Any:
    """As the solver writes it; a day is counted."""
    if isinstance(value, date):
        return value.toordinal()
    return z3.Q(value.numerator, value.denominator) if isinstance(value, Fraction) else value


def _equals(symbol: Symbol, value: Value) -> Formula:
    match value:
        case bool():
            return symbol.value if value else negated(symbol.value)
        case str():
            return symbol.is_any([value])
        case frozenset():
            return all_of(
                each if name in value else negated(each) for name, each in symbol.parts.items()
            )
        case int() | Fraction() | date():
            return symbol.value == solver_number(value)
        case _:
            return all_of(each == value.get(name, 0) for name, each in symbol.parts.items())


def _read(symbol: Symbol, evaluated: Callable[[Any], Any]) -> Value:
    kind = symbol.fact.type.kind
    match kind:
        case "yes_no":
            return bool(z3.is_true(evaluated(symbol.value)))
        case "term" | "choice":
            return symbol.values[int(evaluated(symbol.value).as_long())]
        case "documents":
            return frozenset(
                name for name, each in symbol.parts.items() if z3.is_true(evaluated(each))
            )
        case "taxes":
            return {name: int(evaluated(each).as_long()) for name, each in symbol.parts.items()}
        case "date":
            return date.fromordinal(evaluated(symbol.value).as_long())
        case "number":
            exact = evaluated(symbol.value)
            return Fraction(exact.numerator_as_long(), exact.denominator_as_long())
        case _:
            return int(evaluated(symbol.value).as_long())
