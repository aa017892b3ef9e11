"""Formulas that compute the same in other words."""

from __future__ import annotations

import pytest

from bokrules.comparison.formula_form import FormulaForms
from bokrules.semantics.allocation import Node
from tests.helpers import compiled

AROUND = (
    'satuan u "U" kolom wilayah : jenis_wilayah, desa : bilangan, rw : bilangan,'
    " terpencil : ya_tidak dasar C "
    'tabel bobot "B" per jenis_wilayah desa 2 kota 1 pulau 3 dasar C '
)


def form(lines: str) -> Node:
    (formula,) = compiled(
        f'{AROUND}rumus f "F" untuk_setiap u masukan pagu : rupiah {lines} dasar C'
    ).formulas
    return FormulaForms(formula, {}).result


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hasil a = desa * pagu", "hasil a = pagu * desa"),
        ("hasil a = 50% * pagu", "hasil a = pagu / 2"),
        ("hasil a = pagu * 1", "hasil a = pagu"),
        ("hasil a = pagu + desa * Rp1 - rw * Rp2", "hasil a = desa * Rp1 - (rw * Rp2 - pagu)"),
        ("hasil a = pagu", "b = pagu hasil a = b"),
        ("hasil a = pagu * (desa / rw)", "hasil a = pagu * desa / rw"),
        ("hasil a = pagu / (desa * rw)", "hasil a = pagu / rw / desa"),
        (
            "hasil a = pagu * bobot[wilayah] / jumlah(bobot[wilayah])",
            "b = bobot[wilayah] hasil a = b / jumlah(b) * pagu",
        ),
        (
            "hasil a = hitung(terpencil) * pagu / cacah(u)",
            "hasil a = pagu / cacah(u) * hitung(terpencil)",
        ),
    ],
)  # fmt: skip
def test_the_same(one: str, other: str) -> None:
    assert form(one) == form(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hasil a = desa * pagu", "hasil a = rw * pagu"),
        ("hasil a = pagu - desa * Rp1", "hasil a = desa * Rp1 - pagu"),
        # Where there are no villages the first divides by 0 and the second does not.
        ("hasil a = pagu / (rw / desa)", "hasil a = pagu * desa / rw"),
        ("hasil a = jumlah(desa) * pagu", "hasil a = desa * pagu"),
        ("hasil a = pagu / cacah(u)", "hasil a = pagu"),
        ("hasil a = pagu * 2", "hasil a = pagu * 3"),
        ("hasil a = pagu / desa", "hasil a = pagu * desa"),
        ("hasil a = Rp5", "hasil a = Rp6"),
    ],
)
def test_not_the_same(one: str, other: str) -> None:
    assert form(one) != form(other)


def test_a_table_under_its_new_name() -> None:
    (formula,) = compiled(
        f'{AROUND}rumus f "F" untuk_setiap u masukan pagu : rupiah hasil a = pagu * bobot[wilayah]'
        " dasar C"
    ).formulas
    assert FormulaForms(formula, {"bobot": "berat"}).result != FormulaForms(formula, {}).result
