"""Numbers left out in a series of vouchers."""

from __future__ import annotations

import pytest

from bokrules.inspection.findings.checks.missing_vouchers import CHECK
from bokrules.inspection.findings.finding import Finding, Weight
from bokrules.inspection.findings.settings import MissingVouchers, Settings
from tests.inspection.findings.making_books import UNIT, book, found, inspected, rows, spent, words


def findings(*vouchers: str, settings: Settings | None = None) -> list[Finding]:
    lines = [spent(1_000, on="05-05", voucher=each) for each in vouchers]
    return found(CHECK, inspected(book(*lines), settings=settings))


def test_a_number_that_is_left_out() -> None:
    (finding,) = findings("001", "002", "004", "005", "006", "010")
    assert (finding.code, finding.amount, finding.weight) == ("1.04.01", None, Weight.INDICATION)
    assert (finding.unit, rows(finding)) == (UNIT, [3, 4, 6, 7])
    assert words(finding) == (
        "The numbers of vouchers of 2010 run on, but the book leaves out 4: 003; 007 to 009."
    )


def test_a_number_in_the_middle_of_a_voucher() -> None:
    (finding,) = findings(*(f"{n:03}/BOK/V/2010" for n in (10, 11, 13, 14, 15)))
    assert words(finding).endswith("leaves out 1: 012/BOK/V/2010.")


def test_the_number_that_changes_most_runs() -> None:
    (finding,) = findings(*(f"2010/05/{n}" for n in (7, 8, 9, 10, 12)))
    assert words(finding).endswith("leaves out 1: 2010/05/11.")


@pytest.mark.parametrize(
    "vouchers",
    [
        ("001", "002", "003", "004", "005"),
        ("005", "003", "001", "002", "004", "004"),
        ("001", "002", "004", "005"),
        ("1", "2", "3", "4", "90"),
        ("A", "B", "C", "D", "E", "-"),
        ("1", "2", "3", "5/BOK", "6/BOK", "8/BOK"),
        ("1 2", "12", "13", "14", "15", "16"),
        tuple(f"197506122000{n}" for n in (1, 2, 3, 4, 9)),
    ],
)
def test_no_gap_and_no_series(vouchers: tuple[str, ...]) -> None:
    assert findings(*vouchers) == []


def test_how_many_numbers_make_a_series_is_a_setting() -> None:
    settings = Settings(missing_vouchers=MissingVouchers(least=3))
    (finding,) = findings("001", "002", "004", settings=settings)
    assert words(finding).endswith("leaves out 1: 003.")


def test_why_it_cannot_be_run() -> None:
    assert CHECK.lacks(inspected(book(spent(1_000)))) is not None
