"""Published amounts against a formula."""

from __future__ import annotations

from fractions import Fraction

import pytest

from bokrules.allocation.reconcile.fit import Fit
from bokrules.allocation.reconcile.reconcile import Published, Reconciliation, reconcile
from bokrules.base.errors import InvalidValue
from tests.helpers import compiled

RULES = """
satuan u "U" kolom nama : teks, desa : bilangan
rumus bok "BOK" untuk_setiap u masukan pagu : rupiah
  tetap = 60% * pagu / cacah(u)
  hasil a = tetap + desa / jumlah(desa) * 40% * pagu
  bulatkan a ke Rp1 sisa_terbesar jumlah_tepat pagu dasar A
"""
# 1.200 to each, 40 for each desa.
UNITS: list[dict[str, object]] = [
    {"kode": str(place), "nama": f"U{place}", "desa": desa}
    for place, desa in enumerate([10, 20, 30, 25, 15])
]
COMPUTED = [1_600, 2_000, 2_400, 2_200, 1_800]


def against(amounts: list[int | None], tolerance: Fraction | int = 0) -> Reconciliation:
    policy = compiled(RULES)
    published = [
        Published(str(place), f"Unit {place}", amount) for place, amount in enumerate(amounts)
    ]
    [formula] = policy.formulas
    return reconcile(formula, policy, UNITS, published, {"pagu": 10_000}, tolerance)


def test_a_table_that_follows_the_formula() -> None:
    found = against([*COMPUTED])
    assert (found.followers, found.is_clean, found.outliers) == (5, True, ())
    assert found.fit is not None
    assert found.fit == Fit(Fraction(1_200), Fraction(40), explained=5, exact=5)
    assert found.published_total == 10_000
    assert [each.residual for each in found.units] == [0] * 5


def test_a_table_with_other_constants() -> None:
    # 1.000 and 50 for each desa; the last has a digit wrong: 2.750 for 1.750.
    found = against([1_500, 2_000, 2_500, 2_250, 2_750])
    assert found.fit is not None
    assert found.fit == Fit(Fraction(1_000), Fraction(50), explained=4, exact=4)
    assert found.followers == 1
    [outlier] = found.outliers
    assert (outlier.unit, outlier.residual) == ("4", 950)
    assert outlier.fit_residual == 1_000
    assert outlier.percent == Fraction(475, 9)
    assert [(each.kind, each.corrected) for each in outlier.hypotheses] == [("digit", 1_750)]
    assert not found.is_clean


def test_amounts_within_a_tolerance_follow() -> None:
    amounts: list[int | None] = [1_601, 2_000, 2_400, 2_202, 1_800]
    assert against(amounts).followers == 3
    assert against(amounts, 1).followers == 4
    assert against(amounts, Fraction(1, 1000)).followers == 5


def test_units_without_an_amount_and_rows_without_a_unit() -> None:
    found = against([1_600, None, 2_400, 2_200, 1_800, 7])
    assert found.unpublished == ("1",)
    assert found.unknown == (Published("5", "Unit 5", 7),)
    assert found.published_total == 8_007
    assert (found.followers, found.is_clean) == (4, False)


def test_what_is_not_given_makes_it_not_computable() -> None:
    policy = compiled(RULES)
    [formula] = policy.formulas
    units: list[dict[str, object]] = [{"kode": "1"}]
    found = reconcile(formula, policy, units, [Published("1", "Satu", 5)], {})
    assert found.missing == ("desa", "pagu")
    assert (found.allocation, found.fit, found.units, found.published_total) == (None, None, (), 5)
    assert not found.is_clean


def test_bad_input_is_refused() -> None:
    policy = compiled(RULES)
    [formula] = policy.formulas
    with pytest.raises(InvalidValue, match="BOK520: unit `1`: `desa` is missing"):
        reconcile(formula, policy, [{**UNITS[0], "kode": "2"}, {"kode": "1"}], [], {"pagu": 10_000})


def test_a_formula_of_nothing_for_a_unit() -> None:
    policy = compiled(RULES.replace("60%", "0%").replace("40%", "100%"))
    [formula] = policy.formulas
    units: list[dict[str, object]] = [*UNITS, {"kode": "9", "desa": 0}]
    found = reconcile(formula, policy, units, [Published("9", "Nol", 5)], {"pagu": 10_000})
    assert found.fit is None
    [unit] = found.units
    assert (unit.computed, unit.percent, unit.fit_residual, unit.follows) == (0, None, None, False)
    assert found.outliers == ()
