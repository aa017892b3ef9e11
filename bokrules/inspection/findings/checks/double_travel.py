"""`double_travel`: one person paid twice for the same days of travel."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from bokrules.base.messages import Message, msg
from bokrules.base.money import format_rupiah
from bokrules.evaluation.row import Place
from bokrules.inspection.books.lines import CashLine, PayeeLine
from bokrules.inspection.findings.checks import Check
from bokrules.inspection.findings.entries import Entry, entries, payee_of, text_key, unit_key
from bokrules.inspection.findings.finding import Finding, Weight, criterion_of
from bokrules.inspection.findings.inspected import Inspected
from bokrules.inspection.findings.joining import CashByVoucher
from bokrules.inspection.findings.non_overlapping import clusters, excess
from bokrules.inspection.findings.persons import name_key, nip_key
from bokrules.inspection.findings.settings import DoubleTravel
from bokrules.inspection.findings.stated_days import stated_days
from bokrules.inspection.findings.vouchers import voucher_key
from bokrules.inspection.findings.wording import days_words, listed, voucher_words

CODE = "1.01.07"
TRANSPORT, LODGING, DAILY = "transport", "lodging", "daily"
_Person: TypeAlias = tuple[str, ...]
_Lines: TypeAlias = list[tuple[PayeeLine, list[Entry]]]


@dataclass(frozen=True, slots=True)
class _Payment:
    """What one person got. `surely` if these are stated as the person's own days of travel."""

    name: str
    nip: str | None
    unit: str | None
    kind: str
    first: date
    last: date
    amount: int
    voucher: str | None
    places: tuple[Place, ...]
    surely: bool

    @property
    def name_or_none(self) -> str | None:
        return name_key(self.name)

    def words(self) -> Message:
        return msg(
            "{days}, {voucher}, {amount}",
            days=days_words(self.first, self.last),
            voucher=voucher_words(self.voucher),
            amount=format_rupiah(self.amount),
        )


def _run(inspected: Inspected) -> Iterator[Finding]:
    """One finding for each person: what of the payments cannot stand, as a day is paid once.

    Transport, daily allowance and lodging of one day are not one another's doubles. The days are
    those that the list of payees or the text states; where there is only the day on which the book
    pays, or the days of the whole activity, it is an indication. Without a civil servant's number
    a person is a name in one unit.
    """
    cash = CashByVoucher(inspected)
    kinds = _Kinds(inspected.settings.double_travel)
    payments = [*_of_payees(inspected, cash, kinds), *_of_book(inspected, cash, kinds)]
    for same in _by_person(payments):
        surely = [each for each in same if each.surely]
        certain = sum(excess(each) for each in _by_kind(surely))
        possible = sum(excess(each) for each in _by_kind(same)) - certain
        if certain:
            yield _finding(inspected, _doubled(surely), certain)
        if possible:
            doubled = _doubled(same, unsure=True)
            yield _finding(inspected, doubled, possible, Weight.INDICATION, certain)


def _of_payees(inspected: Inspected, cash: CashByVoucher, kinds: _Kinds) -> Iterator[_Payment]:
    undated: dict[tuple[str | None, ...], _Lines] = {}
    for payee in inspected.books.payees:
        if not payee.amount or payee.amount < 0:
            continue
        joined = cash.of(payee) or []
        days = _own_days(payee, joined)
        if days is not None:
            yield _payment_of_payee([payee], joined, days, kinds, surely=True)
            continue
        person = nip_key(payee.nip) or name_key(payee.name)
        key = (person, unit_key(payee.unit), voucher_key(payee.voucher))
        if person is not None and key[2] is not None:
            undated.setdefault(key, []).append((payee, joined))
    for lines in undated.values():
        yield from _of_undated(lines, kinds)


def _own_days(payee: PayeeLine, joined: Sequence[Entry]) -> tuple[date, date] | None:
    if payee.first_day is not None:
        return payee.first_day, payee.last_day or payee.first_day
    if joined:
        stated = stated_days(payee.activity, joined[0].year)
        return stated[0] if len(stated) == 1 else None
    return None


def _of_undated(lines: _Lines, kinds: _Kinds) -> Iterator[_Payment]:
    """Lines of one person in one voucher without days.

    They stand on the days of the activity, else on the day on which the book pays; those for
    another place or activity may be for other days among these.
    """
    joined = lines[0][1]
    if not joined:
        return
    stated = stated_days(joined[0].line.description, joined[0].year)
    paid_on = joined[0].line.date
    if stated:
        days = min(first for first, _ in stated), max(last for _, last in stated)
    elif paid_on is not None:
        days = paid_on, paid_on
    else:
        return
    same: dict[tuple[str, str], list[PayeeLine]] = {}
    for payee, _ in lines:
        what = text_key(payee.activity), text_key(payee.destination or "")
        same.setdefault(what, []).append(payee)
    once = [max(each, key=lambda payee: payee.amount or 0) for each in same.values()]
    yield _payment_of_payee(once, joined, days, kinds, surely=False)
    taken = {each.place for each in once}
    for payee, _ in lines:
        if payee.place not in taken:
            yield _payment_of_payee([payee], joined, days, kinds, surely=False)


def _payment_of_payee(
    lines: Sequence[PayeeLine],
    joined: Sequence[Entry],
    days: tuple[date, date],
    kinds: _Kinds,
    *,
    surely: bool,
) -> _Payment:
    payee = lines[0]
    texts = [payee.activity, *(each.line.description for each in joined)]
    return _Payment(
        name=payee.name,
        nip=nip_key(payee.nip),
        unit=payee.unit or (joined[0].shown_unit if joined else None),
        kind=next((kind for each in texts if (kind := kinds.of_text(each))), TRANSPORT),
        first=min(days),
        last=max(days),
        amount=sum(each.amount or 0 for each in lines),
        voucher=payee.voucher,
        places=(*(each.place for each in lines), *(each.line.place for each in joined)),
        surely=surely,
    )


def _of_book(inspected: Inspected, cash: CashByVoucher, kinds: _Kinds) -> Iterator[_Payment]:
    """Expenses for travel that name their payee and have no list of payees."""
    joined = (cash.of(payee) or () for payee in inspected.books.payees)
    by_payment = inspected.settings.double_travel.by_day_of_payment
    listed_lines = {id(each.line) for found in joined for each in found}
    for each in entries(inspected):
        line = each.line
        if id(line) in listed_lines or each.spent <= 0:
            continue
        payee = payee_of(inspected, line)
        kind = kinds.of_line(inspected, line) if payee else ""
        if not kind or name_key(payee) is None:
            continue
        stated = stated_days(line.description, each.year)
        surely = len(stated) == 1
        if stated:
            days = min(first for first, _ in stated), max(last for _, last in stated)
        elif line.date is not None and by_payment:
            days = line.date, line.date
        else:
            continue
        yield _Payment(
            name=payee,
            nip=None,
            unit=each.shown_unit,
            kind=kind,
            first=days[0],
            last=days[1],
            amount=each.spent,
            voucher=line.voucher,
            places=(line.place,),
            surely=surely,
        )


class _Kinds:
    """What of a journey an expense pays for; empty for what is no journey."""

    def __init__(self, settings: DoubleTravel) -> None:
        self._types = {
            TRANSPORT: settings.transport_types,
            LODGING: settings.lodging_types,
            DAILY: settings.daily_types,
        }
        words = (
            (TRANSPORT, settings.transport_words),
            (LODGING, settings.lodging_words),
            (DAILY, settings.daily_words),
            (TRANSPORT, settings.journey_words),
        )
        self._words = [(kind, _one_of(phrases)) for kind, phrases in words if phrases]

    def of_line(self, inspected: Inspected, line: CashLine) -> str:
        bought = inspected.fact(line, "belanja")
        if bought is None:
            return self.of_text(line.description)
        return next((kind for kind, types in self._types.items() if bought in types), "")

    def of_text(self, text: str) -> str:
        """By the first kind of which the text has a word."""
        return next((kind for kind, words in self._words if words.search(text)), "")


def _one_of(phrases: Sequence[str]) -> re.Pattern[str]:
    patterns = (r"\s+".join(map(re.escape, each.split())) for each in phrases)
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE)


def _by_kind(payments: Iterable[_Payment]) -> Iterator[list[_Payment]]:
    found: dict[str, list[_Payment]] = {}
    for each in payments:
        found.setdefault(each.kind, []).append(each)
    yield from found.values()


def _by_person(payments: Sequence[_Payment]) -> Iterator[list[_Payment]]:
    """The payments of each person who has several.

    A name without a number is that of the one number with this name in the unit; if there are
    several numbers, nobody can say whose it is.
    """
    numbers: dict[tuple[str, str | None], set[str]] = {}
    for each in payments:
        if each.nip is not None:
            numbers.setdefault((unit_key(each.unit), each.name_or_none), set()).add(each.nip)
    persons: dict[_Person, list[_Payment]] = {}
    for each in payments:
        person = _person(each, numbers)
        if person is not None:
            persons.setdefault(person, []).append(each)
    yield from (each for each in persons.values() if len(each) > 1)


def _person(payment: _Payment, numbers: dict[tuple[str, str | None], set[str]]) -> _Person | None:
    if payment.nip is not None:
        return (payment.nip,)
    name = payment.name_or_none
    if name is None:
        return None
    unit = unit_key(payment.unit)
    known = sorted(numbers.get((unit, name), ()))
    if len(known) > 1:
        return None
    return (known[0],) if known else (unit, name)


def _doubled(payments: Sequence[_Payment], *, unsure: bool = False) -> list[_Payment]:
    """Those that share days; with `unsure` only where not all days are sure."""
    groups = [group for kind in _by_kind(payments) for group in clusters(kind)]
    wanted = [each for each in groups if not unsure or not all(one.surely for one in each)]
    return [each for group in wanted for each in group]


def _finding(
    inspected: Inspected,
    doubled: Sequence[_Payment],
    amount: int,
    weight: Weight = Weight.FINDING,
    besides: int = 0,
) -> Finding:
    who = next((each for each in doubled if each.nip), doubled[0])
    units = list(dict.fromkeys(each.unit for each in doubled))
    person: Message | str = who.name.strip()
    if who.nip is not None:
        person = msg("{name} (NIP {nip})", name=person, nip=who.nip)
    return Finding(
        check=CHECK.name,
        code=CODE,
        title=msg("Travel of {person} paid more than once for the same days", person=person),
        condition=msg(
            "{person} was paid {n} times, {sum} together, for days that overlap: {payments}. "
            "If each day is paid once, {amount} cannot stand. {basis}",
            person=person,
            n=len(doubled),
            sum=format_rupiah(sum(each.amount for each in doubled)),
            payments=listed([each.words() for each in doubled]),
            amount=format_rupiah(amount),
            basis=_basis(weight, besides),
        ),
        criterion=criterion_of(
            inspected.texts,
            inspected.settings.double_travel.rules,
            msg("The same person is paid once for a day of travel"),
        ),
        consequence=msg(
            "{amount} of travel may have been paid twice, to the loss of the state",
            amount=format_rupiah(amount),
        ),
        recommendation=msg(
            "Compare duty letters, travel orders and reports of these days; what was paid twice "
            "is paid back"
        ),
        amount=amount,
        rows=tuple(dict.fromkeys(place for each in doubled for place in each.places)),
        unit=units[0] if len(units) == 1 else None,
        weight=weight,
    )


def _basis(weight: Weight, besides: int) -> Message:
    if weight is Weight.FINDING:
        return msg("The days are those that the lists and texts state.")
    basis = msg(
        "Not all of these payments state the days of the journey: where they do not, the days of "
        "the activity or the day of payment stand for them."
    )
    if not besides:
        return basis
    return msg(
        "{basis} This is besides {amount} that is a finding already.",
        basis=basis,
        amount=format_rupiah(besides),
    )


def _lacks(inspected: Inspected) -> Message | None:
    if inspected.books.payees or any(payee_of(inspected, each) for each in inspected.expenses):
        return None
    return msg("there is no list of payees, and the book names no payee")


CHECK = Check("double_travel", msg("One person paid twice for the same days"), _run, _lacks)
