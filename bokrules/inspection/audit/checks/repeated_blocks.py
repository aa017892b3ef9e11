"""`blok_ganda`: rows that are printed twice, one after the other as before."""

from __future__ import annotations

from collections.abc import Iterator

from bokrules.base.messages import Message, msg
from bokrules.inspection.audit.counted_rows import repeated_rows
from bokrules.inspection.audit.finding import Finding, places
from bokrules.inspection.published.document import Document
from bokrules.inspection.published.table import PublishedRow, PublishedTable

NAME = "blok_ganda"
SMALLEST = 2
"""Rows: a single one is a unit printed twice."""


def repeated_blocks(document: Document) -> Iterator[Finding]:
    """Each block, with what it adds to a sum that takes it twice."""
    for table in document.tables:
        repeated = repeated_rows(table)
        for block in blocks(table):
            first = [repeated[each.row] for each in block]
            column = next(iter(table.rules.key))
            yield Finding(
                check=NAME,
                table=table.id,
                cells=places(table, block, column),
                message=_message(table, block, first),
                cause=msg("the block was copied twice, where a page ends"),
            )


def _message(
    table: PublishedTable, block: list[PublishedRow], first: list[PublishedRow]
) -> Message:
    message = msg(
        "{n} rows, from {first} to {last}, print again what rows {a}-{b} print",
        n=len(block),
        first=table.name(block[0]),
        last=table.name(block[-1]),
        a=first[0].row,
        b=first[-1].row,
    )
    if first[0].line is None or block[0].line is None:
        return message
    return msg(
        "{message} (lines {again} of the source again what lines {before} print)",
        message=message,
        again=f"{block[0].line}-{block[-1].line}",
        before=f"{first[0].line}-{first[-1].line}",
    )


def blocks(table: PublishedTable) -> list[list[PublishedRow]]:
    """Runs of rows that repeat a run above them."""
    repeated = repeated_rows(table)
    found: list[list[PublishedRow]] = []
    for row in table.rows:
        if row.row not in repeated:
            continue
        last = found[-1][-1] if found else None
        follows = (
            last is not None
            and row.row == last.row + 1
            and repeated[row.row].row == repeated[last.row].row + 1
        )
        if follows:
            found[-1].append(row)
        else:
            found.append([row])
    return [each for each in found if len(each) >= SMALLEST]
