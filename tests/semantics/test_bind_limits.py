"""Limits: one measure, the groups and the period that it is counted in."""

from __future__ import annotations

from fractions import Fraction

import pytest

from bokrules.semantics import expressions as ir
from bokrules.semantics.limits import Counted, Limit, Measure, Rupiah, ShareOf
from bokrules.semantics.policy import Citation, Selector
from bokrules.semantics.vocabulary import Label
from tests.helpers import OUTLINE, compile_text, compiled, places, words


def limit(clauses: str) -> Limit:
    [only] = compiled(f'batas a "A" {clauses} dasar A.1').limits
    return only


def refused(text: str) -> list[str]:
    policy, found = compile_text(text, OUTLINE)
    assert policy is None
    return words(each for each in found if each.severity == "error")


def test_a_limit_with_all_its_clauses() -> None:
    [found] = compiled(
        'batas rapat "R" en "M" per satker dasar A.1, B.* untuk kegiatan rapat maksimal 2 kali'
        ' untuk dana bok bila terpencil per tahun temuan 1.04.16 tafsir "T" dahulu x, y'
    ).limits
    assert (found.name, found.label) == ("rapat", Label("R", "M"))
    assert found.selectors == (Selector("kegiatan", ("rapat",)), Selector("dana", ("bok",)))
    assert found.when == ir.Field("terpencil")
    assert (found.is_most, found.measure) == (True, Counted(2, "kali"))
    assert (found.fields, found.period) == (("satker",), "tahun")
    assert (found.finding, found.notes, found.formerly) == ("1.04.16", ("T",), ("x", "y"))
    assert found.citations == (Citation("A.1"), Citation("B", subtree=True))


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("2 kali", Counted(2, "kali")),
        ("3 orang", Counted(3, "orang")),
        ("0 hari", Counted(0, "hari")),
        ("20 jam", Counted(20, "jam")),
        ("Rp1.000.000", Rupiah(1_000_000)),
        ("60% dari pagu", ShareOf(Fraction(3, 5), "pagu")),
        ("2,5% dari pagu_dana", ShareOf(Fraction(1, 40), "pagu_dana")),
    ],
)
@pytest.mark.parametrize("is_most", [True, False])
def test_measures(text: str, measure: Measure, is_most: bool) -> None:
    found = limit(f"{'maksimal' if is_most else 'minimal'} {text}")
    assert (found.measure, found.is_most) == (measure, is_most)
    assert (found.fields, found.period) == ((), None)


@pytest.mark.parametrize("period", ["tahun", "semester", "triwulan", "bulan", "hari"])
def test_periods(period: str) -> None:
    found = limit(f"maksimal 1 kali per {period} per wilayah per kegiatan per wilayah")
    assert (found.fields, found.period) == (("wilayah", "kegiatan"), period)


def test_hours_are_a_type_of_facts() -> None:
    policy = compiled(
        'fakta jumlah_jam alias hours : jam "Jam" wajib a "A" harus jumlah_jam <= 8 jam dasar A'
    )
    assert policy.vocabulary.facts["jumlah_jam"].type.of == "jam"
    assert refused('fakta x : jam "J" wajib a "A" harus x <= 8 hari dasar A') == [
        "BOK301 a count cannot be compared with a count"
    ]


@pytest.mark.parametrize(
    ("clauses", "said"),
    [
        ("per tahun", "BOK207 `batas a` limits nothing"),
        (
            "maksimal 1 kali per tahun per bulan",
            "BOK205 `per tahun` and `per bulan` are two periods",
        ),
        ("maksimal 1 kali maksimal 2 kali", "BOK205 a limit says how much only once"),
        ("maksimal 1 kali minimal 2 kali", "BOK205 a limit says how much only once"),
        (
            "maksimal 1 kali per satkr",
            "BOK227 `satkr` is neither a field of an expense nor a perio",
        ),
        ("maksimal 1 kali per pencairan", "BOK227 `pencairan` is neither a field of an expense no"),
        ("maksimal 1 kali untuk kegiatan rapt", "BOK201 there is no `kegiatan rapt` in the vocab"),
        ("maksimal 1 kali bila nilai", "BOK303 yes or no is asked for here, this is rupiah"),
        ("maksimal 1 kali bila tepencil", "BOK202 there is no fact `tepencil`"),
    ],
)
def test_faults(clauses: str, said: str) -> None:
    [found] = refused(f'batas a "A" {clauses} dasar A')
    assert found.startswith(said)


def test_a_limit_cites() -> None:
    assert refused('batas a "A" maksimal 1 kali') == ["BOK401 `a` cites no clause"]
    assert refused('batas a "A" maksimal 1 kali dasar Z') == [
        "BOK402 the outline has no clause `Z`"
    ]


def test_two_bounds_are_two_limits() -> None:
    _, [found] = compile_text('batas a "A" maksimal 1 kali\n  minimal 2 kali dasar A')
    assert places([found]) == ["BOK205 2:3-2:17"]
    assert str(found.help) == "a limit has one `maksimal` or one `minimal`: write two `batas`"


def test_a_period_that_is_near_is_named() -> None:
    _, [found] = compile_text('batas a "A" maksimal 1 kali per tahunan dasar A')
    assert str(found.help) == "did you mean `tahun`?"
    _, [found] = compile_text('batas a "A" maksimal 1 kali per xyz dasar A')
    assert str(found.help) == "periods are: tahun, semester, triwulan, bulan, hari"


def test_a_broken_fact_is_no_further_fault() -> None:
    _, found = compile_text('fakta x : : teks "X"\nbatas a "A" maksimal 1 kali per x dasar A')
    assert [each.code for each in found] == ["BOK101"]


def test_a_limit_accounts_for_its_clause_and_shares_the_names_of_rules() -> None:
    policy, found = compile_text('batas a "A" maksimal 1 kali dasar A.1', {"A.1": OUTLINE["A.1"]})
    assert policy is not None
    assert found == []
    assert policy.by_name["a"] == list(policy.limits)
    assert refused(
        'batas a "A" maksimal 1 kali dasar A boleh a "A" untuk belanja gaji dasar A'
    ) == ["BOK204 `a` is declared twice"]
