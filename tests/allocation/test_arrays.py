"""Formulas in arrays: the same shares as the exact way, or a refusal."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bokrules.allocation import in_arrays
from bokrules.allocation.apportion import NotApportionable
from bokrules.allocation.array_plan import NoArrayForm, plan_of
from bokrules.allocation.arrays import ArrayFormula
from bokrules.allocation.bounded import Bounded
from bokrules.allocation.solve import solve
from tests.helpers import compiled

HEAD = """
satuan puskesmas "Puskesmas"
  kolom wilayah : jenis_wilayah, penduduk : bilangan, lokus : ya_tidak, dana_lain : rupiah
tabel bobot "Bobot" per jenis_wilayah desa 1 kota 1,25 pulau 3 dasar A
rumus bok "BOK" untuk_setiap puskesmas
  masukan pagu : rupiah
"""
FORMULAS = {
    "fixed_and_variable": (
        "tetap = 65% * pagu / cacah(puskesmas)"
        " tambahan = bobot[wilayah] * penduduk / jumlah(bobot[wilayah] * penduduk) * 35% * pagu"
        " hasil a = tetap + tambahan"
    ),
    "one_weight": "hasil a = penduduk / jumlah(penduduk) * pagu",
    "two_weights": (
        "nilai = 3 * penduduk + 2 * bobot[wilayah] + hitung(lokus)"
        " hasil a = nilai / jumlah(nilai) * pagu"
    ),
    "the_same_for_all": "hasil a = pagu / cacah(puskesmas)",
    "a_product_of_sums": (
        "nilai = (1 + penduduk) * (2 + hitung(lokus)) hasil a = pagu * nilai / jumlah(nilai)"
    ),
    "less_for_some": (
        "nilai = 4 * bobot[wilayah] - hitung(lokus) hasil a = nilai / jumlah(nilai) * pagu"
    ),
}
ROUNDED = " bulatkan a ke Rp1.000 sisa_terbesar jumlah_tepat pagu"


def policy_of(lines: str, rounding: str = ROUNDED) -> Any:
    return compiled(f"{HEAD} {lines} {rounding} dasar A")


def units_of(rows: list[tuple[str, int | Fraction, bool]]) -> list[dict[str, object]]:
    return [
        {"kode": f"{place:05}", "wilayah": where, "penduduk": people, "lokus": is_locus}
        for place, (where, people, is_locus) in enumerate(rows)
    ]


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["desa", "kota", "pulau"]),
        st.integers(0, 3) | st.integers(0, 10**9) | st.fractions(0, 50, max_denominator=8),
        st.booleans(),
    ),
    min_size=1,
    max_size=40,
)
CEILINGS = st.integers(0, 10**6) | st.integers(0, 10**13)


@pytest.mark.parametrize("name", FORMULAS)
@given(rows=ROWS, thousands=CEILINGS)
def test_arrays_agree_with_the_exact_way(
    name: str, rows: list[tuple[str, int | Fraction, bool]], thousands: int
) -> None:
    policy = policy_of(FORMULAS[name])
    [formula] = policy.formulas
    if name != "the_same_for_all":
        rows = [("desa", 1, False), *rows]
    units = units_of(rows)
    inputs = {"pagu": thousands * 1000}
    exact = solve(formula, policy, units, inputs)
    found = agreed(formula, policy, exact.given)
    assert found in (None, exact.amounts)
    if max(people for _, people, _ in rows) < 1000 and thousands < 10**6:
        assert found == exact.amounts


def agreed(formula: Any, policy: Any, given_: Any) -> tuple[int, ...] | None:
    before = in_arrays.ENOUGH_UNITS
    in_arrays.ENOUGH_UNITS = 0
    try:
        return in_arrays.shares_in_arrays(formula, policy, given_)
    finally:
        in_arrays.ENOUGH_UNITS = before


@pytest.mark.parametrize("wide", [1, 9973])
def test_many_units_are_computed_in_arrays(wide: int) -> None:
    policy = policy_of(FORMULAS["fixed_and_variable"])
    [formula] = policy.formulas
    units = units_of(
        [
            ("desa" if each % 2 else "pulau", 1 + each * 7919 % 13 * wide, False)
            for each in range(40_000)
        ]
    )
    inputs = {"pagu": 60_000_000_000_000}
    in_order = solve(formula, policy, units, inputs)
    assert "exact" not in in_order.__dict__
    assert in_order.total == 60_000_000_000_000
    assert in_order.exact.amounts == in_order.amounts
    backwards = solve(formula, policy, units[::-1], inputs)
    assert backwards.amounts[::-1] == in_order.amounts
    first = in_order.units[1]
    assert first.quota == first.lines["tetap"] + first.lines["tambahan"]


def test_the_same_array_may_be_written_again() -> None:
    policy = policy_of(FORMULAS["one_weight"])
    prepared = ArrayFormula(policy.formulas[0], {})
    people, inputs = {"penduduk": Bounded.of(np.array([1, 1]))}, {"pagu": (3000, 1)}
    out = np.empty(2, dtype=np.int64)
    assert prepared.shares(2, people, inputs, out=out) is out
    assert out.tolist() == [2000, 1000]
    assert prepared.shares(2, people, inputs, ["b", "a"]).tolist() == [1000, 2000]


@pytest.mark.parametrize(
    ("lines", "rounding"),
    [
        ("hasil a = pagu / 4", ""),
        ("hasil a = pagu / 4", f"{ROUNDED} sisa_ke_terbesar"),
        ("hasil a = pagu / 4", f"{ROUNDED} minimal Rp5"),
        ("hasil a = pagu / 4", f"{ROUNDED} maksimal Rp5"),
        ("hasil a = pagu / penduduk", ROUNDED),
        ("masukan w : jenis_wilayah hasil a = bobot[w] * pagu", ROUNDED),
    ],
)
def test_formulas_that_have_no_array_form(lines: str, rounding: str) -> None:
    with pytest.raises(NoArrayForm):
        plan_of(policy_of(lines, rounding).formulas[0])


def shares(lines: str, people: list[int], pagu: int) -> list[int]:
    policy = policy_of(lines)
    prepared = ArrayFormula(policy.formulas[0], {each.name: each for each in policy.tables})
    columns = {
        "penduduk": Bounded.of(np.array(people, dtype=np.int64)),
        "wilayah": Bounded.of(np.zeros(len(people), dtype=np.int64)),
        "dana_lain": Bounded.of(np.array(people, dtype=np.int64)),
    }
    found: list[int] = prepared.shares(len(people), columns, {"pagu": (pagu, 1)}).tolist()
    return found


@pytest.mark.parametrize(
    ("lines", "people", "pagu"),
    [
        # A sum of columns, a product of columns, a product with a remainder, a sum of remainders.
        ("hasil a = penduduk / jumlah(penduduk) * pagu", [2**62, 2**62], 1000),
        ("hasil a = penduduk * penduduk / jumlah(penduduk * penduduk) * pagu", [2**32], 1000),
        ("hasil a = penduduk / jumlah(penduduk) * pagu", [2**61 - 1, 1], 10**16),
        (
            "hasil a = penduduk / jumlah(penduduk) * 1/2 * pagu"
            " + dana_lain / jumlah(dana_lain) * pagu / 2",
            [2**60 - 1, 3],
            10**16,
        ),
        ("hasil a = pagu / cacah(puskesmas)", [1] * 3, 2**65 * 3000),
        # A share in rupiah, where it is none in thousands.
        ("hasil a = pagu / cacah(puskesmas)", [1] * 3, 2**61 * 3000),
    ],
)
def test_what_64_bits_are_not_proved_to_hold_is_refused(
    lines: str, people: list[int], pagu: int
) -> None:
    with pytest.raises(NoArrayForm):
        shares(lines.replace(" * 1/2", " / 2"), people, pagu)


def test_large_remainders_are_computed_in_parts() -> None:
    people = [10**9 + 7, 12_345_678, 5]
    lines = "hasil a = 65% * pagu / cacah(puskesmas) + 35% * pagu * penduduk / jumlah(penduduk)"
    found = shares(lines, people, 10**15)
    assert sum(found) == 10**15
    for share, each in zip(found, people, strict=True):
        quota = Fraction(65 * 10**13, 3) + Fraction(35 * 10**13 * each, sum(people))
        assert abs(share - quota) < 1000


def test_totals_are_checked() -> None:
    with pytest.raises(NotApportionable, match="not shares of the total"):
        shares("hasil a = penduduk / jumlah(penduduk) * pagu / 2", [1, 2], 9000)
    with pytest.raises(NotApportionable, match="no multiple"):
        shares("hasil a = penduduk / jumlah(penduduk) * pagu", [1, 2], 9500)
    with pytest.raises(ZeroDivisionError):
        shares("hasil a = penduduk / jumlah(penduduk) * pagu", [0, 0], 9000)


def test_a_share_that_may_be_negative() -> None:
    lines = "hasil a = (2 * penduduk - 1) / jumlah(2 * penduduk - 1) * pagu"
    assert shares(lines, [1, 2], 4000) == [1000, 3000]
    with pytest.raises(NoArrayForm, match="negative"):
        shares(lines, [0, 3], 4000)


def test_a_negative_divisor() -> None:
    lines = "hasil a = (penduduk - 3) / jumlah(penduduk - 3) * pagu"
    assert shares(lines, [1, 2], 3000) == [2000, 1000]


def test_a_column_of_nothing_and_a_factor_beyond_64_bits() -> None:
    lokus = "10000000000000 * pagu * hitung(lokus)"
    policy = policy_of(
        f"hasil a = pagu / cacah(puskesmas) + {lokus}", f"{ROUNDED} + jumlah({lokus})"
    )
    prepared = ArrayFormula(policy.formulas[0], {})
    columns = {"lokus": Bounded.of(np.zeros(2, dtype=np.int64))}
    found = prepared.shares(2, columns, {"pagu": (10**12, 1)})
    assert found.tolist() == [5 * 10**11, 5 * 10**11]


def test_without_a_total_to_check() -> None:
    policy = policy_of("hasil a = pagu / cacah(puskesmas)", " bulatkan a ke Rp1.000 sisa_terbesar")
    prepared = ArrayFormula(policy.formulas[0], {})
    assert prepared.shares(2, {}, {"pagu": (5000, 1)}).tolist() == [3000, 2000]


@pytest.mark.parametrize(
    ("pagu", "expected"), [(8000, [1000] * 8), (11_000, [2000] * 3 + [1000] * 5)]
)
def test_many_units_for_each_value(pagu: int, expected: list[int]) -> None:
    assert shares("hasil a = penduduk / jumlah(penduduk) * pagu", [1] * 8, pagu) == expected


@pytest.mark.parametrize(("entry", "place"), [("3", 3), ("999999999999999999,0625", 0)])
def test_what_is_looked_up_is_checked(entry: str, place: int) -> None:
    lines = "hasil a = bobot[wilayah] / jumlah(bobot[wilayah]) * pagu"
    policy = compiled(f"{HEAD} {lines} {ROUNDED} dasar A".replace("pulau 3", f"pulau {entry}"))
    prepared = ArrayFormula(policy.formulas[0], {each.name: each for each in policy.tables})
    columns = {"wilayah": Bounded.of(np.array([place], dtype=np.int64))}
    with pytest.raises(NoArrayForm):
        prepared.shares(1, columns, {"pagu": (1000, 1)})


def test_memory_of_another_size_is_not_written_into() -> None:
    policy = policy_of(FORMULAS["fixed_and_variable"])
    prepared = ArrayFormula(policy.formulas[0], {each.name: each for each in policy.tables})
    for size in (20_000, 30_000, 30_000):
        columns = {
            "wilayah": Bounded.of(np.zeros(size, dtype=np.int64)),
            "penduduk": Bounded.of(np.arange(size)),
        }
        found = prepared.shares(size, columns, {"pagu": (10**13, 1)})
        assert int(found.sum()) == 10**13


@pytest.mark.parametrize(
    ("lines", "total", "is_seen"),
    [
        (FORMULAS["fixed_and_variable"], "pagu", True),
        ("hasil a = pagu / cacah(puskesmas) + dana_lain", "pagu + jumlah(dana_lain)", True),
        (FORMULAS["one_weight"], "pagu / 2", False),
        (FORMULAS["less_for_some"], "pagu", False),
        (FORMULAS["one_weight"], "pagu * jumlah(penduduk) / jumlah(penduduk)", False),
    ],
)
def test_whether_shares_always_sum_to_their_total_is_seen_from_the_formula(
    lines: str, total: str, is_seen: bool
) -> None:
    rounding = f" bulatkan a ke Rp1.000 sisa_terbesar jumlah_tepat {total}"
    assert plan_of(policy_of(lines, rounding).formulas[0]).always_has_its_total is is_seen
