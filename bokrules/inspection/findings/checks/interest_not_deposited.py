"""`interest_not_deposited`: bank interest that the cash book receives and does not pass on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bokrules.base.messages import Message, msg
from bokrules.base.money import format_rupiah
from bokrules.inspection.books.lines import CashKind
from bokrules.inspection.findings.checks import Check
from bokrules.inspection.findings.deposits import is_deposit, names_interest, names_tax
from bokrules.inspection.findings.entries import Entry, entries
from bokrules.inspection.findings.finding import Finding, Weight, criterion_of
from bokrules.inspection.findings.groups import grouped
from bokrules.inspection.findings.inspected import Inspected
from bokrules.inspection.findings.wording import listed, row_words

CODE = "1.03.01"


def _run(inspected: Inspected) -> Iterator[Finding]:
    """One for each unit and year: interest received, less deposits of it and the tax on it.

    A book that does not reach the last month of its year gives an indication: it is not due yet.
    """
    wanted = entries(inspected, CashKind.EXPENSE, CashKind.PASSING, CashKind.RECEIPT)
    for group in grouped(wanted, lambda each: (each.unit, each.year)).values():
        interest = [each for each in group if names_interest(each.line.description)]
        received = [e for e in interest if e.line.kind is CashKind.RECEIPT and e.line.received]
        passed_on = [e for e in interest if e.line.kind is not CashKind.RECEIPT and _passes_on(e)]
        amount = sum(each.line.received or 0 for each in received)
        amount -= sum(each.spent for each in passed_on)
        if amount > 0:
            yield _finding(inspected, group, received, passed_on, amount)


def _passes_on(entry: Entry) -> bool:
    text = entry.line.description
    return is_deposit(text) or names_tax(text)


def _finding(
    inspected: Inspected,
    group: Sequence[Entry],
    received: Sequence[Entry],
    passed_on: Sequence[Entry],
    amount: int,
) -> Finding:
    is_due = any(
        _month(each) >= inspected.settings.interest_not_deposited.last_month for each in group
    )
    return Finding(
        check=CHECK.name,
        code=CODE,
        title=msg("Interest that was not deposited"),
        condition=msg(
            "Interest received in {year}: {received} ({rows}). Deposited, or withheld as tax on "
            "it: {passed_on}. Not deposited: {amount}. {when}",
            year=group[0].year,
            received=format_rupiah(sum(each.line.received or 0 for each in received)),
            rows=listed([row_words(each.line.place) for each in received]),
            passed_on=format_rupiah(sum(each.spent for each in passed_on)),
            amount=format_rupiah(amount),
            when=msg("The book reaches the end of the year.")
            if is_due
            else msg("The book ends before the year does: the deposit may still come."),
        ),
        criterion=criterion_of(
            inspected.texts,
            inspected.settings.interest_not_deposited.rules,
            msg("Interest is paid into the state treasury"),
        ),
        consequence=msg("{amount} was not received by the state", amount=format_rupiah(amount)),
        recommendation=msg("The interest is deposited, and the proof of it shown"),
        amount=amount,
        rows=tuple(each.line.place for each in (*received, *passed_on)),
        unit=received[0].shown_unit,
        weight=Weight.FINDING if is_due else Weight.INDICATION,
    )


def _month(entry: Entry) -> int:
    if entry.line.date is not None:
        return entry.line.date.month
    return entry.book.month or 0


def _lacks(inspected: Inspected) -> Message | None:
    names = inspected.settings.interest_not_deposited.rules
    if not any(name in text.by_name for text in inspected.texts for name in names):
        return msg("this edition says nothing of interest")
    if not any(each.received is not None for each in inspected.lines):
        return msg("the book has no receipts")
    return None


CHECK = Check("interest_not_deposited", msg("Interest that was not deposited"), _run, _lacks)
