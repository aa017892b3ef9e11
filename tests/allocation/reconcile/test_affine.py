"""A formula as a fixed share and a rate for each unit of weight."""

from __future__ import annotations

from fractions import Fraction

from bokrules.allocation.inputs import read_inputs
from bokrules.allocation.reconcile.affine import Affine, affine_of
from tests.helpers import compiled

HEAD = """
satuan u "U" kolom wilayah : jenis_wilayah, desa : bilangan, lokus : bilangan
tabel bobot "Bobot" per jenis_wilayah desa 1 kota 1,25 pulau 3 dasar A
rumus bok "BOK" untuk_setiap u masukan pagu : rupiah masukan biaya : rupiah
"""
UNITS = [
    {"kode": "1", "wilayah": "desa", "desa": 10, "lokus": 2},
    {"kode": "2", "wilayah": "kota", "desa": 8, "lokus": 0},
    {"kode": "3", "wilayah": "pulau", "desa": 2, "lokus": 1},
]


def affine(lines: str, biaya: int = 0, lokus: int | None = None) -> Affine | None:
    policy = compiled(f"{HEAD} {lines} bulatkan a ke Rp1 sisa_terbesar dasar A")
    [formula] = policy.formulas
    units = [dict(each) for each in UNITS]
    inputs: dict[str, object] = {"pagu": 2600, "biaya": biaya}
    if lokus is not None:
        for each in units:
            del each["lokus"]
        inputs["lokus"] = lokus
    return affine_of(formula, policy, read_inputs(formula, policy, units, inputs))


WEIGHTED = "bobot[wilayah] * desa / jumlah(bobot[wilayah] * desa) * 35% * pagu"


def test_the_fixed_share_and_the_rate() -> None:
    # 65% of 2600 by three; weights 10, 10 and 6 of 26: 35 for each.
    found = affine(f"hasil a = 65% * pagu / cacah(u) + {WEIGHTED}")
    assert found == Affine(
        Fraction(1690, 3),
        Fraction(35),
        [Fraction(10), Fraction(10), Fraction(6)],
        "bobot[wilayah] × desa",
    )


def test_what_is_nothing_for_every_unit_does_not_count() -> None:
    lines = f"hasil a = {WEIGHTED} + lokus * biaya"
    found = affine(lines)
    assert found is not None
    assert found.fixed == 0
    assert found.rate == 35
    assert affine(lines, biaya=5) is None
    assert affine(lines, biaya=5, lokus=0) == found


def test_formulas_without_one_weight() -> None:
    assert affine("hasil a = pagu / cacah(u)") is None
    assert affine("hasil a = pagu / desa") is None
