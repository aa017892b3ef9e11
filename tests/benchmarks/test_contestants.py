"""What `make bench` times gives the same shares: those that need no library of their own."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice

import pytest

from benchmarks import own
from benchmarks.losses import losses
from benchmarks.plain_python import with_fractions, with_integers, with_integers_by_value
from benchmarks.report import table_of
from benchmarks.workload import UNIT, Case, cases, encoded

KNOWN = encoded()
WEIGHTS = tuple(Fraction(each) for each in KNOWN.table.entries.values())
# Scores 2, 3 and 4.5: quotas of Rp29,035, Rp32,719 and Rp38,246. One thousand is left over, and the
# second has the largest remainder.
SMALL = Case("small", "three units", [0, 8, 2], [2, 1, 3], WEIGHTS, 100_000, 1)
# Ten thousand for each of three, of which the first gets what is left over.
EQUAL = Case("equal", "three equal units", [0, 0, 0], [7, 7, 7], WEIGHTS, 31_000, 1)


@pytest.mark.parametrize(
    ("case", "shares"),
    [(SMALL, [29_000, 33_000, 38_000]), (EQUAL, [11_000, 10_000, 10_000])],
    ids=["small", "equal"],
)
def test_shares_of_a_few_units(case: Case, shares: list[int]) -> None:
    assert all(found == shares for found in shares_by_name(case).values())


def test_shares_of_the_first_workload() -> None:
    [case] = islice(cases(KNOWN.table), 1)
    first, *others = shares_by_name(case).values()
    assert sum(first) == case.ceiling
    assert all(each == first for each in others)


def shares_by_name(case: Case) -> dict[str, list[int]]:
    plain = (case.classes, case.counts, case.whole_weights, case.ceiling, UNIT)
    runs = {
        **own.on_arrays(case, KNOWN),
        "exact": own.exactly(case, KNOWN),
        "whole call": own.whole_call(case, KNOWN),
    }
    return {
        **{name: list(map(int, run())) for name, run in runs.items()},
        "integers": with_integers(*plain),
        "by value": with_integers_by_value(*plain),
        "fractions": with_fractions(case.classes, case.counts, case.weights, case.ceiling, UNIT),
    }


def test_what_floats_lose_is_counted() -> None:
    floats = [29_035.0, 32_719.0, 38_746.0]
    assert losses(SMALL, floats, [29_000, 33_000, 38_000]) == {
        "sum_minus_ceiling": 500,
        "rounded_sum_minus_ceiling": 1_000,
        "largest_from_exact_quota": 500,
        "units_with_another_share": 1,
    }


def test_the_table_names_every_contestant() -> None:
    times = {"least_ms": 1.0, "median_ms": 2.0, "rounds": 3, "times_as_fast": 1.0}
    lost = losses(SMALL, [0.0] * 3, [0] * 3)
    case = {
        "text": "three units",
        "different_scores": 3,
        "contestants": {"peer": times},
        "whole_call": {"solve": times},
        "float32_rupiah": lost,
    }
    table = table_of({"seed": 1, "machine": {"cores": 2}, "cases": [case]}, "peer")
    assert "  peer   " in table
    assert "the whole call, dicts in" in table
