"""Thresholds of small policies: which cases stand beside them, and how each is decided."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from bokrules.backends.decision import Facts
from bokrules.comparison.boundary.case import Beside, BoundaryCase, Reason
from bokrules.comparison.boundary.cases import boundaries, boundary_cases
from bokrules.comparison.boundary.thresholds import Position, values_around
from bokrules.semantics.outcomes import Outcome, State
from bokrules.semantics.types import DATE, NUMBER, RUPIAH, Type
from tests.helpers import compiled

TRANSPOR = 'boleh transpor "T" untuk belanja transpor dasar A.1\n'
BELOW, AT, ABOVE = Position.BELOW, Position.AT, Position.ABOVE
ALLOWED, CONDITIONAL = Outcome.ALLOWED, Outcome.CONDITIONAL


def positions(cases: tuple[BoundaryCase, ...]) -> list[Position]:
    return [each.what.position for each in cases if isinstance(each.what, Beside)]


def values(cases: tuple[BoundaryCase, ...]) -> list[object]:
    return [each.what.value for each in cases if isinstance(each.what, Beside)]


def outcomes(cases: tuple[BoundaryCase, ...]) -> list[Outcome]:
    return [each.decision.outcome for each in cases]


def test_a_stamp_above_an_amount() -> None:
    cases = boundary_cases(
        compiled(
            TRANSPOR + 'wajib cap "M" untuk belanja transpor bila nilai di atas Rp250.000'
            " meterai Rp3.000 dasar C"
        )
    )
    assert positions(cases) == [BELOW, AT, ABOVE]
    assert [each.facts for each in cases] == [
        {"belanja": "transpor_petugas", "nilai": nilai, "meterai": 0}
        for nilai in (249_999, 250_000, 250_001)
    ]
    assert outcomes(cases) == [ALLOWED, ALLOWED, CONDITIONAL]
    assert cases[2].decision.questioned == 3_000


def test_a_fact_taken_from_another_is_given_by_that_one() -> None:
    cases = boundary_cases(
        compiled(
            TRANSPOR + 'wajib pungut "P" bila nilai_kuitansi paling sedikit Rp1.000.000'
            " setor ppn = 10% * nilai dasar C"
        )
    )
    assert [each.facts["nilai"] for each in cases] == [999_999, 1_000_000, 1_000_001]
    assert all("nilai_kuitansi" not in each.facts for each in cases)
    assert [each.facts["pajak"] for each in cases] == [{"ppn": 0}] * 3
    assert outcomes(cases) == [ALLOWED, CONDITIONAL, CONDITIONAL]


def test_other_obligations_are_met_on_each_side() -> None:
    cases = boundary_cases(
        compiled(
            TRANSPOR
            + 'wajib kecil "K" bila nilai paling banyak Rp100 meterai Rp3 dasar C.1\n'
            + 'wajib pungut "P" bila nilai di atas Rp100 setor ppn = 10% * nilai dasar C.2\n'
            + 'wajib rpk "R" harus dalam_rpk dasar C\n'
            + 'wajib kertas "B" bukti kuitansi atau faktur, kuitansi dasar C.3\n'
        )
    )
    small, tax = cases[:3], cases[3:]
    assert all(each.facts["dalam_rpk"] is True for each in cases)
    assert all(each.facts["bukti"] == frozenset({"kuitansi"}) for each in cases)
    assert outcomes(small) == [CONDITIONAL, CONDITIONAL, ALLOWED]
    assert [each.facts.get("pajak") for each in small] == [None, None, {"ppn": 10}]
    assert outcomes(tax) == [ALLOWED, ALLOWED, CONDITIONAL]
    assert [each.facts.get("meterai") for each in tax] == [3, 3, None]


def test_what_must_hold() -> None:
    cases = boundary_cases(
        compiled(
            TRANSPOR + 'wajib hemat "H" untuk belanja transpor_petugas'
            " harus jumlah_orang paling banyak 2 orang dasar C"
        )
    )
    assert values(cases) == [1, 2, 3]
    assert outcomes(cases) == [ALLOWED, ALLOWED, CONDITIONAL]
    [result] = cases[2].decision.obligations
    assert (result.name, result.state) == ("hemat", State.UNMET)


def test_documents_that_an_amount_asks_for_are_withheld() -> None:
    cases = boundary_cases(
        compiled(
            TRANSPOR + 'wajib kertas "B" bila nilai paling sedikit Rp50 bukti kuitansi dasar C.1\n'
            'wajib tugas "T" bukti surat_tugas dasar C.2'
        )
    )
    assert all(each.facts["bukti"] == frozenset({"surat_tugas"}) for each in cases)
    assert outcomes(cases) == [ALLOWED, CONDITIONAL, CONDITIONAL]


def test_permissions_and_prohibitions() -> None:
    cases = boundary_cases(
        compiled(
            'tertutup belanja "D" dasar A\n'
            'boleh sedikit "S" untuk belanja transpor bila nilai kurang dari Rp500 dasar A.1\n'
            'larang banyak "B" untuk belanja penginapan bila jumlah_hari lebih dari 3 hari'
            " dasar B\n"
        )
    )
    by_rule = {
        name: [each for each in cases if each.rule.name == name] for name in ("sedikit", "banyak")
    }
    assert outcomes(tuple(by_rule["sedikit"])) == [ALLOWED, Outcome.UNLISTED, Outcome.UNLISTED]
    assert [each.facts["jumlah_hari"] for each in by_rule["banyak"]] == [2, 3, 4]
    assert outcomes(tuple(by_rule["banyak"]))[2] is Outcome.FORBIDDEN
    assert Outcome.FORBIDDEN not in outcomes(tuple(by_rule["banyak"]))[:2]


def test_gaps() -> None:
    cases = boundary_cases(
        compiled(
            TRANSPOR + 'celah b "B" menyentuh larang untuk belanja transpor_petugas'
            " bila nilai di atas Rp500 dasar B\n"
            'celah w "W" menyentuh wajib bila jumlah_orang paling sedikit 5 orang dasar C\n'
        )
    )
    hidden, asked = cases[:3], cases[3:]
    assert outcomes(hidden) == [ALLOWED, ALLOWED, Outcome.UNDETERMINED]
    assert values(asked) == [4, 5, 6]
    assert outcomes(asked) == [ALLOWED, CONDITIONAL, CONDITIONAL]


def test_a_day() -> None:
    cases = boundary_cases(
        compiled(TRANSPOR + 'larang l "L" bila tanggal paling sedikit 2010-07-01 dasar B')
    )
    assert values(cases) == [date(2010, 6, 30), date(2010, 7, 1), date(2010, 7, 2)]
    assert outcomes(cases) == [ALLOWED, Outcome.FORBIDDEN, Outcome.FORBIDDEN]


def test_where_another_prohibition_wins_nothing_turns() -> None:
    found = boundaries(
        compiled(
            TRANSPOR + 'larang l "L" bila nilai di atas Rp5 dasar B.1\n'
            'larang semua "S" bila nilai paling sedikit Rp0 dasar B.2\n'
        )
    )
    assert [(each.rule.name, each.reason) for each in found.left_out] == [
        ("l", Reason.NOTHING_TURNS),
        ("semua", Reason.NOTHING_TURNS),
    ]
    assert found.cases == ()


def test_a_prohibition_that_another_one_covers() -> None:
    found = boundaries(
        compiled(
            'boleh gizi "G" untuk kegiatan gizi dasar A.1\n'
            'larang a "A" untuk belanja transpor_petugas bila nilai > Rp5 dasar B.1\n'
            'larang b "B" untuk belanja transpor bila nilai > Rp5 dasar B.2\n'
        )
    )
    assert [(each.rule.name, each.reason) for each in found.left_out] == [
        ("a", Reason.NOTHING_TURNS)
    ]
    assert {each.rule.name for each in found.cases} == {"b"}
    assert {each.facts["belanja"] for each in found.cases} == {"transpor_kader"}


def test_a_comparison_of_several_facts_is_searched() -> None:
    cases = boundary_cases(
        compiled(TRANSPOR + 'larang l "L" bila nilai di atas 2 * meterai + Rp100 dasar B')
    )
    assert outcomes(cases) == [ALLOWED, ALLOWED, Outcome.FORBIDDEN]
    for each, by in zip(cases, (-1, 0, 1), strict=True):
        facts: Facts = each.facts
        assert facts["nilai"] == 2 * int(str(facts["meterai"])) + 100 + by


def test_a_comparison_that_never_turns_is_not_found() -> None:
    found = boundaries(compiled(TRANSPOR + 'larang l "L" bila nilai - nilai di atas Rp100 dasar B'))
    assert found.cases == ()
    assert [each.reason for each in found.left_out] == [Reason.NOT_FOUND]


def test_limits_are_left_to_a_ledger() -> None:
    found = boundaries(
        compiled(TRANSPOR + 'batas b "B" untuk belanja transpor maksimal 2 kali per satker dasar C')
    )
    assert found.cases == ()
    assert [(each.rule.name, each.reason) for each in found.left_out] == [("b", Reason.LEDGER)]


def test_terms_that_go_together_in_signed_examples() -> None:
    rules = (
        'tertutup belanja "D" dasar A\n'
        'boleh semua "S" untuk belanja transpor untuk kegiatan promotif, rapat dasar A.1\n'
        'wajib m "M" bila nilai di atas Rp10 meterai Rp3 dasar C\n'
    )
    example = (
        'contoh "c" diberi belanja = transpor_kader, kegiatan = gizi, nilai = Rp1 maka diizinkan\n'
    )
    cases = boundary_cases(compiled(rules + example))
    assert {(e.facts["belanja"], e.facts["kegiatan"]) for e in cases} == {
        ("transpor_kader", "gizi")
    }


@pytest.mark.parametrize(
    ("constant", "kind", "expected"),
    [
        (0, RUPIAH, {AT: 0, ABOVE: 1}),
        (10**15, RUPIAH, {BELOW: 10**15 - 1, AT: 10**15}),
        (Fraction(5, 2), Type("count", "orang"), {BELOW: 2, ABOVE: 3}),
        (date.min, DATE, {AT: date.min, ABOVE: date(1, 1, 2)}),
        (date.max, DATE, {BELOW: date(9999, 12, 30), AT: date.max}),
        (
            Fraction(3, 2),
            NUMBER,
            {BELOW: Fraction(14, 10), AT: Fraction(3, 2), ABOVE: Fraction(16, 10)},
        ),
        (Fraction(1), NUMBER, {BELOW: Fraction(9, 10), AT: Fraction(1), ABOVE: Fraction(11, 10)}),
        (Fraction(0), NUMBER, {AT: Fraction(0), ABOVE: Fraction(1)}),
    ],
)
def test_values_around(
    constant: int | Fraction | date, kind: Type, expected: dict[Position, object]
) -> None:
    assert values_around(constant, kind, []) == expected


def test_numbers_do_not_pass_their_neighbours() -> None:
    found = values_around(Fraction(3, 2), NUMBER, [Fraction(3, 2), Fraction(8, 5)])
    assert found[ABOVE] == Fraction(151, 100)
