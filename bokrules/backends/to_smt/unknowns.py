"""Numbers that are known only to lie in a range, and what is computed from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import z3

from bokrules.backends.polynomials import Polynomial, reduced

Bool = Any


@dataclass(frozen=True, slots=True)
class Unknown:
    """A number from `low` to `high`, neither of them negative; whole if it `is_whole`."""

    name: str
    low: Fraction
    high: Fraction
    is_whole: bool


@dataclass(slots=True)
class Unknowns:
    """Unknowns by name, and conditions on them under which everything said of them is defined.

    `whole` are those conditions that ask for whole numbers; without them the others say less.
    What is no polynomial is a variable of its own, the same for the same arguments.
    """

    ranged: dict[str, Unknown] = field(default_factory=dict)
    conditions: list[Bool] = field(default_factory=list)
    whole: list[Bool] = field(default_factory=list)
    is_linear: bool = True
    """Every condition is linear in its variables."""
    _ends: dict[str, tuple[Fraction, Fraction]] = field(default_factory=dict)
    """Between which numbers a variable lies, where that is seen; none of them is negative."""
    _divisors: dict[str, Polynomial] = field(default_factory=dict)
    """What the variables that are inverses are the inverses of."""
    _made: dict[object, Polynomial] = field(default_factory=dict)
    _asked: set[object] = field(default_factory=set)

    def add(self, unknown: Unknown) -> Polynomial:
        self.ranged[unknown.name] = unknown
        self._ends[unknown.name] = unknown.low, unknown.high
        variable = Polynomial.variable(unknown.name)
        at = self.term(variable)
        self.conditions += [at >= _exact(unknown.low), at <= _exact(unknown.high)]
        if unknown.is_whole:
            self.whole.append(z3.IsInt(at))
        return variable

    def term(self, polynomial: Polynomial) -> Any:
        """A polynomial as the solver writes it."""
        parts = [
            z3.Product(_exact(factor), *map(z3.Real, monomial)) if monomial else _exact(factor)
            for monomial, factor in polynomial.terms.items()
        ]
        return z3.Sum(parts) if parts else z3.RealVal(0)

    # ---- what is computed ----

    def quotient(self, one: Polynomial, other: Polynomial) -> Polynomial:
        """Defined only where the divisor is not 0."""
        self.require_nonzero(other)
        if not other.terms:
            return other
        one, other = reduced(one, other)
        factor = one.multiple_of(other)
        if factor is not None:
            return Polynomial.constant(factor)
        scale = Fraction(1) / next(iter(other.terms.values()))
        return one.times(self._inverse(other.scaled(scale))).scaled(scale)

    def _inverse(self, divisor: Polynomial) -> Polynomial:
        """One variable for all that is divided by the same."""
        if divisor.is_constant:
            return divisor
        known = self._made.get(key := ("inverse", divisor.key))
        if known is None:
            known = self._new(key)
            [(name,)] = known.terms
            self._divisors[name] = divisor
            low, high = self._least(divisor), self._least(divisor.scaled(-1))
            if low is not None and high is not None and low > 0:
                self._ends[name] = Fraction(-1) / high, Fraction(1) / low
            self._say(self.term(known.times(divisor)) == 1, 2)
        return known

    def clamped(self, value: Polynomial, low: Polynomial, high: Polynomial | None) -> Polynomial:
        """At least `low`, then at most `high`."""
        value = self._larger(value, low)
        if high is None:
            return value
        return self._larger(value.scaled(-1), high.scaled(-1)).scaled(-1)

    def _larger(self, one: Polynomial, other: Polynomial) -> Polynomial:
        if self._is_positive(one.minus(other), or_nothing=True):
            return one
        if self._is_positive(other.minus(one), or_nothing=True):
            return other
        known = self._made.get(key := ("max", one.key, other.key))
        if known is None:
            known = self._new(key)
            a, b = self.term(one), self.term(other)
            self._say(self.term(known) == z3.If(a >= b, a, b), max(one.degree, other.degree))
        return known

    def least_multiple(self, value: Polynomial, unit: int) -> Polynomial:
        """The least multiple of `unit` that is not below it."""
        if value.is_constant:
            return Polynomial.constant(-(-value.value // unit) * unit)
        known = self._made.get(key := ("up", value.key, unit))
        if known is None:
            known = self._new(key)
            up = -z3.ToInt(self.term(value.scaled(Fraction(-1, unit))))
            self._say(self.term(known) == unit * z3.ToReal(up), value.degree)
        return known

    def most_multiple(self, value: Polynomial, unit: int) -> Polynomial:
        """The greatest multiple of `unit` that is not above it."""
        return self.least_multiple(value.scaled(-1), unit).scaled(-1)

    # ---- what is required ----

    def require_nonzero(self, value: Polynomial) -> None:
        if self._is_positive(value) or self._is_positive(value.scaled(-1)):
            return
        if self._is_new(("not 0", value.key)):
            self._say(self.term(value) != 0, value.degree)

    def require_not_less(self, value: Polynomial, least: Polynomial) -> None:
        left = value.minus(least)
        if not self._is_positive(left, or_nothing=True) and self._is_new((">= 0", left.key)):
            self.conditions.append(self.is_not_less(left))

    def is_not_less(self, value: Polynomial, least: Polynomial | None = None) -> Bool:
        """Not less than `least`, or nothing, as a condition to be combined with others."""
        left = value if least is None else value.minus(least)
        self._note(left.degree)
        return self.term(left) >= 0

    def require_equal(self, one: Polynomial, other: Polynomial) -> None:
        left = self.without_inverses(one.minus(other))
        if left.terms and self._is_new(("= 0", left.key)):
            self._say(self.term(left) == 0, left.degree)

    def without_inverses(self, value: Polynomial) -> Polynomial:
        """Times as many divisors, none of them 0, as it takes: 0 where the value is."""
        for name, divisor in reversed(self._divisors.items()):
            power = max((each.count(name) for each in value.terms), default=0)
            parts = []
            for monomial, factor in value.terms.items():
                part = Polynomial({tuple(each for each in monomial if each != name): factor})
                for _ in range(power - monomial.count(name)):
                    part = part.times(divisor)
                parts.append(part)
            value = Polynomial.total(parts)
        return value

    def require_multiple(
        self, value: Polynomial, unit: int, otherwise: Sequence[Bool] = ()
    ) -> None:
        """A whole multiple of `unit`, or one of the other conditions holds."""
        if all(
            factor % unit == 0 and all(self._is_whole(each) for each in monomial)
            for monomial, factor in value.terms.items()
        ):
            return
        if self._is_new(("multiple", value.key, unit, *(each.get_id() for each in otherwise))):
            times = z3.Int(f"#{len(self._asked)}:times")
            self.whole.append(z3.Or(self.term(value) == unit * z3.ToReal(times), *otherwise))
            self._note(value.degree)

    # ---- the rest ----

    def _new(self, key: object) -> Polynomial:
        self._made[key] = Polynomial.variable(f"#{len(self._made)}")
        return self._made[key]

    def _is_new(self, key: object) -> bool:
        is_new = key not in self._asked
        self._asked.add(key)
        return is_new

    def _say(self, condition: Bool, degree: int) -> None:
        self.conditions.append(condition)
        self._note(degree)

    def _note(self, degree: int) -> None:
        self.is_linear = self.is_linear and degree <= 1

    def _is_whole(self, name: str) -> bool:
        return name in self.ranged and self.ranged[name].is_whole

    def _is_positive(self, value: Polynomial, *, or_nothing: bool = False) -> bool:
        """Whether that is seen without the solver."""
        least = self._least(value)
        return least is not None and (least >= 0 if or_nothing else least > 0)

    def _least(self, value: Polynomial) -> Fraction | None:
        """Something that it is never below, as far as that is seen from each monomial alone."""
        total = Fraction(0)
        for monomial, factor in value.terms.items():
            if any(each not in self._ends for each in monomial):
                return None
            least = factor
            for each in monomial:
                least *= self._ends[each][0 if factor > 0 else 1]
            total += least
        return total


def _exact(value: Fraction) -> Any:
    return z3.Q(value.numerator, value.denominator)
