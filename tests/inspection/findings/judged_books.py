"""Small cash books, judged by an edition: written in a few words for the tests of checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from itertools import count
from typing import Any

from bokrules import load_edition
from bokrules.evaluation.limits import limits_over
from bokrules.evaluation.row import Place, RowVerdict
from bokrules.evaluation.table import judge_row
from bokrules.evaluation.timeline import Texts
from bokrules.inspection.books.lines import (
    Books,
    BudgetLine,
    CashBook,
    CashKind,
    CashLine,
    PlanLine,
    PriceLine,
    TaxLine,
)
from bokrules.inspection.findings.checks import Check
from bokrules.inspection.findings.finding import Finding
from bokrules.inspection.findings.inspected import Inspected
from bokrules.inspection.findings.settings import Settings

UNIT = "Puskesmas Melati"
_rows = count(2)


@cache
def texts(year: int = 2010) -> Texts:
    return load_edition(year).texts


def place() -> Place:
    return Place(next(_rows))


def day(text: str | None) -> date | None:
    """`05-14` is a day of 2010."""
    return None if text is None else date.fromisoformat(text if len(text) == 10 else f"2010-{text}")


def spent(
    amount: int | None,
    text: str = "Transport petugas",
    on: str | None = "05-14",
    voucher: str | None = None,
    unit: str | None = UNIT,
    **facts: object,
) -> CashLine:
    """A line that spends; `facts` by their Indonesian names, as columns gave them."""
    known: dict[str, object] = {"nilai": amount, "tanggal": day(on), "satker": unit, "uraian": text}
    return CashLine(
        place=place(),
        kind=CashKind.EXPENSE,
        unit=unit,
        date=day(on),
        voucher=voucher,
        description=text,
        spent=amount,
        facts={name: value for name, value in {**known, **facts}.items() if value is not None},
    )


def received(
    amount: int | None, text: str, on: str | None = "05-14", unit: str | None = UNIT
) -> CashLine:
    return CashLine(
        place=place(),
        kind=CashKind.RECEIPT,
        unit=unit,
        date=day(on),
        description=text,
        received=amount,
    )


def inspected(
    *lines: CashLine,
    year: int = 2010,
    judge: bool = True,
    settings: Mapping[str, Any] | None = None,
    activities: Mapping[str, str] | None = None,
    budget: Sequence[BudgetLine] = (),
    plan: Sequence[PlanLine] = (),
    taxes: Sequence[TaxLine] = (),
    prices: Sequence[PriceLine] = (),
) -> Inspected:
    """One book with these lines, each expense judged by the edition of `year`."""
    book = CashBook(place=Place(1), unit=UNIT, lines=lines, year=year)
    books = Books(
        cash=(book,) if lines else (),
        budget=tuple(budget),
        plan=tuple(plan),
        taxes=tuple(taxes),
        prices=tuple(prices),
    )
    rows = [judged(each, texts(year)) for each in lines if each.kind is CashKind.EXPENSE and judge]
    named = activities or {}
    return Inspected(
        texts(year),
        books,
        {each.place: each for each in rows},
        Settings.model_validate(settings or {}),
        limits_over(rows, texts(year)),
        lambda text: frozenset(term for words, term in named.items() if words in text),
    )


def judged(line: CashLine, of: Texts) -> RowVerdict:
    row = judge_row(line.place, line.facts, of)
    assert isinstance(row, RowVerdict), row
    return row


def found(check: Check, given: Inspected) -> list[Finding]:
    """What a check finds, after it said that it can be run."""
    assert check.lacks(given) is None
    return list(check.run(given))


def lacks(check: Check, given: Inspected) -> str:
    why = check.lacks(given)
    assert why is not None
    return why.text("en")


def words(finding: Finding) -> str:
    return finding.condition.text("en")


def places(*lines: CashLine | TaxLine | PlanLine | BudgetLine | PriceLine) -> tuple[Place, ...]:
    return tuple(each.place for each in lines)
