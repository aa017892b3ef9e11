"""Sums and products of facts as whole numbers: exact in every engine, and nothing overflows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm, prod

from sqlglot import exp

from bokrules.backends.to_sql.dialects import (
    LARGEST_BIGINT,
    WIDEST,
    Dialect,
    NotInSql,
    joined_by,
    number,
    whole_quotient,
    wide,
)
from bokrules.backends.to_sql.facts import Columns
from bokrules.base import codes
from bokrules.base.messages import msg
from bokrules.base.money import LARGEST_AMOUNT
from bokrules.semantics import expressions as ir

STEP = 10**9
"""Of a number's parts: numbers have at most nine decimals."""
_COMPARISONS: dict[ir.Comparison, type[exp.Binary]] = {
    ">": exp.GT, ">=": exp.GTE, "<": exp.LT, "<=": exp.LTE, "=": exp.EQ,
}  # fmt: skip

Factor = str
"""A fact, or `tax:` and a tax."""
_Terms = list[tuple[int, tuple[Factor, ...]]]
Polynomial = Mapping[tuple[Factor, ...], Fraction]
"""Factors to their coefficient; one of 0 stays, as its factors may be missing."""


@dataclass(frozen=True, slots=True)
class Caps:
    """The largest values for which SQL is exact; rows with larger ones are not for SQL."""

    amount: int = LARGEST_AMOUNT
    number: int = LARGEST_AMOUNT

    @property
    def smaller(self) -> Caps | None:
        if self.number > STEP:
            return Caps(self.amount, STEP)
        if self.amount > 10**9:
            return Caps(self.amount // 1000, self.number)
        return Caps(self.amount, 10**6) if self.number > 10**6 else None


def polynomial(expression: ir.Expression) -> dict[tuple[Factor, ...], Fraction]:
    """A sum or product of facts, multiplied out."""
    match expression:
        case ir.Constant(value=value):
            assert isinstance(value, (int, Fraction))
            return {(): Fraction(value)}
        case ir.Field(name=name):
            return {(name,): Fraction(1)}
        case ir.Total(terms=terms):
            return added((sign, polynomial(each)) for sign, each in terms)
        case ir.Scaled(factors=factors):
            result: dict[tuple[Factor, ...], Fraction] = {(): Fraction(1)}
            for how, each in factors:
                other = polynomial(each)
                if how == "/":
                    ((nothing, divisor),) = other.items()
                    assert nothing == (), "the type checker wants a constant"
                    other = {(): 1 / divisor}
                result = _product(result, other)
            return result
        case _:
            raise AssertionError("a condition is no amount")


def added(parts: Iterable[tuple[int, Polynomial]]) -> dict[tuple[Factor, ...], Fraction]:
    """The signed sum."""
    result: dict[tuple[Factor, ...], Fraction] = {}
    for sign, part in parts:
        for factors, coefficient in part.items():
            result[factors] = result.get(factors, Fraction(0)) + sign * coefficient
    return result


def _product(one: Polynomial, other: Polynomial) -> dict[tuple[Factor, ...], Fraction]:
    return added(
        (1, {tuple(sorted((*a, *b))): x * y}) for a, x in one.items() for b, y in other.items()
    )


@dataclass(frozen=True)
class Amounts:
    """Polynomials as SQL over some columns."""

    columns: Columns
    caps: Caps = Caps()

    def compared(self, left: Polynomial, how: ir.Comparison, right: Polynomial) -> exp.Expr:
        """The truth of a comparison; NULL where a fact is missing."""
        difference = added([(1, left), (-1, right)])
        positive, negative, bound, _ = self._sides(difference)
        as_wide = self._is_wide(bound)
        return exp.paren(
            _COMPARISONS[how](
                this=self._sum(positive, as_wide=as_wide),
                expression=self._sum(negative, as_wide=as_wide),
            )
        )

    def is_paid(self, due: Polynomial, paid: Factor) -> exp.Expr:
        """Whether what is due, rounded down to whole rupiah, is not more than what was paid."""
        return self.compared(due, "<", {(paid,): Fraction(1), (): Fraction(1)})

    def lacking(self, due: Polynomial, paid: Factor) -> exp.Expr:
        """Rupiah of what is due, rounded down, that were not paid: never negative."""
        total, divisor, _ = self.total(due)
        whole = whole_quotient(total, divisor)
        difference = exp.paren(exp.Sub(this=whole, expression=self._factor(paid)))
        # Where the due is negative the quotient is rounded up, to something that is not positive.
        return exp.Case().when(exp.GT(this=difference, expression=number(0)), difference.copy())

    def total(self, of: Polynomial) -> tuple[exp.Expr, int, bool]:
        """A whole number, what it must be divided by, and whether it may be negative."""
        positive, negative, bound, divisor = self._sides(of)
        as_wide = self._is_wide(bound)
        total = self._sum(positive, as_wide=as_wide)
        if negative:
            subtracted = self._sum(negative, as_wide=as_wide)
            total = exp.paren(exp.Sub(this=total, expression=subtracted))
        return total, divisor, bool(negative)

    def bound(self, of: Polynomial) -> int:
        """No partial sum or product goes beyond this; raises NotInSql beyond all types."""
        return self._sides(of)[2]

    # ---- parts ----

    def _sides(self, of: Polynomial) -> tuple[_Terms, _Terms, int, int]:
        """Whole coefficients with their factors, those above and below 0; a bound; the divisor."""
        parts = {
            factors: coefficient / STEP ** sum(map(self._is_number, factors))
            for factors, coefficient in of.items()
        }
        divisor = lcm(*(each.denominator for each in parts.values())) if parts else 1
        positive: _Terms = []
        negative: _Terms = []
        bound = 1
        for factors, coefficient in parts.items():
            whole = int(coefficient * divisor)
            (positive if whole >= 0 else negative).append((abs(whole), factors))
            bound += max(abs(whole), 1) * prod(map(self._largest, factors))
        return positive, negative, bound, divisor

    def _is_wide(self, bound: int) -> bool:
        if bound >= WIDEST:
            raise _too_many_digits()
        return bound > LARGEST_BIGINT

    def _sum(self, parts: Iterable[tuple[int, tuple[Factor, ...]]], *, as_wide: bool) -> exp.Expr:
        return joined_by(exp.Add, [self._term(*each, as_wide=as_wide) for each in parts])

    def _term(self, coefficient: int, factors: tuple[Factor, ...], *, as_wide: bool) -> exp.Expr:
        made: list[exp.Expr] = [self._factor(each) for each in factors]
        if coefficient != 1 or not made:
            made.insert(0, number(coefficient))
        dialect: Dialect = self.columns.dialect
        return joined_by(exp.Mul, [wide(each, dialect) for each in made] if as_wide else made)

    def _factor(self, name: Factor) -> exp.Expr:
        if name.startswith("tax:"):
            return self.columns.paid(name.removeprefix("tax:"))
        value = self.columns.value(name)
        if not self._is_number(name):
            return value
        parts = exp.Mul(this=value, expression=exp.cast(number(STEP), "DECIMAL(10, 0)"))
        return wide(exp.paren(parts), self.columns.dialect)

    def _is_number(self, name: Factor) -> bool:
        return not name.startswith("tax:") and self.columns.facts[name].type.kind == "number"

    def _largest(self, name: Factor) -> int:
        return self.caps.number * STEP if self._is_number(name) else self.caps.amount


def caps_for(polynomials: Iterable[Polynomial], columns: Columns) -> Caps:
    """The largest caps under which all of some amounts are exact. Raises NotInSql."""
    every = list(polynomials)

    def exact_under(caps: Caps) -> bool:
        return all(Amounts(columns, caps).bound(each) < WIDEST for each in every)

    caps: Caps | None = Caps()
    while caps is not None and not exact_under(caps):
        caps = caps.smaller
    if caps is None:
        raise _too_many_digits()
    return caps


def _too_many_digits() -> NotInSql:
    return NotInSql(
        codes.INVALID_VALUE,
        msg("an amount of the policy has too many digits for SQL"),
        msg("check without SQL"),
    )
