"""The terms nearest to a text."""

from __future__ import annotations

from bokrules.inspection.classify.candidates import Candidate, candidates
from tests.inspection.classify.small import SHORT, WORDS, abbreviations_of, vocabulary_of

VOCABULARY = vocabulary_of(WORDS)


def test_the_nearest_three_of_each_dimension() -> None:
    found = candidates("Transport petugs ke posyandu, bumil", VOCABULARY, abbreviations_of(SHORT))
    assert found["belanja"][0].term == "transpor"
    assert "transpor_petugas" in [each.term for each in found["belanja"]]
    assert found["kegiatan"][0] == Candidate("kehamilan", "ibu hamil", 100)
    assert [len(each) for each in found.values()] == [3, 3]


def test_fewer_where_fewer_are_wanted_and_none_where_nothing_is_alike() -> None:
    assert len(candidates("obat", VOCABULARY, most=1)["belanja"]) == 1
    assert candidates("", VOCABULARY) == {"belanja": (), "kegiatan": ()}


def test_terms_that_are_as_near_stand_by_their_names() -> None:
    words = 'belanja b "Kertas" belanja a "Kertas folio" en "Paper"'
    found = candidates("kertas", vocabulary_of(words))["belanja"]
    assert [(each.term, each.nearness) for each in found] == [("a", 100), ("b", 100)]
