"""Numbers by value: kept for as many values as there may be, never for one of another type."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bokrules.backends.to_python import remembered
from bokrules.backends.to_python.remembered import Remembered
from bokrules.backends.to_python.values import Refused


def test_a_value_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MOST_REMEMBERED", 3)
    asked: list[date | None] = []

    def number_of(day: date | None) -> int:
        asked.append(day)
        return 0 if day is None else day.day

    found = Remembered(number_of, date)
    days = [date(2010, 5, each) for each in (1, 2, 3)]
    assert [found[each] for each in (None, *days, *days)] == [0, 1, 2, 3, 1, 2, 3]
    assert asked == [None, *days, days[2]], "the third is one too many to be kept"


@pytest.mark.parametrize("other", [datetime(2010, 5, 1), "2010-05-01", 1])
def test_another_type_is_refused(other: object) -> None:
    found = Remembered(lambda _: 0, date)
    with pytest.raises(Refused):
        found[other]
    assert other not in found


def test_what_cannot_be_a_key_is_no_value() -> None:
    with pytest.raises(TypeError):
        Remembered(lambda _: 0, frozenset)[{"kuitansi"}]
