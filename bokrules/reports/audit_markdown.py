"""An audit as a Markdown page: everything, the statements that hold as well."""

from __future__ import annotations

from collections.abc import Iterator

from bokrules.base.messages import Message, msg
from bokrules.inspection.audit import AuditResult, DocumentAudit
from bokrules.inspection.audit.finding import Finding
from bokrules.reports.audit_words import (
    CHECK_TITLES,
    STATEMENTS,
    STATUS_WORDS,
    by_table,
    check_counts,
    headline,
    statement_counts,
    table_title,
    where_found,
)


def audit_markdown(result: AuditResult) -> str:
    """One page for all documents, ending with a line feed."""
    lines = [line for each in result.documents for line in _document(each)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _document(audit: DocumentAudit) -> Iterator[str]:
    yield f"# {msg('Audit: {title}', title=_plain(audit.document.title))}"
    yield ""
    remarks = sum(each.remark for each in audit.findings)
    yield str(
        msg(
            "`bokrules audit {file}`: {tables} tables, {n} findings, of them {remarks} remarks."
            " What may have happened is a hypothesis, never more.",
            file=audit.document.file,
            tables=len(audit.document.tables),
            n=len(audit.findings),
            remarks=remarks,
        )
    )
    yield ""
    yield from _summary(audit)
    for table, checks in by_table(audit):
        yield f"## {_plain(str(table_title(table)))}"
        yield ""
        for check, findings in checks:
            yield f"### {CHECK_TITLES[check]} (`{check}`)"
            yield ""
            for finding in findings:
                yield from _finding(finding)
            yield ""
    yield from _statements(audit)


def _summary(audit: DocumentAudit) -> Iterator[str]:
    yield from _head(msg("check"), msg("what"), msg("findings"))
    for check, title, number in check_counts(audit):
        yield f"| `{check}` | {title} | {number} |"
    yield ""


def _finding(finding: Finding) -> Iterator[str]:
    yield f"- {_plain(str(headline(finding)))}"
    for place in where_found(finding.cells):
        yield f"  - {_plain(str(place))}"
    if finding.cause is not None:
        yield f"  - *{msg('hypothesis: {cause}', cause=finding.cause)}*"


def _statements(audit: DocumentAudit) -> Iterator[str]:
    if not audit.statements:
        return
    yield f"## {CHECK_TITLES[STATEMENTS]}"
    yield ""
    yield f"{statement_counts(audit)}."
    yield str(msg("Those in italics are other readings of ours, and no findings."))
    yield ""
    yield from _head(
        msg("line"), msg("statement"), msg("stated"), msg("by the table"), msg("result")
    )
    for each in audit.statements:
        says = _cell(each.statement.says)
        if each.statement.ours:
            says = f"*{says}*"
        if each.statement.note:
            says += f" ({_cell(each.statement.note)})"
        cells = [
            ", ".join(map(str, each.statement.lines)),
            says,
            _cell(str(each.stated)),
            _cell(str(each.computed)),
            str(STATUS_WORDS[each.status]),
        ]
        yield f"| {' | '.join(cells)} |"
    yield ""
    yield from _unchecked(audit)


def _unchecked(audit: DocumentAudit) -> Iterator[str]:
    if not audit.document.unchecked:
        return
    title = msg("Not checked")
    yield f"### {title}"
    yield ""
    yield from _head(msg("line"), msg("statement"), msg("why not"))
    for each in audit.document.unchecked:
        lines = ", ".join(map(str, each.lines))
        yield f"| {lines} | {_cell(each.says)} | {_cell(each.why)} |"
    yield ""


def _head(*titles: Message) -> Iterator[str]:
    yield "| " + " | ".join(map(str, titles)) + " |"
    yield "|" + "---|" * len(titles)


def _plain(text: str) -> str:
    """Without what Markdown would take for marks of its own."""
    return "".join(f"\\{each}" if each in "*<>[]" else each for each in text)


def _cell(text: str) -> str:
    return _plain(text).replace("|", "\\|")
