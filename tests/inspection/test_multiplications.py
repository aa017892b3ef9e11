"""Products of counts in texts: those of real budgets, and what only looks like one."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bokrules.inspection.multiplications import Multiplication, multiplications_in, number_of


def only(text: str) -> Multiplication:
    (found,) = multiplications_in(text)
    return found


def counts(found: Multiplication) -> list[tuple[str, str]]:
    return [(str(each.number), each.measure) for each in found.counts]


@pytest.mark.parametrize(
    ("text", "factors", "price", "printed", "total"),
    [
        (
            "13 Kelas x 11 Bumil x 4 Kali",
            [("13", "Kelas"), ("11", "Bumil"), ("4", "Kali")],
            None,
            None,
            None,
        ),
        (
            "Kelas ibu hamil: Transport Petugas 2 org x 10 Ds x 1 kl x Rp. 30.000,- = 600.000",
            [("2", "org"), ("10", "Ds"), ("1", "kl")],
            30_000,
            600_000,
            600_000,
        ),
        ("Akomodasi 156 OB @50.000", [("156", "OB")], 50_000, None, 7_800_000),
        (
            "( 25 Pos x 5 org x 2 hari )",
            [("25", "Pos"), ("5", "org"), ("2", "hari")],
            None,
            None,
            None,
        ),
        (
            "100 lbr x25 pos x 5 org x 4 bln)",
            [("100", "lbr"), ("25", "pos"), ("5", "org"), ("4", "bln")],
            None,
            None,
            None,
        ),
        (
            "1 org x 10 ds x 12 kl = 3.600.000",
            [("1", "org"), ("10", "ds"), ("12", "kl")],
            None,
            3_600_000,
            None,
        ),
        (
            "Transport Dukun 22 or x 4 kl x Rp.15.000 = 1.320.000",
            [("22", "or"), ("4", "kl")],
            15_000,
            1_320_000,
            1_320_000,
        ),
        (
            "10 org x 10 desa x 1kl x Rp. 7.500",
            [("10", "org"), ("10", "desa"), ("1", "kl")],
            7_500,
            None,
            750_000,
        ),
        ("5 liter BBM @ Rp 6.500,-", [("5", "liter BBM")], 6_500, None, 32_500),
        ("2 org x Rp 50 rb = Rp 100.000,-", [("2", "org")], 50_000, 100_000, 100_000),
        ("2 unit @ Rp 1,5 juta", [("2", "unit")], 1_500_000, None, 3_000_000),
        ("3 dos x 1.000 = 3.000", [("3", "dos")], 1_000, 3_000, 3_000),
        ("2 x 30.000 = 60.000", [("2", "")], 30_000, 60_000, 60_000),
        ("1.000 lbr x 200", [("1000", "lbr"), ("200", "")], None, None, None),
        ("1,5 jam x 2 org @ 40.000", [("3/2", "jam"), ("2", "org")], 40_000, None, 120_000),
        (
            "Honor 3 orang kader posyandu desa @ Rp 50.000/bulan",
            [("3", "orang kader posyandu desa")],
            50_000,
            None,
            150_000,
        ),
        ("Rp 20.000 per orang x 4 org", [("4", "org")], 20_000, None, 80_000),
        ("2 org x 3 hari di Desa Mawar", [("2", "org"), ("3", "hari")], None, None, None),
        (
            "2 org/hari x 3 hari x Rp 5.000",
            [("2", "org / hari"), ("3", "hari")],
            5_000,
            None,
            30_000,
        ),
        ("2 org × 3 hari * @5.000", [("2", "org"), ("3", "hari")], 5_000, None, 30_000),
        ("13 kelas x 2 kali = 26 OK", [("13", "kelas"), ("2", "kali")], None, 26, None),
        ("( 2 org x 3 hari ) = Rp 50 ribu", [("2", "org"), ("3", "hari")], None, 50_000, None),
    ],
)
def test_products(
    text: str,
    factors: list[tuple[str, str]],
    price: int | None,
    printed: int | None,
    total: int | None,
) -> None:
    found = only(text)
    assert (counts(found), found.price, found.printed, found.total) == (
        factors,
        price,
        printed,
        total,
    )


@pytest.mark.parametrize(
    ("text", "totals"),
    [
        ("30 org x Rp 10.000 + snack 30 x 5.000", [300_000, 150_000]),
        ("30 org x 10.000 + 30 org x Rp 5.000 = 450.000", [300_000, 150_000]),
        ("2 org x 10.000 + 3 org x 5.000 + teh 4 org x 1.000", [20_000, 15_000, 4_000]),
        ("30 org x 10.000 dan snack 30 org x 5.000", [300_000, 150_000]),
        ("30 org x 10.000 serta 30 org x 5.000", [300_000, 150_000]),
    ],
)
def test_sums_of_products_with_prices(text: str, totals: list[int]) -> None:
    found = multiplications_in(text)
    assert [each.total for each in found] == totals
    assert [each.printed for each in found] == [None] * len(totals)


@pytest.mark.parametrize(
    "text",
    [
        "Transport petugas ke Posyandu",
        "",
        "spanduk 3x4 m",
        "spanduk 3 x 4 meter",
        "spanduk 3x4m x 2 bh x Rp 25.000",
        "spanduk 3 x 1 @ 150.000",
        "mobil 4x4",
        "HVS 80 gr x 5 rim @ 40.000",
        "beras 5 kg x 3 bungkus",
        "2-3 org x 4 hari",
        "2–3 org x 4 hari",
        "12/05/2010 x 3 org",
        "50.000 + snack 30 x 5.000",
        "2 org x 10.000 + 5.000",
        "2 org x 10.000 + 3 org x 5.000 + 4.000",
        "2 org x 3 hr + 30 org x 5.000",
        "30 org x 10.000 + snack rapat 30 org x",
        "tanggal 12.05.2010 x 3 org",
        "2 org x 50% x Rp 30.000",
        "50 % x 2 org x Rp 30.000",
        "Rp 30,000 x 3 org",
        "1.5.2 x 3 org x 2 hari",
        "4 x sehari",
        "2 org x 3 hari x",
        "2 org x 3 hari x Rp ....",
        "2 org x @",
        "kelas X 30 siswa",
        "(2 org x 3 hr x 10.000) + (3 org x 2 hr x 10.000) = 120.000",
        "2 org x 3 hari x Rp 10.000 - Rp 5.000",
        "2 org x Rp 10.000 x Rp 3.000",
        "2 org x 10 ds = 20 OH x Rp 30.000",
        "2 org x 3 hari = 1.5.2",
        "2 org x 0,55 ribu = Rp 1,5",
        "@50.000",
        " x ".join(["2 org"] * 9),
        "x 3 org x 2 hari",
        "2 unit @ Rp 1,5",
    ],
)
def test_what_is_passed_over(text: str) -> None:
    assert multiplications_in(text) == ()


def test_several_in_one_text() -> None:
    found = multiplications_in("Transport 2 org x Rp 30.000 = 60.000, snack 10 org @ 5.000")
    assert [(each.total, each.printed) for each in found] == [(60_000, 60_000), (50_000, None)]


def test_the_text_of_each() -> None:
    assert only("Transpor  2 org x  3 hr @ 10.000 = 60.000 (lunas)").text == (
        "2 org x 3 hr @ 10.000 = 60.000"
    )


def test_a_total_that_is_not_whole() -> None:
    assert only("0,25 hari x 2 org @ Rp 25.001").total is None


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1.000", Fraction(1000)),
        ("1,5", Fraction(3, 2)),
        ("1.5", Fraction(3, 2)),
        ("1.250.000,00", Fraction(1_250_000)),
        ("30,000", None),
        ("1.2.3", None),
        ("1.25,5", None),
    ],
)
def test_numbers(written: str, number: Fraction | None) -> None:
    assert number_of(written) == number


MEASURES = st.sampled_from(["org", "Orang", "hari", "kali", "kl", "Ds", "bln", "lbr", "pos kader"])
FACTORS = st.lists(st.tuples(st.integers(1, 500), MEASURES), min_size=1, max_size=4)
TIMES = st.sampled_from([" x ", " X ", "x", " × ", "*"])


@given(FACTORS, st.integers(1, 9_999_999), TIMES, st.booleans(), st.booleans())
def test_what_is_written_is_read(
    factors: list[tuple[int, str]], price: int, times: str, is_at: bool, has_result: bool
) -> None:
    total = price
    for number, _ in factors:
        total *= number
    text = times.join(f"{number} {measure}" for number, measure in factors)
    text += f" @{price:,}" if is_at else f" x Rp {price:,},-"
    text += f" = Rp. {total:,}" if has_result else ""
    found = only(f"Transport {text.replace(',', '.').replace('.-', ',-')} ke desa")
    assert counts(found) == [(str(number), measure) for number, measure in factors]
    assert (found.price, found.total) == (price, total)
    assert found.printed == (total if has_result else None)


@given(st.text(alphabet="0123456789.,x@=()+-/% RpmorgKali", max_size=40))
def test_any_text_gives_products_that_stand_in_it(text: str) -> None:
    squeezed = " ".join(text.split())
    for each in multiplications_in(text):
        assert each.text in squeezed
        assert each.counts
        assert each.price is None or each.price >= 0
