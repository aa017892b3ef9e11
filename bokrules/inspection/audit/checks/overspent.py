"""`realisasi_melebihi`: more was realised than allocated, so that the balance is negative."""

from __future__ import annotations

from collections.abc import Iterator

from bokrules.base.messages import Message, msg
from bokrules.inspection.audit.figures import figure
from bokrules.inspection.audit.finding import Finding, places
from bokrules.inspection.audit.proportions import factor_slip
from bokrules.inspection.published.document import Document
from bokrules.inspection.published.roles import Role
from bokrules.inspection.published.rules import Difference
from bokrules.inspection.published.table import PublishedRow, PublishedTable

NAME = "realisasi_melebihi"


def overspent(document: Document) -> Iterator[Finding]:
    """Each such row, with its balance."""
    for table in document.tables:
        allocated, realised = table.column(Role.ALLOCATION), table.column(Role.REALISATION)
        if allocated is None or realised is None:
            continue
        for row in table.units():
            of, spent = row.value(allocated), row.value(realised)
            if of is None or spent is None or spent <= of:
                continue
            yield Finding(
                check=NAME,
                table=table.id,
                cells=places(table, [row], allocated, realised),
                unit=table.name(row),
                printed=row.text(realised),
                computed=figure(of - spent),
                message=msg(
                    "realised {spent} of an allocation of {of}: the balance is {balance}",
                    spent=figure(spent),
                    of=figure(of),
                    balance=figure(of - spent),
                ),
                cause=_cause(table, row, Difference("", allocated, realised)),
            )


def _cause(table: PublishedTable, row: PublishedRow, rule: Difference) -> Message:
    if row.value(rule.of) == 0:
        return msg("the allocation is missing, and was taken for 0")
    slip = factor_slip(table, row, rule, table.units())
    return slip or msg("the allocation is misprinted, or was raised within the year")
