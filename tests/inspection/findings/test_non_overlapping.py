"""What of overlapping payments can stand, against every set of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from bokrules.inspection.findings.non_overlapping import clusters, excess, most_that_can_stand


@dataclass(frozen=True)
class Paid:
    first: date
    last: date
    amount: int
    rate: int | None = None


def paid(first: int, last: int, amount: int) -> Paid:
    start = date(2010, 5, 1)
    return Paid(start + timedelta(days=first - 1), start + timedelta(days=last - 1), amount)


def rated(first: int, last: int, rate: int) -> Paid:
    return replace(paid(first, last, rate * (last - first + 1)), rate=rate)


PAYMENTS = st.lists(
    st.builds(
        lambda first, n, amount: paid(first, first + n, amount),
        st.integers(1, 12),
        st.integers(0, 5),
        st.integers(0, 9),
    ),
    max_size=8,
)
RATED = st.lists(
    st.builds(
        lambda first, n, rate: rated(first, first + n, rate),
        st.integers(1, 12),
        st.integers(0, 5),
        st.integers(0, 9),
    ),
    max_size=8,
)


def overlap(a: Paid, b: Paid) -> bool:
    return a.first <= b.last and b.first <= a.last


def test_two_that_share_a_day_leave_the_dearer() -> None:
    assert excess([paid(1, 3, 300), paid(3, 4, 200)]) == 200


def test_two_that_do_not_share_a_day_both_stand() -> None:
    assert excess([paid(1, 3, 300), paid(4, 5, 200)]) == 0


def test_of_a_chain_the_two_ends_may_stand() -> None:
    chain = [paid(1, 3, 300), paid(3, 6, 500), paid(6, 8, 250)]
    assert excess(chain) == 500  # 1.050 less 550; the dearest alone would leave 550
    assert clusters(chain) == [chain]


def test_of_rates_only_the_days_that_are_shared_are_too_much() -> None:
    assert excess([rated(4, 6, 100), rated(6, 8, 100)]) == 100
    assert excess([rated(4, 6, 100), rated(5, 8, 70), rated(6, 6, 120)]) == 70 + 100 + 70
    assert excess([rated(4, 6, 100), paid(6, 8, 300)]) == 300
    assert excess([rated(1, 2, 100), rated(2, 3, 50), paid(5, 6, 70), paid(6, 7, 90)]) == 50 + 70


def test_nothing_has_no_excess() -> None:
    assert excess([]) == 0
    assert clusters([paid(1, 1, 5)]) == []


@given(PAYMENTS)
def test_the_most_is_that_of_the_best_of_all_sets(payments: list[Paid]) -> None:
    best = max(
        sum(each.amount for each in chosen)
        for n in range(len(payments) + 1)
        for chosen in combinations(payments, n)
        if not any(overlap(a, b) for a, b in combinations(chosen, 2))
    )
    assert most_that_can_stand(payments) == best


@given(PAYMENTS)
def test_the_excess_of_clusters_is_that_of_all(payments: list[Paid]) -> None:
    assert sum(excess(each) for each in clusters(payments)) == excess(payments)


@given(PAYMENTS, PAYMENTS)
def test_more_payments_never_have_less_excess(some: list[Paid], more: list[Paid]) -> None:
    assert excess(some) <= excess([*some, *more])


@given(PAYMENTS)
def test_those_in_no_cluster_share_no_day(payments: list[Paid]) -> None:
    clustered = [each for group in clusters(payments) for each in group]
    for a, b in combinations(payments, 2):
        assert not overlap(a, b) or (a in clustered and b in clustered)


@given(RATED)
def test_by_days_is_never_more_than_by_whole_payments(payments: list[Paid]) -> None:
    whole = [replace(each, rate=None) for each in payments]
    assert 0 <= excess(payments) <= excess(whole)


@given(RATED, PAYMENTS)
def test_more_payments_never_have_less_excess_with_rates(
    some: list[Paid], more: list[Paid]
) -> None:
    assert excess(some) <= excess([*some, *more])
