"""`double_travel`: one person paid twice for the same days of travel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from bokrules.base.messages import Message, msg
from bokrules.base.money import format_rupiah
from bokrules.inspection.findings.checks import Check
from bokrules.inspection.findings.entries import payee_of, unit_key
from bokrules.inspection.findings.finding import Finding, Weight, criterion_of
from bokrules.inspection.findings.inspected import Inspected
from bokrules.inspection.findings.journeys import Payment, journeys
from bokrules.inspection.findings.non_overlapping import clusters, excess
from bokrules.inspection.findings.persons import is_whole_nip, name_key
from bokrules.inspection.findings.wording import listed

CODE = "1.01.07"
_Person: TypeAlias = tuple[str, ...]
_Numbers: TypeAlias = dict[tuple[str, str | None], set[str]]


def _run(inspected: Inspected) -> Iterator[Finding]:
    """One finding for each person: what of the payments cannot stand, as a day is paid once.

    Transport, daily allowance and lodging of one day are not one another's doubles. The days are
    those that the list of payees or the text states; where there is only the day on which the book
    pays, or the days of the whole activity, or one amount for several stretches of days, it is an
    indication. Without a civil servant's number
    a person is a name in one unit.
    """
    for same in _by_person(journeys(inspected)):
        surely = [each for each in same if each.surely]
        certain = sum(excess(each) for each in _by_kind(surely))
        possible = sum(excess(each) for each in _by_kind(same)) - certain
        if certain:
            yield _finding(inspected, _doubled(surely), certain)
        if possible:
            doubled = _doubled(same, unsure=True)
            yield _finding(inspected, doubled, possible, Weight.INDICATION, certain)


def _by_kind(payments: Iterable[Payment]) -> Iterator[list[Payment]]:
    found: dict[str, list[Payment]] = {}
    for each in payments:
        found.setdefault(each.kind, []).append(each)
    yield from found.values()


def _by_person(payments: Sequence[Payment]) -> Iterator[list[Payment]]:
    """The payments of each person who has several.

    A name without a number is that of the one number with this name in the unit; if there are
    several numbers, nobody can say whose it is.
    """
    numbers: _Numbers = {}
    for each in payments:
        if each.nip is not None:
            numbers.setdefault((unit_key(each.unit), name_key(each.name)), set()).add(each.nip)
    persons: dict[_Person, list[Payment]] = {}
    for each in payments:
        person = _person(each, numbers)
        if person is not None:
            persons.setdefault(person, []).append(each)
    yield from (each for each in persons.values() if len(each) > 1)


def _person(payment: Payment, numbers: _Numbers) -> _Person | None:
    unit = unit_key(payment.unit)
    if payment.nip is not None:
        return _numbered(payment.nip, unit)
    name = name_key(payment.name)
    if name is None:
        return None
    known = sorted(numbers.get((unit, name), ()))
    if len(known) > 1:
        return None
    return _numbered(known[0], unit) if known else (unit, name)


def _numbered(nip: str, unit: str) -> _Person:
    """A number that is cut off is that of one person of its unit only."""
    return (nip,) if is_whole_nip(nip) else (unit, nip)


def _doubled(payments: Sequence[Payment], *, unsure: bool = False) -> list[Payment]:
    """Those that share days; with `unsure` only where not all days are sure."""
    groups = [group for kind in _by_kind(payments) for group in clusters(kind)]
    wanted = [each for each in groups if not unsure or not all(one.surely for one in each)]
    return [each for group in wanted for each in group]


def _finding(
    inspected: Inspected,
    doubled: Sequence[Payment],
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
        "the activity or the day of payment stand for them, and one amount for several journeys is "
        "shared by their days."
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
