"""What of payments for days cannot all stand: a day is paid once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol, TypeVar


class Paid(Protocol):
    """Rupiah for the days from `first` to `last`, both included."""

    @property
    def first(self) -> date: ...
    @property
    def last(self) -> date: ...
    @property
    def amount(self) -> int: ...


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
    """The sum without the most that can stand."""
    return sum(each.amount for each in payments) - most_that_can_stand(payments)
