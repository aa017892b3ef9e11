"""Rules that never decide."""

from __future__ import annotations

import pytest

from bokrules.comparison.analysis.idle_rules import IdleRule
from bokrules.comparison.analysis.space import Unresolved
from tests.comparison.analysis.conftest import Analysed

LIST = 'tertutup belanja "D" dasar A\n'
IMBALAN = 'boleh imbalan "I" untuk belanja imbalan dasar A.1\n'


def names(found: tuple[IdleRule, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.rule.name, each.decided_by) for each in found]


def test_a_permission_within_another(analysed: Analysed) -> None:
    found = analysed(LIST + IMBALAN + 'boleh gaji "G" untuk belanja gaji dasar A.2')
    assert names(found.idle_rules) == [("gaji", ("imbalan",))]
    assert found.idle_rules[0].witness == {"belanja": "gaji", "dana": "bok"}


def test_a_permission_covered_by_two_together(analysed: Analysed) -> None:
    """Up to Rp100, and from Rp101 on: the third adds nothing."""
    found = analysed(
        LIST
        + 'boleh murah "M" untuk belanja gaji bila nilai paling banyak Rp100 dasar A.1\n'
        + 'boleh mahal "H" untuk belanja gaji bila nilai paling sedikit Rp101 dasar A.1\n'
        + 'boleh semua "S" untuk belanja gaji dasar A.2\n'
    )
    # Each of the two is also covered by the third.
    assert names(found.idle_rules) == [
        ("mahal", ("semua",)),
        ("murah", ("semua",)),
        ("semua", ("mahal", "murah")),
    ]


def test_not_covered_where_a_rupiah_is_left(analysed: Analysed) -> None:
    found = analysed(
        LIST
        + 'boleh murah "M" untuk belanja gaji bila nilai paling banyak Rp100 dasar A.1\n'
        + 'boleh mahal "H" untuk belanja gaji bila nilai paling sedikit Rp102 dasar A.1\n'
        + 'boleh semua "S" untuk belanja gaji dasar A.2\n'
    )
    assert names(found.idle_rules) == [("mahal", ("semua",)), ("murah", ("semua",))]


def test_two_prohibitions_of_the_same(analysed: Analysed) -> None:
    found = analysed(
        'larang imbalan "I" untuk belanja imbalan dasar B.1\n'
        'larang rapat "R" untuk belanja honor untuk kegiatan rapat dasar B.2\n'
    )
    assert names(found.idle_rules) == [("rapat", ("imbalan",))]


def test_a_permission_that_is_always_forbidden(analysed: Analysed) -> None:
    """The prohibition selects on another dimension, so it simply wins."""
    found = analysed(
        LIST
        + 'boleh gaji "G" untuk belanja gaji bila kegiatan = rapat dasar A.1\n'
        + 'larang rapat "R" untuk kegiatan rapat dasar B.1\n'
    )
    assert names(found.idle_rules) == [("gaji", ("rapat",))]


def test_a_permission_that_a_prohibition_excepts_decides(analysed: Analysed) -> None:
    found = analysed(
        'larang imbalan "I" untuk belanja imbalan kecuali gaji dasar B.1\n'
        'boleh gaji "G" untuk belanja gaji dasar A.1\n'
        'boleh apa_pun "O" bila nilai paling sedikit Rp0 dasar A.1\n'
    )
    assert "gaji" not in dict(names(found.idle_rules))


def test_a_rule_that_applies_to_no_expense(analysed: Analysed) -> None:
    found = analysed('larang l "L" untuk belanja gaji bila nilai < Rp1 dan nilai > Rp1 dasar B.1')
    assert names(found.idle_rules) == [("l", ())]
    assert found.idle_rules[0].never_applies
    assert found.idle_rules[0].witness is None


@pytest.mark.parametrize("fund", ["bok_provinsi", "bok_puskesmas"])
def test_a_fund_that_is_not_governed(analysed: Analysed, fund: str) -> None:
    found = analysed(f'larang l "L" untuk belanja gaji untuk dana {fund} dasar B.1')
    assert names(found.idle_rules) == ([("l", ())] if fund == "bok_provinsi" else [])


COMPARED = 'larang l "L" untuk belanja gaji bila nilai > {} dasar B.1'


def test_a_comparison_of_several_facts(analysed: Analysed) -> None:
    assert analysed(COMPARED.format("2 * meterai")).idle_rules == ()
    [idle] = analysed(COMPARED.format("nilai + meterai")).idle_rules
    assert (idle.rule.name, idle.never_applies) == ("l", True)


@pytest.mark.usefixtures("no_solver")
def test_a_comparison_of_several_facts_without_the_solver(analysed: Analysed) -> None:
    found = analysed(COMPARED.format("2 * meterai"))
    assert found.idle_rules == ()
    assert Unresolved("idle_rules", ("l",)) in found.unresolved


def test_a_comparison_of_several_facts_within_another_rule(analysed: Analysed) -> None:
    """Covered whatever it compares; but only the solver shows that it applies at all."""
    found = analysed(
        'larang imbalan "I" untuk belanja imbalan dasar B.1\n'
        'larang l "L" untuk belanja gaji bila nilai > 2 * meterai dasar B.2'
    )
    [idle] = found.idle_rules
    assert (idle.rule.name, idle.decided_by, idle.never_applies) == ("l", ("imbalan",), False)
    assert idle.witness == {"belanja": "gaji", "dana": "bok", "nilai": 1, "meterai": 0}
