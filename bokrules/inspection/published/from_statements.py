"""What a text says of tables, from the catalogue that holds it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from bokrules.base.messages import msg
from bokrules.inspection.published.catalogue_yaml import (
    AddedEntry,
    AggregateEntry,
    CheckEntry,
    ContradictedEntry,
    ExtremeEntry,
    RowsOfEntry,
    StatementEntry,
)
from bokrules.inspection.published.lookup import Loc, Lookup
from bokrules.inspection.published.rules import (
    OF_THE_TEXT,
    Added,
    Aggregate,
    Claim,
    Contradicted,
    Count,
    Extreme,
    Holds,
    Named,
    Parts,
    SameRows,
    Statement,
)
from bokrules.inspection.published.table import PublishedTable


def statement_of(entry: StatementEntry, lookup: Lookup, at: Loc) -> Statement:
    """The statement written at `at`. Raises UnreadableFile with its line."""
    tables = [lookup.table(each, (*at, "tables")) for each in entry.tables]
    claim = _claim(entry.check, tables, lookup, (*at, "check"))
    if not tables and not isinstance(claim, OF_THE_TEXT):
        raise lookup.fault((*at, "tables"), msg("it is missing"))
    where = [lookup.condition(entry.where, each, (*at, "where")) for each in tables]
    return Statement(
        lines=tuple(entry.lines),
        says=entry.says,
        tables=tuple(entry.tables),
        claim=claim,
        where=where[0] if where else None,
        note=entry.note,
        ours=entry.ours,
    )


def _claim(entry: CheckEntry, tables: Sequence[PublishedTable], lookup: Lookup, at: Loc) -> Claim:
    given = [name for name in entry.model_fields_set if getattr(entry, name) is not None]
    if len(given) != 1:
        raise lookup.fault(at, msg("a check is one thing, here are: {names}", names=given))
    (kind,) = given
    at = (*at, kind)
    match kind, getattr(entry, kind):
        case "count", int() as number:
            return Count(number)
        case "names", list() as names:
            return Named(tuple(names))
        case "lowest" | "highest", ExtremeEntry() as extreme:
            by = lookup.measure_of_all(extreme.by, tables, (*at, "by"))
            return Extreme(tuple(extreme.names), by, kind == "highest")
        case "all" | "most" | "some" | "none" as quantifier, str() as text:
            conditions = [lookup.condition(text, each, at) for each in tables]
            if conditions and conditions[0] is not None:
                return Holds(quantifier, conditions[0])
            raise lookup.fault(at, msg("it is missing"))
        case "mean" | "sum" | "value" as how, AggregateEntry() as aggregate:
            return _aggregate(how, aggregate, tables, lookup, at)
        case "rows_of", str() as name:
            return SameRows(lookup.table(name, at).id)
        case "rows_of", RowsOfEntry() as other:
            return _same_rows(other, tables, lookup, at)
        case "added", AddedEntry() as added:
            return Added(tuple(added.before), tuple(added.after), added.number)
        case "contradicted", ContradictedEntry() as other:
            return Contradicted(tuple(other.lines), other.says)
        case _:
            assert entry.parts is not None
            return Parts(tuple(entry.parts.numbers), entry.parts.total)


def _aggregate(
    how: str, entry: AggregateEntry, tables: Sequence[PublishedTable], lookup: Lookup, at: Loc
) -> Aggregate:
    return Aggregate(
        how="mean" if how == "mean" else "sum" if how == "sum" else "value",
        measure=lookup.measure_of_all(entry.of, tables, (*at, "of")),
        equals=lookup.amount(entry.equals, (*at, "equals")),
        within=lookup.amount(entry.within, (*at, "within")) or Fraction(0),
        at_most=lookup.amount(entry.at_most, (*at, "at_most")),
        at_least=lookup.amount(entry.at_least, (*at, "at_least")),
    )


def _same_rows(
    entry: RowsOfEntry, tables: Sequence[PublishedTable], lookup: Lookup, at: Loc
) -> SameRows:
    other = lookup.table(entry.table, (*at, "table"))
    ((here, there),) = entry.by.items()
    for each in tables:
        lookup.columns([here], each, (*at, "by"))
    lookup.columns([there], other, (*at, "by"))
    return SameRows(other.id, (here, there))
