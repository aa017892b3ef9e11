"""Places as a reader looks them up."""

from __future__ import annotations

from bokrules.evaluation.row import Place
from bokrules.reports.inspection.places import place_lines, place_text, places_text


def test_a_place() -> None:
    assert place_text(Place(7)) == "row 7"
    assert place_text(Place(7, "Mei", file="a.xlsx")) == "a.xlsx, Mei, row 7"
    assert place_lines(Place(7, "Mei\n2")) == ["Mei 2", "row 7"]


def test_places_by_book() -> None:
    places = [Place(5, "Mei"), Place(2, "Juni"), *(Place(row, "Mei") for row in (7, 8, 9, 11, 12))]
    assert places_text(places, 10) == "Mei: rows 5, 7–9, 11, 12; Juni: row 2"
    assert places_text(places, 2) == "Mei: row 5; Juni: row 2 and 5 more"


def test_places_without_a_book() -> None:
    assert places_text([Place(3), Place(4)], 10) == "rows 3, 4"
    assert places_text([], 10) == ""
