"""Exceptions without effect."""

from __future__ import annotations

import pytest

from bokrules.comparison.analysis.space import Unresolved
from tests.comparison.analysis.conftest import Analysed

GAJI = 'boleh gaji "G" untuk belanja gaji dasar A.1\n'
IMBALAN = 'larang imbalan "I" untuk belanja imbalan kecuali gaji dasar B.1\n'


def test_an_exception_that_decides(analysed: Analysed) -> None:
    assert analysed(GAJI + IMBALAN).idle_exceptions == ()


def test_an_exception_that_another_prohibition_takes_back(analysed: Analysed) -> None:
    found = analysed(GAJI + IMBALAN + 'larang semua "S" bila nilai paling sedikit Rp0 dasar B.2')
    [idle] = found.idle_exceptions
    assert (idle.rule.name, idle.exception, idle.decided_by) == ("imbalan", "gaji", ("semua",))
    assert idle.witness == {"belanja": "gaji", "dana": "bok", "nilai": 1}


def test_an_exception_of_a_gap(analysed: Analysed) -> None:
    gap = 'celah c "C" menyentuh larang untuk belanja imbalan kecuali gaji dasar B.1\n'
    assert analysed(GAJI + gap).idle_exceptions == ()
    found = analysed(GAJI + gap + 'larang semua "S" bila nilai paling sedikit Rp0 dasar B.2')
    [idle] = found.idle_exceptions
    assert (idle.rule.name, idle.exception) == ("c", "gaji")


COMPARED = 'boleh gaji "G" untuk belanja gaji bila nilai > 2 * meterai dasar A.1\n' + IMBALAN


def test_a_comparison_of_several_facts(analysed: Analysed) -> None:
    found = analysed(COMPARED)
    assert found.idle_exceptions == ()
    assert found.is_complete


@pytest.mark.usefixtures("no_solver")
def test_a_comparison_of_several_facts_without_the_solver(analysed: Analysed) -> None:
    found = analysed(COMPARED)
    assert found.idle_exceptions == ()
    assert Unresolved("idle_exceptions", ("imbalan", "gaji")) in found.unresolved
