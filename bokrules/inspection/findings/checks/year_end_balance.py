"""`year_end_balance`: money that is left when the year ends."""

from __future__ import annotations

from collections.abc import Iterator

from bokrules.base.messages import Message, msg
from bokrules.base.money import format_rupiah
from bokrules.inspection.books.lines import CashBook, CashKind
from bokrules.inspection.findings.chains import Chain
from bokrules.inspection.findings.checks import Check
from bokrules.inspection.findings.finding import Criterion, Finding, criterion_of
from bokrules.inspection.findings.inspected import Inspected


def _run(inspected: Inspected) -> Iterator[Finding]:
    """One finding for each unit and year whose books reach the year's end.

    The amount is the last balance that the book prints, else the computed one; computed it can
    only be where the sheets follow one another without a gap. Less than nil is a fault of the book.
    """
    for chain in _ended(inspected):
        closing = _closing(chain)
        if closing is not None and closing > 0:
            yield _left_over(inspected, chain, closing)
        elif closing is not None and closing < 0:
            yield _overspent(inspected, chain, -closing)


def _ended(inspected: Inspected) -> list[Chain]:
    settings = inspected.settings.year_end_balance
    last_day = inspected.texts[0].edition.last_day
    return [
        chain
        for chain in inspected.chains
        if any(_shows_money(book) for book in chain.books)
        and chain.reaches(settings.last_month, last_day)
    ]


def _shows_money(book: CashBook) -> bool:
    """What a table of expenses alone does not: a balance, or something received."""
    return book.has_balance or any(
        each.kind in (CashKind.RECEIPT, CashKind.CARRIED) for each in book.lines
    )


def _closing(chain: Chain) -> int | None:
    sums = chain.reconciliation
    if sums.printed_closing is not None:
        return sums.printed_closing
    return sums.closing if chain.is_whole else None


def _left_over(inspected: Inspected, chain: Chain, amount: int) -> Finding:
    words = format_rupiah(amount)
    return _finding(
        inspected,
        chain,
        amount,
        "1.04.12",
        msg("{amount} is left at the end of {year}", amount=words, year=chain.year),
        msg(
            "The cash book of {year} ends with a balance of {amount}; it shows no payment of it "
            "into the treasury.",
            year=chain.year,
            amount=words,
        ),
        msg("{amount} is held outside the treasury after the fiscal year", amount=words),
        msg("Pay the balance into the treasury, or show the proof that it was paid in"),
    )


def _overspent(inspected: Inspected, chain: Chain, amount: int) -> Finding:
    words = format_rupiah(amount)
    return _finding(
        inspected,
        chain,
        amount,
        "2.01.01",
        msg("The cash book of {year} ends below nil", year=chain.year),
        msg(
            "The cash book of {year} ends with {amount} more spent than there was.",
            year=chain.year,
            amount=words,
        ),
        msg("{amount} was paid from elsewhere, or is entered wrongly", amount=words),
        msg("Find out from what the expenses were paid, and mend the book"),
    )


def _finding(
    inspected: Inspected,
    chain: Chain,
    amount: int,
    code: str,
    title: Message,
    condition: Message,
    consequence: Message,
    recommendation: Message,
) -> Finding:
    last = chain.books[-1].lines[-1]
    return Finding(
        check=CHECK.name,
        code=code,
        title=title,
        condition=condition,
        criterion=_criterion(inspected),
        consequence=consequence,
        recommendation=recommendation,
        amount=amount,
        rows=(last.place,),
        unit=chain.unit,
    )


def _criterion(inspected: Inspected) -> Criterion:
    return criterion_of(
        inspected.texts,
        inspected.settings.year_end_balance.rules,
        msg("What is not spent by the end of the fiscal year is paid into the treasury"),
    )


def _lacks(inspected: Inspected) -> Message | None:
    if _ended(inspected):
        return None
    if any(_shows_money(book) for chain in inspected.chains for book in chain.books):
        return msg("no book reaches the end of the year")
    return msg("no book shows what was received or what is left")


CHECK = Check("year_end_balance", msg("Money left at the end of the year"), _run, _lacks)
