"""`persen`: a printed percentage against its quotient, to the decimals printed."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from bokrules.base.messages import msg
from bokrules.inspection.audit.causes import likely_slip
from bokrules.inspection.audit.figures import cut_units, figure, rounded_units
from bokrules.inspection.audit.finding import Finding, places
from bokrules.inspection.published.conditions import Measure
from bokrules.inspection.published.document import Document
from bokrules.inspection.published.notation import Broken, Number
from bokrules.inspection.published.rules import Quotient
from bokrules.inspection.published.table import PublishedRow, PublishedTable

NAME = "persen"


def percentages(document: Document) -> Iterator[Finding]:
    """Percentages that are not the quotient; those that are only cut off, as a remark."""
    for table in document.tables:
        for rule in table.rules.quotients:
            for row in table.units():
                yield from _wrong(table, row, rule)


def _wrong(table: PublishedTable, row: PublishedRow, rule: Quotient) -> Iterator[Finding]:
    exact = Measure(rule.of, rule.by, "/").of(row)
    cell = row.cells[rule.column]
    cells = places(table, [row], rule.column, rule.of, rule.by)
    unit = table.name(row)
    match cell.reading:
        case Number(value=value, decimals=decimals):
            if exact is None:
                message = msg("{of} / {by} cannot be computed", of=rule.of, by=rule.by)
                yield Finding(NAME, table.id, cells, message, unit, cell.text)
                return
            units = rounded_units(value, decimals)
            computed = rounded_units(exact, decimals)
            if units == computed:
                return
            is_cut = units == cut_units(exact, decimals)
            yield Finding(
                check=NAME,
                table=table.id,
                cells=cells,
                unit=unit,
                printed=cell.text,
                computed=figure(exact, max(decimals, 2)),
                difference=figure(value - exact, max(decimals, 2)),
                message=msg(
                    "{printed} is printed; {of} / {by} is {computed}",
                    printed=cell.text,
                    of=rule.of,
                    by=rule.by,
                    computed=figure(exact, max(decimals, 2)),
                ),
                cause=msg("the further decimals were cut off instead of rounded")
                if is_cut
                else likely_slip(Fraction(units), Fraction(computed)),
                remark=is_cut,
            )
        case Broken():
            return
        case _:
            if exact is not None:
                message = msg("no percentage is printed, although it can be computed")
                yield Finding(NAME, table.id, cells, message, unit, cell.text, figure(exact, 2))
