from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bokrules.base.errors import InvalidValue
from bokrules.reports.stamp import EPOCH, stamp_time


@pytest.mark.parametrize(
    ("given", "time"),
    [
        ("2010-05-14", datetime(2010, 5, 14, tzinfo=UTC)),
        (" 2010-05-14T08:30 ", datetime(2010, 5, 14, 8, 30, tzinfo=UTC)),
        ("2010-05-14 08:30:15Z", datetime(2010, 5, 14, 8, 30, 15, tzinfo=UTC)),
    ],
)
def test_a_time_that_is_given_comes_first(
    given: str, time: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(EPOCH, "0")
    assert stamp_time(given) == time


def test_then_that_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(EPOCH, "1273795200")
    assert stamp_time(None) == datetime(2010, 5, 14, tzinfo=UTC)


def test_else_the_clock_in_whole_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(EPOCH, raising=False)
    before = datetime.now(UTC).replace(microsecond=0)
    now = stamp_time(None)
    assert before <= now <= datetime.now(UTC)
    assert now.microsecond == 0


@pytest.mark.parametrize("given", ["", "kemarin", "2010-13-01", "14/05/2010", "2010-05-14T25:00"])
def test_no_day(given: str) -> None:
    with pytest.raises(InvalidValue, match="2010-05-14T08:30:00"):
        stamp_time(given)


@pytest.mark.parametrize("given", ["", "x", "-1", "1e9", "٣", "99999999999999999999"])
def test_no_number_of_seconds(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(EPOCH, given)
    with pytest.raises(InvalidValue, match=EPOCH):
        stamp_time(None)
