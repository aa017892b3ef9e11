"""`pernyataan`: what the text of a document says of its tables, and they do not."""

from __future__ import annotations

from collections.abc import Iterator

from bokrules.base.messages import Message, msg
from bokrules.inspection.audit.counting_words import lines_named
from bokrules.inspection.audit.finding import Finding
from bokrules.inspection.audit.statements import Status, judge
from bokrules.inspection.published.document import Document

NAME = "pernyataan"


def text_statements(document: Document) -> Iterator[Finding]:
    """The statements that fail. Those that cannot be told, and readings of ours, are no finding."""
    for statement in document.statements:
        result = judge(statement, document)
        if result.status is not Status.FAILS or statement.ours:
            continue
        note: Message | None = msg("{note}", note=statement.note) if statement.note else None
        yield Finding(
            check=NAME,
            table=statement.tables[0] if statement.tables else "",
            cells=result.cells,
            unit=", ".join(map(str, statement.lines)),
            printed=result.stated.text(),
            computed=result.computed.text(),
            message=msg(
                "{lines}: {says}. Stated: {stated}; found: {computed}",
                lines=lines_named(statement.lines),
                says=statement.says,
                stated=result.stated,
                computed=result.computed,
            ),
            cause=note,
        )
