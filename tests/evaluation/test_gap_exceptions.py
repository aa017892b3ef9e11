"""What is said of an expense where the sources are silent, and a later text is not."""

from __future__ import annotations

import pytest

from bokrules.backends.decision import Facts, ObligationResult
from bokrules.backends.reference import decide
from bokrules.semantics.outcomes import Outcome, State
from tests.helpers import compiled

_POLICY = compiled(
    """
    boleh honor_relawan "Honor relawan" untuk belanja honor bila terpencil dasar A.1
    boleh transpor "Transpor" untuk belanja transpor dasar A.2
    larang modal "Belanja modal" untuk belanja belanja_modal dasar B.1
    celah larangan "Daftar larangan tidak ada" menyentuh larang kecuali honor_relawan, transpor
      dasar B.2
    celah batas_2010 "Batas tidak ada" menyentuh batas
      untuk belanja transpor bila dalam_rpk dasar B.3
    celah target_2010 "Target tidak ada" menyentuh target dasar C
    celah rumus_2010 "Rumus tidak ada" menyentuh rumus untuk belanja transpor dasar C.1
    """
)


@pytest.mark.parametrize(
    ("facts", "outcome", "basis", "missing", "possible"),
    [
        # The gap cannot take back what a named permission gives.
        ({"belanja": "honor", "terpencil": True}, "allowed", {"honor_relawan"}, (), {"allowed"}),
        # It does where the permission does not hold.
        (
            {"belanja": "honor", "terpencil": False},
            "undetermined",
            {"larangan"},
            (),
            {"forbidden", "undetermined"},
        ),
        # Whether the permission holds is not known: neither is the gap, and the fact is asked for.
        (
            {"belanja": "honor"},
            "undetermined",
            {"larangan"},
            ("terpencil",),
            {"forbidden", "undetermined", "allowed"},
        ),
        # The term is too general for either exception.
        (
            {"terpencil": True},
            "undetermined",
            {"larangan", "modal"},
            ("belanja",),
            {"forbidden", "undetermined", "allowed", "conditional"},
        ),
        (
            {"belanja": "imbalan", "terpencil": True},
            "undetermined",
            {"larangan"},
            ("belanja",),
            {"forbidden", "undetermined", "allowed"},
        ),
        # A prohibition that is known stays one.
        ({"belanja": "belanja_modal"}, "forbidden", {"modal"}, (), {"forbidden"}),
        # The facts that an unknown rule reads are missing, even where they would not settle it.
        (
            {"belanja": "gaji"},
            "undetermined",
            {"larangan"},
            ("terpencil",),
            {"forbidden", "undetermined"},
        ),
    ],
)
def test_a_gap_in_prohibitions_with_exceptions(
    facts: Facts, outcome: str, basis: set[str], missing: tuple[str, ...], possible: set[str]
) -> None:
    decision = decide(facts, _POLICY)
    assert decision.outcome.value == outcome
    assert set(decision.basis) == basis
    assert decision.missing == set(missing)
    assert {each.value for each in decision.possible} == possible
    assert ("larangan" in decision.gaps) == (outcome == "undetermined")


@pytest.mark.parametrize(
    ("in_plan", "state", "outcome"),
    [
        (True, State.UNKNOWN, Outcome.CONDITIONAL),
        (None, State.UNKNOWN, Outcome.CONDITIONAL),
        (False, None, Outcome.ALLOWED),
    ],
)
def test_a_gap_in_the_limits_is_an_obligation_of_unknown_state(
    in_plan: bool | None, state: State | None, outcome: Outcome
) -> None:
    facts: Facts = {"belanja": "transpor"}
    if in_plan is not None:
        facts = {**facts, "dalam_rpk": in_plan}
    decision = decide(facts, _POLICY)
    expected = () if state is None else (ObligationResult(name="batas_2010", state=state),)
    assert decision.obligations == expected
    assert decision.outcome is outcome
    assert decision.gaps == (() if state is None else ("batas_2010",))
    assert decision.missing == ({"dalam_rpk"} if in_plan is None else set())


def test_gaps_in_targets_and_formulas_say_nothing_of_an_expense() -> None:
    decision = decide({"belanja": "transpor", "dalam_rpk": False}, _POLICY)
    assert (decision.outcome, decision.gaps, decision.obligations) == (Outcome.ALLOWED, (), ())


def test_limits_that_apply_are_listed_and_change_nothing() -> None:
    text = 'boleh transpor "T" untuk belanja transpor dasar A\n'
    limits = (
        'batas b "B" untuk belanja transpor maksimal 2 kali per satker per tahun dasar A.2\n'
        'batas a "A" untuk belanja transpor bila terpencil maksimal Rp500 dasar A.1\n'
        'batas c "C" untuk belanja gaji maksimal 0 kali dasar A.3'
    )
    without, with_ = compiled(text), compiled(text + limits)
    facts: Facts = {"belanja": "transpor"}
    assert decide(facts, with_).limits == ("a", "b")
    assert decide({**facts, "terpencil": False}, with_).limits == ("b",)
    assert decide({}, with_).limits == ("a", "b", "c")
    assert decide(facts, without).limits == ()
    assert decide(facts, with_).outcome is decide(facts, without).outcome is Outcome.ALLOWED
    assert decide(facts, with_).missing == set()
