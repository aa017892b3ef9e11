"""`duplicate_activity`: one activity accounted for under several vouchers.

Within one unit and year, lines of the same text, amount and payee (or without any) under different
vouchers: on one day, or where the text itself names its days, all but one are questioned. Where the
text names a month, or lines have no number of a voucher, it is an indication of as much.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bokrules.base.dates import day_message
from bokrules.base.messages import Message, msg
from bokrules.base.money import format_rupiah
from bokrules.inspection.findings.checks import Check
from bokrules.inspection.findings.entries import Entry, entries, payee_of, text_key
from bokrules.inspection.findings.finding import Finding, Weight, criterion_of
from bokrules.inspection.findings.inspected import Inspected
from bokrules.inspection.findings.stated_days import names_a_month, stated_days
from bokrules.inspection.findings.wording import listed, row_words, voucher_words


def _run(inspected: Inspected) -> Iterator[Finding]:
    same: dict[tuple[str, int, str, int, str], list[Entry]] = {}
    least = inspected.settings.duplicate_activity.least_words
    for each in entries(inspected):
        text = text_key(each.line.description)
        if each.spent > 0 and text.count(" ") + 1 >= least:
            payee = text_key(payee_of(inspected, each.line))
            key = each.unit, each.year, text, each.spent, payee
            same.setdefault(key, []).append(each)
    for lines in same.values():
        if len(lines) > 1:
            yield from _judge(inspected, lines)


def _judge(inspected: Inspected, lines: Sequence[Entry]) -> Iterator[Finding]:
    """First those of one day; what is left, if the text says when, over all days."""
    text, year = lines[0].line.description, lines[0].year
    has_days = bool(stated_days(text, year))
    if has_days or names_a_month(text):
        once = _once_a_voucher(lines)
        is_sure = has_days or len({each.line.date for each in once}) == 1
        yield from _finding(inspected, once, is_sure=is_sure)
        return
    days: dict[date, list[Entry]] = {}
    for each in lines:
        if each.line.date is not None:
            days.setdefault(each.line.date, []).append(each)
    for of_day in days.values():
        yield from _finding(inspected, _once_a_voucher(of_day), is_sure=True)


def _once_a_voucher(lines: Sequence[Entry]) -> list[Entry]:
    """One line of each voucher: its others are `duplicate_voucher`'s."""
    found: dict[str, Entry] = {}
    for n, each in enumerate(lines):
        found.setdefault(f"\0{n}" if each.voucher is None else each.voucher, each)
    return list(found.values())


def _finding(inspected: Inspected, lines: Sequence[Entry], *, is_sure: bool) -> Iterator[Finding]:
    if len(lines) < 2:
        return
    first = lines[0]
    amount = sum(each.spent for each in lines[1:])
    has_vouchers = all(each.voucher is not None for each in lines)
    yield Finding(
        check=CHECK.name,
        code="1.04.01",
        title=msg("One activity accounted for {n} times", n=len(lines)),
        condition=msg(
            "{text}, {each}, stands in the book {n} times: {lines}. Beyond the first that is "
            "{amount}.",
            text=first.line.description,
            each=format_rupiah(first.spent),
            n=len(lines),
            lines=listed([_line_words(each) for each in lines]),
            amount=format_rupiah(amount),
        ),
        criterion=criterion_of(
            inspected.texts,
            ("pembukuan", "bku_terpisah"),
            msg("One activity is accounted for once"),
        ),
        consequence=msg("{amount} may have been accounted for twice", amount=format_rupiah(amount)),
        recommendation=msg(
            "Compare duty letters, attendance lists and reports; without an activity of its own "
            "the expense is paid back"
        ),
        amount=amount,
        rows=tuple(each.line.place for each in lines),
        unit=first.shown_unit,
        weight=Weight.FINDING if is_sure and has_vouchers else Weight.INDICATION,
    )


def _line_words(entry: Entry) -> Message:
    line = entry.line
    day: Message | str = "-" if line.date is None else day_message(line.date)
    return msg(
        "{row}, {day}, {voucher}",
        row=row_words(line.place),
        day=day,
        voucher=voucher_words(line.voucher),
    )


CHECK = Check("duplicate_activity", msg("One activity accounted for several times"), _run)
