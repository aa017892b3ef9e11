"""`selisih`: a printed difference against its two amounts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bokrules.base.messages import msg
from bokrules.inspection.audit.causes import likely_slip
from bokrules.inspection.audit.counting_words import row_count
from bokrules.inspection.audit.figures import figure
from bokrules.inspection.audit.finding import Finding, places
from bokrules.inspection.published.document import Document
from bokrules.inspection.published.notation import Broken
from bokrules.inspection.published.rules import Difference
from bokrules.inspection.published.table import PublishedRow, PublishedTable

NAME = "selisih"
AS_ZERO = "tanpa_nilai_dihitung_nol"


def differences(document: Document) -> Iterator[Finding]:
    """Differences that are not the difference, and those that take a missing amount for 0."""
    for table in document.tables:
        for rule in table.rules.differences:
            as_zero = []
            for row in table.units():
                if _takes_blank_for_zero(row, rule):
                    as_zero.append(row)
                else:
                    yield from _wrong(table, row, rule)
            if as_zero:
                yield _as_zero(table, as_zero, rule)


def _wrong(table: PublishedTable, row: PublishedRow, rule: Difference) -> Iterator[Finding]:
    of, minus = row.value(rule.of), row.value(rule.minus)
    cell = row.cells[rule.column]
    cells = places(table, [row], rule.column, rule.of, rule.minus)
    unit = table.name(row)
    if of is None or minus is None:
        if cell.value and not _is_broken(row, rule):
            message = msg(
                "the difference cannot be recomputed: {of} or {minus} is not printed",
                of=rule.of,
                minus=rule.minus,
            )
            yield Finding(NAME, table.id, cells, message, unit, cell.text)
        return
    computed = of - minus
    if cell.value == computed or isinstance(cell.reading, Broken):
        return
    if cell.value is None:
        message = msg("the difference is not printed, although it can be computed")
        yield Finding(NAME, table.id, cells, message, unit, cell.text, figure(computed))
        return
    yield Finding(
        check=NAME,
        table=table.id,
        cells=cells,
        unit=unit,
        printed=cell.text,
        computed=figure(computed),
        difference=figure(cell.value - computed),
        message=msg(
            "the difference is printed as {printed}; {of} - {minus} is {computed}",
            printed=cell.text,
            of=rule.of,
            minus=rule.minus,
            computed=figure(computed),
        ),
        cause=likely_slip(cell.value, computed),
    )


def _is_broken(row: PublishedRow, rule: Difference) -> bool:
    """Whether an amount is printed that cannot be read: a finding of its own."""
    return any(isinstance(row.cells[each].reading, Broken) for each in (rule.of, rule.minus))


def _takes_blank_for_zero(row: PublishedRow, rule: Difference) -> bool:
    of, minus = row.value(rule.of), row.value(rule.minus)
    if (of is None) is (minus is None):
        return False
    printed = row.value(rule.column)
    return printed is not None and printed != 0 and printed == (of or 0) - (minus or 0)


def _as_zero(table: PublishedTable, rows: Sequence[PublishedRow], rule: Difference) -> Finding:
    return Finding(
        check=AS_ZERO,
        table=table.id,
        cells=places(table, rows, rule.column),
        message=msg(
            "{rows} with a difference as if the missing amount were 0: {names}",
            rows=row_count(len(rows)),
            names=[table.name(each) for each in rows],
        ),
        cause=msg("a cell without a value counted as 0 in the spreadsheet"),
    )
