"""Obligations that cannot be met."""

from __future__ import annotations

import pytest

from bokrules.backends.decision import Facts
from bokrules.comparison.analysis.analysis import Analysis
from bokrules.comparison.analysis.space import Unresolved
from tests.comparison.analysis.conftest import Analysed

GAJI = 'boleh gaji "G" untuk belanja gaji dasar A.1\n'
CHEAP = 'wajib murah "M" untuk belanja gaji harus nilai paling banyak Rp100 dasar C\n'


def found_in(analysis: Analysis) -> list[tuple[list[str], Facts]]:
    return [([rule.name for rule in each.rules], each.witness) for each in analysis.unmeetable]


def test_a_condition_that_some_expense_meets(analysed: Analysed) -> None:
    assert analysed(GAJI + CHEAP).unmeetable == ()


def test_a_condition_that_fails_wherever_it_is_asked_for(analysed: Analysed) -> None:
    found = analysed(
        GAJI + 'wajib w "W" untuk belanja gaji bila nilai > Rp100 harus nilai < Rp100 dasar C'
    )
    assert found_in(found) == [(["w"], {"belanja": "gaji", "dana": "bok", "nilai": 101})]


def test_only_where_something_is_payable(analysed: Analysed) -> None:
    """Up to Rp100 would be right, but then the expense is forbidden."""
    found = analysed(
        GAJI + CHEAP + 'larang l "L" untuk kegiatan rapat bila nilai < Rp101 dasar B.1'
    )
    assert found.unmeetable == ()
    found = analysed(GAJI + CHEAP + 'larang l "L" bila nilai < Rp101 dasar B.1')
    assert found_in(found) == [(["murah"], {"belanja": "gaji", "dana": "bok", "nilai": 101})]


def test_nothing_is_payable(analysed: Analysed) -> None:
    assert analysed('larang gaji "G" untuk belanja gaji dasar B.1\n' + CHEAP).unmeetable == ()


def test_two_that_exclude_each_other(analysed: Analysed) -> None:
    dear = 'wajib mahal "H" untuk belanja imbalan harus nilai paling sedikit Rp{} dasar C\n'
    assert found_in(analysed(GAJI + CHEAP + dear.format(100))) == []
    [(rules, witness)] = found_in(analysed(GAJI + CHEAP + dear.format(101)))
    assert rules == ["murah", "mahal"]
    assert witness["belanja"] == "gaji"


def test_two_that_never_apply_together(analysed: Analysed) -> None:
    other = 'wajib mahal "H" untuk belanja honor harus nilai paling sedikit Rp101 dasar C\n'
    assert (
        analysed(
            GAJI + 'boleh honor "O" untuk belanja honor dasar A.1\n' + CHEAP + other
        ).unmeetable
        == ()
    )


def test_one_that_breaks_the_other_is_no_contradiction(analysed: Analysed) -> None:
    """What is above Rp100 breaks the first obligation; the second does not make it so."""
    other = 'wajib rpk "R" untuk belanja gaji bila nilai > Rp100 harus dalam_rpk dasar C\n'
    assert analysed(GAJI + CHEAP + other).unmeetable == ()


COMPARED = 'wajib w "W" untuk belanja gaji harus nilai > {} dasar C'


def test_a_comparison_of_several_facts(analysed: Analysed) -> None:
    assert analysed(GAJI + COMPARED.format("2 * meterai")).unmeetable == ()
    [found] = analysed(GAJI + COMPARED.format("nilai + meterai")).unmeetable
    assert [each.name for each in found.rules] == ["w"]


@pytest.mark.usefixtures("no_solver")
def test_a_comparison_of_several_facts_without_the_solver(analysed: Analysed) -> None:
    found = analysed(GAJI + COMPARED.format("2 * meterai"))
    assert found.unmeetable == ()
    assert Unresolved("unmeetable", ("w",)) in found.unresolved
