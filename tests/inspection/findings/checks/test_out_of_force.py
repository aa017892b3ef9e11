"""Spending while the edition is not in force."""

from __future__ import annotations

from dataclasses import replace

from bokrules.inspection.findings.checks.out_of_force import CHECK
from bokrules.inspection.findings.finding import Weight
from bokrules.inspection.findings.inspected import Inspected
from bokrules.semantics.policy import Policy
from tests.inspection.findings.making_books import UNIT, book, found, inspected, rows, spent, words

CASH = book(
    spent(100_000, on="04-20"),
    spent(200_000, on="04-21"),
    spent(400_000, on="04-22"),
    spent(800_000, on="12-31"),
    spent(1_600_000, on="2011-01-03"),
    spent(0, on="2011-01-03"),
    spent(5_000),
)


def test_before_and_after_the_year_are_two_findings() -> None:
    before, after = found(CHECK, inspected(CASH))
    assert (before.code, before.amount, rows(before)) == ("1.01.09", 300_000, [2, 3])
    assert (after.amount, rows(after)) == (1_600_000, [6])
    assert (before.weight, before.unit) == (Weight.FINDING, UNIT)
    assert words(before) == (
        "2 expenses of 20 April 2010 to 21 April 2010, Rp300.000 together, are before its first "
        "day, 22 April 2010."
    )
    assert words(after).endswith("are after the end of the fiscal year 2010.")
    assert before.criterion.citation.startswith("Kepmenkes 494/Menkes/SK/IV/2010 KEEMPAT")


def _ending(given: Inspected, last: str | None) -> Inspected:
    from datetime import date

    policy: Policy = given.texts[0]
    last_day = None if last is None else date.fromisoformat(last)
    edition = replace(policy.edition, last_day=last_day)
    return replace(given, texts=(replace(policy, edition=edition),))


def test_after_its_last_day_within_the_year() -> None:
    cash = book(spent(100_000, on="12-01"), spent(200_000, on="11-30"))
    (finding,) = found(CHECK, _ending(inspected(cash), "2010-11-30"))
    assert (finding.amount, rows(finding)) == (100_000, [2])
    assert words(finding).endswith("are after its last day, 30 November 2010.")


def test_an_edition_without_an_end() -> None:
    cash = book(spent(100_000, on="12-01"), spent(200_000, on="2011-01-01"))
    (finding,) = found(CHECK, _ending(inspected(cash), None))
    assert finding.amount == 200_000
    assert str(finding.criterion.words)


def test_the_date_may_be_a_fact_alone() -> None:
    from datetime import date

    cash = book(spent(100_000, tanggal=date(2010, 1, 5)))
    (finding,) = found(CHECK, inspected(cash))
    assert finding.amount == 100_000


def test_why_it_cannot_be_run() -> None:
    assert CHECK.lacks(inspected(book(spent(1_000)))) is not None
