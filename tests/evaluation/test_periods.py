from __future__ import annotations

from datetime import date

import pytest

from bokrules.base.messages import choose_language
from bokrules.evaluation.periods import period_of, period_words, periods_of_year
from bokrules.semantics.limits import PERIODS, Period


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2019, 6, 30), ["2019", "2019-S1", "2019-Q2", "2019-06", "2019-06-30"]),
        (date(2019, 7, 1), ["2019", "2019-S2", "2019-Q3", "2019-07", "2019-07-01"]),
        (date(2020, 1, 1), ["2020", "2020-S1", "2020-Q1", "2020-01", "2020-01-01"]),
        (date(2020, 12, 31), ["2020", "2020-S2", "2020-Q4", "2020-12", "2020-12-31"]),
    ],
)
def test_the_period_of_a_day(day: date, written: list[str]) -> None:
    assert [period_of(day, each) for each in PERIODS] == written


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("tahun", ["2019"]),
        ("semester", ["2019-S1"]),
        ("triwulan", ["2019-Q1", "2019-Q2"]),
        ("bulan", ["2019-03", "2019-04", "2019-05"]),
    ],
)
def test_the_periods_that_days_span(kind: Period, written: list[str]) -> None:
    days = [date(2019, 5, 2), date(2019, 3, 30), date(2018, 1, 1), date(2020, 1, 1)]
    assert periods_of_year(kind, 2019, days) == written


def test_no_day_spans_none_but_the_year() -> None:
    assert periods_of_year("bulan", 2019, [date(2018, 1, 1)]) == []
    assert periods_of_year("tahun", 2019, []) == ["2019"]
    assert len(periods_of_year("hari", 2020, [date(2020, 1, 1), date(2020, 12, 31)])) == 366


def test_periods_in_words() -> None:
    assert str(period_words("2019-S2")) == "semester 2 of 2019"
    assert str(period_words("2019-Q3")) == "quarter 3 of 2019"
    assert [period_words(each) for each in ("2019", "2019-03", "2019-03-14")] == [
        "2019",
        "2019-03",
        "2019-03-14",
    ]
    choose_language("id")
    assert str(period_words("2019-Q3")) == "triwulan 3 tahun 2019"
