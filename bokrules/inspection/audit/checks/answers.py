"""`responden`: the answers of a row against how many answered."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from bokrules.base.messages import msg
from bokrules.inspection.audit.figures import figure
from bokrules.inspection.audit.finding import Finding, places
from bokrules.inspection.published.document import Document
from bokrules.inspection.published.table import PublishedRow

NAME = "responden"


def answers(document: Document) -> Iterator[Finding]:
    """Rows whose answers sum to another number; those with the same sum are one finding."""
    for table in document.tables:
        rule = table.rules.answers
        if rule is None:
            continue
        sums: dict[Fraction, list[PublishedRow]] = {}
        for row in table.units():
            summed = sum((row.value(each) or Fraction(0) for each in rule.columns), Fraction(0))
            if summed != rule.respondents:
                sums.setdefault(summed, []).append(row)
        for summed, rows in sums.items():
            yield Finding(
                check=NAME,
                table=table.id,
                cells=places(table, rows, *rule.columns),
                printed=str(rule.respondents),
                computed=figure(summed),
                difference=figure(summed - rule.respondents),
                message=msg(
                    "the answers of {n} of {every} rows sum to {summed}; by line {line} of the text"
                    " {stated} answered",
                    n=len(rows),
                    every=len(table.rows),
                    summed=figure(summed),
                    line=rule.line,
                    stated=rule.respondents,
                ),
            )
