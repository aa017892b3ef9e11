"""Two policies side by side: every difference in what they decide, and no other."""

from __future__ import annotations

from unittest.mock import ANY

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bokrules import load_edition
from bokrules.backends import reference
from bokrules.backends.decision import Facts
from bokrules.cells.standing import Open
from bokrules.comparison.verdicts.changes import ObligationChange, VerdictComparison
from bokrules.comparison.verdicts.compare import WitnessDisagrees, compare_verdicts
from bokrules.comparison.verdicts.regions import Holding, Interval, Range, values_of
from bokrules.comparison.verdicts.requirements import AnyDocument, Condition, Tax, Unknown
from bokrules.semantics.policy import Policy
from tests.helpers import compiled
from tests.properties.changes import mutated
from tests.properties.generators import policies

BASE = """
tertutup belanja "Daftar" dasar A
boleh transpor "Transpor" untuk belanja transpor dasar A.1
boleh konsumsi "Konsumsi" untuk belanja konsumsi bila nilai paling banyak Rp1.000.000 dasar A.1
larang gaji "Gaji" untuk belanja gaji dasar B.1
wajib bukti_transpor "B" untuk belanja transpor bukti kuitansi atau faktur, surat_tugas dasar A.1
"""


def compare(before: str, after: str) -> VerdictComparison:
    return compare_verdicts(compiled(before), compiled(after))


# ---- by hand ----


def test_a_policy_and_itself() -> None:
    found = compare(BASE, BASE)
    assert found.is_empty
    assert found.is_proved


def test_a_threshold_that_moves_by_a_rupiah() -> None:
    found = compare(BASE, BASE.replace("Rp1.000.000", "Rp1.000.001"))
    [change] = found.outcomes
    assert (change.kind, change.before, change.after) == (
        "law",
        frozenset({Open.UNLISTED}),
        frozenset({Open.PAYABLE}),
    )
    assert change.witness == {"belanja": "konsumsi", "dana": "bok", "nilai": 1_000_001}
    assert change.region == (
        Range("belanja", ("konsumsi",), among=ANY),
        Range("nilai", intervals=(Interval(1_000_001, 1_000_001),)),
    )
    assert (change.because_before, change.because_after) == (("belanja",), ("konsumsi",))
    assert not found.obligations
    assert found.is_proved


def test_what_becomes_forbidden() -> None:
    after = BASE + 'larang honor "Honor" untuk belanja honor dasar B.1'
    [change] = compare(BASE, after).outcomes
    assert change.before == {Open.UNLISTED}
    assert change.after == {Open.FORBIDDEN}
    assert change.region == (Range("belanja", ("honor",), among=ANY),)
    assert (change.because_before, change.because_after) == (("belanja",), ("honor",))


def test_what_a_gap_hides_is_no_change_of_law() -> None:
    after = BASE + 'celah lain "Larangan lain" menyentuh larang untuk belanja konsumsi dasar B.1'
    changes = compare(BASE, after).outcomes
    assert {each.kind for each in changes} == {"gap"}
    assert {each.after for each in changes} == {
        frozenset({Open.FORBIDDEN, Open.PAYABLE}),
        frozenset({Open.FORBIDDEN, Open.UNLISTED}),
    }


def test_a_gap_that_leaves_open_only_what_the_other_side_excludes() -> None:
    before = BASE + 'larang rawat "R" untuk belanja pemeliharaan dasar B.1'
    after = BASE + 'boleh pemeliharaan "P" untuk belanja pemeliharaan dasar A.1'
    changes = compare(before, after).outcomes
    assert {(each.kind, each.before, each.after) for each in changes} == {
        ("law", frozenset({Open.FORBIDDEN}), frozenset({Open.PAYABLE}))
    }


def test_documents_and_taxes() -> None:
    after = BASE.replace("kuitansi atau faktur, surat_tugas", "faktur atau kuitansi") + (
        'wajib ppn "PPN" untuk belanja transpor bila nilai di atas Rp500.000'
        " setor ppn = 10% * nilai dasar C"
    )
    found = compare(BASE, after)
    assert not found.outcomes
    dropped, added = sorted(found.obligations, key=lambda each: each.is_added)
    assert (dropped.asked, dropped.rules) == ((AnyDocument(("surat_tugas",)),), ("bukti_transpor",))
    assert [each.field for each in dropped.region if isinstance(each, Range)] == ["belanja"]
    [tax] = added.asked
    assert isinstance(tax, Tax)
    assert (tax.tax, added.rules) == ("ppn", ("ppn",))
    assert added.region[1] == Range("nilai", intervals=(Interval(500_001, 10**15),))
    assert {each.kind for each in found.obligations} == {"law"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("harus nilai paling banyak Rp500", "harus bukan nilai di atas Rp500"),
        ("harus nilai paling banyak Rp500", "harus nilai kurang dari Rp501"),
        ("harus terpencil dan dalam_rpk", "harus dalam_rpk dan bukan (bukan terpencil)"),
        ("setor ppn = 10% * nilai", "setor ppn = nilai / 10"),
        ("meterai Rp3.000", "meterai Rp2.000 + Rp1.000"),
    ],
)
def test_what_is_asked_for_in_other_words(one: str, other: str) -> None:
    rule = 'wajib w "W" untuk belanja transpor {} dasar C'
    assert compare(BASE + rule.format(one), BASE + rule.format(other)).is_empty
    halves = one.removeprefix("harus ").split(" dan ")
    if len(halves) > 1:
        rules = (
            f'wajib w{n} "W" untuk belanja transpor harus {each} dasar C'
            for n, each in enumerate(halves)
        )
        assert compare(BASE + rule.format(one), BASE + " ".join(rules)).is_empty


def test_a_gap_in_obligations() -> None:
    after = BASE + 'celah pajak_lain "Pajak" menyentuh wajib untuk belanja konsumsi dasar C'
    [change] = compare(BASE, after).obligations
    assert (change.kind, change.asked, change.rules) == (
        "gap",
        (Unknown("pajak_lain"),),
        ("pajak_lain",),
    )


def test_a_condition_in_two_halves_is_the_same_for_complete_expenses() -> None:
    halves = BASE.replace(
        'boleh transpor "Transpor" untuk belanja transpor dasar A.1',
        'boleh a "A" untuk belanja transpor bila nilai paling banyak Rp500 dasar A.1'
        ' boleh b "B" untuk belanja transpor bila nilai di atas Rp500 dasar A.1',
    )
    found = compare(BASE, halves)
    assert (found.outcomes, found.obligations) == ((), ())
    [change] = found.incomplete
    assert (change.field, change.values) == (
        "belanja",
        ("transpor", "transpor_petugas", "transpor_kader"),
    )
    assert "nilai" not in change.witness


def test_an_obligation_in_two_halves_is_the_same_for_complete_expenses() -> None:
    before = BASE + 'wajib w "W" untuk belanja transpor bukti faktur dasar C'
    halves = BASE + (
        'wajib a "W" untuk belanja transpor bila nilai paling banyak Rp500 bukti faktur dasar C'
        ' wajib b "W" untuk belanja transpor bila nilai di atas Rp500 bukti faktur dasar C'
    )
    found = compare(before, halves)
    assert (found.outcomes, found.obligations) == ((), ())
    [change] = found.incomplete
    assert change.asked == (AnyDocument(("faktur",)),)
    assert change.witness == {"belanja": "transpor"}
    # Of what nobody may pay for nothing is asked.
    assert compare(BASE + 'wajib w "W" untuk belanja gaji bukti faktur dasar C', BASE).is_empty


HALF = BASE.replace("nilai paling banyak Rp1.000.000", "nilai paling banyak nilai_kuitansi / 2")


def test_a_comparison_of_several_facts_the_solver_resolves() -> None:
    found = compare(BASE, HALF)
    assert found.is_proved
    changes = {(each.before, each.after): each for each in found.outcomes}
    no_more, newly = (
        changes[frozenset({one}), frozenset({other})]
        for one, other in ((Open.PAYABLE, Open.UNLISTED), (Open.UNLISTED, Open.PAYABLE))
    )
    assert len(found.outcomes) == 2
    # Without the voucher's own amount, the amount is it.
    assert no_more.witness == {"belanja": "konsumsi", "dana": "bok", "nilai": 1}
    assert newly.witness["nilai"] == 1_000_001
    assert newly.witness["nilai_kuitansi"] == 2_000_002
    assert isinstance(newly.region[-1], Holding)
    assert newly.region[-1].holds


def test_comparisons_that_say_the_same_in_other_words() -> None:
    twice = HALF.replace("nilai paling banyak nilai_kuitansi / 2", "2 * nilai <= nilai_kuitansi")
    found = compare(HALF, twice)
    assert (found.outcomes, found.incomplete, found.unresolved) == ((), (), 0)


def test_a_comparison_that_cannot_hold() -> None:
    never = BASE + 'boleh honor "H" untuk belanja honor bila nilai > nilai + meterai dasar A.1'
    found = compare(BASE, never)
    assert found.outcomes == ()
    assert found.is_proved


def test_without_the_solver_a_comparison_of_several_facts_is_not_resolved(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bokrules.backends.to_smt.is_available", lambda: False)
    found = compare(BASE, HALF)
    assert found.unresolved > 0
    assert not found.is_proved
    assert not found.is_empty


def test_what_is_beyond_the_solver_is_not_resolved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bokrules.backends.to_smt.solver.EFFORT", 1)
    found = compare(BASE, HALF)
    assert found.unresolved > 0


def test_funds_that_one_edition_does_not_govern() -> None:
    found = compare_verdicts(load_edition(2010).policy, load_edition(2019).policy)
    assert found.only_before == ()
    assert set(found.only_after) == {
        "bok_kabkota",
        "bok_provinsi",
        "bok_stunting",
        "bok_kefarmasian",
    }


def test_a_wrong_diagram_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(_facts: Facts, policy: Policy) -> object:
        return decide({"belanja": "transpor"}, policy)

    decide = reference.decide
    monkeypatch.setattr("bokrules.comparison.verdicts.compare.reference.decide", nothing)
    with pytest.raises(WitnessDisagrees):
        compare(BASE, BASE.replace("Rp1.000.000", "Rp1.000.001"))


# ---- shipped editions ----


@pytest.mark.parametrize("year", [2010, 2015, 2019, 2020, 2021])
def test_every_edition_is_the_same_as_itself(year: int) -> None:
    found = compare_verdicts(load_edition(year).policy, load_edition(year).policy)
    assert found.is_empty
    assert found.is_proved


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        # 2010 lists no snack at counselling and no PMT for recovery; 2015 names them.
        ("konsumsi_penyuluhan", Open.UNLISTED, Open.PAYABLE),
        ("bahan_pmt_pemulihan", Open.UNLISTED, Open.PAYABLE),
        # Overtime and transport of referrals are not listed in 2010, and forbidden in 2015.
        ("lembur", Open.UNLISTED, Open.FORBIDDEN),
        ("transpor_rujukan_pasien", Open.UNLISTED, Open.FORBIDDEN),
    ],
)
def test_2010_and_2015(name: str, before: Open, after: Open) -> None:
    found = compare_verdicts(load_edition(2010).policy, load_edition(2015).policy)
    laws = [
        (each.before, each.after)
        for each in found.outcomes
        if each.kind == "law" and name in values_of("belanja", each.region)
    ]
    assert (frozenset({before}), frozenset({after})) in laws


# ---- properties ----


def _asked(change: ObligationChange) -> frozenset[object]:
    """Without the numbers of nodes, which each comparison counts for itself."""
    return frozenset(
        each.condition if isinstance(each, Condition) else each for each in change.asked
    )


@settings(max_examples=40)
@given(policies(), st.integers(0, 10**6))
def test_the_other_way_round_is_the_mirror(policy: Policy, choice: int) -> None:
    other = mutated(policy, choice)
    there, back = compare_verdicts(policy, other), compare_verdicts(other, policy)
    assert {(e.before, e.after, e.region, e.kind) for e in there.outcomes} == {
        (e.after, e.before, e.region, e.kind) for e in back.outcomes
    }
    assert {(_asked(e), e.region, e.is_added) for e in there.obligations} == {
        (_asked(e), e.region, not e.is_added) for e in back.obligations
    }
    assert there.unresolved == back.unresolved
