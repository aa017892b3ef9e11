"""What a ledger shows of limits and duties, for the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bokrules.base.messages import Message, current_language, msg
from bokrules.base.money import format_rupiah
from bokrules.evaluation.duties import DutyResult, Shown
from bokrules.evaluation.limit_words import amount_words
from bokrules.evaluation.limits import LimitFinding, LimitsResult, OpenLimit
from bokrules.evaluation.periods import period_words
from bokrules.evaluation.row import Place
from bokrules.evaluation.table import CheckResult
from bokrules.reports.page import Page, printable
from bokrules.semantics.vocabulary import Vocabulary

BEYOND_STYLE = "bold red"
MOST_ROWS = 20
MOST_SHOWN = 6
MOST_OPEN = 30
"""Entries for limits that are not decided."""


def print_limits(limits: LimitsResult, page: Page) -> None:
    """The limits that were not kept, then what is not decided, then what to know of all."""
    if limits.findings:
        page.section(msg("Limits not kept: {n}", n=len(limits.findings)))
        for finding in limits.findings:
            _finding(finding, page)
    if limits.not_decided:
        page.section(msg("Limits not decided: {n}", n=len(limits.not_decided)))
        for each in limits.not_decided[:MOST_OPEN]:
            _not_decided(each, page)
        if len(limits.not_decided) > MOST_OPEN:
            more = len(limits.not_decided) - MOST_OPEN
            page.line(msg("and {n} more; --format json lists all", n=more), indent=2)
    if limits.remarks and (limits.findings or limits.not_decided):
        page.line()
        for remark in limits.remarks:
            page.line(remark)


def _finding(finding: LimitFinding, page: Page) -> None:
    page.bullet(f"{finding.label} ({finding.rule})", style=BEYOND_STYLE)
    _group(finding.group, finding.policy.vocabulary, page)
    used, limit = (amount_words(n, finding.measure) for n in (finding.used, finding.limit))
    words = msg("used {used} of at most {limit}", used=used, limit=limit)
    if finding.short is not None:
        words = msg("reached {used} of at least {limit}", used=used, limit=limit)
    page.line(words, indent=4, hanging=2)
    if finding.ceiling is not None:
        page.line(msg("ceiling: {amount}", amount=format_rupiah(finding.ceiling)), indent=4)
    if finding.event is not None or finding.date is not None:
        event = [printable(each) for each in (finding.event, finding.date) if each is not None]
        page.line(msg("event: {event}", event=event), indent=4, hanging=2)
    if finding.rows:
        page.line(
            msg("rows beyond it: {rows}", rows=row_numbers(finding.rows)), indent=4, hanging=2
        )
        excess = msg("cannot be said exactly") if finding.excess is None else None
        amount = excess or format_rupiah(finding.excess or 0)
        page.line(msg("rupiah beyond it: {amount}", amount=amount), indent=4)
    if finding.earlier_rows:
        rows = row_numbers(finding.earlier_rows)
        earlier = msg("used up by rows: {rows}", rows=rows)
        if finding.short is not None:
            earlier = msg("rows that count: {rows}", rows=rows)
        page.line(earlier, indent=4, hanging=2)
    page.line(finding.citation, indent=4, hanging=2)
    for note in finding.notes:
        page.line(msg("note: {note}", note=note), indent=4, hanging=2)
    if finding.finding_code is not None:
        page.line(msg("Finding codes: {codes}", codes=finding.finding_code), indent=4)


def _not_decided(entry: OpenLimit, page: Page) -> None:
    page.bullet(f"{entry.label} ({entry.rule}): {entry.why}")
    vocabulary = entry.policy.vocabulary
    _group(entry.group, vocabulary, page)
    names = [_field_name(each, vocabulary) for each in entry.missing]
    if names:
        page.line(msg("needs {names}", names=names), indent=4, hanging=2)
    if entry.rows:
        page.line(msg("rows: {rows}", rows=row_numbers(entry.rows)), indent=4, hanging=2)
    page.line(entry.citation, indent=4, hanging=2)


def _group(group: Mapping[str, object], vocabulary: Vocabulary, page: Page) -> None:
    words = group_words(group, vocabulary)
    if words:
        page.line("; ".join(words), indent=4, hanging=2)


def group_words(group: Mapping[str, object], vocabulary: Vocabulary) -> list[str]:
    """What is known of a group: its fields by the names that the reader uses, its period."""
    words = []
    for name, value in group.items():
        if value is None:
            continue
        if name == "period":
            words.append(str(period_words(str(value))))
        else:
            words.append(f"{_field_name(name, vocabulary)}: {printable(str(value))}")
    return words


def _field_name(alias: str, vocabulary: Vocabulary) -> Message | str:
    if alias == "ceiling":
        return msg("the ceiling")
    fact = vocabulary.by_any_name.get(alias)
    return alias if fact is None else fact.name_in(current_language())


def row_numbers(places: Sequence[Place]) -> str:
    """`2-4, 7`, with the file and the sheet before its rows where there are several."""
    sheets: dict[tuple[str | None, str | None], list[int]] = {}
    for each in places:
        sheets.setdefault((each.file, each.sheet), []).append(each.row)
    parts = []
    for names, rows in sheets.items():
        where = ", ".join(printable(each) for each in names if each is not None)
        parts.append(f"{where} {', '.join(_spans(rows))}".lstrip())
    return "; ".join(parts)


def _spans(rows: Sequence[int]) -> list[str]:
    spans: list[list[int]] = []
    for row in sorted(rows):
        if spans and row == spans[-1][-1] + 1:
            spans[-1].append(row)
        else:
            spans.append([row])
    shown = [str(each[0]) if len(each) == 1 else f"{each[0]}-{each[-1]}" for each in spans]
    more = len(shown) - MOST_ROWS
    return shown if more <= 0 else [*shown[:MOST_ROWS], f"+{more}"]


# ---- duties ----


def print_duties(result: CheckResult, page: Page) -> None:
    """Which duties the ledger shows; that it does not show one says nothing about the office."""
    if not result.duties:
        return
    shown = [each for each in result.duties if each.shown]
    others = [each for each in result.duties if not each.shown]
    page.section(msg("Duties of the office: {n}", n=len(result.duties)))
    for each in shown:
        page.bullet(msg("the ledger shows: {label} ({rule})", label=each.label, rule=each.rule))
        for one in each.shown[:MOST_SHOWN]:
            page.line(_shown(one, each), indent=4, hanging=2)
        if len(each.shown) > MOST_SHOWN:
            page.line(msg("and {n} more", n=len(each.shown) - MOST_SHOWN), indent=4)
    if others:
        page.line(
            msg(
                "A ledger does not tell whether these were done; look elsewhere: {rules}",
                rules=[each.rule for each in others],
            ),
            indent=2,
            hanging=2,
        )


def _shown(one: Shown, duty: DutyResult) -> Message:
    rows = row_numbers(one.rows)
    words = group_words(one.group, duty.policy.vocabulary)
    if not words:
        return msg("rows: {rows}", rows=rows)
    return msg("{group}, rows {rows}", group="; ".join(words), rows=rows)
