"""Exact numbers as tables print them, and printed numbers compared to their decimals."""

from __future__ import annotations

from fractions import Fraction


def figure(value: Fraction, decimals: int = 0) -> str:
    """`1.234.567`, `-74,36`: rounded half up to so many decimals, to be read."""
    units = rounded_units(value, decimals)
    sign = "-" if units < 0 else ""
    whole, part = divmod(abs(units), 10**decimals)
    grouped = f"{whole:,}".replace(",", ".")
    return f"{sign}{grouped},{part:0{decimals}}" if decimals else f"{sign}{grouped}"


def exact_figure(value: Fraction) -> str:
    """As `figure`, with as many decimals as it needs, at most two."""
    decimals = next((each for each in (0, 1) if (value * 10**each).denominator == 1), 2)
    return figure(value, decimals)


def rounded_units(value: Fraction, decimals: int) -> int:
    """The value in units of its last decimal, rounded half away from zero."""
    power: int = 10**decimals
    scaled = abs(value) * power
    units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return -units if value < 0 else units


def cut_units(value: Fraction, decimals: int) -> int:
    """As `rounded_units`, the further decimals cut off."""
    power: int = 10**decimals
    scaled = abs(value) * power
    units = scaled.numerator // scaled.denominator
    return -units if value < 0 else units
