"""A least and a most for each share: what they take or leave is shared out among the others."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from bokrules.allocation.apportion import Quotas


class NoRoom(ValueError):
    """No shares within the bounds sum to the total; `possible` is the nearest reachable one."""

    def __init__(self, possible: int, *, is_too_much: bool) -> None:
        super().__init__(possible)
        self.possible, self.is_too_much = possible, is_too_much


@dataclass(frozen=True, slots=True)
class ShareBounds:
    """The least and the most of each share in whole rupiah; a most of None is no bound."""

    least: Sequence[int]
    most: Sequence[int | None]


def within(quotas: Quotas, bounds: ShareBounds) -> Quotas:
    """Each quota raised to its least or lowered to its most; the others stay."""
    scale = quotas.denominator
    return Quotas(
        [
            _clamped(each, low * scale, None if high is None else high * scale)
            for each, low, high in zip(quotas.numerators, bounds.least, bounds.most, strict=True)
        ],
        scale,
    )


def within_total(quotas: Quotas, bounds: ShareBounds, total: Fraction) -> Quotas:
    """The quotas times one factor, each kept within its bounds, so that they sum to `total`.

    A quota that grows, the others unchanged, never gets less. Raises NoRoom.
    """
    shares = _Shares(quotas, bounds)
    shares.check_room(total)
    factor = shares.factor(total)
    scale = quotas.denominator * factor.denominator
    return Quotas(
        [
            _clamped(each * factor.numerator, low * scale, None if high is None else high * scale)
            for each, low, high in zip(quotas.numerators, bounds.least, bounds.most, strict=True)
        ],
        scale,
    )


@dataclass(frozen=True, slots=True)
class _Shares:
    quotas: Quotas
    bounds: ShareBounds

    def check_room(self, total: Fraction) -> None:
        least = sum(self.bounds.least)
        if total < least:
            raise NoRoom(least, is_too_much=True)
        most = 0
        for each, low, high in zip(
            self.quotas.numerators, self.bounds.least, self.bounds.most, strict=True
        ):
            if each == 0:
                most += low
            elif high is None:
                return
            else:
                most += high
        if total > most:
            raise NoRoom(most, is_too_much=False)

    def factor(self, total: Fraction) -> Fraction:
        """At which the bounded quotas sum to `total`; between two bends they are linear."""
        bends = sorted({Fraction(0), *self._bends()})
        place = bisect_left(bends, total, key=self._sum_at)
        if place < len(bends) and self._sum_at(bends[place]) == total:
            return bends[place]
        below = bends[place - 1]
        above = bends[place] if place < len(bends) else below + 1
        at_below, at_above = self._sum_at(below), self._sum_at(above)
        return below + (above - below) * (total - at_below) / (at_above - at_below)

    def _bends(self) -> set[Fraction]:
        scale = self.quotas.denominator
        return {
            Fraction(bound * scale, each)
            for each, *ends in zip(
                self.quotas.numerators, self.bounds.least, self.bounds.most, strict=True
            )
            if each > 0
            for bound in ends
            if bound is not None
        }

    def _sum_at(self, factor: Fraction) -> Fraction:
        scale = self.quotas.denominator * factor.denominator
        total = sum(
            _clamped(each * factor.numerator, low * scale, None if high is None else high * scale)
            for each, low, high in zip(
                self.quotas.numerators, self.bounds.least, self.bounds.most, strict=True
            )
        )
        return Fraction(total, scale)


def _clamped(value: int, low: int, high: int | None) -> int:
    value = max(value, low)
    return value if high is None else min(value, high)
