"""Days in descriptions."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bokrules.inspection.findings.stated_days import names_a_month, stated_days

MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober Nopember Desember"


def days(*texts: str) -> tuple[tuple[date, date], ...]:
    ends = [each.split("..") for each in texts]
    return tuple((date.fromisoformat(each[0]), date.fromisoformat(each[-1])) for each in ends)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Transport 28 s/d 30 Agustus 2025", days("2025-08-28..2025-08-30")),
        ("Transport tgl 3-5 Mei", days("2010-05-03..2010-05-05")),
        ("tanggal 14 Mei 2010 ke Desa Suka", days("2010-05-14")),
        ("28 Agustus s.d. 2 September 2010", days("2010-08-28..2010-09-02")),
        ("28 Des 2010 sampai dengan 3 Januari 2011", days("2010-12-28..2011-01-03")),
        ("3, 5 Mei 2010", days("2010-05-03", "2010-05-05")),
        ("3,4 dan 6-7 Mei", days("2010-05-03", "2010-05-04", "2010-05-06..2010-05-07")),
        ("14/05/2010", days("2010-05-14")),
        ("14-5-2010", days("2010-05-14")),
        ("28-30/8/2010", days("2010-08-28..2010-08-30")),
        ("14/5 s/d 16/5/2010", days("2010-05-14..2010-05-16")),
        ("14/5/2010 s/d 16/5/2010", days("2010-05-14..2010-05-16")),
        ("5 Mei dan 7 Juni", days("2010-05-05", "2010-06-07")),
        ("31 Juni 2010", ()),
        ("31, 5 Juni 2010", days("2010-06-05")),
        ("5 Mei - 3 Mei", ()),
        ("31 April s/d 2 Mei", ()),
        ("2 org x 10 ds x Rp 30.000", ()),
        ("25 Pos x 5 org x 2 hari", ()),
        ("bukti 12/2010", ()),
    ],
)
def test_days_that_a_text_states(text: str, expected: tuple[tuple[date, date], ...]) -> None:
    assert stated_days(text, 2010) == expected


def test_months() -> None:
    assert names_a_month("Posyandu bulan Mei")
    assert names_a_month("NOPEMBER")
    assert not names_a_month("Meja dan marka")


@given(st.dates(date(2010, 1, 1), date(2010, 12, 20)), st.integers(0, 11))
def test_what_is_written_is_read(first: date, n: int) -> None:
    last = first + timedelta(days=n)
    names = MONTHS.split()
    if first.month == last.month:
        text = f"{first.day}-{last.day} {names[last.month - 1]}"
    else:
        text = f"{first.day} {names[first.month - 1]} s/d {last.day} {names[last.month - 1]}"
    assert stated_days(f"Transport tgl {text} ke desa", 2010) == ((first, last),)
