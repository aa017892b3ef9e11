"""`kode_terlewat`, `urutan`: numbers and codes that are skipped, or out of their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from bokrules.base.messages import msg
from bokrules.inspection.audit.counted_rows import is_heading, repeated_rows
from bokrules.inspection.audit.finding import Finding, places
from bokrules.inspection.published.document import Document
from bokrules.inspection.published.roles import Role
from bokrules.inspection.published.table import PublishedRow, PublishedTable

SKIPPED = "kode_terlewat"
ORDER = "urutan"
_GROUP = 2
"""The first digits of a printed code are its group's, the others count within it."""


def sequences(document: Document) -> Iterator[Finding]:
    """Of the printed numbers (`no`) and of the printed codes, group by group."""
    for table in document.tables:
        number = table.column(Role.NUMBER)
        if number is not None:
            yield from _numbers(table, number)
        if table.rules.sequence is not None:
            yield from _codes(table, table.rules.sequence)


def _numbers(table: PublishedTable, column: str) -> Iterator[Finding]:
    numbered = [(int(row.text(column)), row) for row in table.units() if _is_count(row, column)]
    given = [each for each, _ in numbered]
    missing = _missing(given)
    if missing:
        yield Finding(
            check=SKIPPED,
            table=table.id,
            cells=places(table, [row for _, row in numbered[:1]], column),
            message=msg(
                "column {column} skips: {missing}", column=column, missing=list(map(str, missing))
            ),
        )
    for (before, _), (after, row) in pairwise(numbered):
        if after <= before:
            yield _out_of_order(table, row, column, str(before))


def _codes(table: PublishedTable, column: str) -> Iterator[Finding]:
    repeated = repeated_rows(table)
    rows = [
        row
        for row in table.units()
        if row.row not in repeated and _is_count(row, column) and len(row.text(column)) > _GROUP
    ]
    groups: dict[str, list[PublishedRow]] = {}
    for row in rows:
        groups.setdefault(row.text(column)[:_GROUP], []).append(row)
    for group, members in groups.items():
        numbers = [int(row.text(column)[_GROUP:]) for row in members if not is_heading(table, row)]
        width = len(members[0].text(column)) - _GROUP
        missing = [f"{group}{each:0{width}}" for each in _missing(numbers)]
        if missing:
            yield Finding(
                check=SKIPPED,
                table=table.id,
                cells=places(table, members[:1], column),
                unit=group,
                message=msg("codes that are skipped: {missing}", missing=missing),
            )
    missing_groups = [f"{each:0{_GROUP}}" for each in _missing([int(each) for each in groups])]
    if missing_groups:
        yield Finding(
            check=SKIPPED,
            table=table.id,
            cells=(),
            message=msg("groups of codes that are skipped: {missing}", missing=missing_groups),
        )
    for before, row in pairwise(rows):
        if row.text(column) < before.text(column):
            yield _out_of_order(table, row, column, before.text(column))


def _is_count(row: PublishedRow, column: str) -> bool:
    return row.text(column).isdecimal()


def _missing(given: Sequence[int]) -> list[int]:
    return [each for each in _up_to(given) if each not in given]


def _up_to(given: Sequence[int]) -> Iterable[int]:
    return range(1, max(given, default=0) + 1)


def _out_of_order(table: PublishedTable, row: PublishedRow, column: str, before: str) -> Finding:
    return Finding(
        check=ORDER,
        table=table.id,
        cells=places(table, [row], column),
        unit=table.name(row),
        printed=row.text(column),
        message=msg(
            "{column} {code} stands behind {before}",
            column=column,
            code=row.text(column),
            before=before,
        ),
        remark=True,
    )
