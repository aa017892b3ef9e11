"""Claims on all complete expenses: proved, refuted with a witness, or told to be too many."""

from __future__ import annotations

import pytest

from bokrules.backends import reference
from bokrules.evaluation.claims import MOST_TRIED, ClaimResult, ClaimState, check_claim
from bokrules.semantics.outcomes import Outcome
from tests.helpers import compiled

LISTS = """
tertutup belanja "Daftar" dasar A
boleh transpor "Transpor" untuk belanja transpor dasar A.1
boleh penginapan "Penginapan" untuk belanja penginapan bila terpencil dasar A.2
larang gaji "Gaji" untuk belanja gaji dasar B
"""


def result(claim: str, rules: str = LISTS, most: int = MOST_TRIED) -> ClaimResult:
    policy = compiled(f'{rules}\nklaim "K" {claim}\n')
    [only] = policy.claims
    found = check_claim(only, policy, most)
    if found.witness is not None:
        decided = reference.decide(found.witness, policy)
        assert found.decision == decided
        assert reference.holds(only.condition, found.witness, policy) is True
        assert (decided.outcome in only.outcomes) is only.never
    return found


@pytest.mark.parametrize(
    "claim",
    [
        "bila belanja = gaji maka selalu dilarang",
        "bila belanja = gaji maka tidak pernah diizinkan atau diizinkan bersyarat",
        "bila belanja = penginapan dan bukan terpencil maka selalu tidak tercantum",
        "bila belanja = penginapan maka tidak pernah dilarang",
        "bila ya = ya maka tidak pernah perlu data",
        "bila belanja = gaji dan bukan belanja = gaji maka selalu diizinkan",
    ],
)
def test_claims_that_hold(claim: str) -> None:
    found = result(claim)
    assert (found.state, found.witness, found.decision) == (ClaimState.PROVED, None, None)


@pytest.mark.parametrize(
    ("claim", "witness"),
    [
        ("bila belanja = penginapan maka selalu tidak tercantum", {"terpencil": True}),
        ("bila belanja = penginapan maka tidak pernah tidak tercantum", {"terpencil": False}),
        ("bila belanja = transpor maka selalu dilarang", {}),
        ("bila terpencil maka tidak pernah dilarang", {"belanja": "gaji", "terpencil": True}),
    ],
)
def test_a_claim_that_does_not_hold_shows_a_witness(claim: str, witness: dict[str, object]) -> None:
    found = result(claim)
    assert found.state is ClaimState.REFUTED
    assert found.witness is not None
    assert witness.items() <= dict(found.witness).items()


def test_a_threshold_is_tried_at_the_rupiah() -> None:
    rules = LISTS + 'larang mahal "Mahal" bila nilai di atas Rp1.000.000 dasar B.1\n'
    assert (
        result("bila nilai paling banyak Rp1.000.000 maka tidak pernah dilarang", rules).state
        is ClaimState.REFUTED
    )  # gaji
    condition = "bila belanja = transpor dan nilai paling banyak"
    claim = f"{condition} Rp1.000.000 maka tidak pernah dilarang"
    assert result(claim, rules).state is ClaimState.PROVED
    found = result(f"{condition} Rp1.000.001 maka tidak pernah dilarang", rules)
    assert found.state is ClaimState.REFUTED
    assert found.witness is not None
    assert found.witness["nilai"] == 1_000_001


def test_obligations_are_tried_with_all_evidence_and_with_none() -> None:
    rules = LISTS + 'wajib kuitansi "Kuitansi" untuk belanja transpor bukti kuitansi dasar C\n'
    claim = "bila belanja = transpor maka tidak pernah"
    for outcome in ("diizinkan", "diizinkan bersyarat"):
        assert result(f"{claim} {outcome}", rules).state is ClaimState.REFUTED
    assert result(f"{claim} dilarang atau tidak tercantum", rules).state is ClaimState.PROVED


def test_a_tax_is_tried_paid_and_unpaid() -> None:
    rules = LISTS + 'wajib ppn_10 "P" untuk belanja transpor setor ppn = 10% * nilai dasar C\n'
    claim = "bila belanja = transpor maka selalu"
    assert result(f"{claim} diizinkan", rules).state is ClaimState.REFUTED
    assert result(f"{claim} diizinkan bersyarat", rules).state is ClaimState.REFUTED
    both = f"{claim} diizinkan atau diizinkan bersyarat"
    assert result(both, rules).state is ClaimState.PROVED


def test_what_a_gap_hides_is_no_answer() -> None:
    rules = LISTS + 'celah larangan "Belum dikodekan" menyentuh larang dasar B.2\n'
    assert result("bila belanja = transpor maka selalu perlu data", rules).state is (
        ClaimState.PROVED
    )
    found = result("bila belanja = transpor maka tidak pernah perlu data", rules)
    assert found.state is ClaimState.REFUTED
    assert result("bila belanja = gaji maka selalu dilarang", rules).state is ClaimState.PROVED


def test_too_many_cases_are_told() -> None:
    found = result("bila terpencil maka tidak pernah perlu data", most=2)
    assert (found.state, found.witness) == (ClaimState.NOT_ANALYSED, None)


COMPARED = LISTS + 'larang lebih "L" bila nilai lebih dari 2 * nilai_kuitansi dasar B.1\n'


def test_arithmetic_between_facts_is_left_to_the_solver() -> None:
    assert result("bila belanja = gaji maka selalu dilarang", COMPARED).state is ClaimState.PROVED
    dear = "bila nilai > 3 * nilai_kuitansi dan nilai_kuitansi > Rp0 maka selalu dilarang"
    assert result(dear, COMPARED).state is ClaimState.PROVED
    found = result("bila nilai > nilai_kuitansi maka selalu dilarang", COMPARED)
    assert found.state is ClaimState.REFUTED
    assert found.witness is not None
    assert found.decision == reference.decide(found.witness, found.policy)
    assert found.decision.outcome is not Outcome.FORBIDDEN


def test_arithmetic_between_facts_without_the_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    claim = "bila belanja = gaji maka selalu dilarang"
    with monkeypatch.context() as patch:
        patch.setattr("bokrules.backends.to_smt.solver.EFFORT", 1)
        assert result(claim, COMPARED).state is ClaimState.NOT_ANALYSED
    monkeypatch.setattr("bokrules.backends.to_smt.is_available", lambda: False)
    assert result(claim, COMPARED).state is ClaimState.NOT_ANALYSED
