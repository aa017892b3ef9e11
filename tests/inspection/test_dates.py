from __future__ import annotations

from datetime import date

import pytest

from bokrules.inspection.dates import day_in


@pytest.mark.parametrize(
    "text",
    [
        "2010-05-14",
        "2010-5-14",
        "14/05/2010",
        "14-05-2010",
        "14.05.2010",
        "14/5/2010",
        "14 Mei 2010",
        "14 mei 2010",
        "14 MEI 2010",
        "14  Mei  2010",
        "14-Mei-2010",
        "14 May 2010",
    ],
)
def test_all_usual_spellings_of_a_day(text: str) -> None:
    assert day_in(text) == date(2010, 5, 14)


@pytest.mark.parametrize(
    ("word", "month"),
    [
        ("Januari", 1),
        ("January", 1),
        ("jan", 1),
        ("Jan.", 1),
        ("Februari", 2),
        ("Pebruari", 2),
        ("peb", 2),
        ("Maret", 3),
        ("March", 3),
        ("April", 4),
        ("Juni", 6),
        ("Juli", 7),
        ("July", 7),
        ("Agustus", 8),
        ("Agt", 8),
        ("Agu", 8),
        ("Ags", 8),
        ("August", 8),
        ("Sept", 9),
        ("September", 9),
        ("Okt", 10),
        ("October", 10),
        ("Nopember", 11),
        ("Nov", 11),
        ("Des", 12),
        ("December", 12),
    ],
)
def test_months_in_both_languages(word: str, month: int) -> None:
    assert day_in(f"1 {word} 2010") == date(2010, month, 1)


def test_the_day_stands_before_the_month() -> None:
    assert day_in("05/04/2010") == date(2010, 4, 5)


def test_a_leap_day() -> None:
    assert day_in("29/02/2012") == date(2012, 2, 29)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2010",
        "Mei 2010",
        "14/05/10",
        "05/14/2010",
        "31/04/2010",
        "29/02/2010",
        "0/5/2010",
        "2010-13-01",
        "14/05-2010",
        "14 Foo 2010",
        "14 Mei 10",
        "14 Mei 2010 pagi",
        "1 2 2010",
        "２０１０-05-14",
        "0000-01-01",
    ],
)
def test_what_is_no_day(text: str) -> None:
    assert day_in(text) is None
