"""Polynomials with exact coefficients: sums and products of facts, brought to one form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

Monomial = tuple[str, ...]
"""The names of variables in order, one as often as its power; none at all for a constant."""


@dataclass(frozen=True, slots=True)
class Polynomial:
    """Coefficients, none of them 0, by monomial."""

    terms: Mapping[Monomial, Fraction]

    @classmethod
    def constant(cls, value: int | Fraction) -> Polynomial:
        return cls({(): Fraction(value)} if value else {})

    @classmethod
    def variable(cls, name: str) -> Polynomial:
        return cls({(name,): Fraction(1)})

    @classmethod
    def total(cls, parts: Iterable[Polynomial]) -> Polynomial:
        found: dict[Monomial, Fraction] = {}
        for part in parts:
            for monomial, factor in part.terms.items():
                found[monomial] = found.get(monomial, Fraction(0)) + factor
        return cls({each: factor for each, factor in found.items() if factor})

    @property
    def key(self) -> frozenset[tuple[Monomial, Fraction]]:
        """Equal for equal polynomials."""
        return frozenset(self.terms.items())

    @property
    def is_constant(self) -> bool:
        return self.degree == 0

    @property
    def degree(self) -> int:
        return max(map(len, self.terms), default=0)

    @property
    def value(self) -> Fraction:
        """The part that no variable is in."""
        return self.terms.get((), Fraction(0))

    def scaled(self, factor: int | Fraction) -> Polynomial:
        if not factor:
            return Polynomial({})
        return Polynomial({each: value * factor for each, value in self.terms.items()})

    def plus(self, other: Polynomial) -> Polynomial:
        return Polynomial.total((self, other))

    def minus(self, other: Polynomial) -> Polynomial:
        return Polynomial.total((self, other.scaled(-1)))

    def times(self, other: Polynomial) -> Polynomial:
        if other.is_constant:
            return self.scaled(other.value)
        if self.is_constant:
            return other.scaled(self.value)
        return Polynomial.total(
            Polynomial({tuple(sorted(a + b)): x * y})
            for a, x in self.terms.items()
            for b, y in other.terms.items()
        )

    def multiple_of(self, other: Polynomial) -> Fraction | None:
        """The number that `other`, which is not 0, is to be multiplied by; None if none does."""
        monomial, factor = next(iter(other.terms.items()))
        ratio = self.terms.get(monomial, Fraction(0)) / factor
        return ratio if other.scaled(ratio) == self else None


def reduced(one: Polynomial, other: Polynomial) -> tuple[Polynomial, Polynomial]:
    """Both without the variables that every monomial of the two has."""
    monomials = [*one.terms, *other.terms]
    common: list[str] = []
    for name in sorted(set(monomials[0])) if monomials else ():
        common += [name] * min(each.count(name) for each in monomials)
    return _without(one, common), _without(other, common)


def _without(polynomial: Polynomial, names: list[str]) -> Polynomial:
    found = {}
    for monomial, factor in polynomial.terms.items():
        left = list(monomial)
        for name in names:
            left.remove(name)
        found[tuple(left)] = factor
    return Polynomial(found)
