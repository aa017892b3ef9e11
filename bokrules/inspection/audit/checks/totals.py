"""`jumlah`: a stated total against the sum of the rows above it."""

from __future__ import annotations

from collections.abc import Iterator

from bokrules.base.messages import msg
from bokrules.inspection.audit.causes import likely_slip
from bokrules.inspection.audit.figures import figure
from bokrules.inspection.audit.finding import Finding, places
from bokrules.inspection.published.document import Document
from bokrules.inspection.published.notation import Kind
from bokrules.inspection.published.roles import Role

NAME = "jumlah"


def totals(document: Document) -> Iterator[Finding]:
    """Totals that are not the sum; rows without a value add nothing."""
    for table in document.tables:
        total = table.rules.total
        stated = [each for each in table.rows if total and each.text(total.column) == total.value]
        columns = [
            name
            for name, role in table.columns.items()
            if role.kind in (Kind.RUPIAH, Kind.COUNT) and role is not Role.LINE
        ]
        for row in stated:
            for column in columns:
                summed = sum(each.value(column) or 0 for each in table.units())
                cell = row.cells[column]
                if cell.value is not None and cell.value != summed:
                    computed = figure(cell.value * 0 + summed)
                    yield Finding(
                        check=NAME,
                        table=table.id,
                        cells=places(table, [row], column),
                        unit=table.name(row),
                        printed=cell.text,
                        computed=computed,
                        difference=figure(cell.value - summed),
                        message=msg(
                            "column {column}: the total is printed as {printed}, the rows sum"
                            " to {computed}",
                            column=column,
                            printed=cell.text,
                            computed=computed,
                        ),
                        cause=likely_slip(cell.value, cell.value * 0 + summed),
                    )
