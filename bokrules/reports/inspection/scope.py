"""What was looked at, by which text and when, in lines."""

from __future__ import annotations

from collections.abc import Iterator

from bokrules.base.dates import day_words
from bokrules.base.messages import Message, msg
from bokrules.evaluation.row import RowError
from bokrules.inspection.contents import InspectionContents
from bokrules.reports.inspection.places import place_text

DRAFT_EDITION = msg("This edition is a draft: it is not law (yet).")
NO_FINDINGS = msg("No finding: the checks that were run found nothing across the lines.")
NO_CHECK = msg("No finding: no check across the lines was run.")


def no_findings(contents: InspectionContents) -> Message:
    return NO_FINDINGS if contents.checks_run else NO_CHECK


def time_text(contents: InspectionContents) -> str:
    """With the zone, where the time has one."""
    time = contents.time
    return f"{day_words(time.date())} {time:%H:%M} {time.tzname() or ''}".rstrip()


def scope_lines(contents: InspectionContents) -> Iterator[Message | str]:
    yield msg(
        "judged: {n} rows that spend; each is judged by the rules of the edition",
        n=len(contents.rows),
    )
    if contents.unread:
        yield msg(
            "rows that could not be read or judged: {n}; they are in no sum",
            n=len(contents.unread),
        )
    if contents.ignored_columns:
        yield msg("columns not used: {columns}", columns=list(contents.ignored_columns))
    without = sum(each.row.amount is None for each in contents.rows)
    if without:
        yield msg("rows without an amount, counted as Rp0: {n}", n=without)
    assumed = sum(bool(each.assumed) for each in contents.rows)
    if assumed:
        yield msg("rows judged with facts that were assumed, not given: {n}", n=assumed)
    overruled = sum(each.overruled is not None for each in contents.rows)
    if overruled:
        yield msg(
            "rows whose outcome the inspector overruled: {n}; both outcomes are shown, sums"
            " take the inspector's",
            n=overruled,
        )
    yield from contents.notes


def unread_text(error: RowError) -> str:
    hint = f" ({error.error.hint})" if error.error.hint else ""
    return f"{place_text(error.place)}: {error.error.message}{hint} [{error.error.code}]"


def check_lines(contents: InspectionContents) -> Iterator[Message]:
    """Each check that was run, and how much it found."""
    for check in contents.checks_run:
        count = sum(each.check == check.name for each in contents.findings)
        if count:
            yield msg("{check}: {n} findings", check=check.title, n=count)
        else:
            yield msg("{check}: nothing found", check=check.title)


def left_out_lines(contents: InspectionContents) -> Iterator[Message]:
    """Each check that was not run, and why."""
    for each in contents.checks_left_out:
        yield msg("{check}: {why}", check=each.title, why=each.why)
