"""What contents tell of themselves."""

from __future__ import annotations

from dataclasses import replace

from bokrules.evaluation.row import Place
from bokrules.evaluation.table import RowVerdict, Sum, judge_row
from bokrules.inspection.classify.choices import Overruled
from bokrules.inspection.contents import BookBalance, InspectedRow, Sums
from bokrules.semantics.outcomes import Outcome
from tests.helpers import OUTLINE, compiled
from tests.reports.inspection.sample import contents, double_travel


def test_total_of_sums() -> None:
    sums = Sums(by_outcome={Outcome.FORBIDDEN: Sum(2, 30), Outcome.ALLOWED: Sum(1, 5)})
    assert sums.total == Sum(3, 35)


def test_a_book_differs_where_both_balances_are_known() -> None:
    book = BookBalance(name="Mei", closing=100, printed_closing=90)
    assert book.difference == -10
    assert replace(book, printed_closing=None).difference is None
    assert replace(book, closing=None).difference is None


POLICY = compiled(
    """
boleh transpor "Transpor petugas" untuk belanja transpor_petugas dasar A.1
larang honor "Honor" untuk belanja honor dasar B.1
""",
    OUTLINE,
)


def test_found_rows_are_those_not_simply_allowed_and_those_a_finding_names() -> None:
    found, plain, named, coded = (
        InspectedRow(row=row)
        for row in (
            judge_row(Place(place, "Januari"), {"belanja": belanja, "nilai": 5}, (POLICY,))
            for place, belanja in enumerate(("honor", *["transpor_petugas"] * 3), start=1)
        )
        if isinstance(row, RowVerdict)
    )
    coded = replace(coded, codes=("1.04.01",))
    assert (found.outcome, plain.outcome) == (Outcome.FORBIDDEN, Outcome.ALLOWED)
    finding = replace(double_travel(1), rows=(named.row.place,))
    whole = replace(contents(findings=[finding]), rows=(found, plain, named, coded))
    assert whole.found_rows == (found, named, coded)
    overruled = replace(
        plain, overruled=Overruled(row=1, text="x", amount=1, outcome=Outcome.ALLOWED, reason="x")
    )
    assert replace(whole, rows=(overruled,)).found_rows == (overruled,)


def test_a_check_goes_by_its_title() -> None:
    whole = contents(findings=[double_travel(1)])
    assert whole.check_title("double_travel") == "Perjalanan ganda"
    assert whole.check_title("other") == "other"
    assert whole.name == "bku_2010.xlsx"
    assert replace(whole, sources=()).name == ""
