"""Expenses that no rule speaks of."""

from __future__ import annotations

from unittest.mock import ANY

import pytest

from bokrules.comparison.analysis.space import Unresolved
from bokrules.comparison.verdicts.regions import Holding, Interval, Range, values_of
from tests.comparison.analysis.conftest import Analysed


def test_a_closed_list_speaks_of_everything(analysed: Analysed) -> None:
    found = analysed('tertutup belanja "D" dasar A\nboleh gaji "G" untuk belanja gaji dasar A.1')
    assert found.silences == ()
    assert not found.found_something
    assert found.is_complete


def test_without_a_list_what_is_neither_allowed_nor_forbidden(analysed: Analysed) -> None:
    found = analysed(
        'boleh imbalan "I" untuk belanja imbalan dasar A.1\n'
        'boleh transpor "T" untuk belanja transpor bila nilai paling banyak Rp100 dasar A.1\n'
        'larang modal "M" untuk belanja belanja_modal dasar B.1\n'
    )
    others, dear = sorted(found.silences, key=lambda each: len(each.region))
    assert len(others.region) == 1
    assert set(values_of("belanja", others.region)) == {
        "penginapan",
        "konsumsi",
        "pemeliharaan",
        "bahan_imunisasi",
        "cold_chain",
    }
    assert dear.region[0] == Range(
        "belanja", ("transpor", "transpor_petugas", "transpor_kader"), among=ANY
    )
    assert dear.region[1] == Range("nilai", intervals=(Interval(101, ANY),))
    assert dear.witness == {"belanja": "transpor", "dana": "bok", "nilai": 101}


def test_a_gap_may_speak(analysed: Analysed) -> None:
    found = analysed('celah c "C" menyentuh boleh dasar A')
    assert found.silences == ()


COMPARED = 'boleh b "B" bila nilai > 2 * meterai dasar A.1'


def test_where_a_comparison_tells(analysed: Analysed) -> None:
    [silence] = analysed(COMPARED).silences
    assert isinstance(silence.region[0], Holding)
    assert not silence.region[0].holds
    assert silence.witness == {"dana": "bok", "nilai": 1, "meterai": 1}


@pytest.mark.usefixtures("no_solver")
def test_where_only_a_comparison_tells(analysed: Analysed) -> None:
    found = analysed(COMPARED)
    assert found.silences == ()
    assert Unresolved("silence") in found.unresolved
    assert not found.is_complete
