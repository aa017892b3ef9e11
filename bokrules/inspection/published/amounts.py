"""The allocations of a published table, matched to the units of a formula."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from bokrules.allocation.reconcile.reconcile import Published
from bokrules.base import codes
from bokrules.base.errors import UnreadableFile
from bokrules.base.messages import msg
from bokrules.inspection.published.document import Document
from bokrules.inspection.published.roles import Role
from bokrules.inspection.published.table import PublishedRow, PublishedTable
from bokrules.semantics.allocation import KEY_COLUMN, NAME_COLUMN

_TITLES = re.compile(r"^(provinsi|prov\.?|kabupaten|kab\.?)\s+", re.IGNORECASE)


def published_amounts(document: Document, units: Sequence[Mapping[str, object]]) -> list[Published]:
    """What the one table of a document allocates to each unit, in its order.

    Rows are matched by their code; without such a column by their name among the units'. A row that
    has no unit keeps its name for a key; rows without a code, in a table of codes, are headings.
    Raises UnreadableFile, naming the column or the row.
    """
    [table] = document.tables
    amount = _amount_column(table, document)
    by_name = {_plain(str(each.get(NAME_COLUMN, ""))): str(each[KEY_COLUMN]) for each in units}
    found: dict[str, tuple[PublishedRow, Published]] = {}
    for row in table.units():
        key = _key(table, row, by_name)
        if key is None:
            continue
        value = row.cells[amount].value
        named = table.column(Role.NAME)
        name = row.text(named) if named is not None else key
        this = Published(key, name or key, None if value is None else int(value))
        before = found.setdefault(key, (row, this))
        if before[1].amount is None:
            found[key] = row, this
        elif this.amount not in (None, before[1].amount):
            raise UnreadableFile(
                codes.BAD_ALLOCATION_INPUT,
                msg(
                    "{file}: unit `{unit}` has two allocations, in row {first} and in row {second}",
                    file=document.file,
                    unit=this.name,
                    first=before[0].row,
                    second=row.row,
                ),
                msg("leave one of them out"),
            )
    return [each for _, each in found.values()]


def without_headings(published: Sequence[Published]) -> tuple[list[Published], list[Published]]:
    """Rows apart whose code is of another length than most: a province among its districts."""
    if not published:
        return [], []
    [(usual, _)] = Counter(len(each.unit) for each in published).most_common(1)
    kept = [each for each in published if len(each.unit) == usual]
    return kept, [each for each in published if len(each.unit) != usual]


def _amount_column(table: PublishedTable, document: Document) -> str:
    columns = table.columns_of(Role.ALLOCATION)
    if len(columns) == 1:
        return columns[0]
    message = (
        msg("{file}: several columns hold allocations: {names}", file=document.file, names=columns)
        if columns
        else msg("{file}: there is no column of allocations", file=document.file)
    )
    raise UnreadableFile(
        codes.BAD_ALLOCATION_INPUT, message, msg("name the one that is meant `alokasi`")
    )


def _key(table: PublishedTable, row: PublishedRow, by_name: Mapping[str, str]) -> str | None:
    code = table.column(Role.CODE)
    if code is not None:
        return row.text(code) or None
    name = table.name(row)
    return by_name.get(_plain(name), name)


def _plain(name: str) -> str:
    return _TITLES.sub("", name.strip()).casefold()
