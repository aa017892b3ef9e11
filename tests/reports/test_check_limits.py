"""Limits and duties in the reports of `check`."""

from __future__ import annotations

import io
import json

from bokrules.evaluation.limits import ceilings_of
from bokrules.evaluation.row import Place
from bokrules.evaluation.single import judge
from bokrules.evaluation.table import CheckResult, check_table
from bokrules.reports.check_files import write_jsonl
from bokrules.reports.check_limits import print_duties, print_limits, row_numbers
from bokrules.reports.check_table import print_check
from bokrules.reports.page import Page
from bokrules.reports.verdict_text import print_verdict
from tests.evaluation.limits.ledgers import limited, policy_of, row

POLICY = policy_of(
    """
    batas dua "Rapat maksimal 2 kali" en "At most 2 meetings" untuk kegiatan rapat
      maksimal 2 kali per satker per triwulan tafsir "Dibaca per triwulan" dasar A.1 temuan 1.01.09
    batas gizi "Gizi minimal 60%" untuk kegiatan gizi minimal 60% dari pagu per satker per tahun
      dasar A.2
    kewajiban lapor "Laporan" per satker per bulan dasar B.1
    kewajiban lokmin "Lokakarya" untuk kegiatan rapat per satker per semester dasar B.2
    """
)
ROWS = [
    *(row(event=f"ST-{n}", date=f"2019-05-0{n}", amount=n * 1_000) for n in (1, 2, 3, 3)),
    row(office=None, event="ST-9", date="2019-05-09"),
    row(activity="gizi", date="2019-01-01"),
]


def checked(rows: list[dict[str, object]], units: dict[str, object] | None = None) -> CheckResult:
    ceilings = None if units is None else ceilings_of(units)
    return check_table(enumerate(rows, start=2), [POLICY], ceilings)


def printed(result: CheckResult) -> str:
    stream = io.StringIO()
    page = Page(stream)
    print_limits(result.limits, page)
    print_duties(result, page)
    return stream.getvalue()


def test_limits_and_duties() -> None:
    assert (
        printed(checked(ROWS, {"Dinas": 1_000}))
        == """
Limits not kept: 2
  - At most 2 meetings (dua)
    office: Dinas; quarter 2 of 2019
    used 3 times of at most 2 times
    event: ST-3, 2019-05-03
    rows beyond it: 4-5
    rupiah beyond it: Rp6.000
    used up by rows: 2-3
    Kepmenkes 494/2010 A.1, p. 2
    note: Dibaca per triwulan
    Finding codes: 1.01.09
  - Gizi minimal 60% (gizi)
    office: Dinas; 2019
    reached Rp100 of at least Rp600
    ceiling: Rp1.000
    rows that count: 7
    Kepmenkes 494/2010 A.2, p. 3
    note: by the rows of this ledger; the last of the year is of 2019-05-09

Limits not decided: 1
  - At most 2 meetings (dua): in which group it counts is not known
    quarter 2 of 2019
    needs office
    rows: 6
    Kepmenkes 494/2010 A.1, p. 2

Duties of the office: 2
  - the ledger shows: Lokakarya (lokmin)
    office: Dinas; semester 1 of 2019, rows 2-5
    semester 1 of 2019, rows 6
  A ledger does not tell whether these were done; look elsewhere: lapor
"""
    )


def test_what_a_share_needs() -> None:
    text = printed(checked([row(office=None, activity="gizi", amount=5)]))
    assert (
        "  - Gizi minimal 60% (gizi): the limit is a share of a ceiling, and none is\n"
        "    given (--units FILE)\n    needs the ceiling\n"
    ) in text
    assert "No row names a unit: the ledger was taken as that of one office." in text


def test_an_excess_that_cannot_be_said() -> None:
    rows = [row(event=f"ST-{n}", date="2019-05-01", amount=None) for n in range(3)]
    text = printed(checked(rows))
    assert "    rupiah beyond it: cannot be said exactly\n" in text
    assert "    note: at least Rp0; rows without an amount: 1\n" in text


def test_long_lists_are_cut() -> None:
    rows = [row(event=None, date=None, office=f"P{n}") for n in range(40)] * 3
    policy = limited("maksimal 1 kali per satker per bulan")
    many = check_table(enumerate(rows, start=1), [policy])
    stream = io.StringIO()
    print_limits(many.limits, Page(stream))
    assert "Limits not decided: 40\n" in stream.getvalue()
    assert "  and 10 more; --format json lists all\n" in stream.getvalue()
    days = [row(office=f"P{n}", date="2019-01-01") for n in range(9)]
    assert "    and 3 more\n" in printed(checked(days))


def test_nothing_to_say() -> None:
    result = check_table([(1, row(fund="bok"))], [policy_of("")])
    assert printed(result) == ""
    stream = io.StringIO()
    print_check(result, Page(stream))
    assert "Nothing was found" in stream.getvalue()


def test_a_limit_is_something_found_though_every_row_is_allowed() -> None:
    policy = limited("maksimal 1 kali")
    rows = [row(fund="bok", event=name, date="2019-01-01") for name in "AB"]
    stream = io.StringIO()
    print_check(check_table(enumerate(rows, start=1), [policy]), Page(stream))
    assert "Nothing was found" not in stream.getvalue()
    assert "Limits not kept: 1" in stream.getvalue()


def test_numbers_of_rows() -> None:
    places = [Place(n) for n in (9, 2, 3, 4, 7)]
    assert row_numbers(places) == "2-4, 7, 9"
    assert row_numbers([Place(2, "Mei"), Place(1, "Juni"), Place(3, "Mei")]) == "Mei 2-3; Juni 1"
    assert row_numbers([Place(n) for n in range(0, 50, 2)]).endswith(", 38, +5")


def test_a_line_of_json_names_the_limits_that_its_row_is_beyond() -> None:
    stream = io.StringIO()
    write_jsonl(checked(ROWS), stream)
    lines = [json.loads(each) for each in stream.getvalue().splitlines()]
    assert [each["limit_findings"] for each in lines] == [[], [], ["dua"], ["dua"], [], []]


def test_a_verdict_tells_towards_which_limits_it_counts() -> None:
    stream = io.StringIO()
    print_verdict(judge({"activity": "rapat"}, [POLICY]), Page(stream))
    assert (
        "Counts, or may count, towards limits that a ledger decides\n"
        "  - At most 2 meetings (dua): at most 2 times per office per quarter\n"
        "    Kepmenkes 494/2010 A.1, p. 2\n"
    ) in stream.getvalue()
    refused = policy_of(
        'larang x "X" untuk kegiatan rapat dasar A\n'
        'batas b "B" untuk kegiatan rapat maksimal 1 kali dasar A'
    )
    stream = io.StringIO()
    print_verdict(judge({"activity": "rapat"}, [refused]), Page(stream))
    assert "limits" not in stream.getvalue()
