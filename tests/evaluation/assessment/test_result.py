"""Rows judged and summed: exact, and what is not known stays unknown."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bokrules import InvalidValue, UnknownValue
from bokrules.base import codes
from bokrules.base.messages import msg
from bokrules.evaluation.assessment import (
    AssessedRow,
    Assessment,
    Measured,
    absorption,
    assess_rows,
)
from bokrules.evaluation.assessment.groups import judgement_label, judgement_name
from bokrules.evaluation.row import Place, RowError
from tests.helpers import compiled

POLICY = compiled("""
skala baik "Baik" "Kurang" en "Poor" di bawah 60% "Baik" en "Good" 60% s/d 100% dasar A
target k4 "K4" paling sedikit 95% pada 2015 dasar B.1
target serap "Serap" paling sedikit 100% dasar B.2
""")


def row(number: int, **given: object) -> Measured:
    return Measured(place=Place(number), unit=f"U{number}", **given)  # type: ignore[arg-type]


def assessed(*rows: Measured | RowError, from_rupiah: bool = False, **named: str) -> Assessment:
    judged, errors = assess_rows(rows, POLICY, from_rupiah=from_rupiah, **named)
    return Assessment(policy=POLICY, rows=judged, errors=errors, basis="rasio", by="group")


def test_absorption_is_exact_and_unknown_is_not_zero() -> None:
    assert absorption("A", 1, 3) == Fraction(1, 3)
    assert absorption("A", 0, 3) == 0
    assert absorption("A", 4, 3) == Fraction(4, 3)
    assert absorption("A", None, 3) is None
    assert absorption("A", 5, None) is None
    assert absorption("A", None, 0) is None
    with pytest.raises(InvalidValue, match="unit `A`: an allocation of Rp0 has no ratio"):
        absorption("A", 0, 0)


def test_rupiah_give_ratios_bands_and_sums() -> None:
    result = assessed(
        row(1, allocation=200, realisation=100, group="x"),
        row(2, allocation=100, realisation=None, group="x"),
        row(3, allocation=100, realisation=80, group="y"),
        row(4, allocation=100, realisation=130, group="x"),
        row(5, allocation=0, realisation=7, group="x"),
        from_rupiah=True,
        scale="baik",
    )
    assert [each.measured.ratio for each in result.rows] == [
        Fraction(1, 2),
        None,
        Fraction(4, 5),
        Fraction(13, 10),
    ]
    assert [judgement_name(each.judgement) for each in result.rows] == [
        "Kurang",
        None,
        "Baik",
        None,
    ]
    assert [each.place.row for each in result.errors] == [5]
    x, y = result.groups
    assert (x.name, x.tally.rows, x.tally.with_data, x.tally.without_data) == ("x", 3, 2, 1)
    assert (x.summed, x.realisation, x.allocation) == (2, 230, 300)
    assert (x.ratio, y.ratio) == (Fraction(23, 30), Fraction(4, 5))
    assert x.tally.above_whole == 1
    assert [(each.label, each.rows) for each in x.tally.counts] == [
        ("Poor", 1),
        ("Good", 0),
        ("outside all bands", 1),
    ]
    assert [(each.label, each.rows) for each in y.tally.counts] == [("Poor", 0), ("Good", 1)]
    assert result.total.ratio == Fraction(310, 400)
    assert not result.found_something


def test_no_sums_without_rupiah() -> None:
    result = assessed(row(1, ratio=Fraction(1, 2)), scale="baik")
    assert result.total.ratio is None
    assert result.total.to_dict()["allocation"] is None


def test_a_row_may_name_its_own_yardstick() -> None:
    result = assessed(
        row(1, ratio=Fraction(1, 2), target="k4"),
        row(2, ratio=Fraction(19, 20), target="k4", year=2015),
        row(3, ratio=Fraction(1, 2)),
        row(4, ratio=None, target="serap", year=2010),
        row(5, ratio=Fraction(1), target="nada"),
        row(6, ratio=Fraction(1), target="k4", scale="baik"),
        scale="baik",
    )
    assert [each.judgement for each in result.rows[:2]] == [False, True]
    assert [each.name for each in result.yardsticks] == ["k4", "baik", "serap"]
    assert [each.measured.place.row for each in result.missed] == [1]
    assert result.found_something
    assert [each.error.code for each in result.errors] == [
        codes.UNKNOWN_VALUE,
        codes.INVALID_VALUE,
    ]
    assert [each.text() for each in result.readings] == [
        "`target k4` stands in the edition of 2010 (for 2015); holding values of a year that is"
        " not given against it is our reading"
    ]
    assert result.citation(result.yardsticks[0]) == "Kepmenkes 494/2010 B.1, p. 6"


def test_years_that_a_target_was_not_printed_for() -> None:
    years = (2022, 2010, 2015, 2016)
    rows = [row(n, ratio=Fraction(1), target="k4", year=year) for n, year in enumerate(years)]
    [reading] = assessed(*rows).readings
    assert "holding values of 2016, 2022 against it" in reading.text()


def test_a_yardstick_for_all_rows_must_exist() -> None:
    with pytest.raises(UnknownValue):
        assessed(scale="nada")
    with pytest.raises(InvalidValue, match="are both given"):
        assessed(scale="baik", target="k4")


def test_printed_bands_are_compared() -> None:
    result = assessed(
        row(1, ratio=Fraction(1, 2), criterion="K"),
        row(2, ratio=Fraction(1, 2), criterion="Baik"),
        row(3, ratio=None, criterion="B"),
        row(4, ratio=Fraction(1, 2)),
        row(5, ratio=Fraction(1, 2), criterion="Z"),
        scale="baik",
    )
    assert [each.agrees for each in result.rows] == [True, False, None, None]
    assert [each.measured.place.row for each in result.differing] == [2]
    assert result.found_something
    assert [each.place.row for each in result.errors] == [5]
    assert result.to_dict()["differing"] == [2]


def test_without_a_scale_a_printed_band_is_left_alone() -> None:
    result = assessed(row(1, ratio=Fraction(1, 2), criterion="Z"))
    assert (result.rows[0].printed, result.rows[0].yardstick, result.errors) == (None, None, ())


def test_provinces_by_the_code_of_the_statistics_office() -> None:
    result = assessed(
        row(1, code="1107", allocation=2, realisation=1),
        row(2, code="1171", allocation=2, realisation=2),
        row(3, code="31", allocation=5, realisation=1),
        row(4, allocation=5, realisation=1),
        from_rupiah=True,
    )
    assert [(each.name, each.ratio) for each in result.provinces] == [
        ("11", Fraction(3, 4)),
        ("31", Fraction(1, 5)),
    ]


def test_rows_that_could_not_be_read_are_handed_on() -> None:
    error = RowError(Place(9, "S", "x"), InvalidValue(codes.UNREADABLE_CELL, msg("no")))
    result = assessed(error)
    assert result.errors == (error,)
    assert result.to_dict()["errors"] == [
        {"row": {"sheet": "S", "row": 9}, "column": "x", "code": "BOK606", "message": "no",
         "hint": ""}
    ]  # fmt: skip


def test_json() -> None:
    result = assessed(row(1, ratio=Fraction(1, 3), year=2010, target="k4", code="1107", group="x"))
    document = result.to_dict()
    assert document["rows"] == [
        {
            "row": 1, "unit": "U1", "code": "1107", "year": 2010, "group": "x",
            "allocation": None, "realisation": None, "need": None,
            "ratio": "1/3", "percent": "33,33%", "yardstick": "k4", "judgement": "missed",
            "printed": None, "agrees": None,
        }
    ]  # fmt: skip
    assert document["yardsticks"] == [
        {"kind": "target", "name": "k4", "label": "K4", "notes": [],
         "citation": "Kepmenkes 494/2010 B.1, p. 6"}
    ]  # fmt: skip
    assert document["summary"]["counts"] == [
        {"yardstick": "k4", "judgement": "met", "rows": 0},
        {"yardstick": "k4", "judgement": "missed", "rows": 1},
    ]
    assert (document["edition"]["id"], document["source"], document["by"]) == (
        "2010",
        None,
        "group",
    )
    assert AssessedRow(measured=Measured(place=Place(1, "S"), unit="")).to_dict()["sheet"] == "S"


def test_words_of_judgements() -> None:
    assert [judgement_label(each) for each in (True, False, None)] == [
        "met",
        "missed",
        "outside all bands",
    ]
    assert [judgement_name(each) for each in (True, False, None)] == ["met", "missed", None]


AMOUNTS = st.one_of(st.none(), st.integers(1, 10**12))


@given(st.lists(st.tuples(AMOUNTS, AMOUNTS, st.sampled_from(["a", "b", None])), max_size=20))
def test_groups_sum_to_the_total(
    given_rows: list[tuple[int | None, int | None, str | None]],
) -> None:
    rows = [
        row(n, allocation=allocation, realisation=realisation, group=group)
        for n, (allocation, realisation, group) in enumerate(given_rows)
    ]
    result = assessed(*rows, from_rupiah=True, scale="baik")
    total = result.total
    assert sum(each.allocation for each in result.groups) == total.allocation
    assert sum(each.realisation for each in result.groups) == total.realisation
    assert sum(each.tally.rows for each in result.groups) == total.tally.rows == len(rows)
    assert sum(each.rows for each in total.tally.counts) == total.tally.with_data
