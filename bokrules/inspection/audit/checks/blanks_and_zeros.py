"""`kosong_atau_nol`: units without amounts, by how that is printed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

from bokrules.base.messages import Message, msg
from bokrules.inspection.audit.counted_rows import AMOUNTS, is_heading
from bokrules.inspection.audit.counting_words import lines_named, row_count
from bokrules.inspection.audit.finding import Finding, places
from bokrules.inspection.published.document import Document
from bokrules.inspection.published.notation import Blank, Broken, NoValue, Number
from bokrules.inspection.published.roles import Role
from bokrules.inspection.published.table import PublishedRow, PublishedTable

NAME = "kosong_atau_nol"
_ZERO, _BLANK, _MARK, _AMOUNT = "0", "", "na", "n"
_WORDS = {
    _ZERO: msg("0"),
    _BLANK: msg("blank"),
    _MARK: msg("a mark without value"),
    _AMOUNT: msg("an amount"),
}


def blanks_and_zeros(document: Document) -> Iterator[Finding]:
    """One finding for each way in which amounts are missing, with all its units.

    Whether nothing was allocated, or nothing was reported, cannot be told from a blank or a 0.
    """
    for table in document.tables:
        yield from _marks(table)
        columns = table.columns_of(*AMOUNTS, Role.DIFFERENCE)
        amounts = table.columns_of(*AMOUNTS)
        if not amounts:
            continue
        groups: dict[tuple[str, ...], list[PublishedRow]] = {}
        for row in table.units():
            if is_heading(table, row):
                continue
            kinds = tuple(_kind(row, each) for each in columns)
            if any(_kind(row, each) != _AMOUNT for each in amounts):
                groups.setdefault(kinds, []).append(row)
        for kinds, rows in groups.items():
            yield _finding(table, dict(zip(columns, kinds, strict=True)), rows)


def _marks(table: PublishedTable) -> Iterator[Finding]:
    """One mark without value that the text explains in several ways."""
    column = table.column(Role.RATIO) or table.column(Role.ABSORPTION)
    meant: list[Message] = []
    rows: list[PublishedRow] = []
    for each in table.rules.marks:
        marked = [
            row
            for row in table.units()
            if column is not None
            and each.of.holds(row) is True
            and isinstance(row.cells[column].reading, NoValue)
        ]
        rows += marked
        if marked:
            meant.append(
                msg(
                    "{means} ({lines}): {names}",
                    means=each.means,
                    lines=lines_named(each.lines),
                    names=[table.name(row) for row in marked],
                )
            )
    if column is not None and len(meant) > 1:
        yield Finding(
            check=NAME,
            table=table.id,
            cells=places(table, rows, column),
            printed=rows[0].text(column),
            message=msg(
                "`{mark}` stands for {n} things, by the text: {meant}",
                mark=rows[0].text(column),
                n=len(meant),
                meant=reduce(_and_then, meant),
            ),
            cause=msg("the table has one mark, and the text tells them apart"),
            remark=True,
        )


def _and_then(first: Message, second: Message) -> Message:
    return msg("{first}; {second}", first=first, second=second)


def _kind(row: PublishedRow, column: str) -> str:
    match row.cells[column].reading:
        case Number(value=value):
            return _AMOUNT if value else _ZERO
        case Blank():
            return _BLANK
        case NoValue() | Broken(likely=NoValue()):
            return _MARK
        case _:
            return _AMOUNT


def _finding(table: PublishedTable, kinds: dict[str, str], rows: list[PublishedRow]) -> Finding:
    pattern: list[Message] = [
        msg("{column}: {what}", column=column, what=_WORDS[kind]) for column, kind in kinds.items()
    ]
    return Finding(
        check=NAME,
        table=table.id,
        cells=places(table, rows, *kinds),
        message=msg(
            "{rows} with {pattern}: {names}",
            rows=row_count(len(rows)),
            pattern=pattern,
            names=[table.name(each) for each in rows],
        ),
        cause=_cause(table, kinds),
        remark=True,
    )


def _cause(table: PublishedTable, kinds: dict[str, str]) -> Message:
    allocated = table.column(Role.ALLOCATION)
    if allocated is not None and kinds[allocated] == _AMOUNT:
        return msg("nothing was realised, or it was not reported: the table does not say which")
    return msg("not allocated, or not reported: the table does not say which")
