"""Which edition governs a day; overlaps are errors, days without an edition are told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bokrules.base.diagnostics import Diagnostics
from bokrules.base.errors import UnknownEdition
from bokrules.editions import load_edition, validate
from bokrules.editions.periods import holes, periods, report_overlaps


def edition(folder: Path, name: str, first: str, last: str | None) -> Path:
    """A folder with an edition.yaml in force from `first` to `last`."""
    inside = folder / name
    inside.mkdir()
    to = "" if last is None else f", to: {last}"
    (inside / "edition.yaml").write_text(
        f'id: "{name}"\nyear: 2010\nregulation: {{kind: K, number: "1"}}\ntitle: T\n'
        f"signed: 2010-01-01\nin_force: {{from: {first}{to}}}\ncompleteness: partial\n",
        encoding="utf-8",
    )
    return inside


def overlaps(*folders: Path) -> list[str]:
    out = Diagnostics()
    report_overlaps(periods(folders), out)
    return [f"{each.code} {Path(each.span.file).parent.name} {each.message}" for each in out]


def test_editions_that_follow_each_other_neither_overlap_nor_leave_a_hole(tmp_path: Path) -> None:
    b = edition(tmp_path, "b", "2011-01-01", "2011-12-31")
    a = edition(tmp_path, "a", "2010-01-01", "2010-12-31")
    assert [each.id for each in periods([b, a])] == ["a", "b"]
    assert overlaps(b, a) == []
    assert holes(periods([b, a])) == ()


@pytest.mark.parametrize("last", ["2011-01-01", None])
def test_a_day_of_two_editions_is_an_error(tmp_path: Path, last: str | None) -> None:
    a = edition(tmp_path, "a", "2010-01-01", last)
    b = edition(tmp_path, "b", "2011-01-01", "2011-12-31")
    shown = last or "…"
    assert overlaps(a, b) == [
        f"BOK408 b editions a (2010-01-01 – {shown}) and b (2011-01-01 – 2011-12-31)"
        " are in force on the same days"
    ]


def test_days_without_an_edition_are_told(tmp_path: Path) -> None:
    a = edition(tmp_path, "a", "2010-01-01", "2010-12-31")
    b = edition(tmp_path, "b", "2011-01-02", None)
    assert [str(each) for each in holes(periods([a, b]))] == [
        "no edition is in force from 2011-01-01 to 2011-01-01"
    ]


def test_an_edition_that_cannot_be_read_has_no_period(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "y").mkdir()
    (tmp_path / "y" / "edition.yaml").write_text("id: 1\n", encoding="utf-8")
    assert periods([tmp_path / "x", tmp_path / "y"]) == ()


@pytest.mark.parametrize("day", [date(2010, 4, 22), "2010-04-22", "2010-12-31"])
def test_a_day_selects_the_edition_in_force(day: date | str) -> None:
    assert load_edition(day).id == "2010"


@pytest.mark.parametrize("day", ["2010-04-21", "2012-06-01"])
def test_a_day_between_editions_says_which_there_are(day: str) -> None:
    with pytest.raises(UnknownEdition) as raised:
        validate({"expense_type": "honor"}, day)
    assert str(raised.value.message) == f"no edition is in force on {day}"
    assert str(raised.value.hint).startswith("there is: 2010 (2010-04-22 – 2010-12-31)")


def test_a_year_without_an_edition_says_which_there_are() -> None:
    with pytest.raises(UnknownEdition) as raised:
        validate({"expense_type": "honor"}, 2018)
    assert str(raised.value.message) == "there is no edition `2018`"
    assert str(raised.value.hint).startswith("there is: 2010 (2010-04-22 – 2010-12-31)")


def test_a_text_of_ten_signs_that_is_no_day_is_no_edition() -> None:
    with pytest.raises(UnknownEdition, match="BOK407"):
        load_edition("2010-13-45")
