"""The head of a working paper: who inspects what, by which text, and what was looked at."""

from __future__ import annotations

from collections.abc import Iterator

from bokrules.base.messages import Message, msg
from bokrules.evaluation.row import RowError
from bokrules.reports.dates import day_words
from bokrules.reports.inspection.contents import InspectionContents
from bokrules.reports.inspection.places import place_text
from bokrules.reports.page import listed
from bokrules.reports.working_paper.document import PORTRAIT_WIDTH, WordDocument
from bokrules.reports.working_paper.markup import Cell, Filled, Lines, WordTable

BLANK = "………………………………"
MOST_UNREAD = 100
MOST_UNITS = 12
_NAME_WIDTH = 2600


def put_head(contents: InspectionContents, document: WordDocument) -> None:
    document.title(msg("Working paper of the inspection"))
    widths = (_NAME_WIDTH, PORTRAIT_WIDTH - _NAME_WIDTH)
    rows = [(str(name), value) for name, value in _lines(contents)]
    document.table(WordTable(widths=widths, rows=rows))
    if contents.edition.draft:
        document.paragraph(msg("This edition is a draft: it is not law (yet)."))


def _lines(contents: InspectionContents) -> Iterator[tuple[Message, Cell]]:
    edition = contents.edition
    yield msg("Inspecting body"), Filled(BLANK)
    yield msg("Number of the working paper"), Filled(BLANK)
    yield msg("Period inspected"), Filled(BLANK)
    yield msg("Units"), _units(contents)
    for source in contents.sources:
        name = msg("Ledger") if source is contents.sources[0] else msg("Book beside it")
        yield name, Lines([source.name, f"sha256 {source.sha256}"])
    yield (
        msg("Judged by"),
        Lines(
            [
                msg("{regulation}, edition {id}", regulation=edition.short_title, id=edition.id)
                .text(),
                edition.title,
                f"sha256 {edition.sha256}",
            ]
        ),
    )  # fmt: skip
    yield msg("Made"), time_text(contents)
    yield msg("By program"), f"bokrules {contents.version}"


def _units(contents: InspectionContents) -> Cell:
    names = [name for name, _ in contents.units if name is not None]
    return listed(names, MOST_UNITS) if names else Filled(BLANK)


def time_text(contents: InspectionContents) -> str:
    """With the zone, where the time has one."""
    time = contents.time
    return f"{day_words(time.date())} {time:%H:%M} {time.tzname() or ''}".rstrip()


def put_scope(contents: InspectionContents, document: WordDocument) -> None:
    document.heading(msg("Scope"), 1)
    for line in scope_lines(contents):
        document.bullet(line)
    if contents.unread:
        document.heading(
            msg("Rows that could not be read or judged: {n}", n=len(contents.unread)), 2
        )
        for error in contents.unread[:MOST_UNREAD]:
            document.bullet(unread_text(error))
        more = len(contents.unread) - MOST_UNREAD
        if more > 0:
            document.bullet(msg("and {n} more: they stand in the workbook", n=more))


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
