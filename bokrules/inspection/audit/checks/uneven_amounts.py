"""`alokasi_tidak_bulat`: allocations to the rupiah where nearly all others are whole thousands."""

from __future__ import annotations

from collections.abc import Iterator

from bokrules.base.messages import msg
from bokrules.inspection.audit.counted_rows import counted_rows, is_heading
from bokrules.inspection.audit.finding import Finding, places
from bokrules.inspection.published.document import Document
from bokrules.inspection.published.roles import Role

NAME = "alokasi_tidak_bulat"
FEWEST_ROWS = 20
THOUSAND = 1000
MOST_UNEVEN = 20
"""At most one in so many may be uneven for the others to be the rule."""


def uneven_amounts(document: Document) -> Iterator[Finding]:
    """One finding a table, with all its units."""
    for table in document.tables:
        column = table.column(Role.ALLOCATION)
        if column is None:
            continue
        rows = [
            row for row in counted_rows(table) if row.value(column) and not is_heading(table, row)
        ]
        uneven = [row for row in rows if (row.value(column) or 0) % THOUSAND]
        if uneven and len(rows) >= FEWEST_ROWS and len(uneven) * MOST_UNEVEN <= len(rows):
            yield Finding(
                check=NAME,
                table=table.id,
                cells=places(table, uneven, column),
                message=msg(
                    "{n} of {every} allocations are no whole thousands: {names}",
                    n=len(uneven),
                    every=len(rows),
                    names=[f"{table.name(row)} {row.text(column)}" for row in uneven],
                ),
                cause=msg(
                    "a digit is misprinted, or what was transferred stands for the allocation"
                ),
                remark=True,
            )
