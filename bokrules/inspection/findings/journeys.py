"""What persons were paid for days of travel: by lists of payees, and by the cash book itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter

from bokrules.base.messages import Message, msg
from bokrules.base.money import format_rupiah
from bokrules.evaluation.row import Place
from bokrules.inspection.books.lines import CashLine, PayeeLine
from bokrules.inspection.findings.entries import Entry, entries, payee_of, text_key, unit_key
from bokrules.inspection.findings.inspected import Inspected
from bokrules.inspection.findings.joining import CashByVoucher
from bokrules.inspection.findings.persons import name_key, nip_key
from bokrules.inspection.findings.settings import DoubleTravel
from bokrules.inspection.findings.stated_days import Stretch, stated_days
from bokrules.inspection.findings.vouchers import voucher_key
from bokrules.inspection.findings.wording import days_words, voucher_words

TRANSPORT, LODGING, DAILY = "transport", "lodging", "daily"


@dataclass(frozen=True, slots=True)
class Payment:
    """What one person got for the days from `first` to `last`.

    `surely` if the books state the amount for these days, and that they are the person's own.
    """

    name: str
    nip: str | None
    unit: str | None
    kind: str
    """What of a journey it pays for: the doubles of a kind are of the same kind."""
    first: date
    last: date
    amount: int
    voucher: str | None
    places: tuple[Place, ...]
    surely: bool
    rate: int | None = None
    """For each of the days, if it times the days is the amount; else None."""

    def words(self) -> Message:
        return msg(
            "{days}, {voucher}, {amount}",
            days=days_words(self.first, self.last),
            voucher=voucher_words(self.voucher),
            amount=format_rupiah(self.amount),
        )


class Kinds:
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


@dataclass(frozen=True, slots=True)
class _Listed:
    """Lines of one person in a list of payees, and the expenses of their voucher."""

    lines: tuple[PayeeLine, ...]
    joined: Sequence[Entry]

    @property
    def amount(self) -> int:
        return sum(each.amount or 0 for each in self.lines)

    def payments(self, kinds: Kinds, days: Sequence[Stretch], *, surely: bool) -> Iterator[Payment]:
        payee = self.lines[0]
        nip = nip_key(payee.nip)
        unit = payee.unit or (self.joined[0].shown_unit if self.joined else None)
        kind = self._kind(kinds)
        surely = surely and len(days) == 1
        places = tuple(
            [each.place for each in self.lines] + [each.line.place for each in self.joined]
        )
        for (first, last), amount in _shares(self.amount, days):
            yield Payment(
                name=payee.name,
                nip=nip,
                unit=unit,
                kind=kind,
                first=first,
                last=last,
                amount=amount,
                voucher=payee.voucher,
                places=places,
                surely=surely,
                rate=self._rate(first, last, amount),
            )

    def _rate(self, first: date, last: date, amount: int) -> int | None:
        """That of the list, where it times the days is the amount."""
        payee, days = self.lines[0], (last - first).days + 1
        rate = payee.rate if len(self.lines) == 1 else None
        return rate if rate is not None and rate * days == amount else None

    def _kind(self, kinds: Kinds) -> str:
        """By the text of the list, else by those of the expenses; transport if they do not say."""
        activity = self.lines[0].activity
        if activity and (kind := kinds.of_text(activity)):
            return kind
        texts = (each.line.description for each in self.joined)
        return next((kind for each in texts if (kind := kinds.of_text(each))), TRANSPORT)


def journeys(inspected: Inspected) -> list[Payment]:
    """All payments for travel that can be given days; without an amount there is none."""
    cash = CashByVoucher(inspected)
    kinds = Kinds(inspected.settings.double_travel)
    lists = [
        _Listed(lines := tuple(group), cash.of(lines[0]) or ())
        for _, group in groupby(inspected.books.payees, attrgetter("place"))
    ]
    return [*_of_payees(inspected, lists, kinds), *_of_book(inspected, lists, kinds)]


def _of_payees(inspected: Inspected, lists: Sequence[_Listed], kinds: Kinds) -> Iterator[Payment]:
    undated: dict[tuple[str | None, ...], list[_Listed]] = {}
    for listed in lists:
        lines = listed.lines
        if listed.amount <= 0:
            continue
        stretches = _own_days(listed)
        if all(each.amount is not None for each in lines) and len(lines) == len(stretches):
            for each, stretch in zip(lines, stretches, strict=True):
                yield from _Listed((each,), listed.joined).payments(kinds, [stretch], surely=True)
        elif stretches:
            yield from listed.payments(kinds, stretches, surely=True)
        else:
            payee = lines[0]
            person = nip_key(payee.nip) or name_key(payee.name)
            voucher = voucher_key(payee.voucher)
            if person is not None and voucher is not None:
                key = person, unit_key(payee.unit), voucher
                undated.setdefault(key, []).append(listed)
    by_payment = inspected.settings.double_travel.by_day_of_payment
    for of_person in undated.values():
        yield from _of_undated(of_person, kinds, by_payment=by_payment)


def _own_days(listed: _Listed) -> Sequence[Stretch]:
    """Those of the columns of days, else those of the text of the list."""
    dated = [
        (min(each.first_day, last), max(each.first_day, last))
        for each in listed.lines
        if each.first_day is not None
        for last in [each.last_day or each.first_day]
    ]
    if dated or not listed.joined:
        return dated
    return stated_days(listed.lines[0].activity, listed.joined[0].year)


def _of_undated(
    of_person: Sequence[_Listed], kinds: Kinds, *, by_payment: bool
) -> Iterator[Payment]:
    """Lines of one person in one voucher without days.

    They stand on the days of the activity, else on the day on which the book pays; those for
    another place or activity may be for other days among these, so that only repeated ones overlap.
    """
    joined = of_person[0].joined
    days = _days_of_entry(joined[0], by_payment=by_payment) if joined else ()
    if not days:
        return
    same: dict[tuple[str, str], list[_Listed]] = {}
    for each in of_person:
        payee = each.lines[0]
        what = text_key(payee.activity), text_key(payee.destination or "")
        same.setdefault(what, []).append(each)
    ordered = [sorted(each, key=lambda one: -one.amount) for each in same.values()]
    once = tuple(line for each in ordered for line in each[0].lines)
    yield from _Listed(once, joined).payments(kinds, days, surely=False)
    for each in (one for group in ordered for one in group[1:]):
        yield from each.payments(kinds, days, surely=False)


def _days_of_entry(entry: Entry, *, by_payment: bool) -> Sequence[Stretch]:
    stated = stated_days(entry.line.description, entry.year)
    paid_on = entry.line.date
    if stated or paid_on is None or not by_payment:
        return stated
    return ((paid_on, paid_on),)


def _of_book(inspected: Inspected, lists: Sequence[_Listed], kinds: Kinds) -> Iterator[Payment]:
    """Expenses for travel that name their payee and have no list of payees."""
    by_payment = inspected.settings.double_travel.by_day_of_payment
    listed = {id(entry.line) for each in lists for entry in each.joined}
    for each in entries(inspected):
        line = each.line
        if id(line) in listed or each.spent <= 0:
            continue
        payee = payee_of(inspected, line)
        kind = kinds.of_line(inspected, line) if payee else ""
        if not kind or name_key(payee) is None:
            continue
        surely = len(stated_days(line.description, each.year)) == 1
        days = _days_of_entry(each, by_payment=by_payment)
        for (first, last), amount in _shares(each.spent, days):
            yield Payment(
                name=payee,
                nip=None,
                unit=each.shown_unit,
                kind=kind,
                first=first,
                last=last,
                amount=amount,
                voucher=line.voucher,
                places=(line.place,),
                surely=surely,
            )


def _shares(amount: int, days: Sequence[Stretch]) -> Iterable[tuple[Stretch, int]]:
    """An amount over stretches by their numbers of days; what is left over goes to the first."""
    if len(days) == 1:
        return ((days[0], amount),)
    numbers = [(last - first).days + 1 for first, last in days]
    shares = [amount * each // sum(numbers) for each in numbers]
    shares[:1] = [each + amount - sum(shares) for each in shares[:1]]
    return zip(days, shares, strict=True)
