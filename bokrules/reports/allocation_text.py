"""What a formula gives each unit, as a table for a person and as csv."""

from __future__ import annotations

import csv
from typing import TextIO

from rich.table import Table

from bokrules.allocation.inputs import Value
from bokrules.allocation.solve import Allocation
from bokrules.base.messages import current_language, msg
from bokrules.base.money import format_rupiah
from bokrules.base.numbers import format_number
from bokrules.evaluation.citing import citation_text
from bokrules.reports.page import HEADING, QUIET, Page
from bokrules.reports.percents import percent
from bokrules.semantics.allocation import NAME_COLUMN
from bokrules.semantics.types import RUPIAH, Type


def print_allocation(result: Allocation, page: Page) -> None:
    label = result.formula.label.in_language(current_language())
    page.line(f"{label} ({result.formula.name})", style=HEADING)
    page.line(citation_text(result.formula.citations, result.policy), hanging=2, style=QUIET)
    page.line()
    table = Table(box=None, pad_edge=False, header_style=HEADING)
    table.add_column(msg("unit").text())
    names = result.given.columns.get(NAME_COLUMN)
    if names is not None:
        table.add_column(msg("name").text())
    table.add_column(msg("rupiah").text(), justify="right")
    table.add_column("%", justify="right")
    for place, each in enumerate(result.units):
        cells = [each.unit] if names is None else [each.unit, str(names[place])]
        table.add_row(*cells, format_rupiah(each.amount), percent(each.amount, result.total))
    page.table(table)
    page.line()
    page.line(
        msg("units: {n}, total: {total}", n=len(result.amounts), total=format_rupiah(result.total)),
        style=HEADING,
    )
    for name, value in result.given.inputs.items():
        page.line(f"{name} = {_shown(value, result.formula.inputs[name])}", indent=2)
    if result.assumed:
        page.section(msg("What was assumed"))
        for note in result.assumed:
            page.bullet(note)


def _shown(value: Value, type_: Type) -> str:
    if isinstance(value, str):
        return value
    return format_rupiah(int(value)) if type_ == RUPIAH else format_number(value)


def write_allocation_csv(result: Allocation, stream: TextIO) -> None:
    """The units in their order: every line as an exact fraction, the share in rupiah."""
    writer = csv.writer(stream, lineterminator="\n")
    lines = list(result.lines)
    writer.writerow(["unit", *lines, "amount"])
    for each in result.units:
        writer.writerow([each.unit, *(str(each.lines[name]) for name in lines), each.amount])
