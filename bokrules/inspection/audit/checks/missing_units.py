"""`unit_kurang`: units that the table should hold and does not."""

from __future__ import annotations

from collections.abc import Iterator

from bokrules.base.messages import msg
from bokrules.inspection.audit.counted_rows import has_amounts, is_heading
from bokrules.inspection.audit.finding import Finding
from bokrules.inspection.published.document import Document
from bokrules.inspection.published.roles import Role
from bokrules.inspection.published.table import PublishedTable

NAME = "unit_kurang"


def missing_units(document: Document) -> Iterator[Finding]:
    """Against the number that the text states, and against the list of regions."""
    for table in document.tables:
        coverage = table.rules.coverage
        if coverage is None:
            continue
        rows = [
            row for row in table.units() if coverage.of is None or coverage.of.holds(row) is True
        ]
        units = {key for row in rows if (key := table.key(row)) is not None}
        with_amounts = {table.key(row) for row in rows if has_amounts(table, row)}
        if len(units) != coverage.stated:
            yield Finding(
                check=NAME,
                table=table.id,
                cells=(),
                printed=str(coverage.stated),
                computed=str(len(units)),
                difference=str(len(units) - coverage.stated),
                message=msg(
                    "line {line} of the text speaks of {stated} units, the table holds {n}"
                    " ({filled} of them with amounts)",
                    line=coverage.line,
                    stated=coverage.stated,
                    n=len(units),
                    filled=len(with_amounts),
                ),
            )
        code = table.column(Role.CODE)
        if code is not None:
            held = {row.text(code) for row in rows}
            absent = [name for each, name in document.names.items() if each not in held]
            if absent:
                yield _finding(table, absent)
        yield from _headings_alone(table)


def _finding(table: PublishedTable, absent: list[str]) -> Finding:
    return Finding(
        check=NAME,
        table=table.id,
        cells=(),
        message=msg("of the list of regions there are missing: {names}", names=absent),
    )


def _headings_alone(table: PublishedTable) -> Iterator[Finding]:
    """Headings that no unit follows."""
    group = next(iter(table.columns_of(Role.GROUP)), None)
    if group is None or table.rules.headings is None:
        return
    filled = {row.text(group) for row in table.units() if not is_heading(table, row)}
    alone = {
        row.text(group): None
        for row in table.units()
        if is_heading(table, row) and row.text(group) not in filled
    }
    if alone:
        yield Finding(
            check=NAME,
            table=table.id,
            cells=(),
            message=msg("headings without a unit below them: {names}", names=list(alone)),
        )
