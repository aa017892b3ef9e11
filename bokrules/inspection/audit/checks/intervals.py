"""`pita_bertumpang`: bands of a scale as they are printed, and values that two of them hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from bokrules.base.messages import Message, msg
from bokrules.inspection.audit.figures import exact_figure
from bokrules.inspection.audit.finding import Finding, places
from bokrules.inspection.audit.row_names import called
from bokrules.inspection.published.document import Document
from bokrules.inspection.published.rules import Intervals
from bokrules.inspection.published.table import PublishedRow, PublishedTable
from bokrules.semantics.scales import Scale

NAME = "pita_bertumpang"
_NEXT = Fraction(1, 10**6)
"""So much below a limit, in points, is still in the band below it."""
_CLOSED = re.compile(r"(\d+)%?\s*[-–]\s*(\d+)%?")


def intervals(document: Document) -> Iterator[Finding]:
    """Each limit that two bands share, with the band that the scale of the policy gives it."""
    for table in document.tables:
        rule = table.rules.intervals
        if rule is None:
            continue
        closed = [
            (row, Fraction(found[1]), Fraction(found[2]))
            for row in table.units()
            if (found := _CLOSED.fullmatch(row.text(rule.column).strip()))
        ]
        for limit in sorted({end for _, *ends in closed for end in ends}):
            holding = [row for row, low, high in closed if low <= limit <= high]
            if len(holding) > 1:
                yield _finding(document, table, rule, limit, holding)


def _finding(
    document: Document,
    table: PublishedTable,
    rule: Intervals,
    limit: Fraction,
    holding: list[PublishedRow],
) -> Finding:
    scale = document.scales[rule.scale]
    return Finding(
        check=NAME,
        table=table.id,
        cells=places(table, holding, rule.column),
        unit=exact_figure(limit),
        printed=", ".join(row.text(rule.column) for row in holding),
        computed=_label(scale, limit),
        message=msg(
            "it lies in several bands: {bands}",
            bands=[row.text(rule.column) for row in holding],
        ),
        cause=_reading(document, rule.scale, limit),
    )


def _reading(document: Document, name: str, limit: Fraction) -> Message:
    """Our reading, and the rows that print a criterion for exactly this value."""
    scale = document.scales[name]
    label = _label(scale, limit)
    is_lower = label == _label(scale, limit - _NEXT)
    where = msg("the lower band") if is_lower else msg("the upper band")
    reading = msg(
        "our reading (scale {scale}): it belongs to {where}, `{label}`",
        scale=name,
        where=where,
        label=label,
    )
    judged = list(_judged(document, name, limit, label))
    if not judged:
        return msg("{reading}; no row prints exactly this value", reading=reading)
    return msg("{reading}; {judged}", reading=reading, judged=judged)


def _judged(document: Document, name: str, limit: Fraction, label: str) -> Iterator[Message]:
    for table in document.tables:
        for rule in table.rules.bands:
            for row in table.units():
                if rule.scale != name or row.value(rule.ratio) != limit:
                    continue
                if rule.of is not None and rule.of.holds(row) is not True:
                    continue
                criterion = rule.words.get(row.text(rule.criterion), row.text(rule.criterion))
                fits = criterion.casefold() == label.casefold()
                yield msg(
                    "{fits}: table {table} prints {unit} {ratio} as `{criterion}`",
                    fits=msg("only this fits") if fits else msg("this does not fit"),
                    table=table.number,
                    unit=called(table, row, table.columns),
                    ratio=row.text(rule.ratio),
                    criterion=criterion,
                )


def _label(scale: Scale, limit: Fraction) -> str:
    band = scale.band_of(Fraction(limit, 100) if scale.is_percent else limit)
    return band.label.text if band is not None else ""
