"""`faktor`: amounts that are off by a power of ten, or far outside of what others have."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from statistics import median

from bokrules.base.messages import Message, msg
from bokrules.inspection.audit.causes import likely_factor
from bokrules.inspection.audit.counted_rows import AMOUNTS, counted_rows, is_heading
from bokrules.inspection.audit.figures import figure
from bokrules.inspection.audit.finding import Finding, places
from bokrules.inspection.published.document import Document
from bokrules.inspection.published.roles import Role
from bokrules.inspection.published.rules import Difference
from bokrules.inspection.published.table import PublishedRow, PublishedTable

NAME = "faktor"
FEWEST_ROWS = 8
"""For a median to say something."""
FROM_MEDIAN = 10
"""Times the median, or a part of it."""
BOUNDS = {
    Role.REALISATION: (Fraction(1, 20), Fraction(5)),
    Role.NEED: (Fraction(1, 10), Fraction(10)),
}
"""Within these a realisation, or a need, is in proportion to its allocation."""


def factors(document: Document) -> Iterator[Finding]:
    """Amounts out of proportion to the allocation; else those far from the table's median."""
    for table in document.tables:
        rows = [each for each in counted_rows(table) if not is_heading(table, each)]
        flagged = set()
        for rule in table.rules.differences:
            for row in rows:
                for finding in _out_of_proportion(table, row, rule):
                    flagged.add(row.row)
                    yield finding
        for column in table.columns_of(*AMOUNTS):
            yield from _far_from_median(table, rows, column, flagged)


def _out_of_proportion(
    table: PublishedTable, row: PublishedRow, rule: Difference
) -> Iterator[Finding]:
    of, minus = row.value(rule.of), row.value(rule.minus)
    bounds = BOUNDS.get(table.columns[rule.minus])
    if not of or not minus or of < 0 or minus < 0 or bounds is None:
        return
    ratio = Fraction(minus, of)
    if bounds[0] <= ratio <= bounds[1]:
        return
    yield Finding(
        check=NAME,
        table=table.id,
        cells=places(table, [row], rule.of, rule.minus),
        unit=table.name(row),
        printed=row.text(rule.of),
        computed=figure(ratio * 100, 2),
        message=msg(
            "{minus} {b} is {percent}% of {of} {a}",
            minus=rule.minus,
            b=figure(minus),
            percent=figure(ratio * 100, 2),
            of=rule.of,
            a=figure(of),
        ),
        cause=_cause(of, minus, rule),
    )


def _cause(of: Fraction, minus: Fraction, rule: Difference) -> Message | None:
    factor = likely_factor(Fraction(minus, of))
    if factor is None:
        return None
    meant = Fraction(of, factor)
    return msg(
        "{of} is off by a factor of {factor}: {meant} would make it {percent}%",
        of=rule.of,
        factor=figure(max(Fraction(factor), Fraction(1, factor))),
        meant=figure(meant),
        percent=figure(Fraction(minus, meant) * 100, 2),
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
