"""Shares of the same units under two editions, divided among what changed."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bokrules import InvalidValue, UnknownValue, diff, load_edition
from bokrules.base.resources import POLICIES_FOLDER
from bokrules.comparison.fiscal import Cause, FiscalComparison, Side, compare_shares
from bokrules.inspection.diff import compare_allocations, formula_sides
from tests.helpers import compiled

PROVINCES = POLICIES_FOLDER.parent / "data" / "provinsi_2019.csv"
UNIT = 'satuan u "U" kolom wilayah : jenis_wilayah, desa : bilangan dasar C '
WEIGHTS = 'tabel bobot "B" per jenis_wilayah desa 2 kota 1 pulau 3 dasar C '
SHARE = (
    'rumus bok "BOK" untuk_setiap u masukan pagu : rupiah'
    " hasil a = pagu * bobot[wilayah] * desa / jumlah(bobot[wilayah] * desa)"
    " bulatkan a ke Rp1 sisa_terbesar jumlah_tepat pagu seri kode dasar C "
)
BY_VILLAGES = SHARE.replace("bobot[wilayah] * ", "")
TWO = [
    {"kode": "a", "wilayah": "desa", "desa": 1},
    {"kode": "b", "wilayah": "kota", "desa": 2},
]


def compared(
    before: str, after: str, inputs: tuple[dict[str, object], dict[str, object]]
) -> FiscalComparison:
    return compare_allocations(compiled(before), compiled(after), TWO, "bok", inputs)


def steps(found: FiscalComparison) -> list[tuple[Cause, str, tuple[int, ...]]]:
    return [(each.cause, each.name, each.gains) for each in found.steps]


def test_a_ceiling_and_a_table() -> None:
    found = compared(
        UNIT + WEIGHTS + SHARE,
        UNIT + WEIGHTS.replace("kota 1", "kota 3") + SHARE,
        ({"pagu": 100}, {"pagu": 200}),
    )
    # 2 : 2 of 100, then of 200; then 2 : 6 of 200.
    assert [(each.unit, each.before, each.after) for each in found.units] == [
        ("a", 50, 50),
        ("b", 50, 150),
    ]
    assert steps(found) == [
        (Cause.CEILING, "pagu", (50, 50)),
        (Cause.TABLE, "bobot", (-50, 50)),
    ]
    assert [each.by_step for each in found.units] == [(50, -50), (50, 50)]
    assert (found.steps[0].before, found.steps[0].after) == (100, 200)
    assert [each.gain for each in found.units] == [0, 100]
    assert [each.ratio for each in found.units] == [Fraction(0), Fraction(2)]
    assert [each.unit for each in found.gainers] == ["b"]
    assert found.losers == ()
    assert found.gain == 100


def test_another_formula() -> None:
    found = compared(UNIT + WEIGHTS + SHARE, UNIT + BY_VILLAGES, ({"pagu": 100}, {"pagu": 200}))
    # 1 : 2 of 200 is 66 2/3 and 133 1/3: the rupiah over goes to the larger remainder.
    assert steps(found) == [
        (Cause.CEILING, "pagu", (50, 50)),
        (Cause.FORMULA, "bok", (-33, 33)),
    ]
    assert [each.after for each in found.units] == [67, 133]


def test_nothing_else_moves_a_rupiah() -> None:
    text = UNIT + WEIGHTS + SHARE
    same = compared(text, text.replace("pagu * bobot[wilayah]", "bobot[wilayah] * pagu"),
                    ({"pagu": 100}, {"pagu": 100}))  # fmt: skip
    assert same.is_empty
    assert same.steps == ()


def test_a_count_that_is_given_for_all() -> None:
    units = [{"kode": each["kode"], "wilayah": each["wilayah"]} for each in TWO]
    share = SHARE.replace("hasil a =", "hasil a = desa * Rp1 +").replace(
        "jumlah_tepat pagu", "jumlah_tepat pagu + jumlah(desa * Rp1)"
    )
    policy = compiled(UNIT + WEIGHTS + share)
    found = compare_allocations(
        policy, policy, units, None, ({"pagu": 100, "desa": 3}, {"pagu": 100, "desa": 9})
    )
    assert [(each.cause, each.name, each.total) for each in found.steps] == [
        (Cause.COUNT, "desa", 12)
    ]


def test_a_new_input_belongs_to_the_formula() -> None:
    after = (
        SHARE.replace("masukan pagu", "masukan tambahan : rupiah masukan pagu")
        .replace("hasil a =", "hasil a = tambahan +")
        .replace("jumlah_tepat pagu", "jumlah_tepat pagu + 2 * tambahan")
    )
    found = compared(
        UNIT + WEIGHTS + SHARE,
        UNIT + WEIGHTS + after,
        ({"pagu": 100}, {"pagu": 100, "tambahan": 7}),
    )
    assert steps(found) == [(Cause.FORMULA, "bok", (7, 7))]


def test_a_table_that_only_one_side_can_read_belongs_to_the_formula() -> None:
    after = UNIT + WEIGHTS.replace("bobot", "berat").replace("kota 1", "kota 3")
    after += SHARE.replace("bobot", "berat")
    found = compared(UNIT + WEIGHTS + SHARE, after, ({"pagu": 100}, {"pagu": 100}))
    assert steps(found) == [(Cause.FORMULA, "bok", (-25, 25))]


def test_units_on_one_side_only() -> None:
    policy = compiled(UNIT + WEIGHTS + SHARE)
    formula = policy.formulas[0]
    sides = [
        Side(formula=formula, policy=policy, inputs={"pagu": 1}, units=each)
        for each in (TWO, TWO[:1])
    ]
    with pytest.raises(InvalidValue, match="b"):
        compare_shares(*sides)


def test_the_order_of_the_units_means_nothing() -> None:
    policy = compiled(UNIT + WEIGHTS + SHARE)
    formula = policy.formulas[0]
    sides = [
        Side(formula=formula, policy=policy, inputs={"pagu": pagu}, units=units)
        for pagu, units in ((100, TWO), (200, TWO[::-1]))
    ]
    found = compare_shares(*sides)
    assert [(each.unit, each.gain) for each in found.units] == [("a", 50), ("b", 50)]


def test_which_formula_is_meant() -> None:
    one = compiled(UNIT + WEIGHTS + SHARE)
    none = compiled(UNIT)
    other = compiled(UNIT + WEIGHTS + SHARE + SHARE.replace("bok", "lain"))
    assert [policy is one for _, policy in formula_sides(one, none, None)] == [True, True]
    assert [policy is one for _, policy in formula_sides(none, one, "bok")] == [True, True]
    assert [each.name for each, _ in formula_sides(one, other, None)] == ["bok", "bok"]
    with pytest.raises(UnknownValue):
        formula_sides(one, other, "tidak_ada")
    for a, b in ((other, other), (none, none)):
        with pytest.raises(InvalidValue):
            formula_sides(a, b, None)


def test_a_formula_of_one_edition_stands_in_for_both() -> None:
    one, none = compiled(UNIT + WEIGHTS + SHARE), compiled(UNIT)
    inputs: tuple[dict[str, object], dict[str, object]] = ({"pagu": 1}, {"pagu": 1})
    found = compare_allocations(one, none, TWO, None, inputs)
    assert (found.from_side.is_own, found.to_side.is_own) == (True, False)
    found = compare_allocations(none, one, TWO, None, inputs)
    assert (found.from_side.is_own, found.to_side.is_own) == (False, True)


@settings(max_examples=60)
@given(
    st.tuples(*[st.integers(0, 10**9)] * 2),
    st.tuples(*[st.integers(1, 9)] * 6),
    st.booleans(),
    st.lists(
        st.tuples(st.sampled_from(["desa", "kota", "pulau"]), st.integers(1, 50)),
        min_size=1,
        max_size=8,
    ),
)
def test_the_steps_add_up_to_the_rupiah(
    ceilings: tuple[int, ...],
    weights: tuple[int, ...],
    new_formula: bool,
    units: list[tuple[str, int]],
) -> None:
    tables = [
        f'tabel bobot "B" per jenis_wilayah desa {d} kota {k} pulau {p} dasar C '
        for d, k, p in (weights[:3], weights[3:])
    ]
    rows = [
        {"kode": str(number), "wilayah": region, "desa": count}
        for number, (region, count) in enumerate(units)
    ]
    policies = [
        compiled(UNIT + tables[0] + SHARE),
        compiled(UNIT + tables[1] + (BY_VILLAGES if new_formula else SHARE)),
    ]
    found = compare_allocations(
        policies[0], policies[1], rows, "bok", ({"pagu": ceilings[0]}, {"pagu": ceilings[1]})
    )
    assert found.gain == sum(each.total for each in found.steps)
    assert found.gain == ceilings[1] - ceilings[0]
    for each in found.units:
        assert each.gain == sum(each.by_step)


def test_the_ceilings_of_table_1_2() -> None:
    """BOK of the provinces: Rp75.000.000.000 in 2018, Rp120.007.427.000 in 2019."""
    found = diff(
        2019,
        2019,
        units=PROVINCES,
        formula="bok_provinsi",
        inputs={"balkesmas": 0, "biaya_satuan_balkesmas": 0},
        inputs_a={"pagu": 75_000_000_000},
        inputs_b={"pagu": 120_007_427_000},
    )
    assert found.money is not None
    assert found.rules.is_empty
    assert not found.is_empty
    assert (found.money.before.total, found.money.after.total) == (75_000_000_000, 120_007_427_000)
    assert [(each.cause, each.name, each.total) for each in found.money.steps] == [
        (Cause.CEILING, "pagu", 45_007_427_000)
    ]
    assert len(found.money.gainers) == 34
    assert sum(each.gain for each in found.money.units) == 45_007_427_000
    # A fixed part of 65% / 34, and 35% by weighted districts: 1,5 x 23 of 905,5 for Aceh.
    total = sum(table * count for table, count in _weights())
    share = Fraction(65, 100 * 34) + Fraction(35, 100) * Fraction(3 * 23, 2) / total
    aceh = next(each for each in found.money.units if each.unit == "11")
    assert abs(aceh.before - share * 75_000_000_000) < 1_000
    assert abs(aceh.after - share * 120_007_427_000) < 1_000


def _weights() -> list[tuple[Fraction, int]]:
    policy = load_edition(2019).policy
    table = next(each for each in policy.tables if each.name == "bobot_regional")
    lines = PROVINCES.read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split(",") for line in lines]
    return [(Fraction(table.entries[row[2]]), int(row[3])) for row in rows]
