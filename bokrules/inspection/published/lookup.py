"""What a catalogue speaks of, found in its tables; what is not there is refused with its line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

from bokrules.base.errors import UnreadableFile
from bokrules.base.messages import Message, msg
from bokrules.base.suggestions import did_you_mean
from bokrules.inspection.published.catalogue_yaml import catalogue_fault
from bokrules.inspection.published.conditions import (
    Condition,
    Measure,
    columns_named,
    parse_condition,
    parse_measure,
)
from bokrules.inspection.published.notation import Kind, Number, read_printed
from bokrules.inspection.published.table import PublishedTable

MOST_NAMED = 10
"""Rows that a hint names."""
Loc: TypeAlias = tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Lookup:
    """The tables of a catalogue by their names, filled as they are read.

    Each method takes what the catalogue says and the place (`at`) where it says so, and raises
    UnreadableFile with the line of that place.
    """

    file: str
    text: str
    tables: dict[str, PublishedTable] = field(default_factory=dict)

    def fault(self, loc: Loc, what: Message, hint: Message | None = None) -> UnreadableFile:
        return catalogue_fault(self.file, self.text, loc, what, hint)

    def table(self, id: str, at: Loc) -> PublishedTable:
        if id not in self.tables:
            raise self.fault(
                at,
                msg("there is no table `{name}`", name=id),
                did_you_mean(id, self.tables) or msg("one of: {names}", names=list(self.tables)),
            )
        return self.tables[id]

    def columns(self, names: Iterable[str], table: PublishedTable, at: Loc) -> tuple[str, ...]:
        every = tuple(names)
        for each in every:
            if each not in table.columns:
                raise self.fault(
                    at,
                    msg("table {table} has no column `{column}`", table=table.id, column=each),
                    did_you_mean(each, table.columns)
                    or msg("it has: {names}", names=list(table.columns)),
                )
        return every

    def row_of(self, table: PublishedTable, column: str, value: str, at: Loc) -> None:
        """Refuses a row that is not there."""
        printed = [row.text(column) for row in table.rows]
        if value not in printed:
            raise self.fault(
                at,
                msg("table {table} has no such row: {value}", table=table.id, value=value),
                did_you_mean(value, printed) or msg("it has: {names}", names=printed[:MOST_NAMED]),
            )

    def condition(self, text: str | None, table: PublishedTable, at: Loc) -> Condition | None:
        if text is None:
            return None
        kinds = {name: role.kind for name, role in table.columns.items()}
        found = parse_condition(text, kinds)
        if isinstance(found, str):
            self.columns(columns_named(found, kinds), table, at)
            raise self.fault(
                at,
                msg("`{text}` is no condition on table {table}", text=found, table=table.id),
                msg("write as in `serapan > 90; jenis = kab/kota`, with columns of the table"),
            )
        return found

    def measure(self, text: str, table: PublishedTable, at: Loc) -> Measure:
        found = parse_measure(text, table.columns)
        if found is None:
            raise self.fault(
                at,
                msg("`{text}` is no measure of table {table}", text=text, table=table.id),
                msg("write a column, or as in `realisasi / alokasi`, `alokasi - kebutuhan`"),
            )
        return found

    def measure_of_all(self, text: str, tables: Sequence[PublishedTable], at: Loc) -> Measure:
        measures = [self.measure(text, each, at) for each in tables]
        if not measures:
            raise self.fault(at, msg("the statement names no table"))
        return measures[0]

    def amount(self, given: int | str | None, at: Loc) -> Fraction | None:
        if given is None or isinstance(given, int):
            return None if given is None else Fraction(given)
        read = read_printed(given, Kind.PERCENT)
        if not isinstance(read, Number):
            raise self.fault(at, msg("`{text}` is no number", text=given))
        return read.value
