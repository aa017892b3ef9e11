"""What the inspection of a folder of ledgers found, for the terminal: the units, ranked."""

from __future__ import annotations

from rich import box
from rich.table import Table

from bokrules.base.messages import msg
from bokrules.base.money import format_rupiah
from bokrules.inspection.folder import FolderResult, RankedUnit
from bokrules.reports.draft import print_draft
from bokrules.reports.page import HEADING, QUIET, Page, printable

MOST_KINDS = 4


def print_folder(result: FolderResult, page: Page) -> None:
    edition = result.edition
    page.line(msg("Folder: {name}", name=printable(result.name)), style=HEADING)
    page.line(
        msg("Checked by: {regulation}, edition {id}", regulation=edition.short_title, id=edition.id)
    )
    page.line(f"sha256 {edition.sha256}", style=QUIET)
    print_draft(edition, page)
    page.line(msg("ledgers: {n}", n=len(result.counted)))
    for name, first in result.repeated:
        page.line(
            msg(
                "{file} is the same file as {first}: it is not counted",
                file=printable(name),
                first=printable(first),
            )
        )
    page.line()
    page.table(_table(result.ranking()))
    if not result.found_something:
        page.line(msg("Nothing was found: every row that could be read is allowed."))
    unread = sum(len(each.errors) for each in result.counted)
    if unread:
        page.line(msg("Rows that could not be read or judged: {n}", n=unread))
    if result.unreadable:
        page.section(msg("Files that could not be read: {n}", n=len(result.unreadable)))
        for _, error in result.unreadable:
            page.bullet(f"{error.message} [{error.code}]")
            if error.hint:
                page.line(error.hint, indent=4)


def _table(ranking: tuple[RankedUnit, ...]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), collapse_padding=True, pad_edge=False)
    heads = (
        (msg("place"), True),
        (msg("unit"), False),
        (msg("rupiah of findings"), True),
        (msg("by code"), False),
        (msg("rows"), True),
        (msg("rupiah"), True),
        (msg("questioned"), True),
        (msg("without evidence"), True),
    )
    for head, is_number in heads:
        table.add_column(
            str(head),
            justify="right" if is_number else "left",
            no_wrap=is_number,
            overflow="fold",
        )
    for place, each in enumerate(ranking, start=1):
        table.add_row(
            str(place),
            printable(each.unit),
            format_rupiah(each.questioned),
            _kinds(each),
            str(each.sums.total.rows),
            format_rupiah(each.sums.total.amount),
            format_rupiah(each.sums.questioned),
            format_rupiah(each.sums.unsupported),
        )
    return table


def _kinds(unit: RankedUnit) -> str:
    known = sorted(unit.findings.items(), key=lambda item: (-item[1], item[0] or ""))
    shown = [f"{code or '-'} {format_rupiah(amount)}" for code, amount in known[:MOST_KINDS]]
    more = [f"+{len(known) - MOST_KINDS}"] if len(known) > MOST_KINDS else []
    return "; ".join([*shown, *more])
