"""`duplicate_voucher`: one number of a voucher for several expenses.

Within one unit and year, or one month of it where numbers restart every month:

- lines of the same text, amount and payee are one expense accounted more than once: all but one of
  them are questioned;
- lines on different days are two uses of the number. Where their sums are equal, all but one are
  questioned, else the numbering is wrong and there is an indication without rupiah;
- where there are too few numbers to tell whether they restart every month, lines of different
  months are an indication without rupiah;
- different items of one day are a receipt that was split, which is in order. Where one item is as
  much as all others together it may be their total, which is an indication of as much.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from bokrules.base.dates import day_message
from bokrules.base.messages import Message, msg
from bokrules.base.money import format_rupiah
from bokrules.inspection.findings.checks import Check
from bokrules.inspection.findings.entries import Entry, entries, payee_of, text_key
from bokrules.inspection.findings.finding import Finding, Weight, criterion_of
from bokrules.inspection.findings.groups import grouped
from bokrules.inspection.findings.inspected import Inspected
from bokrules.inspection.findings.numbering import Numbering
from bokrules.inspection.findings.wording import listed, row_words

CODE = "1.04.01"
NUMBERING = "2.01.01"


def _run(inspected: Inspected) -> Iterator[Finding]:
    expenses = list(entries(inspected))
    numbering = Numbering(expenses)
    vouchers: dict[tuple[object, str], list[Entry]] = {}
    for each in expenses:
        if each.voucher is not None:
            vouchers.setdefault((numbering.scope(each), each.voucher), []).append(each)
    for lines in vouchers.values():
        if len(lines) > 1:
            months = grouped(lines, lambda each: each.month)
            if len(months) > 1 and numbering.may_restart(lines[0]):
                yield from _of_months(inspected, lines, months.values())
            else:
                yield from _judge(inspected, lines)


def _of_months(
    inspected: Inspected, lines: Sequence[Entry], months: Iterable[Sequence[Entry]]
) -> Iterator[Finding]:
    """Too few numbers to tell whether they restart every month."""
    for each in months:
        if len(each) > 1:
            yield from _judge(inspected, each)
    why = msg("They are of different months: the numbers may begin anew with every month.")
    yield _finding(inspected, lines, 0, Weight.INDICATION, NUMBERING, why)


def _judge(inspected: Inspected, lines: Sequence[Entry]) -> Iterator[Finding]:
    repeated = _repeated(inspected, lines)
    if repeated:
        amount = sum(each.spent for group in repeated for each in group[1:])
        yield _finding(inspected, [each for group in repeated for each in group], amount)
    dropped = {id(each) for group in repeated for each in group[1:]}
    deposits = inspected.settings.duplicate_voucher.deposit_words
    kept = [each for each in lines if id(each) not in dropped and not _is_deposit(each, deposits)]
    uses = _by_day(kept)
    if len(uses) > 1:
        yield from _used_again(inspected, uses)
    else:
        yield from _total_and_parts(inspected, kept)


def _repeated(inspected: Inspected, lines: Iterable[Entry]) -> list[list[Entry]]:
    """Lines that are the same expense, in groups; those without rupiah are none."""
    same: dict[tuple[str, int, str], list[Entry]] = {}
    for each in lines:
        payee = text_key(payee_of(inspected, each.line))
        key = text_key(each.line.description), each.spent, payee
        same.setdefault(key, []).append(each)
    return [group for (_, spent, _), group in same.items() if len(group) > 1 and spent]


def _by_day(lines: Sequence[Entry]) -> list[list[Entry]]:
    """The lines of each day; all together where a day is not given."""
    days: dict[date, list[Entry]] = {}
    for each in lines:
        if each.line.date is None:
            return [list(lines)]
        days.setdefault(each.line.date, []).append(each)
    return list(days.values())


def _used_again(inspected: Inspected, uses: Sequence[Sequence[Entry]]) -> Iterator[Finding]:
    sums = [sum(each.spent for each in use) for use in uses]
    times = Counter(each for each in sums if each)
    again = sum(amount * (n - 1) for amount, n in times.items())
    if again:
        equal = [use for use, amount in zip(uses, sums, strict=True) if times[amount] > 1]
        yield _finding(inspected, [each for use in equal for each in use], again)
    else:
        yield _finding(
            inspected, [each for use in uses for each in use], 0, Weight.INDICATION, NUMBERING
        )


def _total_and_parts(inspected: Inspected, lines: Sequence[Entry]) -> Iterator[Finding]:
    if len(lines) < 2:
        return
    largest = max(each.spent for each in lines)
    if largest and sum(each.spent for each in lines) == 2 * largest:
        yield _finding(inspected, lines, largest, Weight.INDICATION)


def _is_deposit(entry: Entry, words: Sequence[str]) -> bool:
    return text_key(entry.line.description).partition(" ")[0] in words


def _finding(
    inspected: Inspected,
    lines: Sequence[Entry],
    amount: int,
    weight: Weight = Weight.FINDING,
    code: str = CODE,
    why: Message | None = None,
) -> Finding:
    first = lines[0]
    ordered = sorted(lines, key=lambda each: each.line.date or date.max)
    return Finding(
        check=CHECK.name,
        code=code,
        title=msg("Voucher {v} is used for several expenses", v=first.line.voucher),
        condition=msg(
            "Voucher {v} stands in {n} lines of {year}: {lines}. {why}",
            v=first.line.voucher,
            n=len(lines),
            year=first.year,
            lines=listed([_line_words(each) for each in ordered]),
            why=why or _why(amount, weight),
        ),
        criterion=criterion_of(
            inspected.texts,
            ("pembukuan", "bku_terpisah"),
            msg("Every expense has a voucher of its own, with a number of its own"),
        ),
        consequence=msg(
            "{amount} may have been accounted for twice with one voucher",
            amount=format_rupiah(amount),
        )
        if amount
        else msg("It cannot be told which voucher belongs to which expense"),
        recommendation=msg(
            "Look at the vouchers themselves: what was accounted for twice is paid back, wrong "
            "numbers are mended"
        ),
        amount=amount,
        rows=tuple(each.line.place for each in lines),
        unit=first.shown_unit,
        weight=weight,
    )


def _why(amount: int, weight: Weight) -> Message:
    if not amount:
        return msg("The lines are of different days and amounts.")
    if weight is Weight.FINDING:
        return msg(
            "They agree in amount: {amount} is accounted for more than once.",
            amount=format_rupiah(amount),
        )
    return msg(
        "One line is as much as all others together: {amount} may be their total, accounted for "
        "beside them.",
        amount=format_rupiah(amount),
    )


def _line_words(entry: Entry) -> Message:
    line = entry.line
    day: Message | str = "-" if line.date is None else day_message(line.date)
    return msg(
        "{row}, {day}, {amount} ({text})",
        row=row_words(line.place),
        day=day,
        amount=format_rupiah(entry.spent),
        text=line.description,
    )


def _lacks(inspected: Inspected) -> Message | None:
    if any(each.voucher for each in inspected.expenses):
        return None
    return msg("the book has no numbers of vouchers")


CHECK = Check("duplicate_voucher", msg("One voucher number for several expenses"), _run, _lacks)
