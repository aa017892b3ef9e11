"""`absorption_last_day`: all is spent, and much of it on the last day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from bokrules.base.messages import Message, msg
from bokrules.base.money import format_rupiah
from bokrules.inspection.books.lines import CashKind, CashLine
from bokrules.inspection.findings.chains import Chain
from bokrules.inspection.findings.checks import Check
from bokrules.inspection.findings.deposits import is_paid_back
from bokrules.inspection.findings.finding import Criterion, Finding, Weight
from bokrules.inspection.findings.inspected import Inspected
from bokrules.inspection.findings.wording import days_words


def _run(inspected: Inspected) -> Iterator[Finding]:
    """One indication for each unit and year; no rupiah is questioned."""
    settings = inspected.settings.absorption_last_day
    for chain in _ended(inspected):
        spending = [(each.date, each) for each in _spending(chain) if each.date is not None]
        sums = chain.reconciliation
        available = sums.opening + sums.received - _passed_through(chain)
        if not spending or available <= 0:
            continue
        last = max(day for day, _ in spending)
        first = last - timedelta(days=settings.days - 1)
        lines = [each for day, each in spending if day >= first]
        amount = sum(each.spent or 0 for each in lines)
        absorption = Fraction(100 * sums.spent, available)
        share = Fraction(100 * amount, sums.spent) if sums.spent else Fraction(0)
        if absorption >= settings.least_absorption and share >= settings.least_share and amount:
            yield _finding(chain, lines, (first, last), (amount, share, absorption))


def _ended(inspected: Inspected) -> list[Chain]:
    month = inspected.settings.absorption_last_day.last_month
    last_day = inspected.texts[0].edition.last_day
    return [
        chain
        for chain in inspected.chains
        if chain.reaches(month, last_day)
        and any(line.kind is CashKind.RECEIPT for book in chain.books for line in book.lines)
    ]


def _passed_through(chain: Chain) -> int:
    """Taxes, interest, cash from the bank: never there to be spent, as a remainder was."""
    return sum(
        line.spent or 0
        for book in chain.books
        for line in book.lines
        if line.kind is CashKind.PASSING and not is_paid_back(line.description)
    )


def _spending(chain: Chain) -> Iterator[CashLine]:
    for book in chain.books:
        yield from (each for each in book.lines if each.kind is CashKind.EXPENSE)


def _finding(
    chain: Chain,
    lines: list[CashLine],
    days: tuple[date, date],
    found: tuple[int, Fraction, Fraction],
) -> Finding:
    amount, share, absorption = found
    return Finding(
        check=CHECK.name,
        code=None,
        title=msg("Much of the spending of {year} falls on its last days", year=chain.year),
        condition=msg(
            "{amount} ({share} of the year's spending) is booked on {days}; with that "
            "{absorption} of what was received is spent.",
            amount=format_rupiah(amount),
            share=_percent(share),
            days=days_words(*days),
            absorption=_percent(absorption),
        ),
        criterion=Criterion(
            msg("No rule forbids it; it calls for a look at whether the activities took place")
        ),
        consequence=msg("The balance may have been written off to nil without activities"),
        recommendation=msg("Test the evidence of these lines before that of others"),
        amount=0,
        rows=tuple(each.place for each in lines),
        unit=chain.unit,
        weight=Weight.INDICATION,
    )


def _percent(value: Fraction) -> str:
    """Whole percent, cut off."""
    return f"{value.numerator // value.denominator}%"


def _lacks(inspected: Inspected) -> Message | None:
    return None if _ended(inspected) else msg("no book with receipts reaches the end of the year")


CHECK = Check("absorption_last_day", msg("Spending on the last days of the year"), _run, _lacks)
