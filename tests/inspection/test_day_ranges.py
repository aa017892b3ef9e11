from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bokrules.inspection.day_ranges import day_ranges_in

MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
          "Oktober", "November", "Desember")  # fmt: skip
AUGUST_28 = ((date(2025, 8, 28), date(2025, 8, 30)),)


@pytest.mark.parametrize(
    "text",
    [
        "28 s/d 30 Agustus 2025",
        "28 s.d. 30 Agustus 2025",
        "28 sd 30 Agt 2025",
        "28 sampai dengan 30 Agustus 2025",
        "28-30 Agustus 2025",
        "28 – 30 Agustus 2025",
        "28-30/8/2025",
        "28/8/2025 - 30/8/2025",
        "28-8-2025 s/d 30-8-2025",
        "28.8.2025 s/d 30.8.2025",
        "2025-08-28 s/d 2025-08-30",
        "28-Agustus-2025 hingga 30-Agustus-2025",
        "Kamis 28 s/d Sabtu, 30 Agustus 2025",
        "28 s/d 30/8/25",
    ],
)
def test_spellings_of_a_range(text: str) -> None:
    assert day_ranges_in(text) == AUGUST_28


def test_over_the_end_of_a_month() -> None:
    assert day_ranges_in("28 Agustus s/d 2 September 2025") == (
        (date(2025, 8, 28), date(2025, 9, 2)),
    )
    assert day_ranges_in("30 Desember 2024 s/d 2 Januari 2025") == (
        (date(2024, 12, 30), date(2025, 1, 2)),
    )


@pytest.mark.parametrize(
    "text", ["3, 5 Mei 2010", "3 dan 5 Mei 2010", "3 & 5/5/2010", "3; 5 Mei 2010"]
)
def test_several_days(text: str) -> None:
    assert day_ranges_in(text) == (
        (date(2010, 5, 3), date(2010, 5, 3)),
        (date(2010, 5, 5), date(2010, 5, 5)),
    )


def test_days_and_ranges_mixed() -> None:
    assert day_ranges_in("1-3, 5 Mei, 7 Juni 2010") == (
        (date(2010, 5, 1), date(2010, 5, 3)),
        (date(2010, 5, 5), date(2010, 5, 5)),
        (date(2010, 6, 7), date(2010, 6, 7)),
    )


def test_month_and_year_of_the_sheet() -> None:
    assert day_ranges_in("3-5", year=2010, month=5) == ((date(2010, 5, 3), date(2010, 5, 5)),)
    assert day_ranges_in("3-5 Juni", year=2010, month=5) == ((date(2010, 6, 3), date(2010, 6, 5)),)
    assert day_ranges_in("3-5") is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tiga hari",
        "30 s/d 28 Agustus 2025",
        "30 Desember s/d 2 Januari 2025",
        "31 Juni 2025",
        "1 s/d 2 s/d 3 Mei 2010",
        "3,, 5 Mei 2010",
        "3 Bulan 2010",
        "3/13/2010",
    ],
)
def test_what_is_not_clear(text: str) -> None:
    assert day_ranges_in(text) is None


days = st.dates(date(2010, 1, 1), date(2030, 12, 31))


@given(days, st.integers(0, 400), st.sampled_from([" s/d ", "-", " - ", "–", " sampai dengan "]))
def test_a_range_written_out_is_read_back(first: date, length: int, until: str) -> None:
    last = first + timedelta(days=length)
    for text in (
        f"{_words(first)}{until}{_words(last)}",
        f"{first.day}/{first.month}/{first.year}{until}{last.day}/{last.month}/{last.year}",
    ):
        assert day_ranges_in(text) == ((first, last),)
    if (first.month, first.year) == (last.month, last.year):
        assert day_ranges_in(f"{first.day}{until}{_words(last)}") == ((first, last),)


@given(st.lists(days, min_size=1, max_size=5))
def test_days_written_out_are_read_back(given_days: list[date]) -> None:
    text = ", ".join(map(_words, given_days))
    assert day_ranges_in(text) == tuple((each, each) for each in given_days)


@given(st.text(alphabet="0123456789 /-.,~sd&MeiAgustus", max_size=30))
def test_nothing_is_raised_and_ranges_run_forward(text: str) -> None:
    for first, last in day_ranges_in(text) or ():
        assert first <= last


def _words(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
