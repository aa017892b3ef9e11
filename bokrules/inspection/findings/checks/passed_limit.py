"""`passed_limit`: what the limits of an edition say over all lines together."""

from __future__ import annotations

from collections.abc import Iterator

from bokrules.base.messages import Message, msg
from bokrules.base.money import format_rupiah
from bokrules.evaluation.limit_words import amount_words, measure_words
from bokrules.evaluation.limits import LimitFinding
from bokrules.evaluation.limits.lines import UNIT
from bokrules.inspection.findings.checks import Check
from bokrules.inspection.findings.finding import Criterion, Finding
from bokrules.inspection.findings.inspected import Inspected
from bokrules.inspection.findings.wording import listed, row_words


def _run(inspected: Inspected) -> Iterator[Finding]:
    """One for each limit passed or not reached, by group, as they were decided.

    Rows beyond a maximum may be refused too: then their rupiah are also in that finding.
    """
    for each in inspected.limits.findings:
        yield _finding(each)


def _finding(found: LimitFinding) -> Finding:
    fact = found.policy.vocabulary.facts.get(UNIT)
    unit = found.group.get(fact.alias) if fact is not None else None
    is_most = found.declared.is_most
    return Finding(
        check=CHECK.name,
        code=found.finding_code,
        title=msg("Above the limit: {rule}", rule=found.label)
        if is_most
        else msg("Below the least: {rule}", rule=found.label),
        condition=_condition(found),
        criterion=Criterion(found.label, found.citation, found.page),
        consequence=_consequence(found),
        recommendation=msg("What is above the limit is paid back, or its approval shown")
        if is_most
        else msg("The plan of the rest of the year makes up for what is lacking"),
        amount=found.excess if is_most else 0,
        rows=found.rows or found.earlier_rows,
        unit=unit if isinstance(unit, str) else None,
    )


def _condition(found: LimitFinding) -> Message:
    group = [f"{name} {value}" for name, value in found.group.items() if value is not None]
    if found.event is not None:
        group.append(found.event)
    if found.date is not None:
        group.append(found.date)
    words = msg(
        "The limit is {limit} ({measure}); used were {used}.",
        limit=amount_words(found.limit, found.measure),
        measure=measure_words(found.declared, found.policy),
        used=amount_words(found.used, found.measure),
    )
    if group:
        words = msg("{group}: {words}", group=listed(group), words=words)
    if found.rows:
        rows = listed([row_words(each) for each in found.rows])
        words = msg("{words} Beyond it: {rows}.", words=words, rows=rows)
    if found.earlier_rows:
        rows = listed([row_words(each) for each in found.earlier_rows])
        words = msg("{words} Counted before: {rows}.", words=words, rows=rows)
    for each in found.remarks:
        words = msg("{words} {remark}.", words=words, remark=each)
    return words


def _consequence(found: LimitFinding) -> Message:
    if not found.declared.is_most:
        short = amount_words(found.short or 0, found.measure)
        return msg("{short} less than asked for went to this purpose", short=short)
    if found.excess is None:
        return msg("More was spent than the limit allows; how many rupiah cannot be said exactly")
    return msg("{amount} was spent above the limit", amount=format_rupiah(found.excess))


def _lacks(inspected: Inspected) -> Message | None:
    if any(text.limits for text in inspected.texts):
        return None
    return msg("this edition has no limits over a whole ledger")


CHECK = Check("passed_limit", msg("Limits over the whole ledger"), _run, _lacks)
