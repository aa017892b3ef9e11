"""Where an axis of ratios ends: one slip of a factor of ten must not hide all other units."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from bokrules.reports.charts.drawing import hundredths

EDGE = Fraction(3, 2)
"""Ratios beyond it are drawn at it, as an arrow with their number."""


def is_beyond(ratio: Fraction) -> bool:
    return ratio > EDGE


def place(ratio: Fraction) -> int:
    """In hundredths of a percent, at most at the edge."""
    return hundredths(min(ratio, EDGE))


def axis_end(ratios: Iterable[Fraction]) -> int:
    """The end of an axis that holds these ratios, and 100%: a multiple of ten percent."""
    largest = max((place(each) for each in ratios), default=0)
    return max(10_000, -(-largest // 1_000) * 1_000)
