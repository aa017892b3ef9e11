"""`kode_ganda`, `nama_ganda`, `kosong_lalu_terisi`: one unit in several rows."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from bokrules.base.messages import Message, msg
from bokrules.inspection.audit.checks.repeated_blocks import blocks
from bokrules.inspection.audit.counted_rows import (
    filled_later,
    has_amounts,
    is_heading,
    repeated_rows,
)
from bokrules.inspection.audit.finding import Finding, places
from bokrules.inspection.published.document import Document
from bokrules.inspection.published.roles import Role
from bokrules.inspection.published.table import PublishedRow, PublishedTable

BY_CODE = "kode_ganda"
BY_NAME = "nama_ganda"
BLANK_FIRST = "kosong_lalu_terisi"


def repeated_units(document: Document) -> Iterator[Finding]:
    """Units in several rows, other than in blocks that are repeated as a whole."""
    for table in document.tables:
        blank, same = filled_later(table).keys(), repeated_rows(table).keys()
        in_blocks = {row.row for block in blocks(table) for row in block}
        groups: dict[tuple[str, ...], list[PublishedRow]] = {}
        for row in table.units():
            key = table.key(row)
            is_bare = is_heading(table, row) and not has_amounts(table, row)
            skipped = row.row in in_blocks or (is_bare and row.row not in blank)
            if key is not None and not skipped:
                groups.setdefault(key, []).append(row)
        for key, rows in groups.items():
            if len(rows) > 1:
                yield _finding(table, key, rows, blank, same)


def _finding(
    table: PublishedTable,
    key: tuple[str, ...],
    rows: Sequence[PublishedRow],
    blank: Container[int],
    same: Container[int],
) -> Finding:
    """`blank` are the rows whose unit has amounts elsewhere, `same` those printed before."""
    is_by_name = table.columns[table.rules.key[0]] is Role.NAME
    check = BY_NAME if is_by_name else BY_CODE
    cause: Message | None
    if any(each.row in blank for each in rows):
        check = BLANK_FIRST
        message = msg(
            "{unit} is printed without amounts in row {blank}, and with amounts in row {filled}",
            unit=" / ".join(dict.fromkeys(table.name(each) for each in rows)),
            blank=next(each.row for each in rows if each.row in blank),
            filled=next(each.row for each in rows if each.row not in blank),
        )
        cause = (
            msg("the heading was printed once more, with amounts of its own")
            if is_heading(table, rows[0])
            else msg("the report came in later, and the blank row was left in")
        )
    elif all(each.row in same for each in rows[1:]):
        message = msg(
            "{unit} is printed {n} times with the same values",
            unit=table.name(rows[0]),
            n=len(rows),
        )
        cause = msg("the row was copied twice")
    else:
        message = msg(
            "{unit} is printed {n} times with different values",
            unit=table.name(rows[0]),
            n=len(rows),
        )
        cause = msg("one unit answered twice, or one of the rows is another unit's")
    return Finding(
        check=check,
        table=table.id,
        cells=places(table, rows, *table.rules.key),
        unit=" ".join(key),
        message=message,
        cause=cause,
    )
