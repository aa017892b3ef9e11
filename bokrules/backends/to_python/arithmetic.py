"""Comparisons and amounts of rupiah as exact whole-number arithmetic."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from fractions import Fraction
from math import lcm

from bokrules.backends.polynomials import Polynomial
from bokrules.backends.to_python import nodes
from bokrules.backends.to_python.constants import Constants
from bokrules.semantics import expressions as ir
from bokrules.semantics import operators
from bokrules.semantics.vocabulary import Vocabulary

_NUMBERS = {"rupiah", "count", "number"}


def polynomial_of(expression: ir.Expression, vocabulary: Vocabulary) -> Polynomial | None:
    """A sum of products of facts; None for what is no number."""
    match expression:
        case ir.Constant(value=int() | Fraction() as value) if not isinstance(value, bool):
            return Polynomial.constant(value)
        case ir.Field(name=name) if vocabulary.facts[name].type.kind in _NUMBERS:
            return Polynomial.variable(name)
        case ir.Total(terms=terms):
            return Polynomial.total(_number(each, vocabulary).scaled(sign) for sign, each in terms)
        case ir.Scaled(factors=factors):
            result = Polynomial.constant(1)
            for how, each in factors:
                factor = _number(each, vocabulary)
                result = result.times(factor if how == "*" else _inverse(factor))
            return result
        case _:
            return None


def _number(expression: ir.Expression, vocabulary: Vocabulary) -> Polynomial:
    found = polynomial_of(expression, vocabulary)
    assert found is not None, "numbers are reckoned with"
    return found


def _inverse(divisor: Polynomial) -> Polynomial:
    """A divisor is a constant other than 0."""
    assert divisor.is_constant
    return Polynomial.constant(1 / divisor.value)


def comparison(
    difference: Polynomial,
    how: ir.Comparison,
    values: Mapping[str, ast.expr],
    constants: Constants,
) -> ast.expr:
    """Whether a difference stands so to 0, all facts of it being given."""
    if difference.is_constant:
        truth = operators.comparison(difference.value, how, 0)
        return constants.name_of(truth)
    numerator, _ = _over_one(difference)
    rest = Polynomial({each: n for each, n in numerator.terms.items() if each})
    return nodes.compared(
        _sum(rest, values, constants),
        nodes.COMPARISONS[how](),
        constants.name_of(int(-numerator.value)),
    )


def whole_rupiah(
    amount: Polynomial, values: Mapping[str, ast.expr], constants: Constants
) -> ast.expr:
    """An amount rounded down, all facts of it being given."""
    if amount.is_constant:
        return constants.name_of(operators.whole_rupiah(amount.value))
    numerator, denominator = _over_one(amount)
    exact = _sum(numerator, values, constants)
    return ast.BinOp(exact, ast.FloorDiv(), constants.name_of(denominator))


def _over_one(polynomial: Polynomial) -> tuple[Polynomial, int]:
    """With whole coefficients, and what they are all divided by."""
    denominator = lcm(*(each.denominator for each in polynomial.terms.values()))
    return polynomial.scaled(denominator), denominator


def _sum(polynomial: Polynomial, values: Mapping[str, ast.expr], constants: Constants) -> ast.expr:
    parts = []
    for monomial, factor in polynomial.terms.items():
        factors = [values[name] for name in monomial]
        if factor != 1 or not factors:
            factors.append(constants.name_of(int(factor)))
        product = factors[0]
        for each in factors[1:]:
            product = ast.BinOp(product, ast.Mult(), each)
        parts.append(product)
    return nodes.total(parts)
