"""What of payments for days cannot all stand: a day is paid once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Protocol, TypeVar


class Paid(Protocol):
    """Rupiah for the days from `first` to `last`, both included."""

    @property
    def first(self) -> date: ...
    @property
    def last(self) -> date: ...
    @property
    def amount(self) -> int: ...
    @property
    def rate(self) -> int | None:
        """For each of the days, if the amount is that of all of them; else None."""


P = TypeVar("P", bound=Paid)


def clusters(payments: Iterable[P]) -> list[list[P]]:
    """Payments that share days, directly or through others: only clusters of several."""
    found: list[list[P]] = []
    end: date | None = None
    for each in sorted(payments, key=lambda each: (each.first, each.last)):
        if end is not None and each.first <= end:
            found[-1].append(each)
            end = max(end, each.last)
        else:
            found.append([each])
            end = each.last
    return [each for each in found if len(each) > 1]


def most_that_can_stand(payments: Sequence[Paid]) -> int:
    """The rupiah of the dearest set of payments of which no two share a day."""
    ordered = sorted(payments, key=lambda each: each.last)
    ends = [each.last for each in ordered]
    best = [0]
    for n, each in enumerate(ordered):
        before = bisect_left(ends, each.first, hi=n)
        best.append(max(best[-1], best[before] + each.amount))
    return best[-1]


def excess(payments: Sequence[Paid]) -> int:
    """What cannot stand of payments that share days.

    Where all of them have a rate it is, of each day, all rates but the dearest; else the sum
    without the most that can stand as a whole.
    """
    return sum(map(_excess_of_cluster, clusters(payments)))


def _excess_of_cluster(payments: Sequence[Paid]) -> int:
    rates: dict[date, list[int]] = {}
    for each in payments:
        if each.rate is None:
            return sum(one.amount for one in payments) - most_that_can_stand(payments)
        for n in range((each.last - each.first).days + 1):
            rates.setdefault(each.first + timedelta(days=n), []).append(each.rate)
    return sum(sum(of_day) - max(of_day) for of_day in rates.values())
