"""Limits that a ledger passes, as findings."""

from __future__ import annotations

from dataclasses import replace

from bokrules.evaluation.row import Place
from bokrules.inspection.findings.checks.passed_limit import CHECK
from bokrules.inspection.findings.inspected import Inspected
from tests.evaluation.limits.ledgers import limited, over, policy_of, row
from tests.inspection.findings.judged_books import found, lacks, spent, words
from tests.inspection.findings.judged_books import inspected as books


def inspected() -> Inspected:
    """The edition of 2021, which has limits."""
    return books(year=2021)


def test_a_clean_book_has_none() -> None:
    assert found(CHECK, books(spent(30_000, on="2021-05-14"), year=2021)) == []


def test_an_edition_without_limits() -> None:
    assert lacks(CHECK, books(spent(1))) == "this edition has no limits over a whole ledger"


def test_a_maximum() -> None:
    meetings = [
        row(date="2019-01-10", amount=100_000),
        row(date="2019-02-10", amount=150_000),
        row(date="2019-03-10", amount=200_000),
    ]
    limits = over(meetings, limited("maksimal 2 kali per satker per tahun"))
    (one,) = found(CHECK, replace(inspected(), limits=limits))
    assert str(one.title) == "Above the limit: Rapat"
    assert (one.amount, one.rows, one.unit) == (200_000, (Place(3),), "Dinas")
    assert (one.criterion.citation, one.criterion.page) == ("Kepmenkes 494/2010 A.1, p. 2", 2)
    assert "The limit is 2 times (at most 2 times per office per year); used were 3 times." in (
        words(one)
    )
    assert "Beyond it: row 3. Counted before: row 1; row 2." in words(one)
    assert one.consequence.text("en") == "Rp200.000 was spent above the limit"


def test_an_excess_that_cannot_be_said() -> None:
    limits = over(
        [row(date="2019-01-10"), row(date="2019-02-10", amount=None)],
        limited("maksimal 1 kali per satker per tahun"),
    )
    (one,) = found(CHECK, replace(inspected(), limits=limits))
    assert one.amount is None
    assert "how many rupiah cannot be said" in one.consequence.text("en")
    assert "rows without an amount: 1" in words(one)


def test_a_minimum_questions_no_rupiah() -> None:
    policy = policy_of(
        'batas x "Rapat" untuk kegiatan rapat minimal Rp500 per satker per tahun dasar A.1'
    )
    limits = over([row(date="2019-01-10")], policy)
    findings = found(CHECK, replace(inspected(), limits=limits))
    assert [(each.amount, each.consequence.text("en")) for each in findings] == [
        (0, "Rp400 less than asked for went to this purpose")
    ]


def test_persons_of_one_event_of_an_office_that_no_row_names() -> None:
    rows = [
        row(office=None, event="Rapat Mei", date="2019-05-02", payee=name, persons=1)
        for name in ("Ani", "Budi", "Cici")
    ]
    limits = over(rows, limited("maksimal 2 orang per kejadian"))
    (one,) = found(CHECK, replace(inspected(), limits=limits))
    assert (one.unit, one.amount) == (None, None)
    assert words(one).startswith("event Rapat Mei: The limit is 2 persons")
