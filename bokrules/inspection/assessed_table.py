"""A table of units and their ratios, or of their rupiah, from a csv file or a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

from bokrules.base import codes
from bokrules.base.errors import InvalidValue, UnreadableFile
from bokrules.base.messages import msg
from bokrules.base.suggestions import did_you_mean
from bokrules.evaluation.assessment import Measured, Repeat
from bokrules.evaluation.row import Place, RowError
from bokrules.inspection.columns import Column, Headers
from bokrules.inspection.ledger import Cell, PercentCell, RawRow, Sheet
from bokrules.inspection.names import folded
from bokrules.inspection.percentages import has_no_value, ratio_in
from bokrules.inspection.records import where as place_of
from bokrules.inspection.values import CellReader
from bokrules.semantics.policy import Policy
from bokrules.semantics.types import RUPIAH, TEXT, Type
from bokrules.semantics.vocabulary import Fact, Label, Vocabulary

ALLOCATION, REALISATION, NEED = "alokasi", "realisasi", "kebutuhan"
RATIOS = ("rasio", "serapan", "nilai")
"""Columns of percentages, as printed."""
NAMES = ("unit", "nama", "program", "indikator", "provinsi")
"""Columns that name the unit, the first one that a table has."""
CODE, YEAR, SCALE, TARGET, CRITERION = "kode", "tahun", "skala", "target", "kriteria"
UNCOMPARED = ("baris", "no")
"""Columns that tell where a row stood: two rows that differ only here are the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessedTable:
    """The rows of a file, and from what their ratio is taken."""

    rows: tuple[Measured | RowError, ...]
    from_rupiah: bool
    basis: str
    ignored: tuple[str, ...]
    repeats: tuple[Repeat, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What of a table is read: which rows by their cells, and the group of a row.

    `by` is a column of the table, or with `regions` what they give for the province of its code.
    """

    by: str | None = None
    regions: Mapping[str, str] | None = None
    where: tuple[tuple[str, str], ...] = ()
    without: tuple[tuple[str, str], ...] = ()
    distinct: bool = False


def assessed_headers(policy: Policy) -> Headers:
    """What the columns of such a table may be called."""
    span = next(iter(policy.vocabulary.facts.values())).span
    names = [
        (ALLOCATION, "allocation", RUPIAH, "Alokasi"),
        (REALISATION, "realisation", RUPIAH, "Realisasi"),
        (NEED, "need", RUPIAH, "Kebutuhan riil"),
        ("rasio", "ratio", TEXT, "% rasio"),
        ("serapan", "absorption", TEXT, "Penyerapan"),
        ("nilai", "value", TEXT, "Capaian"),
        ("unit", "puskesmas", TEXT, "Satuan kerja"),
        ("nama", "name", TEXT, "Nama daerah"),
        ("program", "programme", TEXT, "Kegiatan"),
        ("indikator", "indicator", TEXT, "Indikator SPM"),
        ("provinsi", "province", TEXT, "Provinsi"),
        (CODE, "code", TEXT, "Kode BPS"),
        (YEAR, "year", Type("count"), "Tahun"),
        (SCALE, "scale", TEXT, "Skala"),
        (TARGET, "target", TEXT, "Target"),
        (CRITERION, "criterion", TEXT, "Kriteria"),
    ]
    facts = {
        name: Fact(name=name, alias=alias, type=kind, label=Label(label), span=span)
        for name, alias, kind, label in names
    }
    return Headers(Vocabulary({}, {}, {}, {}, facts))


def read_table(
    sheets: Sequence[Sheet], name: str, headers: Headers, wanted: Wanted
) -> AssessedTable:
    """Read all sheets. A row that cannot be read is a RowError.

    Raises UnreadableFile for a table without a ratio or without a column that was asked for.
    """
    if not any(sheet.rows for sheet in sheets):
        raise UnreadableFile(
            codes.EMPTY_LEDGER,
            msg("{file} holds no rows", file=name),
            msg("write a row of headers (nama, alokasi, realisasi), and a row for each unit below"),
        )
    readers = [_SheetReader(sheet, name, headers, wanted) for sheet in sheets]
    bases = {each.basis for each in readers}
    if len(bases) > 1:
        raise UnreadableFile(
            codes.NO_KNOWN_COLUMN,
            msg("{file}: its sheets give the ratio in different columns: {names}",
                file=name, names=sorted(bases)),
            msg("assess one sheet at a time: save each as a file of its own"),
        )  # fmt: skip
    first = readers[0]
    rows: list[Measured | RowError] = []
    repeats: list[Repeat] = []
    for each in readers:
        for row, repeat in each.rows():
            if repeat is not None:
                repeats.append(repeat)
            if repeat is None or not wanted.distinct:
                rows.append(row)
    return AssessedTable(
        rows=tuple(rows),
        from_rupiah=first.from_rupiah,
        basis=first.basis,
        ignored=tuple(dict.fromkeys(column for each in readers for column in each.ignored)),
        repeats=tuple(repeats),
    )


class _SheetReader:
    """One sheet: which columns it has, and its rows."""

    def __init__(self, sheet: Sheet, name: str, headers: Headers, wanted: Wanted) -> None:
        self._sheet, self._name, self._wanted = sheet, name, wanted
        self._file = place_of(name, sheet.place)
        self._cells = CellReader(headers.vocabulary)
        self._columns = headers.columns(sheet.header, self._file)
        self._at = {column.fact.name: i for i, column in enumerate(self._columns) if column}
        self.from_rupiah = ALLOCATION in self._at and REALISATION in self._at
        self._percent = self._percent_column()
        percent = [each for each in RATIOS if each in self._at]
        self.basis = f"{REALISATION} / {ALLOCATION}" if self.from_rupiah else self._percent or ""
        self.ignored = tuple(sheet.header[self._at[each]] for each in percent) * self.from_rupiah
        self._by = self._group_column()
        self._where = [(self._column(name), folded(value)) for name, value in wanted.where]
        self._without = [(self._column(name), folded(value)) for name, value in wanted.without]

    def rows(self) -> Iterator[tuple[Measured | RowError, Repeat | None]]:
        """Rows that are wanted; beside a row that repeats an earlier one, which one."""
        seen: dict[tuple[Cell, ...], Place] = {}
        kept = [i for i, each in enumerate(self._sheet.header) if folded(each) not in UNCOMPARED]
        for row in self._sheet.rows:
            if isinstance(row, RowError):
                yield row, None
                continue
            cells = [*row.cells, *[None] * (len(self._columns) - len(row.cells))]
            if not self._is_wanted(cells):
                continue
            key = tuple(cells[i] for i in kept)
            first = seen.setdefault(key, row.place)
            read = self._row(row, cells)
            unit = read.unit if isinstance(read, Measured) else ""
            yield read, None if first is row.place else Repeat(unit, first, row.place)

    def _is_wanted(self, cells: Sequence[Cell]) -> bool:
        return all(_written(cells[at]) == value for at, value in self._where) and not any(
            _written(cells[at]) == value for at, value in self._without
        )

    # ---- which columns ----

    def _percent_column(self) -> str | None:
        found = [each for each in RATIOS if each in self._at]
        if self.from_rupiah:
            return None
        if len(found) == 1:
            return found[0]
        if found:
            raise UnreadableFile(
                codes.DUPLICATE_COLUMN,
                msg("{where}: several columns give the ratio: {names}",
                    where=self._file, names=found),
                msg("keep one of them"),
            )  # fmt: skip
        raise UnreadableFile(
            codes.NO_KNOWN_COLUMN,
            msg("{where}: no column gives a ratio", where=self._file),
            msg(
                "name the columns alokasi and realisasi (rupiah), or one of: {names} (percent)",
                names=list(RATIOS),
            ),
        )

    def _group_column(self) -> int | None:
        wanted = self._wanted
        if wanted.by is None:
            return None
        if wanted.regions is None:
            return self._column(wanted.by)
        if CODE not in self._at:
            raise UnreadableFile(
                codes.NO_KNOWN_COLUMN,
                msg("{where}: there is no column {names}", where=self._file, names=[CODE]),
                msg("regions are found by the code of the statistics office (BPS)"),
            )
        return None

    def _column(self, name: str) -> int:
        """By the header as it stands, or by another name of what it holds."""
        heads = [folded(each) for each in self._sheet.header]
        if folded(name) in heads:
            return heads.index(folded(name))
        if name in self._at:
            return self._at[name]
        known = [each for each in self._sheet.header if each]
        raise UnreadableFile(
            codes.NO_KNOWN_COLUMN,
            msg("{where}: there is no column {names}", where=self._file, names=[name]),
            did_you_mean(name, known) or msg("it has: {names}", names=known),
        )

    # ---- one row ----

    def _row(self, row: RawRow, cells: Sequence[Cell]) -> Measured | RowError:
        try:
            return self._measured(row.place, cells)
        except InvalidValue as fault:
            return RowError(row.place, fault)

    def _measured(self, place: Place, cells: Sequence[Cell]) -> Measured:
        code = self._text(CODE, cells)
        unit = self._unit(cells)
        return Measured(
            place=place,
            unit=unit,
            code=code,
            year=self._whole(YEAR, cells),
            allocation=self._whole(ALLOCATION, cells),
            realisation=self._whole(REALISATION, cells),
            need=self._whole(NEED, cells),
            ratio=self._ratio(cells),
            scale=self._text(SCALE, cells),
            target=self._text(TARGET, cells),
            criterion=self._text(CRITERION, cells),
            group=self._group(unit, code, cells),
        )

    def _unit(self, cells: Sequence[Cell]) -> str:
        named = (self._text(each, cells) for each in NAMES if each in self._at)
        return next((each for each in named if each), "")

    def _group(self, unit: str, code: str | None, cells: Sequence[Cell]) -> str | None:
        regions = self._wanted.regions
        if self._wanted.by is None:
            return None
        if regions is None:
            return _as_written(cells[self._by]) if self._by is not None else None
        if code is None:
            return None
        if code[:2] in regions:
            return regions[code[:2]]
        raise InvalidValue(
            codes.UNREADABLE_CELL,
            msg("unit `{unit}`: no region has the province of code {code}", unit=unit, code=code),
            msg("add the province to the file of regions, or mend the code"),
        )

    def _ratio(self, cells: Sequence[Cell]) -> Fraction | None:
        if self._percent is None:
            return None
        column = cast("Column", self._columns[self._at[self._percent]])
        return ratio_in(self._checked(cells[self._at[self._percent]], column), column.header)

    def _whole(self, name: str, cells: Sequence[Cell]) -> int | None:
        value = self._value(name, cells)
        return value if isinstance(value, int) else None

    def _text(self, name: str, cells: Sequence[Cell]) -> str | None:
        value = self._value(name, cells)
        return None if value is None else str(value)

    def _value(self, name: str, cells: Sequence[Cell]) -> object:
        at = self._at.get(name)
        if at is None or has_no_value(cells[at]):
            return None
        return self._cells.read(cells[at], cast("Column", self._columns[at]))

    def _checked(self, cell: Cell, column: Column) -> Cell:
        """Raises InvalidValue for a cell that shows an error."""
        if not isinstance(cell, (str, int, PercentCell)) and cell is not None:
            self._cells.read(cell, column)
        return cell


def table_of_mappings(rows: Iterable[Mapping[str, Cell]]) -> Sheet:
    """Rows given by a program as a sheet, numbered from 1."""
    listed = list(rows)
    header = list(dict.fromkeys(name for each in listed for name in each))
    raw = [
        RawRow(Place(number), [_cell(each.get(name)) for name in header])
        for number, each in enumerate(listed, start=1)
    ]
    return Sheet(Place(0), header, raw)


def _cell(given: Cell) -> Cell:
    return given.strip() or None if isinstance(given, str) else given


def _written(cell: Cell) -> str:
    return "" if cell is None else folded(str(cell))


def _as_written(cell: Cell) -> str | None:
    return None if has_no_value(cell) else str(cell)
