"""`pita`: a printed criterion against the band that its ratio falls in."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from bokrules.base.messages import msg
from bokrules.inspection.audit.finding import Finding, places
from bokrules.inspection.published.document import Document
from bokrules.inspection.published.rules import Bands
from bokrules.inspection.published.table import PublishedRow, PublishedTable
from bokrules.semantics.scales import Scale

NAME = "pita"


def bands(document: Document) -> Iterator[Finding]:
    """Criteria that are not the band of a scale of the policy, and criteria without a ratio."""
    for table in document.tables:
        for rule in table.rules.bands:
            scale = document.scales[rule.scale]
            for row in table.units():
                if rule.of is None or rule.of.holds(row) is True:
                    yield from _wrong(table, row, rule, scale)


def _wrong(
    table: PublishedTable, row: PublishedRow, rule: Bands, scale: Scale
) -> Iterator[Finding]:
    ratio, printed = row.value(rule.ratio), row.text(rule.criterion)
    criterion = rule.words.get(printed, printed)
    if ratio is None or not printed:
        return
    band = scale.band_of(Fraction(ratio, 100) if scale.is_percent else ratio)
    computed = band.label.text if band is not None else ""
    if criterion.casefold() == computed.casefold():
        return
    yield Finding(
        check=NAME,
        table=table.id,
        cells=places(table, [row], rule.criterion, rule.ratio),
        unit=table.name(row),
        printed=printed,
        computed=computed,
        message=msg(
            "{ratio} is judged `{printed}`; by the scale {scale} it is `{computed}`",
            ratio=row.text(rule.ratio),
            printed=criterion,
            scale=rule.scale,
            computed=computed,
        ),
        cause=msg("one criterion was printed for another, or the ratio is misprinted"),
    )
