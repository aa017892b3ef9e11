"""The shipped sample ledger, judged by the shipped edition of 2010."""

from __future__ import annotations

import csv
import runpy
from pathlib import Path

import pytest

from bokrules import CheckResult, Outcome, check
from bokrules.inspection.check import check as check_ledger

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
LEDGER = EXAMPLES / "buku_kas_2010.csv"
REFUSALS = {Outcome.FORBIDDEN, Outcome.UNLISTED}

EXPECTED = {
    "16": Outcome.CONDITIONAL,
    "22": Outcome.CONDITIONAL,
    "23": Outcome.CONDITIONAL,
    "25": Outcome.CONDITIONAL,
    "27": Outcome.CONDITIONAL,
    "28": Outcome.CONDITIONAL,
    "29": Outcome.CONDITIONAL,
    "39": Outcome.FORBIDDEN,
    # Not payable whatever the activity was; whether forbidden or unlisted hangs on it.
    "51": Outcome.UNDETERMINED,
    "52": Outcome.UNLISTED,
    "56": Outcome.UNLISTED,
    "57": Outcome.UNLISTED,
    "59": Outcome.UNLISTED,
    "61": Outcome.UNDETERMINED,
    # Its text names an activity that is not on the menu (PMBA), or one without stationery.
    "64": Outcome.UNLISTED,
    "66": Outcome.UNLISTED,
    # Payable or not: that hangs on a place or a purpose that the line does not tell.
    "63": Outcome.UNDETERMINED,
    "68": Outcome.UNDETERMINED,
}


@pytest.fixture(scope="module")
def result() -> CheckResult:
    return check_ledger(LEDGER, 2010)


def test_verdicts_of_the_ledger(result: CheckResult) -> None:
    assert {each.id: each.verdict.outcome for each in result.rows} == EXPECTED
    assert result.errors == ()
    assert result.ignored_columns == ()
    assert result.total.amount == 16_470_000


def test_lines_that_are_not_payable_in_any_case(result: CheckResult) -> None:
    refused = {each.id for each in result.rows if set(each.verdict.possible) <= REFUSALS}
    assert refused == {"39", "51", "52", "56", "57", "59", "61", "64", "66"}


def test_without_its_texts_two_more_lines_stay_open() -> None:
    result = check_ledger(LEDGER, 2010, classify=False)
    outcomes = {each.id: each.verdict.outcome for each in result.rows}
    assert outcomes == {**EXPECTED, "64": Outcome.UNDETERMINED, "66": Outcome.UNDETERMINED}


def test_the_workbook_says_the_same(result: CheckResult) -> None:
    workbook = check(LEDGER.with_suffix(".xlsx"), 2010)
    assert [each.verdict.facts for each in workbook.rows] == [
        each.verdict.facts for each in result.rows
    ]
    assert workbook.rows == result.rows
    assert (workbook.errors, workbook.ignored_columns) == ((), ())


def test_the_workbook_is_made_from_the_csv_and_always_the_same(tmp_path: Path) -> None:
    write = runpy.run_path(str(EXAMPLES / "make_ledger.py"))["write_workbook"]
    write(LEDGER, tmp_path / "a.xlsx")
    write(LEDGER, tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert check(tmp_path / "a.xlsx", 2010).rows == check(LEDGER.with_suffix(".xlsx"), 2010).rows


def test_printed_arithmetic_holds() -> None:
    with LEDGER.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    checked = [
        int(row["volume"]) * int(row["harga_satuan"]) == int(row["nilai"])
        for row in rows
        if row["volume"] and row["harga_satuan"] and row["nilai"]
    ]
    assert checked == [True] * 7


def test_every_line_has_its_source() -> None:
    sources = (EXAMPLES / "SUMBER.md").read_text(encoding="utf-8")
    assert all(f"| {id} |" in sources for id in EXPECTED)


def test_practice_lines() -> None:
    result = check(EXAMPLES / "contoh_latihan_2010.csv", 2010)
    outcomes = [each.verdict.outcome for each in result.rows]
    assert outcomes == [Outcome.CONDITIONAL] * 8 + [Outcome.FORBIDDEN] * 8
    assert all(each.id and each.id.startswith("latihan-") for each in result.rows)
    assert result.errors == ()


# ---- consultations of 2019 ----

CONSULTATIONS = EXAMPLES / "konsultasi_2019.csv"


def test_the_third_consultation_of_the_year_is_beyond_the_limit() -> None:
    result = check(CONSULTATIONS, 2019)
    (finding,) = result.limits.findings
    assert finding.rule == "konsultasi_pusat_provinsi"
    assert dict(finding.group) == {"unit": "Dinas Kesehatan Provinsi A", "period": "2019"}
    assert (finding.used, finding.limit, finding.event) == (3, 2, "090/ST/201/2019")
    assert [each.row for each in finding.rows] == [8, 9, 10]
    assert [each.row for each in finding.earlier_rows] == [2, 3, 4, 5, 6, 7]
    assert finding.excess == 3_020_000 + 1_460_000 + 1_590_000
    assert result.limits.not_decided == ()


def test_of_two_offices_none_is_beyond_the_limit() -> None:
    rows = [dict(each.verdict.facts) for each in check(CONSULTATIONS, 2019).rows]
    for row in rows[3:6]:
        row["satker"] = "Dinas Kesehatan Provinsi B"
    limits = check(rows, 2019).limits
    assert (limits.findings, limits.not_decided) == ((), ())


def test_the_lines_are_said_to_be_made_up() -> None:
    sources = (EXAMPLES / "SUMBER.md").read_text(encoding="utf-8")
    assert "## `konsultasi_2019.csv`" in sources
