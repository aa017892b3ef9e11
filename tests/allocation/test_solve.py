"""A formula over units: exact lines, rounded shares, and what is refused."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bokrules.allocation.solve import Allocation, solve
from bokrules.base.errors import InvalidValue
from tests.helpers import compiled

RULES = """
satuan puskesmas "Puskesmas"
  kolom wilayah : jenis_wilayah, penduduk : bilangan, lokus : ya_tidak, jarak : bilangan
tabel bobot "Bobot" per jenis_wilayah desa 1 kota 1,25 pulau 3 dasar A
rumus bok "BOK" untuk_setiap puskesmas
  masukan pagu : rupiah
  masukan biaya : rupiah
  dasar_alokasi = 65% * pagu / cacah(puskesmas)
  tambahan = bobot[wilayah] * penduduk / jumlah(bobot[wilayah] * penduduk) * 35% * pagu
  khusus = hitung(lokus) * biaya
  hasil alokasi = dasar_alokasi + tambahan + khusus
  bulatkan alokasi ke Rp1.000 sisa_terbesar jumlah_tepat pagu + jumlah(khusus) seri kode
  tafsir "Dibaca begini"
  dasar A.1
celah angka "Angkanya tidak ada" menyentuh rumus dasar A.2
"""
UNITS: list[dict[str, object]] = [
    {"kode": "1", "wilayah": "desa", "penduduk": 100, "lokus": False},
    {"kode": "2", "wilayah": "kota", "penduduk": Decimal("80"), "lokus": True},
    {"kode": "3", "wilayah": "pulau", "penduduk": Fraction(10), "lokus": False},
]


def bok(units: list[dict[str, object]] = UNITS, rules: str = RULES, **inputs: object) -> Allocation:
    policy = compiled(rules)
    [formula] = policy.formulas
    return solve(formula, policy, units, {"pagu": 100_000_000, "biaya": 5_000_000, **inputs})


def test_every_line_is_exact_and_the_shares_sum() -> None:
    result = bok()
    # Weights 100, 100 and 30 of 230.
    assert [each.lines["tambahan"] for each in result.units] == [
        Fraction(100, 230) * 35_000_000,
        Fraction(100, 230) * 35_000_000,
        Fraction(30, 230) * 35_000_000,
    ]
    assert {each.lines["dasar_alokasi"] for each in result.units} == {Fraction(65_000_000, 3)}
    assert [each.lines["khusus"] for each in result.units] == [0, 5_000_000, 0]
    assert [each.amount for each in result.units] == [36_884_000, 41_884_000, 26_232_000]
    assert result.total == 105_000_000
    assert result.assumed == ("Dibaca begini", "Angkanya tidak ada")


def test_as_json() -> None:
    document = bok().to_dict()
    assert document["formula"] == "bok"
    assert document["total"] == 105_000_000
    assert document["inputs"] == {"pagu": 100_000_000, "biaya": 5_000_000}
    assert document["units"][2] == {
        "unit": "3",
        "lines": {
            "dasar_alokasi": "65000000/3",
            "khusus": "0",
            "tambahan": "105000000/23",
            "alokasi": "1810000000/69",
        },
        "quota": "1810000000/69",
        "amount": 26_232_000,
    }
    assert document["citation"] == "Kepmenkes 494/2010 A.1, p. 2"


def test_a_column_may_be_given_once_for_all() -> None:
    units = [{name: value for name, value in each.items() if name != "lokus"} for each in UNITS]
    assert [each.lines["khusus"] for each in bok(units, lokus=True).units] == [5_000_000] * 3


def test_a_column_that_the_formula_does_not_read_may_be_absent_or_there() -> None:
    with_distance = [{**each, "jarak": 7} for each in UNITS]
    assert bok(with_distance).amounts == bok().amounts
    assert bok([{**UNITS[0], "jarak": 7}, *UNITS[1:]]).amounts == bok().amounts


@given(st.permutations(UNITS))
def test_the_order_of_units_changes_no_share(units: list[dict[str, object]]) -> None:
    expected = {each.unit: each.amount for each in bok().units}
    assert {each.unit: each.amount for each in bok(units).units} == expected


@pytest.mark.parametrize(
    ("change", "inputs", "said"),
    [
        ({"penduduk": None}, {}, "BOK520: unit `2`: `penduduk` is missing"),
        ({"penduduk": -1}, {}, "BOK520: unit `2`: `penduduk`: -1 is not an exact number"),
        ({"penduduk": 1.5}, {}, "BOK520: unit `2`: `penduduk`: 1.5 is not an exact number"),
        ({"penduduk": Decimal("NaN")}, {}, "BOK520: unit `2`: `penduduk`: Decimal('NaN') is not"),
        ({"penduduk": True}, {}, "BOK520: unit `2`: `penduduk`: True is not an exact number"),
        ({"wilayah": "laut"}, {}, "BOK520: unit `2`: `wilayah`: 'laut' is not one of: desa, kota"),
        ({"lokus": 1}, {}, "BOK520: unit `2`: `lokus`: 1 is not true or false"),
        ({"kode": "1"}, {}, "BOK520: unit `1` is given twice (first as unit 1)"),
        ({"kode": " "}, {}, "BOK520: unit 2 has no `kode`"),
        ({"pendudk": 1}, {}, "BOK520: there is no column `pendudk` in `puskesmas` (did you mean"),
        ({}, {"pagu": None}, "BOK520: `pagu` is missing"),
        ({}, {"pagu": 1.0}, "BOK520: `pagu`: 1.0 is not a whole number"),
        ({}, {"pagu": -1}, "BOK520: `pagu`: -1 is not a whole number"),
        ({}, {"pago": 1}, "BOK520: `rumus bok` has no input `pago` (did you mean `pagu`"),
        ({}, {"lokus": True}, "BOK520: `lokus` is a column of the units and an input"),
        ({}, {"pagu": 100_000_500}, "BOK521: the total, Rp105.000.500, is no multiple of Rp1.000"),
    ],
)
def test_what_is_refused(change: dict[str, object], inputs: dict[str, Any], said: str) -> None:
    with pytest.raises(InvalidValue) as raised:
        bok([UNITS[0], {**UNITS[1], **change}, UNITS[2]], **inputs)
    assert str(raised.value).startswith(said)


def test_no_units_are_refused() -> None:
    with pytest.raises(InvalidValue, match="BOK520: there are no units"):
        bok([])


def test_nothing_to_share_by_is_refused() -> None:
    with pytest.raises(InvalidValue, match="BOK521: line `tambahan` divides by 0 for every unit"):
        bok([{**each, "penduduk": 0} for each in UNITS])


def small(lines: str, tail: str = "", **inputs: object) -> Allocation:
    return bok(
        UNITS,
        'satuan puskesmas "P"'
        " kolom wilayah : jenis_wilayah, penduduk : bilangan, lokus : ya_tidak\n"
        'rumus bok "B" untuk_setiap puskesmas masukan pagu : rupiah masukan biaya : rupiah'
        f" {lines} {tail} dasar A",
        **inputs,
    )


def test_a_zero_divisor_of_one_unit_names_it() -> None:
    with pytest.raises(InvalidValue, match="BOK521: line `a` divides by 0 for unit `3`"):
        small("hasil a = pagu / (penduduk - 10)")


def test_a_negative_share_names_its_unit() -> None:
    with pytest.raises(InvalidValue, match="BOK521: the share of unit `2` is negative: "):
        small("hasil a = biaya * (penduduk - 100) - biaya + biaya", biaya=1)


def test_what_is_not_rounded_must_be_whole() -> None:
    with pytest.raises(InvalidValue, match="BOK521: the shares are no whole rupiah"):
        small("hasil a = pagu / 7")
    assert small("hasil a = pagu / 4").amounts == (25_000_000,) * 3


def test_a_formula_that_does_not_share_out_its_total() -> None:
    with pytest.raises(InvalidValue, match=r"BOK521: the shares sum to Rp75\.000\.000, and"):
        small("hasil a = pagu / 4", "bulatkan a ke Rp1 sisa_terbesar jumlah_tepat pagu")
    assert small("hasil a = pagu / 4", "bulatkan a ke Rp1 sisa_terbesar").total == 75_000_000


SHARED = "hasil a = penduduk / jumlah(penduduk) * pagu"  # weights 100, 80 and 10 of 190
ROUNDED = "bulatkan a ke Rp1.000 sisa_terbesar jumlah_tepat pagu"


def test_a_most_passes_on_what_it_takes() -> None:
    result = small(SHARED, f"{ROUNDED} maksimal Rp49.000.000")
    # 49 to the first; 80 and 10 share the other 51 million, as 8 to 1.
    assert [each.quota for each in result.units] == [
        49_000_000,
        Fraction(136_000_000, 3),
        Fraction(17_000_000, 3),
    ]
    assert result.amounts == (49_000_000, 45_333_000, 5_667_000)
    assert result.units[0].lines["a"] == Fraction(1_000_000_000, 19)


def test_a_least_that_differs_from_unit_to_unit() -> None:
    # 20 times the head count, 200 thousand for the last: it has more already.
    assert small(SHARED, f"{ROUNDED} minimal penduduk * Rp2.000.000 / 20").total == 100_000_000
    # 300 thousand to each; without a total each share is only raised.
    result = small("hasil a = penduduk * Rp10.000", "minimal Rp300.000")
    assert result.amounts == (1_000_000, 800_000, 300_000)


def test_bounds_count_in_multiples_of_the_unit() -> None:
    result = small(SHARED, f"{ROUNDED} maksimal Rp39.999.999 minimal Rp12.000.001")
    assert result.amounts == (39_999_000, 39_999_000, 20_002_000)
    assert result.total == 100_000_000


@pytest.mark.parametrize(
    ("bounds", "said"),
    [
        (
            "minimal Rp40.000.000",
            "BOK521: the least of all shares together, Rp120.000.000, is more than the total,"
            " Rp100.000.000",
        ),
        (
            "maksimal Rp30.000.000",
            "BOK521: the most of all shares together, Rp90.000.000, is less than the total,"
            " Rp100.000.000",
        ),
        (
            "minimal Rp500 maksimal Rp999",
            "BOK521: unit `1`: the least, Rp1.000, is more than the most, Rp0"
            " (in multiples of Rp1.000)",
        ),
    ],
)
def test_bounds_that_cannot_hold(bounds: str, said: str) -> None:
    with pytest.raises(InvalidValue) as raised:
        small(SHARED, f"{ROUNDED} {bounds}")
    assert str(raised.value).startswith(said)


def test_what_is_over_goes_to_the_largest_share() -> None:
    # 52.631.8.., 42.105.5.., 5.263.1.. thousand; 700 rupiah are over.
    result = small(SHARED, f"{ROUNDED} sisa_ke_terbesar", pagu=100_000_700)
    assert result.amounts == (52_631_700, 42_106_000, 5_263_000)
    assert result.total == 100_000_700


def test_what_is_over_is_not_shared_out() -> None:
    result = small(SHARED, f"{ROUNDED} sisa_tidak_dibagi", pagu=100_000_700)
    assert result.amounts == (52_632_000, 42_105_000, 5_263_000)
    assert result.total == 100_000_000


def test_what_is_over_goes_to_a_share_with_room() -> None:
    result = small(SHARED, f"{ROUNDED} sisa_ke_terbesar maksimal Rp40.000.000", pagu=100_000_700)
    assert result.amounts == (40_000_000, 40_000_000, 20_000_700)
    with pytest.raises(InvalidValue, match="BOK521: no share has room for what is over: Rp700"):
        small(
            SHARED,
            f"{ROUNDED} sisa_ke_terbesar maksimal Rp33.334.000",
            pagu=100_001_700,
        )


def test_a_column_that_ties_is_followed_by_the_key() -> None:
    lines = "hasil a = pagu / 3 bulatkan a ke Rp1.000.000 sisa_terbesar seri lokus"
    result = small(lines, pagu=100_000_000)
    # Equal remainders: `tidak` before `ya`, then by the key.
    assert result.amounts == (34_000_000, 33_000_000, 33_000_000)


@given(
    st.lists(st.integers(0, 10**9), min_size=1, max_size=12).filter(any),
    st.integers(0, 10**13),
)
def test_random_weights_sum_to_the_ceiling(weights: list[int], thousands: int) -> None:
    units: list[dict[str, object]] = [
        {"kode": str(number), "wilayah": "kota", "penduduk": each, "lokus": False}
        for number, each in enumerate(weights)
    ]
    result = bok(units, pagu=thousands * 1000)
    assert result.total == thousands * 1000
    for each in result.units:
        assert abs(each.amount - each.lines["alokasi"]) < 1000
