"""`angka_rusak`: what is printed in a column of numbers, and is none."""

from __future__ import annotations

from collections.abc import Iterator

from bokrules.base.messages import Message, msg
from bokrules.inspection.audit.figures import figure
from bokrules.inspection.audit.finding import Finding, place_of
from bokrules.inspection.published.document import Document
from bokrules.inspection.published.notation import Broken, NoValue, Number

NAME = "angka_rusak"


def broken_numbers(document: Document) -> Iterator[Finding]:
    """Each such cell, with the likely reading."""
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells.values():
                if isinstance(cell.reading, Broken):
                    yield Finding(
                        check=NAME,
                        table=table.id,
                        cells=(place_of(table, cell),),
                        unit=table.name(row),
                        printed=cell.text,
                        message=msg(
                            "`{printed}` in column {column} cannot be read: {why}",
                            printed=cell.text,
                            column=cell.column,
                            why=cell.reading.why,
                        ),
                        cause=_likely(cell.reading),
                    )


def _likely(reading: Broken) -> Message | None:
    match reading.likely:
        case Number(value=value, decimals=decimals):
            return msg("{number} is meant", number=figure(value, decimals))
        case NoValue():
            return msg("`na` is meant: there is no value")
        case None:
            return None
