"""Rupiah and other numbers as ledgers write them: Rp1.250.000,00."""

from __future__ import annotations

import re
from fractions import Fraction

_WHOLE = r"(0|[1-9][0-9]{0,17}|[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,5})"
_RUPIAH = re.compile(rf"(?:rp\.?\s*)?{_WHOLE}(?:,(?:-{{1,2}}|00?))?", re.IGNORECASE)
_COUNT = re.compile(_WHOLE)
_GROUPED = re.compile(r"([1-9][0-9]{0,2}(?:\.[0-9]{3}){1,5})(?:,([0-9]{1,9}))?")
_PLAIN = re.compile(r"(0|[1-9][0-9]{0,17})(?:([.,])([0-9]{1,9}))?")


def rupiah_in(text: str) -> int | None:
    """Whole rupiah; None if `text` is not clearly that.

    A dot groups thousands, a comma comes before `0`, `00` or `-` only. So `1,250,000`, `1.25`,
    `(1.000)` and `-5` are None: they may mean something else.
    """
    found = _RUPIAH.fullmatch(text)
    return _digits(found[1]) if found else None


def count_in(text: str, unit: str) -> int | None:
    """A whole number, perhaps with the word for its unit; None if `text` is not clearly that."""
    found = _COUNT.fullmatch(text.casefold().removesuffix(unit).rstrip())
    return _digits(found[1]) if found else None


def number_in(text: str) -> Fraction | None:
    """An exact number such as `2,5` or `2.5`; None if `text` is not clearly that.

    Exactly three digits after the only mark (`1.250`, `1,250`) may be thousands or a fraction, and
    are refused, except after a zero. `1.250.000` and `1.250,5` are clear.
    """
    found = _GROUPED.fullmatch(text)
    if found and (found[2] or found[1].count(".") > 1):
        return _exact(found[1].replace(".", ""), found[2])
    found = _PLAIN.fullmatch(text)
    if found is None or (found[3] and len(found[3]) == 3 and found[1] != "0"):
        return None
    return _exact(found[1], found[3])


def _digits(text: str) -> int:
    return int(text.replace(".", ""))


def _exact(whole: str, part: str | None) -> Fraction:
    if part is None:
        return Fraction(int(whole))
    return Fraction(int(whole + part), 10 ** len(part))
