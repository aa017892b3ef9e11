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
            as_ratios = _rows_of_ratios(table, rule)
            if as_ratios:
                yield _stored_as_ratios(table, rule, as_ratios)
            for row in table.units():
                yield from _wrong(table, row, rule, is_ratio=bool(as_ratios))


def _rows_of_ratios(table: PublishedTable, rule: Quotient) -> list[PublishedRow]:
    """The rows that print the quotient as 0,5 and not as 50, if most of the column does."""
    filled = [row for row in table.units() if row.value(rule.column)]
    found = [row for row in filled if _is_the_ratio(row, rule)]
    return found if 2 * len(found) > len(filled) else []


def _is_the_ratio(row: PublishedRow, rule: Quotient) -> bool:
    exact = Measure(rule.of, rule.by, "/").of(row)
    reading = row.cells[rule.column].reading
    if exact is None or not isinstance(reading, Number) or reading.decimals == 0:
        return False
    return rounded_units(reading.value, reading.decimals) in (
        rounded_units(Fraction(exact, 100), reading.decimals),
        cut_units(Fraction(exact, 100), reading.decimals),
    )


def _stored_as_ratios(table: PublishedTable, rule: Quotient, rows: list[PublishedRow]) -> Finding:
    first = rows[0]
    computed = figure(Measure(rule.of, rule.by, "/").of(first) or Fraction(0), 2)
    return Finding(
        check=NAME,
        table=table.id,
        cells=places(table, rows, rule.column),
        unit=rule.column,
        printed=first.text(rule.column),
        computed=computed,
        message=msg(
            "the column seems to hold ratios and no percentages: {n} of its values are {of} / {by}"
            " itself, such as {printed} where {percent} is meant",
            n=len(rows),
            of=rule.of,
            by=rule.by,
            printed=first.text(rule.column),
            percent=f"{computed}%",
        ),
        cause=msg("the cells have lost their format of percentages"),
        remark=True,
    )


def _wrong(
    table: PublishedTable, row: PublishedRow, rule: Quotient, *, is_ratio: bool
) -> Iterator[Finding]:
    exact = Measure(rule.of, rule.by, "/").of(row)
    if is_ratio and exact is not None:
        exact = Fraction(exact, 100)
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
