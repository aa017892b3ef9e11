"""`out_of_force`: spending on days on which the edition is not in force.

Verdicts say it of each expense as the unmet obligation `masa_berlaku`; this groups them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from enum import Enum
from typing import assert_never

from bokrules.base.dates import day_message
from bokrules.base.messages import Message, msg
from bokrules.base.money import format_rupiah
from bokrules.evaluation.citing import citation_text, first_page
from bokrules.inspection.findings.checks import Check
from bokrules.inspection.findings.entries import Entry, entries
from bokrules.inspection.findings.finding import Criterion, Finding
from bokrules.inspection.findings.inspected import Inspected
from bokrules.inspection.findings.wording import days_words
from bokrules.semantics.policy import Citation, EditionInfo


class _Side(Enum):
    BEFORE = "before"
    AFTER = "after"
    NEXT_YEAR = "next year"


def _run(inspected: Inspected) -> Iterator[Finding]:
    """One finding for each unit and side: before, after, and after the fiscal year."""
    edition = inspected.texts[0].edition
    found: dict[tuple[str, _Side], list[tuple[date, Entry]]] = {}
    for each in entries(inspected):
        day = _day(inspected, each)
        side = None if day is None else _side(day, edition)
        if day is not None and side is not None and each.spent > 0:
            found.setdefault((each.unit, side), []).append((day, each))
    for (_, side), dated in found.items():
        yield _finding(inspected, side, dated)


def _day(inspected: Inspected, entry: Entry) -> date | None:
    day = entry.line.date or inspected.fact(entry.line, "tanggal")
    return day if isinstance(day, date) else None


def _side(day: date, edition: EditionInfo) -> _Side | None:
    if day < edition.first_day:
        return _Side.BEFORE
    if day.year > edition.year:
        return _Side.NEXT_YEAR
    if edition.last_day is not None and day > edition.last_day:
        return _Side.AFTER
    return None


def _finding(inspected: Inspected, side: _Side, dated: Sequence[tuple[date, Entry]]) -> Finding:
    edition = inspected.texts[0].edition
    amount = sum(each.spent for _, each in dated)
    days = [day for day, _ in dated]
    return Finding(
        check=CHECK.name,
        code="1.01.09",
        title=_title(side, edition),
        condition=msg(
            "{n} expenses of {days}, {amount} together, are {side}.",
            n=len(dated),
            days=days_words(min(days), max(days)),
            amount=format_rupiah(amount),
            side=_words(side, edition),
        ),
        criterion=_criterion(inspected),
        consequence=msg("{amount} was spent without this regulation", amount=format_rupiah(amount)),
        recommendation=msg(
            "Name the regulation that covers these days; what none covers is paid back"
        ),
        amount=amount,
        rows=tuple(each.line.place for _, each in dated),
        unit=dated[0][1].shown_unit,
    )


def _title(side: _Side, edition: EditionInfo) -> Message:
    match side:
        case _Side.BEFORE:
            return msg("Spending before {regulation} is in force", regulation=edition.short_title)
        case _Side.AFTER:
            return msg("Spending after {regulation} was in force", regulation=edition.short_title)
        case _Side.NEXT_YEAR:
            return msg("Spending after the fiscal year {year}", year=edition.year)
        case _:
            assert_never(side)


def _words(side: _Side, edition: EditionInfo) -> Message:
    match side:
        case _Side.BEFORE:
            return msg("before its first day, {day}", day=day_message(edition.first_day))
        case _Side.AFTER:
            last = edition.last_day or edition.first_day
            return msg("after its last day, {day}", day=day_message(last))
        case _Side.NEXT_YEAR:
            return msg("after the end of the fiscal year {year}", year=edition.year)
        case _:
            assert_never(side)


def _criterion(inspected: Inspected) -> Criterion:
    policy = inspected.texts[0]
    edition = policy.edition
    citations = tuple(Citation(each) for each in edition.force_clauses)
    words = (
        msg("in force from {day}", day=day_message(edition.first_day))
        if edition.last_day is None
        else msg("in force {days}", days=days_words(edition.first_day, edition.last_day))
    )
    return Criterion(words, citation_text(citations, policy), first_page(citations, policy))


def _lacks(inspected: Inspected) -> Message | None:
    if any(each.date is not None or "tanggal" in each.facts for each in inspected.expenses):
        return None
    return msg("no expense has a date")


CHECK = Check("out_of_force", msg("Spending while the edition is not in force"), _run, _lacks)
