"""`payee_list_differs`: lists of payees that the cash book does not bear out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bokrules.base.messages import Message, msg
from bokrules.base.money import format_rupiah
from bokrules.inspection.books.lines import PayeeLine
from bokrules.inspection.findings.checks import Check
from bokrules.inspection.findings.entries import Entry, unit_key
from bokrules.inspection.findings.finding import Criterion, Finding, criterion_of
from bokrules.inspection.findings.inspected import Inspected
from bokrules.inspection.findings.joining import CashByVoucher
from bokrules.inspection.findings.vouchers import voucher_key

BOOKS = "2.01.01"
EVIDENCE = "1.04.01"


@dataclass(slots=True)
class _Listed:
    """The payees of one voucher, and its expenses in the cash book."""

    entries: Sequence[Entry]
    lines: list[PayeeLine] = field(default_factory=list)

    @property
    def amount(self) -> int:
        return sum(each.amount or 0 for each in self.lines)

    @property
    def has_all_amounts(self) -> bool:
        """Of a row with several days one line has the amount."""
        missing = {each.place for each in self.lines if each.amount is None}
        given = (
            {each.place for each in self.lines if each.amount is not None} if missing else missing
        )
        return missing <= given

    @property
    def booked(self) -> int:
        return sum(each.spent for each in self.entries)


def _run(inspected: Inspected) -> Iterator[Finding]:
    """One finding for each voucher: the book does not have it, or it has another amount.

    A list with a line without an amount has no sum, and is not compared.
    """
    for each in _vouchers(inspected):
        if each.has_all_amounts:
            yield from _judge(inspected, each)


def _judge(inspected: Inspected, listed: _Listed) -> Iterator[Finding]:
    if not listed.entries:
        yield _unknown(inspected, listed)
    elif listed.amount != listed.booked:
        yield _differs(inspected, listed)


def _vouchers(inspected: Inspected) -> Iterator[_Listed]:
    cash = CashByVoucher(inspected)
    found: dict[tuple[str, str, int | None], _Listed] = {}
    for payee in inspected.books.payees:
        voucher = voucher_key(payee.voucher)
        joined = cash.of(payee)
        if voucher is None or joined is None:
            continue
        unit, year = (joined[0].unit, joined[0].year) if joined else (unit_key(payee.unit), None)
        found.setdefault((unit, voucher, year), _Listed(joined)).lines.append(payee)
    yield from found.values()


def _unknown(inspected: Inspected, listed: _Listed) -> Finding:
    first = listed.lines[0]
    return Finding(
        check=CHECK.name,
        code=BOOKS,
        title=msg("Payments to payees of voucher {v} are not in the cash book", v=first.voucher),
        condition=msg(
            "The list of payees of voucher {v} has {n} lines, {amount} together. The cash book has "
            "no expense under this number.",
            v=first.voucher,
            n=len({each.place for each in listed.lines}),
            amount=format_rupiah(listed.amount),
        ),
        criterion=_criterion(inspected),
        consequence=msg(
            "The cash book does not show {amount} that was paid",
            amount=format_rupiah(listed.amount),
        ),
        recommendation=msg("Find the payment in the book and mend the number, or enter it"),
        amount=listed.amount,
        rows=tuple(dict.fromkeys(each.place for each in listed.lines)),
        unit=first.unit,
    )


def _differs(inspected: Inspected, listed: _Listed) -> Finding:
    first = listed.lines[0]
    missing = listed.booked - listed.amount
    amount = format_rupiah(abs(missing))
    return Finding(
        check=CHECK.name,
        code=EVIDENCE if missing > 0 else BOOKS,
        title=msg("The list of payees of voucher {v} differs from the cash book", v=first.voucher),
        condition=msg(
            "The list of payees of voucher {v} comes to {listed}, the cash book has {booked}: "
            "{amount} {direction}.",
            v=first.voucher,
            listed=format_rupiah(listed.amount),
            booked=format_rupiah(listed.booked),
            amount=amount,
            direction=msg("more than the payees got")
            if missing > 0
            else msg("less than the payees got"),
        ),
        criterion=_criterion(inspected),
        consequence=msg("{amount} of the expense has no payee to show for it", amount=amount)
        if missing > 0
        else msg("The cash book shows {amount} less than was paid", amount=amount),
        recommendation=msg(
            "Compare list, receipts and book; what cannot be shown to be paid is paid back"
        ),
        amount=abs(missing),
        rows=(
            *(each.line.place for each in listed.entries),
            *dict.fromkeys(each.place for each in listed.lines),
        ),
        unit=first.unit or listed.entries[0].shown_unit,
    )


def _criterion(inspected: Inspected) -> Criterion:
    return criterion_of(
        inspected.texts,
        ("pembukuan", "bku_terpisah"),
        msg("What is paid stands in the cash book under the number and amount of its voucher"),
    )


def _lacks(inspected: Inspected) -> Message | None:
    if any(voucher_key(each.voucher) is not None for each in inspected.books.payees):
        return None
    return msg("there is no list of payees with numbers of vouchers")


CHECK = Check("payee_list_differs", msg("Lists of payees against the cash book"), _run, _lacks)
