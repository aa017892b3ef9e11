"""`judul_berangka`: a heading that carries amounts of its own, which a sum of the column takes."""

from __future__ import annotations

from collections.abc import Iterator

from bokrules.base.messages import msg
from bokrules.inspection.audit.counted_rows import AMOUNTS, has_amounts, is_heading
from bokrules.inspection.audit.finding import Finding, places
from bokrules.inspection.published.document import Document

NAME = "judul_berangka"


def heading_amounts(document: Document) -> Iterator[Finding]:
    """Each such heading: the level above stands in the table of the units below."""
    for table in document.tables:
        for row in table.units():
            if is_heading(table, row) and has_amounts(table, row):
                columns = table.columns_of(*AMOUNTS)
                yield Finding(
                    check=NAME,
                    table=table.id,
                    cells=places(table, [row], *columns),
                    unit=table.name(row),
                    message=msg(
                        "this heading carries amounts: {amounts}",
                        amounts=[f"{each} {row.text(each)}" for each in columns],
                    ),
                    cause=msg("the level above was copied into the table of its units"),
                )
