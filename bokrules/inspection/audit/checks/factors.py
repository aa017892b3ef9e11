"""`faktor`: amounts that are off by a power of ten, or far outside of what others have."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from statistics import median

from bokrules.base.messages import msg
from bokrules.inspection.audit.counted_rows import AMOUNTS, counted_rows, is_heading
from bokrules.inspection.audit.figures import figure
from bokrules.inspection.audit.finding import Finding, places
from bokrules.inspection.audit.proportions import factor_slip, proportion
from bokrules.inspection.published.document import Document
from bokrules.inspection.published.rules import Difference
from bokrules.inspection.published.table import PublishedRow, PublishedTable

NAME = "faktor"
FEWEST_ROWS = 8
"""For a median to say something."""
FROM_MEDIAN = 10
"""Times the median, or a part of it."""


def factors(document: Document) -> Iterator[Finding]:
    """Amounts out of proportion to the allocation; else those far from the table's median."""
    for table in document.tables:
        rows = [each for each in counted_rows(table) if not is_heading(table, each)]
        flagged = set()
        for rule in table.rules.differences:
            for row in rows:
                ratio = proportion(row, rule, table.columns[rule.minus])
                if ratio is not None:
                    flagged.add(row.row)
                    yield _out_of_proportion(table, row, rule, ratio, rows)
        for column in table.columns_of(*AMOUNTS):
            yield from _far_from_median(table, rows, column, flagged)


def _out_of_proportion(
    table: PublishedTable,
    row: PublishedRow,
    rule: Difference,
    ratio: Fraction,
    rows: list[PublishedRow],
) -> Finding:
    percent = f"{figure(ratio * 100, 2)}%"
    return Finding(
        check=NAME,
        table=table.id,
        cells=places(table, [row], rule.of, rule.minus),
        unit=table.name(row),
        printed=row.text(rule.minus),
        computed=percent,
        message=msg(
            "{minus} {b} is {percent} of {of} {a}",
            minus=rule.minus,
            b=row.text(rule.minus),
            percent=percent,
            of=rule.of,
            a=row.text(rule.of),
        ),
        cause=factor_slip(table, row, rule, rows),
    )


def _far_from_median(
    table: PublishedTable, rows: list[PublishedRow], column: str, flagged: set[int]
) -> Iterator[Finding]:
    values = [value for each in rows if (value := each.value(column)) is not None and value > 0]
    if len(values) < FEWEST_ROWS:
        return
    middle = Fraction(median(values))
    for row in rows:
        value = row.value(column)
        if value is None or value <= 0 or row.row in flagged:
            continue
        if middle <= value * FROM_MEDIAN and value <= middle * FROM_MEDIAN:
            continue
        yield Finding(
            check=NAME,
            table=table.id,
            cells=places(table, [row], column),
            unit=table.name(row),
            printed=row.text(column),
            message=msg(
                "{column} {printed} is far from the table's median of {median}",
                column=column,
                printed=row.text(column),
                median=figure(middle),
            ),
            cause=msg("a digit or a zero is missing, or is one too many"),
        )
