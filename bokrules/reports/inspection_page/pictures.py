"""Sums on the page: a picture of each, and the table beside it for those who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bokrules.base.messages import Message, msg
from bokrules.inspection.contents import InspectionContents, Sums
from bokrules.reports.blocks import Block, Details, Figure, Heading, HtmlTable
from bokrules.reports.charts import picture_svg
from bokrules.reports.charts.outcome_sums import Bar, outcome_sums
from bokrules.reports.inspection.sum_words import NOT_NAMED, month_text
from bokrules.reports.inspection.tables import PlainTable, outcome_table, parts_table
from bokrules.reports.page import printable

MOST_BARS = 40
BY_UNIT, BY_MONTH = msg("By unit"), msg("By month")


def sums_section(contents: InspectionContents) -> Iterator[Block]:
    """Nothing is drawn where there is nothing to compare."""
    every = contents.sums
    by_outcome = [
        (outcome.label.text(), {outcome: each})
        for outcome, each in every.by_outcome.items()
        if each.rows
    ]
    if by_outcome:
        yield _picture(by_outcome, msg("Rupiah by outcome"), "outcome")
    yield table_block(outcome_table(every))
    units = [(printable(name or NOT_NAMED.text()), sums) for name, sums in contents.units]
    if len(units) > 1:
        yield Heading(BY_UNIT.text(), 3)
        largest = sorted(units, key=lambda each: -each[1].total.amount)
        yield _picture(_bars(largest[:MOST_BARS]), _units_title(len(units)), "unit")
        yield _on_demand(parts_table(BY_UNIT, msg("unit (satker)"), units, by_outcome=True))
    months = [(month_text(month), sums) for month, sums in contents.months]
    if len(months) > 1:
        yield Heading(BY_MONTH.text(), 3)
        yield _picture(_bars(months), msg("Rupiah by month and outcome"), "month")
        yield _on_demand(parts_table(BY_MONTH, msg("month"), months, by_outcome=True))


def _units_title(units: int) -> Message:
    if units <= MOST_BARS:
        return msg("Rupiah by unit and outcome, the largest sum on top")
    return msg(
        "Rupiah by unit and outcome: the {most} largest of {n} units", most=MOST_BARS, n=units
    )


def _bars(parts: Sequence[tuple[str, Sums]]) -> list[Bar]:
    return [(name, sums.by_outcome) for name, sums in parts]


def _picture(bars: Sequence[Bar], title: Message, prefix: str) -> Figure:
    description = msg("Bars of rupiah; the same numbers stand in the table below")
    return Figure(picture_svg(outcome_sums(bars, title, description), prefix))


def _on_demand(table: PlainTable) -> Details:
    """It is long on a phone."""
    return Details(msg("The same in numbers").text(), [table_block(table)])


def table_block(table: PlainTable) -> HtmlTable:
    """The first column names the rows."""
    columns = [(head, [row[place] for row in table.rows]) for place, head in enumerate(table.heads)]
    return HtmlTable(
        caption=table.caption,
        columns=columns,
        right=frozenset(table.heads[place] for place in table.numbers),
        has_row_heads=True,
    )
