"""Permissions and prohibitions that contradict each other."""

from __future__ import annotations

import pytest

from bokrules.comparison.analysis.space import Unresolved
from tests.comparison.analysis.conftest import Analysed

FORBIDDEN = 'larang modal "M" untuk belanja belanja_modal, pemeliharaan {} dasar B.1\n'
ALLOWED = 'boleh cold_chain "C" untuk belanja cold_chain {} dasar A.1\n'


def test_one_expense_type_on_both_sides(analysed: Analysed) -> None:
    found = analysed(FORBIDDEN.format("") + ALLOWED.format(""))
    [conflict] = found.conflicts
    assert (conflict.prohibition.name, conflict.permission.name) == ("modal", "cold_chain")
    assert conflict.witness == {"belanja": "cold_chain"}
    assert found.found_something


def test_an_exception_between_them(analysed: Analysed) -> None:
    found = analysed(FORBIDDEN.format("kecuali cold_chain") + ALLOWED.format(""))
    assert found.conflicts == ()


def test_amounts_that_meet_in_one_rupiah(analysed: Analysed) -> None:
    below, above = "bila nilai paling banyak Rp100", "bila nilai paling sedikit Rp{}"
    touching = FORBIDDEN.format(above.format(100)) + ALLOWED.format(below)
    [conflict] = analysed(touching).conflicts
    assert conflict.witness == {"belanja": "cold_chain", "nilai": 100}
    assert analysed(FORBIDDEN.format(above.format(101)) + ALLOWED.format(below)).conflicts == ()


@pytest.mark.parametrize(
    ("forbidden", "is_found"), [("nilai > nilai_kuitansi", True), ("volume > 3 * volume", False)]
)
def test_comparisons_of_several_facts(
    analysed: Analysed, forbidden: str, *, is_found: bool
) -> None:
    found = analysed(FORBIDDEN.format(f"bila {forbidden}") + ALLOWED.format(""))
    assert len(found.conflicts) == is_found
    assert found.is_complete


@pytest.mark.usefixtures("no_solver")
@pytest.mark.parametrize(
    ("forbidden", "is_found"), [("nilai > nilai_kuitansi", True), ("volume > 3 * volume", False)]
)
def test_comparisons_of_several_facts_without_the_solver(
    analysed: Analysed, forbidden: str, *, is_found: bool
) -> None:
    """The search of the compiler finds the first; of the second nobody can tell."""
    found = analysed(FORBIDDEN.format(f"bila {forbidden}") + ALLOWED.format(""))
    assert len(found.conflicts) == is_found
    unresolved = Unresolved("conflicts", ("modal", "cold_chain"))
    assert (unresolved in found.unresolved) is not is_found
    assert found.is_complete is (unresolved not in found.unresolved) or found.unresolved


def test_a_conflict_that_the_compiler_cannot_tell(analysed: Analysed) -> None:
    """Only where twelve facts are no; the search begins with yes, and diagrams tell too little."""
    facts = [f"f{number:02}" for number in range(12)]
    declared = "".join(f'fakta {each} alias {each}_en : ya_tidak "F"\n' for each in facts)
    none = " dan ".join(f"bukan {each}" for each in facts)
    never = "(nilai > meterai dan nilai < meterai)"
    forbidden = FORBIDDEN.format(f"bila {never} atau ({none} dan nilai > meterai)")
    [conflict] = analysed(declared + forbidden + ALLOWED.format("")).conflicts
    assert {name: conflict.witness[name] for name in facts} == dict.fromkeys(facts, False)
