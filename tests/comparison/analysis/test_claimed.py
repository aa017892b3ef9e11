"""Claims, with the rules that make them so."""

from __future__ import annotations

import pytest

from bokrules.evaluation.claims import ClaimState
from tests.comparison.analysis.conftest import Analysed

RULES = """
tertutup belanja "D" dasar A
boleh transpor "T" untuk belanja transpor dasar A.1
larang honor "H" untuk belanja honor dasar B.1
larang rapat "R" untuk kegiatan rapat dasar B.1
celah modal "C" menyentuh larang untuk belanja belanja_modal dasar B.1
wajib rpk "W" untuk belanja transpor harus dalam_rpk dasar C
"""


def judged(analysed: Analysed, claim: str) -> tuple[ClaimState, tuple[str, ...]]:
    [found] = analysed(f'{RULES}klaim "K" {claim}').claims
    return found.result.state, found.rules


def test_one_rule_is_enough(analysed: Analysed) -> None:
    claim = "bila belanja = honor maka tidak pernah diizinkan"
    assert judged(analysed, claim) == (ClaimState.PROVED, ("honor",))


def test_several_are_needed(analysed: Analysed) -> None:
    claim = "bila belanja = imbalan maka tidak pernah diizinkan"
    assert judged(analysed, claim) == (ClaimState.PROVED, ("belanja", "honor", "rapat"))


def test_a_gap(analysed: Analysed) -> None:
    claim = "bila belanja = belanja_modal maka tidak pernah diizinkan"
    state, rules = judged(analysed, claim)
    assert (state, "belanja" in rules) == (ClaimState.PROVED, True)


def test_refuted_by_what_decides_its_witness(analysed: Analysed) -> None:
    claim = "bila belanja = honor maka tidak pernah dilarang"
    state, rules = judged(analysed, claim)
    assert (state, "honor" in rules) == (ClaimState.REFUTED, True)


@pytest.mark.usefixtures("no_solver")
def test_not_analysed(analysed: Analysed) -> None:
    claim = "bila nilai > 2 * meterai maka selalu dilarang"
    assert judged(analysed, claim) == (ClaimState.NOT_ANALYSED, ())


def test_obligations_tell_allowed_from_conditional(analysed: Analysed) -> None:
    claim = "bila belanja = transpor dan bukan dalam_rpk maka tidak pernah diizinkan"
    assert judged(analysed, claim) == (ClaimState.PROVED, ("rapat", "rpk"))
