"""`pagu`: the sum of a column against the ceiling that another table prints."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from bokrules.base.messages import msg
from bokrules.inspection.audit.counted_rows import counted_rows
from bokrules.inspection.audit.figures import figure
from bokrules.inspection.audit.finding import Finding, places
from bokrules.inspection.published.document import Document
from bokrules.inspection.published.rules import Ceiling
from bokrules.inspection.published.table import PublishedRow, PublishedTable

NAME = "pagu"


def ceilings(document: Document) -> Iterator[Finding]:
    """Every unit counts once. A blank cell adds nothing."""
    for table in document.tables:
        for rule in table.rules.ceilings:
            yield from _wrong(document, table, rule)


def _wrong(document: Document, table: PublishedTable, rule: Ceiling) -> Iterator[Finding]:
    rows = [row for row in counted_rows(table) if rule.of is None or rule.of.holds(row) is True]
    summed = sum((row.value(rule.column) or Fraction(0) for row in rows), Fraction(0))
    other = document.table(rule.table)
    column, value = rule.row
    (stated,) = (row for row in other.rows if row.text(column) == value)
    ceiling = stated.value(rule.cell)
    if ceiling is None or ceiling == summed:
        return
    yield Finding(
        check=NAME,
        table=table.id,
        cells=places(other, [stated], rule.cell),
        unit=value,
        printed=stated.text(rule.cell),
        computed=figure(summed),
        difference=figure(summed - ceiling),
        message=msg(
            "column {column} sums to {summed} over {n} units ({blank} of them without a number);"
            " table {table} prints {ceiling} for {unit}",
            column=rule.column,
            summed=figure(summed),
            n=len(rows),
            blank=_without(rows, rule.column),
            table=other.number,
            ceiling=stated.text(rule.cell),
            unit=value,
        ),
        cause=msg("{note}", note=rule.note) if rule.note else None,
    )


def _without(rows: list[PublishedRow], column: str) -> int:
    return sum(row.value(column) is None for row in rows)
