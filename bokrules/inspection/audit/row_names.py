"""What people call a row of a table without a key."""

from __future__ import annotations

from collections.abc import Iterable

from bokrules.inspection.published.roles import Role
from bokrules.inspection.published.table import PublishedRow, PublishedTable

TABLE = "tabel"


def called(table: PublishedTable, row: PublishedRow, columns: Iterable[str]) -> str:
    """Its texts that name something; a column `tabel` with its head: `tabel 4, 3.g Haji 2016`."""
    named = [
        each
        for each in columns
        if table.columns[each] in (Role.NAME, Role.LABEL) and row.text(each)
    ]
    bare = " ".join(row.text(each) for each in named if each != TABLE)
    of = f"{TABLE} {row.text(TABLE)}" if TABLE in named else ""
    return ", ".join(each for each in (of, bare) if each)
