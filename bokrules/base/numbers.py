"""Exact numbers as the law prints them."""

from __future__ import annotations

from fractions import Fraction


def format_number(value: int | Fraction, *, percent: bool = False) -> str:
    """`1,25`, `65%`; a fraction without an end in decimals as `1/3`."""
    number = Fraction(value) * (100 if percent else 1)
    sign = "%" if percent else ""
    digits = 0
    scaled = number
    while scaled.denominator != 1 and digits < 18:
        scaled *= 10
        digits += 1
    if scaled.denominator != 1:
        return f"{number.numerator}/{number.denominator}{sign}"
    text = str(abs(scaled.numerator)).rjust(digits + 1, "0")
    minus = "-" if number < 0 else ""
    if digits == 0:
        return f"{minus}{text}{sign}"
    return f"{minus}{text[:-digits]},{text[-digits:]}{sign}"


def format_percent(ratio: Fraction, digits: int = 2) -> str:
    """`74,36%`, `37.632%`: rounded half away from zero, to be read, not computed with."""
    shown, scale = abs(ratio) * 100, 10**digits
    whole = (2 * shown.numerator * scale + shown.denominator) // (2 * shown.denominator)
    minus = "-" if ratio < 0 and whole else ""
    if digits == 0:
        return f"{minus}{_thousands(whole)}%"
    return f"{minus}{_thousands(whole // scale)},{whole % scale:0{digits}}%"


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")
