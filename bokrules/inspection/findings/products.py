"""What a line comes to by the multiplications of its text."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from math import prod

from bokrules.inspection.multiplications import LEAST_PRICE, Multiplication


def right_amounts(
    found: Sequence[Multiplication], price: int | None, quantity: Fraction | None
) -> list[int]:
    """What the amount may be: a product of the text, their sum, or the result printed of counts.

    Empty where a product has no price, and no column gives it.
    """
    totals: list[int] = []
    for each in found:
        total = each.total
        if total is None and prints_rupiah(each):
            total = each.printed
        if total is None and price is not None and quantity is None and each.price is None:
            exact = each.quantity * price
            total = exact.numerator if exact.denominator == 1 else None
        if total is None:
            return []
        totals.append(total)
    return [*totals, sum(totals)] if len(totals) > 1 else totals


def prints_rupiah(found: Multiplication) -> bool:
    """`1 org x 12 kl = 3.600.000`: rupiah, as the price goes into it; not `13 x 11 x 4 = 572`."""
    if found.printed is None or found.price is not None:
        return False
    return found.is_money or (
        found.printed != found.quantity
        and found.printed >= LEAST_PRICE
        and bool(found.quantity)
        and Fraction(found.printed, found.quantity).denominator == 1
    )


def right_result(found: Multiplication) -> int | Fraction | None:
    """What stands after `=` if all is right; None where nothing does, or it may be anything."""
    if found.printed is None:
        return None
    if found.price is not None:
        return found.total
    return None if found.is_money or found.printed >= LEAST_PRICE else found.quantity


def part_products(found: Multiplication) -> frozenset[Fraction]:
    numbers = [each.number for each in found.counts]
    return frozenset(
        prod(part, start=Fraction(1))
        for length in range(len(numbers) + 1)
        for part in combinations(numbers, length)
    )
