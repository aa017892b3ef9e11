"""`nilai_sama`, `serapan_penuh`: amounts to the rupiah that are the same where that is unlikely."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from bokrules.base.messages import msg
from bokrules.inspection.audit.counted_rows import counted_rows, is_heading
from bokrules.inspection.audit.figures import figure
from bokrules.inspection.audit.finding import Finding, places
from bokrules.inspection.published.document import Document
from bokrules.inspection.published.roles import Role
from bokrules.inspection.published.table import PublishedRow, PublishedTable

SAME = "nilai_sama"
IN_FULL = "serapan_penuh"


def shared_values(document: Document) -> Iterator[Finding]:
    """Two units with the same realisation or need; realisations equal to the allocation."""
    for table in document.tables:
        rows = [each for each in counted_rows(table) if not is_heading(table, each)]
        for column in table.columns_of(Role.REALISATION, Role.NEED):
            yield from _same(table, rows, column)
        allocated, realised = table.column(Role.ALLOCATION), table.column(Role.REALISATION)
        if allocated is not None and realised is not None:
            full = [
                row
                for row in rows
                if row.value(realised) and row.value(realised) == row.value(allocated)
            ]
            if full:
                yield Finding(
                    check=IN_FULL,
                    table=table.id,
                    cells=places(table, full, realised),
                    message=msg(
                        "{n} units realised their allocation to the last rupiah: {names}",
                        n=len(full),
                        names=[table.name(each) for each in full],
                    ),
                    cause=msg("the allocation, or what was transferred, was reported as realised"),
                    remark=True,
                )
        elif allocated is not None:
            yield from _in_full_by_percentage(table, rows)


def _in_full_by_percentage(table: PublishedTable, rows: list[PublishedRow]) -> Iterator[Finding]:
    """Where no realisation is printed, but its percentage."""
    column = table.column(Role.ABSORPTION)
    full = [row for row in rows if column is not None and row.value(column) == 100]
    if column is None or not full:
        return
    names = [table.name(each) for each in full]
    yield Finding(
        check=IN_FULL,
        table=table.id,
        cells=places(table, full, column),
        message=msg(
            "an absorption of {percent} is printed for: {names}", percent="100%", names=names
        ),
        cause=msg("the allocation, or what was transferred, was reported as realised"),
        remark=True,
    )


def _same(table: PublishedTable, rows: list[PublishedRow], column: str) -> Iterator[Finding]:
    groups: dict[Fraction, list[PublishedRow]] = {}
    for row in rows:
        value = row.value(column)
        if value:
            groups.setdefault(value, []).append(row)
    for value, members in groups.items():
        if len({table.key(each) for each in members}) > 1:
            yield Finding(
                check=SAME,
                table=table.id,
                cells=places(table, members, column),
                printed=figure(value),
                message=msg(
                    "{column} {value} stands for several units: {names}",
                    column=column,
                    value=figure(value),
                    names=[table.name(each) for each in members],
                ),
                cause=msg("the amount of one was copied to the other"),
                remark=True,
            )
