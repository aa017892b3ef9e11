"""Scales: bands of a ratio, each with its name and explicit ends."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from bokrules.semantics.declared import Declared
from bokrules.semantics.vocabulary import Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """From `lower` to `upper` (None is an open end); an end belongs to it, or not."""

    label: Label
    lower: Fraction | None = None
    has_lower: bool = False
    upper: Fraction | None = None
    has_upper: bool = False

    def holds(self, value: Fraction) -> bool:
        above = self.lower is None or value > self.lower or (self.has_lower and value == self.lower)
        below = self.upper is None or value < self.upper or (self.has_upper and value == self.upper)
        return above and below


@dataclass(frozen=True, kw_only=True)
class Scale(Declared):
    """`skala`: bands in ascending order, without overlap or hole."""

    bands: tuple[Band, ...]
    is_percent: bool

    def band_of(self, value: Fraction) -> Band | None:
        """The band that holds a value; None below the lowest or above the highest."""
        return next((each for each in self.bands if each.holds(value)), None)
