"""The largest possible loss of each unit, worked out by hand, and agreed with the formulas."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from bokrules import InvalidValue, diff
from bokrules.allocation.solve import Allocation, solve
from bokrules.backends.to_smt.solver import NotDecided
from bokrules.base import codes
from bokrules.base.messages import msg
from bokrules.comparison import possible_loss
from bokrules.comparison.fiscal import Side, Units
from bokrules.comparison.input_ranges import InputRange, Of
from bokrules.comparison.possible_loss import PossibleLosses, ReplayDiffers, possible_losses
from bokrules.semantics.allocation import Formula
from bokrules.semantics.policy import Policy
from tests.helpers import compiled

MILYAR = 10**9
THREE: list[dict[str, object]] = [
    {"kode": "11", "nama": "Aceh", "regional": "sumatera", "kab_kota": 23},
    {"kode": "31", "nama": "DKI Jakarta", "regional": "jawa", "kab_kota": 6},
    {"kode": "51", "nama": "Bali", "regional": "bali", "kab_kota": 9},
]
UNIT = 'satuan u "U" kolom desa : bilangan, lokus : ya_tidak, wilayah : jenis_wilayah dasar C '
TWO: list[dict[str, object]] = [{"kode": "a", "desa": 1}, {"kode": "b", "desa": 2}]


def formula(lines: str, end: str = "bulatkan a ke Rp1 sisa_terbesar", inputs: str = "") -> str:
    given = inputs or "masukan p : rupiah masukan q : bilangan"
    return f'{UNIT} rumus bok "BOK" untuk_setiap u {given} {lines} {end} dasar C'


def side(text: str, units: Any = TWO, **inputs: object) -> Side:
    policy = compiled(text)
    return Side(formula=policy.formulas[0], policy=policy, inputs=inputs, units=units)


def losses(found: PossibleLosses) -> list[tuple[str, Fraction, tuple[int | Fraction, ...]]]:
    return [(each.unit, each.loss, each.inputs) for each in found.units]


def amounts(found: PossibleLosses) -> dict[str, int | Fraction]:
    return {each.unit: each.loss for each in found.units}


def provinces(**given: Any) -> PossibleLosses:
    inputs = given.pop("inputs", {})
    found = diff(2019, 2019, units=THREE, formula="bok_provinsi", inputs=inputs, **given)
    assert found.money is None
    assert found.losses is not None
    return found.losses


def test_a_lower_ceiling() -> None:
    # 65% in equal parts, 35% by regional weight times districts: 1,5 * 23, 1 * 6, 1,25 * 9 of
    # 51,75. Aceh has 65%/3 + 35% * 2/3 = 45% of a ceiling; DKI 65%/3 + 35% * 6/51,75; Bali
    # 65%/3 + 35% * 11,25/51,75. From 75 to 70 milyar each loses its part of 5 milyar.
    found = provinces(
        inputs={"balkesmas": 0, "biaya_satuan_balkesmas": 0},
        inputs_a={"pagu": 75 * MILYAR},
        ranges_b={"pagu": (70 * MILYAR, 120 * MILYAR)},
    )
    share = {
        "11": Fraction(45, 100),
        "31": Fraction(65, 300) + Fraction(35, 100) * Fraction(600, 5175),
        "51": Fraction(65, 300) + Fraction(35, 100) * Fraction(1125, 5175),
    }
    assert losses(found) == [
        (unit, share[unit] * 5 * MILYAR, (70 * MILYAR,)) for unit in ("11", "51", "31")
    ]
    aceh = found.losers[0]
    assert aceh.before.quota == 33_750_000_000
    assert aceh.after.quota == 31_500_000_000
    assert (aceh.before.amount, aceh.after.amount) == (33_750_000_000, 31_500_000_000)
    assert aceh.name == "Aceh"
    assert found.rounding == 2_000
    assert found.is_analysed
    assert not found.is_empty


def test_only_a_gain() -> None:
    found = provinces(
        inputs={"balkesmas": 0, "biaya_satuan_balkesmas": 0},
        inputs_a={"pagu": 75 * MILYAR},
        ranges_b={"pagu": (80 * MILYAR, 120 * MILYAR)},
    )
    # 45% of at least 5 milyar.
    assert losses(found)[-1] == ("11", Fraction(-2_250_000_000), (80 * MILYAR,))
    assert found.losers == ()
    assert len(found.others) == 3


def test_a_column_for_all_units_and_one_unknown_for_both() -> None:
    # What both get alike goes: at the same balkesmas and cost only the ceilings tell.
    found = provinces(
        inputs_a={"pagu": 80 * MILYAR},
        inputs_b={"pagu": 75 * MILYAR},
        ranges={"balkesmas": (0, 5), "biaya_satuan_balkesmas": (0, MILYAR)},
    )
    assert found.losers[0].loss == 2_250_000_000
    # 5 before and 1 after, at a cost of up to 1 milyar: 4 milyar more.
    found = provinces(
        inputs_a={"pagu": 80 * MILYAR},
        inputs_b={"pagu": 75 * MILYAR},
        ranges={"biaya_satuan_balkesmas": (0, MILYAR)},
        ranges_a={"balkesmas": (0, 5)},
        ranges_b={"balkesmas": (1, 6)},
    )
    assert losses(found)[0] == ("11", Fraction(6_250_000_000), (MILYAR, 5, 1))


def test_two_ranges_that_work_against_each_other() -> None:
    # Before p * desa; after p + q for each: the loss is p (desa - 1) - q * Rp1. For b it grows with
    # p and falls with q; for a only q counts.
    before, after = formula("hasil a = p * desa + 0 * q * Rp1"), formula("hasil a = p + q * Rp1")
    found = possible_losses(
        side(before), side(after), [InputRange("p", 10, 60), InputRange("q", 5, Fraction(15, 2))]
    )
    assert amounts(found) == {"b": 55, "a": -5}
    assert found.units[0].inputs == (60, 5)
    assert found.units[1].inputs[1] == 5


def test_whole_numbers_where_rounding_asks_for_them() -> None:
    # p is to be a multiple of 1.000 and at least 1.500: 2.000 is the least of them.
    share = formula(
        "hasil a = p * desa / jumlah(desa)",
        "bulatkan a ke Rp1.000 sisa_terbesar jumlah_tepat p",
        "masukan p : rupiah",
    )
    found = possible_losses(
        side(share, p=9_000), side(share), [InputRange("p", 1_500, 9_500, Of.AFTER)]
    )
    assert losses(found) == [
        ("b", Fraction(14_000, 3), (2_000,)),
        ("a", Fraction(7_000, 3), (2_000,)),
    ]


def test_a_product_of_two_unknowns() -> None:
    share = formula("hasil a = p * q * desa")
    found = possible_losses(
        side(share),
        side(share, p=10, q=2),
        [InputRange("p", 0, 100, Of.BEFORE), InputRange("q", 1, 3, Of.BEFORE)],
    )
    # 100 * 3 - 10 * 2 = 280 for one desa.
    assert losses(found) == [("b", Fraction(560), (100, 3)), ("a", Fraction(280), (100, 3))]


def test_a_divisor_that_is_not_known() -> None:
    share = formula(
        "bobot = desa + q hasil a = p * bobot / jumlah(bobot)",
        "bulatkan a ke Rp1 sisa_terbesar jumlah_tepat p",
    )
    found = possible_losses(
        side(share, p=100),
        side(share, p=100),
        [InputRange("q", 0, 5, Of.BEFORE), InputRange("q", 0, 3, Of.AFTER)],
    )
    # a has (1 + q) of 3 + 2 q: 6/13 at 5 and 1/3 at 0; b has 2/3 at 0 and 5/9 at 3.
    assert losses(found) == [
        ("a", Fraction(600, 13) - Fraction(100, 3), (5, 0)),
        ("b", Fraction(200, 3) - Fraction(500, 9), (0, 3)),
    ]


def test_what_lies_within_the_ranges_is_not_analysed() -> None:
    # Of a: q (q - 10) is least at 5, no end of the range, and the solver is not trusted to find it.
    square = formula(
        "hasil a = q * q * desa * Rp1 + Rp100 - 10 * q * Rp1", inputs="masukan q : bilangan"
    )
    flat = formula("hasil a = Rp100", inputs="masukan q : bilangan")
    found = possible_losses(side(flat), side(square), [InputRange("q", 0, 10)])
    assert [key for key, _ in found.not_analysed] == ["a", "b"]
    assert found.reason is not None
    assert not found.is_analysed
    assert not found.is_empty


def test_no_greatest_loss_is_reached() -> None:
    share = formula("hasil a = Rp100 * desa / q", inputs="masukan q : bilangan")
    found = possible_losses(side(share), side(share, q=10), [InputRange("q", 0, 100, Of.BEFORE)])
    assert found.units == ()
    assert not found.is_analysed


def test_least_and_most_without_a_total() -> None:
    bounds = "minimal Rp50 maksimal Rp150 bulatkan a ke Rp1 sisa_terbesar"
    before = formula("hasil a = p * desa", bounds, "masukan p : rupiah")
    after = formula("hasil a = p * desa", inputs="masukan p : rupiah")
    found = possible_losses(side(before), side(after, p=20), [InputRange("p", 0, 100, Of.BEFORE)])
    # At most 150 - 2 * 20 for b, and 100 - 20 for a, whose 100 is below the most.
    assert amounts(found) == {"b": 110, "a": 80}
    same = possible_losses(side(before), side(before), [InputRange("p", 0, 100)])
    assert same.is_empty
    assert [each.loss for each in same.units] == [0, 0]


def test_least_that_is_not_known_in_tens() -> None:
    # A least of p, in tens: 60 at 51 to 60, then 70. 1 to 65 is asked for.
    end, given = "bulatkan a ke Rp10 sisa_terbesar", "masukan p : rupiah"
    bounded = formula("hasil a = desa * Rp10", f"minimal p {end}", given)
    plain = formula("hasil a = desa * Rp10", end, given)
    found = possible_losses(side(bounded), side(plain), [InputRange("p", 1, 65)])
    assert amounts(found) == {"a": 60, "b": 50}


def test_bounds_with_an_exact_total_are_not_analysed() -> None:
    bounded = formula(
        "hasil a = p * desa / jumlah(desa)",
        "minimal Rp10 bulatkan a ke Rp1 sisa_terbesar jumlah_tepat p",
        "masukan p : rupiah",
    )
    found = possible_losses(side(bounded), side(bounded), [InputRange("p", 50, 60)])
    assert found.units == ()
    assert found.reason is not None
    assert "bok" in found.reason.text()
    assert not found.is_empty


SHARE = formula("hasil a = p * desa", "bulatkan a ke Rp1 sisa_terbesar", "masukan p : rupiah")
LOCUS = formula("hasil a = p * hitung(lokus)", inputs="masukan p : rupiah")


def test_after_some_that_are_not_decided_no_more_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def gives_up(*given: object) -> None:
        asked.append(given)
        raise NotDecided

    monkeypatch.setattr("bokrules.backends.to_smt.optimum.greatest", gives_up)
    units = [{"kode": str(number), "desa": number} for number in range(9)]
    found = possible_losses(
        side(SHARE, units), side(SHARE, units, p=1), [InputRange("p", 1, 3, Of.BEFORE)]
    )
    assert len(found.not_analysed) == 9
    assert len(asked) == possible_loss.MOST_GIVEN_UP


@pytest.mark.parametrize(
    ("ranges", "inputs", "expected"),
    [
        ([InputRange("p", 9, 3)], {}, "9"),
        ([InputRange("p", -1, 3)], {}, "-1"),
        ([InputRange("p", 1, "3")], {}, "'3'"),
        ([InputRange("x", 1, 3), InputRange("p", 1, 3)], {}, "x"),
        ([InputRange("p", 1, 3)], {"p": 2}, "p"),
        ([InputRange("p", 1, 3), InputRange("p", 1, 4, Of.AFTER)], {}, "p"),
        ([InputRange("p", 1, 3), InputRange("desa", 1, 4)], {}, "desa"),
        ([InputRange("p", 1, 3, Of.BEFORE)], {}, "p"),
    ],
)
def test_ranges_that_are_refused(
    ranges: list[InputRange], inputs: dict[str, object], expected: str
) -> None:
    with pytest.raises(InvalidValue) as found:
        possible_losses(side(SHARE, **inputs), side(SHARE, **inputs), ranges)
    assert expected in found.value.message.text()


def test_what_is_no_number_has_no_range() -> None:
    units = [{"kode": "a"}, {"kode": "b"}]
    both = [side(LOCUS, units, p=5) for _ in range(2)]
    with pytest.raises(InvalidValue, match="lokus"):
        possible_losses(both[0], both[1], [InputRange("lokus", False, True)])


def test_no_inputs_give_shares() -> None:
    share = formula("hasil a = Rp100 * desa / q", inputs="masukan q : bilangan")
    with pytest.raises(InvalidValue, match="0"):
        possible_losses(side(share), side(share), [InputRange("q", 0, 0)])


def test_without_the_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bokrules.backends.to_smt.is_available", lambda: False)
    with pytest.raises(InvalidValue) as found:
        possible_losses(side(SHARE), side(SHARE), [InputRange("p", 1, 3)])
    assert "bokrules[analysis]" in found.value.hint


def test_the_solver_gives_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bokrules.backends.to_smt.optimum.EFFORT", 1)
    found = possible_losses(side(SHARE), side(SHARE, p=1), [InputRange("p", 1, 3, Of.BEFORE)])
    assert len(found.not_analysed) == 2


def test_a_disagreement_is_a_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    def at_two(formula: Formula, policy: Policy, units: Units, _: object) -> Allocation:
        return solve(formula, policy, units, {"p": 2})

    def refused(*_: object) -> Allocation:
        raise InvalidValue(codes.NO_SHARE, msg("{n} shares", n=0))

    for instead in (at_two, refused):
        monkeypatch.setattr(possible_loss, "solve", instead)
        with pytest.raises(ReplayDiffers):
            possible_losses(side(SHARE), side(SHARE, p=1), [InputRange("p", 1, 3, Of.BEFORE)])
