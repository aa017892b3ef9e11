"""Exceptions of small policies: what they let through, and what just misses them."""

from __future__ import annotations

from bokrules.comparison.boundary.case import LetsThrough, Misses, Reason
from bokrules.comparison.boundary.cases import boundaries, boundary_cases
from bokrules.comparison.boundary.unsigned import unsigned
from bokrules.semantics.outcomes import Outcome
from tests.helpers import compiled

MODAL = 'larang modal "M" untuk belanja belanja_modal, pemeliharaan kecuali dingin dasar B.1\n'
DINGIN = 'boleh dingin "D" untuk belanja cold_chain dasar A.1\n'


def test_an_expense_type() -> None:
    through, missed = boundary_cases(compiled(MODAL + DINGIN))
    assert through.what == LetsThrough("dingin")
    assert through.facts == {"belanja": "cold_chain"}
    assert through.decision.outcome is Outcome.ALLOWED
    assert isinstance(missed.what, Misses)
    assert missed.facts == {"belanja": "belanja_modal"}
    assert (missed.decision.outcome, missed.decision.basis) == (Outcome.FORBIDDEN, ("modal",))


def test_each_part_fails_by_itself() -> None:
    policy = compiled(
        'larang l "L" untuk belanja transpor kecuali jauh dasar B.1\n'
        'boleh jauh "J" untuk belanja transpor_petugas untuk kegiatan imunisasi'
        " bila terpencil dan nilai paling banyak Rp500 dasar A.1\n"
        'boleh lain "X" untuk kegiatan gizi dasar A.2\n'
    )
    through, *missed = [each for each in boundary_cases(policy) if each.rule.name == "l"]
    assert through.facts["terpencil"] is True
    assert through.decision.outcome is Outcome.ALLOWED
    changed = [
        {name: each.facts[name] for name in each.facts if each.facts[name] != through.facts[name]}
        for each in missed
    ]
    assert changed == [
        {"belanja": "transpor_kader"},
        {"kegiatan": "gizi"},
        {"terpencil": False},
        {"nilai": 501},
    ]
    assert {each.decision.outcome for each in missed} == {Outcome.FORBIDDEN}


def test_a_part_that_the_prohibition_says_too() -> None:
    found = boundaries(
        compiled(
            'larang l "L" untuk belanja transpor kecuali jauh dasar B.1\n'
            'boleh jauh "J" untuk belanja transpor bila terpencil dasar A.1\n'
        )
    )
    assert [type(each.what) for each in found.cases] == [LetsThrough, Misses]
    [left] = found.left_out
    assert (left.reason, type(left.what)) == (Reason.NO_NEIGHBOUR, Misses)


def test_an_exception_that_decides_nothing() -> None:
    found = boundaries(
        compiled(MODAL + DINGIN + 'larang semua "S" bila nilai paling sedikit Rp0 dasar B.2')
    )
    assert (LetsThrough("dingin"), Reason.NOTHING_TURNS) in [
        (each.what, each.reason) for each in found.left_out
    ]


def test_an_exception_that_rests_on_several_facts() -> None:
    found = boundaries(
        compiled(
            MODAL + 'boleh dingin "D" untuk belanja cold_chain bila nilai > 2 * meterai dasar A.1'
        )
    )
    assert (LetsThrough("dingin"), Reason.NOT_FOUND) in [
        (each.what, each.reason) for each in found.left_out
    ]


def test_a_gap_is_held_off_by_an_exception() -> None:
    through, missed = boundary_cases(
        compiled(
            'celah c "C" menyentuh larang kecuali dingin, jauh dasar B.1\n'
            + DINGIN
            + 'boleh jauh "J" untuk belanja transpor bila terpencil dasar A.2\n'
        )
    )[:2]
    assert through.decision.outcome is Outcome.ALLOWED
    assert missed.facts == {"belanja": "penginapan"}
    assert missed.decision.outcome is Outcome.UNDETERMINED


def test_what_another_exception_needs_is_ruled_out() -> None:
    """Of transport it must be known that it was not far away."""
    cases = boundary_cases(
        compiled(
            'celah c "C" menyentuh larang untuk belanja transpor kecuali dekat, jauh dasar B.1\n'
            'boleh dekat "D" untuk belanja transpor_petugas dasar A.1\n'
            'boleh jauh "J" untuk belanja transpor_kader bila terpencil dasar A.2\n'
        )
    )
    [missed] = [e for e in cases if isinstance(e.what, Misses) and e.what.exception == "dekat"]
    assert missed.facts == {"belanja": "transpor_kader", "terpencil": False}


def test_signed_and_repeated_cases_are_not_asked_for_again() -> None:
    text = (
        MODAL
        + DINGIN
        + 'larang lagi "L" untuk belanja pemeliharaan kecuali dingin dasar B.2\n'
        + 'contoh "c" diberi belanja = belanja_modal maka dilarang karena modal\n'
    )
    policy = compiled(text)
    cases = boundary_cases(policy)
    assert len(cases) == 3
    assert [dict(each.facts) for each in unsigned(cases, policy)] == [
        {"belanja": "cold_chain"},
    ]


def test_parts_that_are_alternatives_fail_together() -> None:
    cases = boundary_cases(
        compiled(
            'larang l "L" untuk belanja transpor kecuali jauh dasar B.1\n'
            'boleh jauh "J" untuk belanja transpor_petugas'
            " bila terpencil atau kegiatan = imunisasi dasar A.1\n"
        )
    )
    through, *missed = cases
    assert through.decision.outcome is Outcome.ALLOWED
    assert missed[0].facts == {**through.facts, "belanja": "transpor_kader"}
    [alternatives] = missed[1:]
    assert alternatives.facts["terpencil"] is False
    assert alternatives.facts["kegiatan"] != "imunisasi"
    assert alternatives.decision.basis == ("l",)
