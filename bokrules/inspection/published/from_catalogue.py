"""The catalogue of a document to the document: its tables read, its conditions understood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

from bokrules.base.errors import UnreadableFile
from bokrules.base.messages import Message, msg
from bokrules.base.suggestions import did_you_mean
from bokrules.inspection.published.catalogue_yaml import (
    AggregateEntry,
    CatalogueFile,
    CheckEntry,
    ExtremeEntry,
    PairEntry,
    StatementEntry,
    TableFileEntry,
    catalogue_fault,
    read_catalogue_file,
)
from bokrules.inspection.published.conditions import (
    Condition,
    Measure,
    parse_condition,
    parse_measure,
)
from bokrules.inspection.published.document import Document
from bokrules.inspection.published.notation import Kind, Number, read_printed
from bokrules.inspection.published.reading import column_roles, read_sheets, table_of
from bokrules.inspection.published.roles import Role
from bokrules.inspection.published.rules import (
    Aggregate,
    Answers,
    Bands,
    Ceiling,
    Changes,
    Claim,
    Count,
    Coverage,
    Extreme,
    Holds,
    Named,
    Pair,
    Parts,
    SameRows,
    Statement,
    TableRules,
    Total,
    rules_by_role,
)
from bokrules.inspection.published.table import PublishedTable
from bokrules.semantics.scales import Scale

Loc: TypeAlias = tuple[int | str, ...]


def document_of_catalogue(path: Path) -> Document:
    """The document that a catalogue describes; its files lie beside it.

    Raises UnreadableFile for the catalogue, naming the line, and for its files.
    """
    given, text = read_catalogue_file(path)
    return _Builder(path, given, text).document()


class _Builder:
    """Reads the parts of one catalogue; what is wrong is raised with its line."""

    def __init__(self, path: Path, given: CatalogueFile, text: str) -> None:
        self.path, self.given, self.text = path, given, text
        self.tables: dict[str, PublishedTable] = {}

    def document(self) -> Document:
        for id, entry in self.given.tables.items():
            self.tables[id] = self._read(id, entry)
        scales = self._scales()
        for id, entry in self.given.tables.items():
            table = self.tables[id]
            self.tables[id] = replace(table, rules=self._rules(table, entry, scales))
        return Document(
            title=self.given.document,
            file=str(self.path),
            tables=tuple(self.tables.values()),
            pairs=tuple(self._pair(n, each) for n, each in enumerate(self.given.pairs)),
            statements=tuple(
                self._statement(n, each) for n, each in enumerate(self.given.statements)
            ),
            scales=scales,
            names=self._names(),
        )

    def fault(self, loc: Loc, what: Message, hint: Message | None = None) -> UnreadableFile:
        return catalogue_fault(str(self.path), self.text, loc, what, hint)

    # ---- tables ----

    def _read(self, id: str, entry: TableFileEntry) -> PublishedTable:
        file = entry.file or f"{id}.csv"
        path = self.path.parent.joinpath(file)
        sheet = read_sheets(path)[0]
        columns = column_roles(sheet, entry.columns, str(path))
        rules = rules_by_role(columns)
        return table_of(
            sheet, columns, rules, id=id, number=entry.number, title=entry.title, file=file
        )

    def _rules(
        self, table: PublishedTable, entry: TableFileEntry, scales: Mapping[str, Scale]
    ) -> TableRules:
        at: Loc = ("tables", table.id)
        rules = table.rules
        if entry.key is not None:
            rules = replace(rules, key=self._columns(entry.key, table, (*at, "key")))
        if entry.total is not None:
            ((column, value),) = entry.total.items()
            self._columns([column], table, (*at, "total"))
            rules = replace(rules, total=Total(column, value))
        if entry.answers is not None:
            columns = self._columns(entry.answers.columns, table, (*at, "answers", "columns"))
            rules = replace(
                rules, answers=Answers(columns, entry.answers.respondents, entry.answers.line)
            )
        if entry.changes is not None:
            given = entry.changes
            named = [given.ratio, given.change, given.direction, *given.unit, given.year]
            self._columns(named, table, (*at, "changes"))
            changes = Changes(
                given.ratio, given.change, given.direction, tuple(given.unit), given.year
            )
            rules = replace(rules, changes=changes)
        if entry.coverage is not None:
            of = self._condition(entry.coverage.where, table, (*at, "coverage", "where"))
            rules = replace(
                rules, coverage=Coverage(of, entry.coverage.stated, entry.coverage.line)
            )
        if entry.sequence is not None:
            (column,) = self._columns([entry.sequence], table, (*at, "sequence"))
            rules = replace(rules, sequence=column)
        return replace(
            rules,
            bands=self._bands(table, entry, scales),
            ceilings=self._ceilings(table, entry),
            headings=self._condition(entry.headings, table, (*at, "headings")),
        )

    def _bands(
        self, table: PublishedTable, entry: TableFileEntry, scales: Mapping[str, Scale]
    ) -> tuple[Bands, ...]:
        found = []
        for place, each in enumerate(entry.bands):
            at: Loc = ("tables", table.id, "bands", place)
            self._columns([each.ratio, each.criterion], table, at)
            if each.scale not in scales:
                raise self.fault(
                    (*at, "scale"),
                    msg("there is no scale `{name}`", name=each.scale),
                    did_you_mean(each.scale, scales)
                    or msg("one of: {names}", names=sorted(scales)),
                )
            of = self._condition(each.where, table, (*at, "where"))
            found.append(Bands(each.ratio, each.criterion, each.scale, each.words, of))
        return tuple(found)

    def _ceilings(self, table: PublishedTable, entry: TableFileEntry) -> tuple[Ceiling, ...]:
        found = []
        for place, each in enumerate(entry.ceilings):
            at: Loc = ("tables", table.id, "ceilings", place)
            self._columns([each.column], table, (*at, "column"))
            other = self._table(each.table, (*at, "table"))
            ((column, value),) = each.row.items()
            self._columns([column], other, (*at, "row"))
            self._columns([each.cell], other, (*at, "cell"))
            if not any(row.text(column) == value for row in other.rows):
                raise self.fault(
                    (*at, "row"),
                    msg("table {table} has no such row: {value}", table=other.id, value=value),
                )
            of = self._condition(each.where, table, (*at, "where"))
            found.append(
                Ceiling(each.column, of, each.table, (column, value), each.cell, each.note)
            )
        return tuple(found)

    def _scales(self) -> Mapping[str, Scale]:
        if not any(each.bands for each in self.given.tables.values()):
            return {}
        from bokrules.editions import load_edition

        return {each.name: each for each in load_edition(self.given.edition).policy.scales}

    def _names(self) -> Mapping[str, str]:
        """By code, from the list of regions."""
        if self.given.regions is None:
            return {}
        path = self.path.parent.joinpath(self.given.regions)
        sheet = read_sheets(path)[0]
        columns = column_roles(sheet, {"kode": Role.CODE, "nama": Role.NAME}, str(path))
        regions = table_of(sheet, columns, TableRules(), id="", number="", title="", file=str(path))
        return {row.text("kode"): row.text("nama") for row in regions.rows}

    # ---- pairs ----

    def _pair(self, place: int, entry: PairEntry) -> Pair:
        at: Loc = ("pairs", place)
        left, right = (self._table(each, (*at, "tables")) for each in entry.tables)
        self._columns(entry.key, left, (*at, "key"))
        self._columns(entry.key.values(), right, (*at, "key"))
        self._columns(entry.columns, left, (*at, "columns"))
        columns = tuple(
            (name, self._measure(other, right, (*at, "columns", name)))
            for name, other in entry.columns.items()
        )
        of = self._condition(entry.where, left, (*at, "where"))
        key = tuple(entry.key.items())
        return Pair(left.id, right.id, key, columns, of, entry.words, entry.skip_blank)

    # ---- statements ----

    def _statement(self, place: int, entry: StatementEntry) -> Statement:
        at: Loc = ("statements", place)
        tables = [self._table(each, (*at, "tables")) for each in entry.tables]
        claim = self._claim(entry.check, tables, (*at, "check"))
        if not tables and not isinstance(claim, Parts):
            raise self.fault((*at, "tables"), msg("it is missing"))
        where = [self._condition(entry.where, each, (*at, "where")) for each in tables]
        return Statement(
            lines=tuple(entry.lines),
            says=entry.says,
            tables=tuple(entry.tables),
            claim=claim,
            where=where[0] if where else None,
            blank_is_zero=entry.blank_is_zero,
            note=entry.note,
            ours=entry.ours,
        )

    def _claim(self, entry: CheckEntry, tables: Sequence[PublishedTable], at: Loc) -> Claim:
        given = [name for name in entry.model_fields_set if getattr(entry, name) is not None]
        if len(given) != 1:
            raise self.fault(at, msg("a check is one thing, here are: {names}", names=given))
        (kind,) = given
        at = (*at, kind)
        match kind, getattr(entry, kind):
            case "count", int() as number:
                return Count(number)
            case "names", list() as names:
                return Named(tuple(names))
            case "lowest" | "highest", ExtremeEntry() as extreme:
                by = self._measure_of_all(extreme.by, tables, (*at, "by"))
                return Extreme(tuple(extreme.names), by, kind == "highest")
            case "all" | "most" | "some" | "none" as quantifier, str() as text:
                conditions = [self._condition(text, each, at) for each in tables]
                if conditions and conditions[0] is not None:
                    return Holds(quantifier, conditions[0])
                raise self.fault(at, msg("it is missing"))
            case "mean" | "sum" | "value" as how, AggregateEntry() as aggregate:
                return self._aggregate(how, aggregate, tables, at)
            case "rows_of", str() as name:
                return SameRows(self._table(name, at).id)
            case _:
                assert entry.parts is not None
                return Parts(tuple(entry.parts.numbers), entry.parts.total)

    def _aggregate(
        self, how: str, entry: AggregateEntry, tables: Sequence[PublishedTable], at: Loc
    ) -> Aggregate:
        return Aggregate(
            how="mean" if how == "mean" else "sum" if how == "sum" else "value",
            measure=self._measure_of_all(entry.of, tables, (*at, "of")),
            equals=self._amount(entry.equals, (*at, "equals")),
            within=self._amount(entry.within, (*at, "within")) or Fraction(0),
            at_most=self._amount(entry.at_most, (*at, "at_most")),
            at_least=self._amount(entry.at_least, (*at, "at_least")),
        )

    # ---- the parts that all use ----

    def _table(self, id: str, at: Loc) -> PublishedTable:
        if id not in self.tables:
            raise self.fault(
                at,
                msg("there is no table `{name}`", name=id),
                did_you_mean(id, self.tables) or msg("one of: {names}", names=list(self.tables)),
            )
        return self.tables[id]

    def _columns(self, names: Iterable[str], table: PublishedTable, at: Loc) -> tuple[str, ...]:
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

    def _condition(self, text: str | None, table: PublishedTable, at: Loc) -> Condition | None:
        if text is None:
            return None
        kinds = {name: role.kind for name, role in table.columns.items()}
        found = parse_condition(text, kinds)
        if isinstance(found, str):
            raise self.fault(
                at,
                msg("`{text}` is no condition on table {table}", text=found, table=table.id),
                msg("write as in `serapan > 90; jenis = kab/kota`, with columns of the table"),
            )
        return found

    def _measure(self, text: str, table: PublishedTable, at: Loc) -> Measure:
        found = parse_measure(text, table.columns)
        if found is None:
            raise self.fault(
                at,
                msg("`{text}` is no measure of table {table}", text=text, table=table.id),
                msg("write a column, or as in `realisasi / alokasi`, `alokasi - kebutuhan`"),
            )
        return found

    def _measure_of_all(self, text: str, tables: Sequence[PublishedTable], at: Loc) -> Measure:
        measures = [self._measure(text, each, at) for each in tables]
        if not measures:
            raise self.fault(at, msg("the statement names no table"))
        return measures[0]

    def _amount(self, given: int | str | None, at: Loc) -> Fraction | None:
        if given is None or isinstance(given, int):
            return None if given is None else Fraction(given)
        read = read_printed(given, Kind.PERCENT)
        if not isinstance(read, Number):
            raise self.fault(at, msg("`{text}` is no number", text=given))
        return read.value
