"""The catalogue of a document to the document: its tables read, its conditions understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from bokrules.base.messages import msg
from bokrules.base.suggestions import did_you_mean
from bokrules.inspection.published.catalogue_yaml import (
    CatalogueFile,
    PairEntry,
    TableFileEntry,
    read_catalogue_file,
)
from bokrules.inspection.published.document import Document
from bokrules.inspection.published.from_statements import statement_of
from bokrules.inspection.published.lookup import Loc, Lookup
from bokrules.inspection.published.reading import column_roles, read_sheets, table_of
from bokrules.inspection.published.roles import Role
from bokrules.inspection.published.rules import (
    Answers,
    Bands,
    Ceiling,
    Changes,
    Coverage,
    Intervals,
    Mark,
    Pair,
    TableRules,
    Total,
    Unchecked,
    rules_by_role,
)
from bokrules.inspection.published.table import PublishedTable
from bokrules.semantics.scales import Scale


def document_of_catalogue(path: Path) -> Document:
    """The document that a catalogue describes; its files lie beside it.

    Raises UnreadableFile for the catalogue, naming the line, and for its files.
    """
    given, text = read_catalogue_file(path)
    return _Builder(path, given, text).document()


class _Builder:
    """Reads the parts of one catalogue; what is wrong is raised with its line."""

    def __init__(self, path: Path, given: CatalogueFile, text: str) -> None:
        self.path, self.given = path, given
        self.lookup = Lookup(str(path), text)
        self.tables = self.lookup.tables

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
                statement_of(each, self.lookup, ("statements", n))
                for n, each in enumerate(self.given.statements)
            ),
            unchecked=tuple(
                Unchecked(tuple(each.lines), each.says, each.why) for each in self.given.unchecked
            ),
            scales=scales,
            names=self._names(),
        )

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
            rules = replace(rules, key=self.lookup.columns(entry.key, table, (*at, "key")))
        if entry.total is not None:
            ((column, value),) = entry.total.items()
            self.lookup.columns([column], table, (*at, "total"))
            self.lookup.row_of(table, column, value, (*at, "total"))
            rules = replace(rules, total=Total(column, (value,)))
        if entry.answers is not None:
            columns = self.lookup.columns(entry.answers.columns, table, (*at, "answers", "columns"))
            rules = replace(
                rules, answers=Answers(columns, entry.answers.respondents, entry.answers.line)
            )
        if entry.changes is not None:
            given = entry.changes
            named = [given.ratio, given.change, given.direction, *given.unit, given.year]
            self.lookup.columns(named, table, (*at, "changes"))
            changes = Changes(
                given.ratio, given.change, given.direction, tuple(given.unit), given.year
            )
            rules = replace(rules, changes=changes)
        if entry.coverage is not None:
            of = self.lookup.condition(entry.coverage.where, table, (*at, "coverage", "where"))
            rules = replace(
                rules, coverage=Coverage(of, entry.coverage.stated, entry.coverage.line)
            )
        if entry.sequence is not None:
            (column,) = self.lookup.columns([entry.sequence], table, (*at, "sequence"))
            rules = replace(rules, sequence=column)
        if entry.intervals is not None:
            self.lookup.columns([entry.intervals.column], table, (*at, "intervals", "column"))
            self._check_scale(entry.intervals.scale, scales, (*at, "intervals", "scale"))
            intervals = Intervals(entry.intervals.column, entry.intervals.scale)
            rules = replace(rules, intervals=intervals)
        return replace(
            rules,
            bands=self._bands(table, entry, scales),
            ceilings=self._ceilings(table, entry),
            marks=self._marks(table, entry),
            headings=self.lookup.condition(entry.headings, table, (*at, "headings")),
        )

    def _bands(
        self, table: PublishedTable, entry: TableFileEntry, scales: Mapping[str, Scale]
    ) -> tuple[Bands, ...]:
        found = []
        for place, each in enumerate(entry.bands):
            at: Loc = ("tables", table.id, "bands", place)
            self.lookup.columns([each.ratio, each.criterion], table, at)
            self._check_scale(each.scale, scales, (*at, "scale"))
            of = self.lookup.condition(each.where, table, (*at, "where"))
            found.append(Bands(each.ratio, each.criterion, each.scale, each.words, of))
        return tuple(found)

    def _check_scale(self, name: str, scales: Mapping[str, Scale], at: Loc) -> None:
        if name not in scales:
            raise self.lookup.fault(
                at,
                msg("there is no scale `{name}`", name=name),
                did_you_mean(name, scales) or msg("one of: {names}", names=sorted(scales)),
            )

    def _marks(self, table: PublishedTable, entry: TableFileEntry) -> tuple[Mark, ...]:
        found = []
        for place, each in enumerate(entry.marks):
            at: Loc = ("tables", table.id, "marks", place, "where")
            of = self.lookup.condition(each.where, table, at)
            assert of is not None
            found.append(Mark(of, each.means, tuple(each.lines)))
        return tuple(found)

    def _ceilings(self, table: PublishedTable, entry: TableFileEntry) -> tuple[Ceiling, ...]:
        found = []
        for place, each in enumerate(entry.ceilings):
            at: Loc = ("tables", table.id, "ceilings", place)
            self.lookup.columns([each.column], table, (*at, "column"))
            other = self.lookup.table(each.table, (*at, "table"))
            ((column, value),) = each.row.items()
            self.lookup.columns([column], other, (*at, "row"))
            self.lookup.columns([each.cell], other, (*at, "cell"))
            self.lookup.row_of(other, column, value, (*at, "row"))
            of = self.lookup.condition(each.where, table, (*at, "where"))
            found.append(
                Ceiling(each.column, of, each.table, (column, value), each.cell, each.note)
            )
        return tuple(found)

    def _scales(self) -> Mapping[str, Scale]:
        if not any(each.bands or each.intervals for each in self.given.tables.values()):
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
        left, right = (self.lookup.table(each, (*at, "tables")) for each in entry.tables)
        self.lookup.columns(entry.key, left, (*at, "key"))
        self.lookup.columns(entry.key.values(), right, (*at, "key"))
        self.lookup.columns(entry.columns, left, (*at, "columns"))
        columns = tuple(
            (name, self.lookup.measure(other, right, (*at, "columns", name)))
            for name, other in entry.columns.items()
        )
        of = self.lookup.condition(entry.where, left, (*at, "where"))
        key = tuple(entry.key.items())
        return Pair(left.id, right.id, key, columns, of, entry.words, entry.skip_blank)
