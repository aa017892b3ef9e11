"""The head of a working paper: who inspects what, by which text, and what was looked at."""

from __future__ import annotations

from collections.abc import Iterator

from bokrules.base.messages import Message, msg
from bokrules.inspection.contents import InspectionContents
from bokrules.reports.inspection.scope import DRAFT_EDITION, scope_lines, time_text, unread_text
from bokrules.reports.page import listed
from bokrules.reports.working_paper.document import LANDSCAPE_WIDTH, PORTRAIT_WIDTH, WordDocument
from bokrules.reports.working_paper.markup import Cell, Filled, Lines, WordTable

BLANK = "………………………………"
MOST_UNREAD = 100
MOST_UNITS = 12
MOST_FILES = 5
"""More are listed at the end."""
FILES = msg("Files inspected")
_NAME_WIDTH = 2600


def put_head(contents: InspectionContents, document: WordDocument) -> None:
    document.title(msg("Working paper of the inspection"))
    widths = (_NAME_WIDTH, PORTRAIT_WIDTH - _NAME_WIDTH)
    rows = [(str(name), value) for name, value in _lines(contents)]
    document.table(WordTable(widths=widths, rows=rows))
    if contents.edition.draft:
        document.paragraph(DRAFT_EDITION)


def _lines(contents: InspectionContents) -> Iterator[tuple[Message, Cell]]:
    edition = contents.edition
    yield msg("Inspecting body"), Filled(BLANK)
    yield msg("Number of the working paper"), Filled(BLANK)
    yield msg("Period inspected"), Filled(BLANK)
    yield msg("Units"), _units(contents)
    for place, source in enumerate(contents.sources[:MOST_FILES]):
        name = msg("Further file") if place else msg("Ledger")
        yield name, Lines([source.name, f"sha256 {source.sha256}"])
    more = len(contents.sources) - MOST_FILES
    if more > 0:
        words = msg("and {n} more: see “{title}”", n=more, title=FILES)
        yield msg("Further files"), words.text()
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


def put_files(contents: InspectionContents, document: WordDocument) -> None:
    """On wide pages; nothing where the head names them all."""
    if len(contents.sources) <= MOST_FILES:
        return
    document.heading(FILES, 1)
    heads = (msg("no."), msg("file"), msg("sha256"))
    number, sha256 = 700, 6800
    document.table(
        WordTable(
            widths=(number, LANDSCAPE_WIDTH - number - sha256, sha256),
            heads=[each.text() for each in heads],
            rows=[
                (str(place), each.name, each.sha256)
                for place, each in enumerate(contents.sources, start=1)
            ],
            numbers=frozenset({0}),
        )
    )


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
