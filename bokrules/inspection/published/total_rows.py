"""The rows of a table that are sums, known by what they are called."""

from __future__ import annotations

import re

from bokrules.inspection.published.notation import Kind
from bokrules.inspection.published.roles import Role
from bokrules.inspection.published.rules import Total
from bokrules.inspection.published.table import PublishedTable

_TOTAL = re.compile(r"(sub\s?-?\s?|grand\s)?(total|jumlah)(\s.*|:)?", re.IGNORECASE)


def total_of(table: PublishedTable) -> Total | None:
    """Rows called `TOTAL`, `Jumlah`, `Total Provinsi`; None if there are none, or no others.

    The name tells, else another text of the row.
    """
    named = table.columns_of(Role.NAME)
    others = [name for name, role in table.columns.items() if role.kind is Kind.TEXT]
    for column in dict.fromkeys([*named, *others]):
        printed = [row.text(column) for row in table.rows]
        values = tuple(dict.fromkeys(each for each in printed if _TOTAL.fullmatch(each.strip())))
        if values and not set(printed) <= set(values):
            return Total(column, values)
    return None
