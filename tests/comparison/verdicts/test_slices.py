"""What of a slice is told once: more ways than anyone reads, or more states than may be read."""

from __future__ import annotations

from unittest.mock import ANY

import pytest

from bokrules.cells.standing import Open
from bokrules.comparison.verdicts.compare import compare_verdicts
from bokrules.comparison.verdicts.regions import Range
from tests.helpers import compiled

LIST = (
    'tertutup belanja "Daftar" dasar A\n'
    'boleh rantai "R" untuk belanja cold_chain dasar A.1\n'
    'larang gaji "G" untuk belanja gaji dasar B.1\n'
)
RULES = (
    'boleh transpor "T" untuk belanja transpor bila terpencil atau nilai di atas Rp500 dasar A.1\n'
    'boleh konsumsi "K" untuk belanja konsumsi bila dalam_rpk dasar A.1\n'
)
BEFORE, AFTER = compiled(LIST), compiled(LIST + RULES)


def regions_with(most_ways: int) -> list[tuple[object, ...]]:
    found = compare_verdicts(BEFORE, AFTER, most_ways=most_ways)
    assert found.is_proved
    assert {(each.before, each.after) for each in found.outcomes} == {
        (frozenset({Open.UNLISTED}), frozenset({Open.PAYABLE}))
    }
    return [(each.region, each.depends_on) for each in found.outcomes]


def test_as_many_ways_as_anyone_reads() -> None:
    """Transport has two ways to be allowed, meals have one."""
    assert len(regions_with(2)) == 3


def test_one_slice_has_more() -> None:
    coarse, exact = regions_with(1)
    assert coarse == (
        (Range("belanja", ("transpor", "transpor_petugas", "transpor_kader"), among=ANY),),
        ("terpencil", "nilai"),
    )
    assert exact == (
        (
            Range("belanja", ("konsumsi",), among=ANY),
            Range("dalam_rpk", (True,), among=ANY),
        ),
        (),
    )


def test_too_many_states(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ways are not even counted."""
    monkeypatch.setattr("bokrules.comparison.verdicts.slices.MOST_STATES", 0)
    found = regions_with(1000)
    assert [depends_on for _, depends_on in found if depends_on] == [("terpencil", "nilai")]


def test_a_slice_that_only_seems_to_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same in other words: no expense is found that shows a difference."""
    monkeypatch.setattr("bokrules.comparison.verdicts.slices.MOST_STATES", 0)
    words = "terpencil dan dalam_rpk atau terpencil dan (dalam_rpk = tidak)"
    before, after = (
        compiled(f'{LIST}boleh transpor "T" untuk belanja transpor bila {each} dasar A.1')
        for each in ("terpencil", words)
    )
    found = compare_verdicts(before, after)
    assert not found.outcomes
    assert found.is_proved


HALF = (
    'boleh transpor "T" untuk belanja transpor'
    " bila nilai paling banyak nilai_kuitansi / 2 dan (terpencil atau dalam_rpk) dasar A.1\n"
)


def test_comparisons_of_several_facts_are_told_way_by_way() -> None:
    """Whether a comparison holds for any expense, no search over classes can tell."""
    found = compare_verdicts(BEFORE, compiled(LIST + HALF), most_ways=0)
    assert not any(each.depends_on for each in found.outcomes if each.after == {Open.PAYABLE})


@pytest.mark.parametrize("is_installed", [True, False])
def test_too_many_states_and_a_comparison_of_several_facts(
    monkeypatch: pytest.MonkeyPatch, is_installed: bool
) -> None:
    """The one expense that is tried shows it, with the solver; without it nothing is proved."""
    monkeypatch.setattr("bokrules.comparison.verdicts.slices.MOST_STATES", 0)
    monkeypatch.setattr("bokrules.backends.to_smt.is_available", lambda: is_installed)
    found = compare_verdicts(BEFORE, compiled(LIST + HALF))
    told = [each.depends_on for each in found.outcomes if each.after == {Open.PAYABLE}]
    assert found.is_proved is is_installed
    facts = ("dalam_rpk", "terpencil", "nilai", "nilai_kuitansi")
    assert told == ([facts] if is_installed else [])
