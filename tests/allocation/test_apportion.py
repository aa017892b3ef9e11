"""Largest remainders: the shares sum to the total, each within a unit of its quota."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bokrules.allocation.apportion import NotApportionable, Quotas, apportion

WEIGHTS = st.lists(st.integers(0, 10**9), min_size=1, max_size=30).filter(any)
UNITS = st.sampled_from([1, 1_000, 1_000_000])


def quotas(weights: list[int], total: int) -> Quotas:
    return Quotas([each * total for each in weights], sum(weights))


def test_by_hand() -> None:
    assert apportion(quotas([1, 1, 1], 100), 100) == [34, 33, 33]
    assert apportion(quotas([1, 1, 1], 100), 100, ties=["c", "b", "a"]) == [33, 33, 34]
    assert apportion(quotas([5, 3, 2], 7_000), 7_000, 1_000) == [4_000, 2_000, 1_000]
    assert apportion(Quotas.of([Fraction(0), Fraction(10)]), 10) == [0, 10]


@pytest.mark.parametrize(
    ("given_quotas", "total", "unit"),
    [
        ([Fraction(1500)], 1500, 1000),
        ([Fraction(1)], 2, 1),
        ([Fraction(2)], 2, 0),
    ],
)
def test_what_cannot_be_apportioned(given_quotas: list[Fraction], total: int, unit: int) -> None:
    with pytest.raises(NotApportionable):
        apportion(Quotas.of(given_quotas), total, unit)


@given(WEIGHTS, st.integers(0, 10**10), UNITS)
def test_sums_and_stays_within_a_unit(weights: list[int], units: int, unit: int) -> None:
    total = units * unit
    wanted = quotas(weights, total)
    shares = apportion(wanted, total, unit)
    assert sum(shares) == total
    for place, share in enumerate(shares):
        assert share % unit == 0
        assert abs(share - wanted.at(place)) < unit


@given(WEIGHTS, st.integers(0, 10**6), UNITS, st.randoms(use_true_random=False))
def test_the_order_of_units_changes_no_share(
    weights: list[int], units: int, unit: int, random: object
) -> None:
    total = units * unit
    keys = [f"{each:03}" for each in range(len(weights))]
    shares = dict(zip(keys, apportion(quotas(weights, total), total, unit, keys), strict=True))
    pairs = list(zip(keys, weights, strict=True))
    random.shuffle(pairs)  # type: ignore[attr-defined]
    shuffled = [key for key, _ in pairs]
    again = apportion(quotas([weight for _, weight in pairs], total), total, unit, shuffled)
    assert dict(zip(shuffled, again, strict=True)) == shares


@given(WEIGHTS, st.integers(0, 10**6), st.integers(1, 10**9), st.data())
def test_a_larger_weight_never_gets_less(
    weights: list[int], total: int, more: int, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(weights) - 1))
    before = apportion(quotas(weights, total), total)[place]
    raised = [each + more * (number == place) for number, each in enumerate(weights)]
    assert apportion(quotas(raised, total), total)[place] >= before
