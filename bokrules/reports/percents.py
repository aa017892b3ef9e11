"""Percentages to be read, not to be computed with: two decimals, half away from zero."""

from __future__ import annotations

from fractions import Fraction


def decimals(number: Fraction) -> str:
    """`-19,57`."""
    twice = 200 * abs(number.numerator) + number.denominator
    hundredths = twice // (2 * number.denominator)
    text = f"{hundredths // 100},{hundredths % 100:02}"
    return f"-{text}" if number < 0 and hundredths else text


def percent(part: Fraction | int, of: Fraction | int) -> str:
    """What part of something, in percent and without its sign; `-` of nothing."""
    return decimals(Fraction(100 * part) / of) if of else "-"
