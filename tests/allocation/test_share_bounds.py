"""Least and most of each share: the rest is shared out among those that are free."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bokrules.allocation.apportion import Quotas, apportion
from bokrules.allocation.share_bounds import NoRoom, ShareBounds, within, within_total

UNIT = 1_000


def shares(weights: list[int], total: int, least: list[int], most: list[int | None]) -> Quotas:
    quotas = Quotas([each * total for each in weights], sum(weights))
    return within_total(quotas, ShareBounds(least, most), Fraction(total))


def test_by_hand() -> None:
    # 50, 30, 20 of 100: the first gives 10 to the others, as 3 to 2.
    lowered = shares([5, 3, 2], 100, [0, 0, 0], [40, None, None])
    assert [lowered.at(each) for each in range(3)] == [40, 36, 24]
    # The last is raised to 30, what it takes comes from the others, as 5 to 3.
    raised = shares([5, 3, 2], 100, [0, 0, 30], [None, None, None])
    assert [raised.at(each) for each in range(3)] == [Fraction(175, 4), Fraction(105, 4), 30]
    # No weight, but a least.
    nothing = shares([1, 0], 100, [0, 10], [None, None])
    assert [nothing.at(each) for each in range(2)] == [90, 10]


def test_bounds_that_settle_everything() -> None:
    assert shares([1, 1], 10, [3, 3], [7, 7]).total == 10
    full = shares([1, 2], 10, [0, 0], [4, 6])
    assert [full.at(each) for each in range(2)] == [4, 6]
    none = Quotas([0, 0], 1)
    assert within_total(none, ShareBounds([4, 6], [None, None]), Fraction(10)).total == 10


def test_without_a_total_each_is_only_kept_within() -> None:
    quotas = Quotas([10, 50, 90], 10)
    assert within(quotas, ShareBounds([2, 0, 0], [None, 4, 9])).numerators == [20, 40, 90]


@pytest.mark.parametrize(
    ("least", "most", "possible", "is_too_much"),
    [
        ([60, 60], [None, None], 120, True),
        ([0, 0], [30, 30], 60, False),
        ([0, 7], [30, None], 37, False),
    ],
)
def test_no_room(
    least: list[int], most: list[int | None], possible: int, is_too_much: bool
) -> None:
    weights = [1, 0] if most[1] is None and not is_too_much else [1, 1]
    with pytest.raises(NoRoom) as raised:
        shares(weights, 100, least, most)
    assert (raised.value.possible, raised.value.is_too_much) == (possible, is_too_much)


@st.composite
def problems(draw: st.DrawFn) -> tuple[list[int], int, list[int], list[int | None]]:
    """Weights with zeros and ties, bounds in multiples of the unit, a total that fits them."""
    size = draw(st.integers(1, 12))
    weights = draw(
        st.lists(st.integers(0, 5) | st.integers(0, 10**9), min_size=size, max_size=size).filter(
            any
        )
    )
    least = [
        each * UNIT for each in draw(st.lists(st.integers(0, 10**6), min_size=size, max_size=size))
    ]
    most: list[int | None] = [
        None if room is None else low + room * UNIT
        for low, room in zip(
            least,
            draw(st.lists(st.none() | st.integers(0, 10**12), min_size=size, max_size=size)),
            strict=True,
        )
    ]
    is_open = any(high is None and weight for high, weight in zip(most, weights, strict=True))
    highest = (
        10**16
        if is_open
        else sum(
            low if weight == 0 or high is None else high
            for low, high, weight in zip(least, most, weights, strict=True)
        )
    )
    total = draw(st.integers(sum(least) // UNIT, min(10**16, highest) // UNIT)) * UNIT
    return weights, total, least, most


@given(problems())
def test_shares_sum_exactly_and_keep_within_bounds(
    problem: tuple[list[int], int, list[int], list[int | None]],
) -> None:
    weights, total, least, most = problem
    quotas = shares(weights, total, least, most)
    assert quotas.total == total
    rounded = apportion(quotas, total, UNIT)
    assert sum(rounded) == total
    for place, share in enumerate(rounded):
        high = most[place]
        assert share >= least[place]
        assert high is None or share <= high
        assert share % UNIT == 0
        assert abs(share - quotas.at(place)) < UNIT


@given(problems(), st.integers(1, 10**9), st.data())
def test_a_larger_weight_never_gets_less_within_bounds(
    problem: tuple[list[int], int, list[int], list[int | None]], more: int, data: st.DataObject
) -> None:
    weights, total, least, most = problem
    place = data.draw(st.sampled_from([i for i, each in enumerate(weights) if each]))
    raised = [each + more * (number == place) for number, each in enumerate(weights)]
    keys = [f"{each:02}" for each in range(len(weights))]
    before = apportion(shares(weights, total, least, most), total, UNIT, keys)
    after = apportion(shares(raised, total, least, most), total, UNIT, keys)
    assert after[place] >= before[place]
