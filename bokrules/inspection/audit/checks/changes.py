"""`perubahan`: how far a ratio is said to have moved, and which way, against the two ratios."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from bokrules.base.messages import Message, msg
from bokrules.inspection.audit.checks.disagreeing_tables import partners_of
from bokrules.inspection.audit.figures import figure
from bokrules.inspection.audit.finding import Finding, places
from bokrules.inspection.audit.row_names import called
from bokrules.inspection.published.document import Document
from bokrules.inspection.published.notation import Number
from bokrules.inspection.published.rules import Changes
from bokrules.inspection.published.table import PublishedRow, PublishedTable

NAME = "perubahan"
UP, DOWN, SAME = "naik", "turun", "tetap"


def changes(document: Document) -> Iterator[Finding]:
    """Each change, from the ratios that the text states, else from those of the table it is of."""
    for table in document.tables:
        rule = table.rules.changes
        if rule is None:
            continue
        printed = _ratios_of_tables(document, table, rule)
        ratios = printed | _ratios_of_text(table, rule)
        for row in table.units():
            if row.text(rule.direction) or row.text(rule.change):
                yield from _wrong(table, row, rule, ratios)
                yield from _other_by_table(table, row, rule, ratios, printed)


_Ratios = dict[tuple[tuple[str, ...], int], Fraction]


def _ratios_of_tables(document: Document, table: PublishedTable, rule: Changes) -> _Ratios:
    """By unit and year, of the tables that the text is of."""
    found: _Ratios = {}
    for pair in document.pairs:
        measure = dict(pair.columns).get(rule.ratio)
        if pair.left != table.id or measure is None:
            continue
        partners = partners_of(document.table(pair.right), pair)
        for row in table.units():
            if pair.of is not None and pair.of.holds(row) is not True:
                continue
            for year in (int(row.text(rule.year)) - 1, int(row.text(rule.year))):
                key = tuple(
                    str(year) if left == rule.year else row.text(left) for left, _ in pair.key
                )
                value = measure.of(partners[key]) if key in partners else None
                if value is not None:
                    found[_unit(row, rule), year] = value
    return found


def _ratios_of_text(table: PublishedTable, rule: Changes) -> _Ratios:
    return {
        (_unit(row, rule), int(row.text(rule.year))): value
        for row in table.units()
        if (value := row.value(rule.ratio)) is not None
    }


def _unit(row: PublishedRow, rule: Changes) -> tuple[str, ...]:
    return tuple(row.text(each) for each in rule.unit)


def _wrong(
    table: PublishedTable, row: PublishedRow, rule: Changes, ratios: _Ratios
) -> Iterator[Finding]:
    unit, year = _unit(row, rule), int(row.text(rule.year))
    now, before = ratios.get((unit, year)), ratios.get((unit, year - 1))
    if now is None or before is None:
        yield _finding(
            table, row, rule, msg("a change is stated, the year before has no ratio"), None
        )
        return
    moved = now - before
    way = UP if moved > 0 else DOWN if moved < 0 else SAME
    if row.text(rule.direction) != way:
        yield _finding(
            table,
            row,
            rule,
            msg(
                "it is said to go `{said}`; from {before} to {now} is `{way}`",
                said=row.text(rule.direction),
                before=_percent(before),
                now=_percent(now),
                way=way,
            ),
            moved,
        )
    reading = row.cells[rule.change].reading
    if not isinstance(reading, Number) or reading.value == abs(moved):
        return
    is_rounding = abs(reading.value - abs(moved)) <= Fraction(1, 10 ** min(reading.decimals, 2))
    yield _finding(
        table,
        row,
        rule,
        msg(
            "a change of {printed} is stated; from {before} to {now} is {moved} points",
            printed=row.text(rule.change),
            before=_percent(before),
            now=_percent(now),
            moved=figure(abs(moved), 2),
        ),
        moved,
        cause=msg("computed from ratios that were not rounded yet") if is_rounding else None,
        remark=is_rounding,
    )


def _other_by_table(
    table: PublishedTable, row: PublishedRow, rule: Changes, ratios: _Ratios, printed: _Ratios
) -> Iterator[Finding]:
    """A change between ratios of the text of which one is not that of the table."""
    unit, year = _unit(row, rule), int(row.text(rule.year))
    now, before = printed.get((unit, year)), printed.get((unit, year - 1))
    reading = row.cells[rule.change].reading
    if now is None or before is None or not isinstance(reading, Number):
        return
    of_text = ratios[unit, year], ratios[unit, year - 1]
    moved = now - before
    if of_text == (now, before) or reading.value == abs(moved):
        return
    yield _finding(
        table,
        row,
        rule,
        msg(
            "a change of {printed} is stated; by the ratios of the table, from {before} to {now},"
            " it is {moved} points",
            printed=row.text(rule.change),
            before=_percent(before),
            now=_percent(now),
            moved=figure(abs(moved), 2),
        ),
        moved,
        cause=msg("computed from the ratios of the text, which are not those of the table"),
    )


def _percent(ratio: Fraction) -> str:
    return f"{figure(ratio, 2)}%"


def _finding(
    table: PublishedTable,
    row: PublishedRow,
    rule: Changes,
    message: Message,
    moved: Fraction | None,
    *,
    cause: Message | None = None,
    remark: bool = False,
) -> Finding:
    return Finding(
        check=NAME,
        table=table.id,
        cells=places(table, [row], rule.change, rule.direction, rule.ratio),
        unit=called(table, row, (*rule.unit, rule.year)),
        printed=row.text(rule.change) or row.text(rule.direction),
        computed=None if moved is None else figure(moved, 2),
        message=message,
        cause=cause,
        remark=remark,
    )
