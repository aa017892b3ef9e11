"""A file of any kind to the books that it holds."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import assert_never

from bokrules.base import codes
from bokrules.base.errors import UnreadableFile
from bokrules.base.messages import Message, msg
from bokrules.evaluation.row import Place, RowError
from bokrules.evaluation.table import Source
from bokrules.inspection.books.budget_rows import read_budget
from bokrules.inspection.books.cash_rows import read_cash
from bokrules.inspection.books.grid import Grid, GridFile
from bokrules.inspection.books.heads import HeadReader, is_plain
from bokrules.inspection.books.kinds import SheetKind, is_auxiliary
from bokrules.inspection.books.lines import (
    Books,
    BudgetLine,
    CashBook,
    PayeeLine,
    PlanLine,
    PriceLine,
    TaxLine,
)
from bokrules.inspection.books.mapped import header_at, mapped_tables
from bokrules.inspection.books.mapping_yaml import SheetEntry, SheetMappings
from bokrules.inspection.books.payee_rows import read_payees
from bokrules.inspection.books.plain import (
    plain_book,
    plain_errors,
    plain_sheet,
    recognised_plain,
)
from bokrules.inspection.books.plan_rows import read_plan
from bokrules.inspection.books.price_rows import read_prices
from bokrules.inspection.books.recognised import RecognisedSheet, outside_note, recognised
from bokrules.inspection.books.refused_heads import refused
from bokrules.inspection.books.repeated import repeated
from bokrules.inspection.books.table_rows import ReadTable
from bokrules.inspection.books.tables import Table, tables_of
from bokrules.inspection.books.tax_rows import read_taxes
from bokrules.inspection.books.text_grid import (
    first_rows,
    separators,
    text_grid,
    without_ragged,
)
from bokrules.inspection.books.workbook_file import ENDINGS, read_workbook
from bokrules.inspection.columns import Headers
from bokrules.inspection.csv_file import read_csv, separator_of
from bokrules.inspection.jsonl_file import read_jsonl
from bokrules.inspection.ledger import Sheet
from bokrules.inspection.opening import file_bytes
from bokrules.inspection.records import Record, records_of_lines, records_of_sheets
from bokrules.inspection.text_file import decode
from bokrules.inspection.values import CellReader
from bokrules.semantics.vocabulary import Vocabulary

CSV, JSONL = ".csv", ".jsonl"
_INSTEAD = {
    ".xlsb": msg("open it in Excel and save it as .xlsx"),
    ".json": msg("write one object per line and name it .jsonl"),
    ".txt": msg("name it .csv if it holds comma-separated values"),
    ".tsv": msg("name it .csv and pass the separator (--delimiter tab)"),
    ".pdf": msg("ask for the workbook that it was printed from"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BookFile:
    """The books of a file in its order; `errors` are the rows that could not be read.

    `unread_cells` are cells that could not be read, of lines that are there without them.
    `ignored` are columns that nobody knows, each once. `notes` are on the file as a whole.
    """

    books: Books
    source: Source
    errors: tuple[RowError, ...]
    recognised: tuple[RecognisedSheet, ...]
    ignored: tuple[str, ...]
    notes: tuple[Message, ...] = ()
    unread_cells: tuple[RowError, ...] = ()


def read_books(
    path: Path,
    vocabulary: Vocabulary,
    *,
    mapping: SheetMappings | None = None,
    delimiter: str | None = None,
    encoding: str | None = None,
    sheets: Sequence[str] | None = None,
    companion: bool = False,
) -> BookFile:
    """All books of a file: .csv, .jsonl, or a workbook (.xlsx, .xlsm, .xls, .ods).

    A sheet is recognised by its heads; with a `mapping` it is what that says. A file in which no
    book is recognised is read as plain tables, whose heads are facts of the vocabulary. Of a
    `companion` every place names the file. Raises UnreadableFile for the whole file.
    """
    with _without_collector():
        return _read(path, vocabulary, mapping, delimiter, encoding, sheets, companion=companion)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Looking for unused cycles again and again takes as long as reading, and there are none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(
    path: Path,
    vocabulary: Vocabulary,
    mapping: SheetMappings | None,
    delimiter: str | None,
    encoding: str | None,
    sheets: Sequence[str] | None,
    *,
    companion: bool,
) -> BookFile:
    reading = _Reading(path, vocabulary, mapping, path.name if companion else None)
    given = {"delimiter": delimiter, "encoding": encoding, "sheet": sheets}
    name, ending = str(path), path.suffix.lower()
    if ending == CSV:
        _refuse_options(name, given, "sheet")
        reading.read_csv_file(delimiter, encoding)
    elif ending == JSONL:
        _refuse_options(name, given, "delimiter", "sheet")
        reading.read_json_lines(encoding)
    elif ending in ENDINGS:
        _refuse_options(name, given, "delimiter", "encoding")
        reading.read_grids(read_workbook(reading.data, name, ending, sheets))
    else:
        raise UnreadableFile(
            codes.UNSUPPORTED_FORMAT,
            msg("{file}: a ledger is a .csv, .xlsx, .xlsm, .xls, .ods or .jsonl file", file=name),
            _INSTEAD.get(ending, msg("save it as one of them")),
        )
    return reading.result()


@dataclass
class _Found:
    """What was read so far."""

    cash: list[CashBook] = field(default_factory=list)
    budget: list[BudgetLine] = field(default_factory=list)
    plan: list[PlanLine] = field(default_factory=list)
    payees: list[PayeeLine] = field(default_factory=list)
    taxes: list[TaxLine] = field(default_factory=list)
    prices: list[PriceLine] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    unread_cells: list[RowError] = field(default_factory=list)
    recognised: list[RecognisedSheet] = field(default_factory=list)
    ignored: dict[str, None] = field(default_factory=dict)
    notes: tuple[Message, ...] = ()


class _Reading:
    """One file."""

    def __init__(
        self, path: Path, vocabulary: Vocabulary, mapping: SheetMappings | None, file: str | None
    ) -> None:
        self._path, self._name, self._mapping, self._file = path, str(path), mapping, file
        self._headers = Headers(vocabulary)
        self._cells = CellReader(vocabulary)
        self._facts = frozenset(vocabulary.facts)
        self._heads = HeadReader(self._headers)
        self._found = _Found()
        self._cash: dict[int, tuple[tuple[CashBook, ...], ReadTable]] = {}
        """By the identity of their tables."""
        self._refused: set[str | None] = set()
        """Sheets with a table that cannot be read."""
        self.data = file_bytes(path)

    def result(self) -> BookFile:
        """Raises UnreadableFile if there is nothing."""
        found = self._found
        if not found.errors and not any(each.lines for each in found.recognised):
            raise UnreadableFile(
                codes.EMPTY_LEDGER,
                msg("{file} holds no rows", file=self._name),
                msg("a ledger is a row of headers, and a row for each expense below it"),
            )
        return BookFile(
            books=Books(
                cash=tuple(found.cash),
                budget=tuple(found.budget),
                plan=tuple(found.plan),
                payees=tuple(found.payees),
                taxes=tuple(found.taxes),
                prices=tuple(found.prices),
            ),
            source=Source(self._path.name, hashlib.sha256(self.data).hexdigest()),
            errors=tuple(found.errors),
            recognised=tuple(found.recognised),
            ignored=tuple(found.ignored),
            notes=found.notes,
            unread_cells=tuple(found.unread_cells),
        )

    # ---- kinds of files ----

    def read_csv_file(self, delimiter: str | None, encoding: str | None) -> None:
        """A csv file."""
        text = decode(self.data, self._name, encoding)
        if delimiter is not None:
            delimiter = separator_of(delimiter, self._name)
        for separator in separators(delimiter):
            if self._tables(first_rows(text, self._name, separator)):
                grid, errors = text_grid(text, self._name, separator)
                for table in self._tables(grid):
                    grid, ragged = without_ragged(grid, table.body, table.end, len(table.heads))
                    errors += ragged
                self._found.errors += [
                    replace(each, place=replace(each.place, file=self._file)) for each in errors
                ]
                self.read_grids(GridFile((grid,)))
                return
        tables = read_csv(
            self.data, self._name, self._headers, delimiter=delimiter, encoding=encoding
        )
        self._read_plain(tables)

    def read_json_lines(self, encoding: str | None) -> None:
        """A file of JSON objects: expenses."""
        lines = read_jsonl(self.data, self._name, encoding)
        records, ignored = records_of_lines(lines, self._name, self._headers)
        self._take_plain(Place(1), records, ignored)
        self._found.recognised.append(
            RecognisedSheet(
                place=Place(1, None, "", self._file), kind=SheetKind.TABLE, lines=len(records)
            )
        )

    def read_grids(self, file: GridFile) -> None:
        """The sheets of a workbook; as plain tables where none is recognised as a book."""
        self._found.notes = file.notes
        if self._mapping is not None:
            self._mapping.check_sheets([each.name or "" for each in file.grids])
        tables = [(grid, self._tables(grid)) for grid in file.grids]
        if self._mapping is None and not any(found for _, found in tables):
            self._read_plain([plain_sheet(each) for each in file.grids])
            return
        tables = [(grid, self._readable(found)) for grid, found in tables]
        has_main = any(_is_main(each) for _, found in tables for each in found)
        repeating = self._read_cash(tables, has_main=has_main)
        for grid, found in tables:
            entry = self._mapping.of(grid.name) if self._mapping is not None else None
            if entry is not None and entry.ignore:
                self._not_read(grid, msg("the mapping says to leave it out"))
            elif entry is not None and entry.kind is SheetKind.TABLE:
                self._read_mapped_plain(grid, entry)
            elif found:
                for table in found:
                    if has_main and entry is None and _is_auxiliary(table):
                        self._not_read(grid, _AUXILIARY, table.head)
                    elif id(table) in repeating:
                        self._not_read(grid, repeating[id(table)], table.head)
                    else:
                        self._read_table(table)
            elif self._is_plain(grid):
                self._read_plain([plain_sheet(grid)])
            elif grid.sheet in self._refused:
                continue
            else:
                self._not_read(
                    grid,
                    msg("no row of its first {n} heads the columns of a book", n=_SEARCHED),
                )

    def _read_cash(
        self, tables: Sequence[tuple[Grid, Sequence[Table]]], *, has_main: bool
    ) -> Mapping[int, Message]:
        """Read all cash books, and say which repeat another sheet; not those of a mapping."""
        given = [
            table
            for _, found in tables
            for table in found
            if table.kind is SheetKind.CASH
            and not (has_main and self._is_open(table) and _is_auxiliary(table))
        ]
        for each in given:
            self._cash[id(each)] = read_cash(each, self._cells, self._facts, self._file)
        if len(given) < 2:
            return {}
        books = [self._cash[id(each)][0] for each in given]
        return {
            id(given[at]): msg(
                "its lines all stand in the sheet `{sheet}` already",
                sheet=given[other].grid.sheet or "",
            )
            for at, other in repeated(books).items()
            if self._is_open(given[at])
        }

    def _readable(self, tables: Sequence[Table]) -> list[Table]:
        """Those that can be read; of others it is kept why not."""
        found = []
        for each in tables:
            error = refused(each, is_mapped=not self._is_open(each))
            if error is None:
                found.append(each)
                continue
            self._refused.add(each.grid.sheet)
            self._not_read(each.grid, error.message, each.head)
            place = Place(each.grid.numbers[each.head], each.grid.sheet, "", self._file)
            self._found.errors.append(RowError(place, error))
        return found

    def _is_open(self, table: Table) -> bool:
        """No mapping says what the sheet is."""
        return self._mapping is None or self._mapping.of(table.grid.name) is None

    def _tables(self, grid: Grid) -> list[Table]:
        """Those of books; none of a plain table."""
        entry = self._mapping.of(grid.name) if self._mapping is not None else None
        if entry is not None and (entry.ignore or entry.kind is SheetKind.TABLE):
            return []
        if entry is not None and self._mapping is not None:
            return mapped_tables(grid, entry, self._mapping, self._heads)
        return [] if self._is_plain(grid) else tables_of(grid, self._heads)

    def _is_plain(self, grid: Grid) -> bool:
        first = next((row for row in grid.rows if any(each != "" for each in row)), ())
        return is_plain(self._headers, [each for each in first if isinstance(each, str)])

    def _not_read(self, grid: Grid, why: Message, row: int = 0) -> None:
        place = Place(grid.numbers[row], grid.sheet, "", self._file)
        self._found.recognised.append(RecognisedSheet(place=place, kind=None, why=why))

    # ---- plain tables ----

    def _read_plain(self, sheets: Sequence[Sheet]) -> None:
        records, ignored = records_of_sheets(sheets, self._name, self._headers)
        for sheet in sheets:
            own = [each for each in records if _place(each).sheet == sheet.place.sheet]
            self._take_plain(sheet.place, own, ignored)
            lines = sum(not isinstance(each, RowError) for each in own)
            self._found.recognised.append(recognised_plain(sheet, self._headers, self._file, lines))

    def _take_plain(self, place: Place, records: Sequence[Record], ignored: Sequence[str]) -> None:
        book = plain_book(place, records, self._file)
        if book.lines:
            self._found.cash.append(book)
        self._found.errors += plain_errors(records, self._file)
        self._found.ignored |= dict.fromkeys(ignored)

    def _read_mapped_plain(self, grid: Grid, entry: SheetEntry) -> None:
        head = 0
        if entry.header is not None and self._mapping is not None:
            head, _ = header_at(grid, entry, self._mapping)
        sheet = plain_sheet(grid, head)
        header = [
            role if (role := _role_of(grid, at - grid.left, head, entry)) is not None else head
            for at, head in enumerate(sheet.header)
        ]
        self._read_plain([replace(sheet, header=header)])

    # ---- books ----

    def _read_table(self, table: Table) -> None:
        found = self._found
        match table.kind:
            case SheetKind.CASH:
                books, read = self._cash.pop(id(table))
                found.cash += books
            case SheetKind.BUDGET:
                budget, read = read_budget(table, self._file)
                found.budget += budget
            case SheetKind.PLAN:
                plan, read = read_plan(table, self._file)
                found.plan += plan
            case SheetKind.PAYEES:
                payees, read = read_payees(table, self._file)
                found.payees += payees
            case SheetKind.TAXES:
                taxes, read = read_taxes(table, self._heads, self._file)
                found.taxes += taxes
            case SheetKind.PRICES:
                prices, read = read_prices(table, self._file)
                found.prices += prices
            case SheetKind.TABLE:
                raise AssertionError("a plain table has no roles")
            case _:
                assert_never(table.kind)
        found.errors += read.errors
        found.unread_cells += read.unread_cells
        known = recognised(table, read, self._file)
        found.recognised.append(known)
        found.ignored |= dict.fromkeys(known.ignored)
        if read.outside_month:
            found.notes = (*found.notes, outside_note(known))


_SEARCHED = 80
_AUXILIARY = msg(
    "an auxiliary book (buku pembantu, rekap, register): its lines stand in the cash book already"
)


def _is_auxiliary(table: Table) -> bool:
    """A cash book of one purse or account, which repeats lines of the main one."""
    return table.kind is SheetKind.CASH and is_auxiliary(table.title_texts)


def _is_main(table: Table) -> bool:
    return table.kind is SheetKind.CASH and not is_auxiliary(table.title_texts)


def _role_of(grid: Grid, at: int, head: str, entry: SheetEntry) -> str | None:
    """What a mapping says of a column of a plain table: "" for one to leave out."""
    for column, role in entry.columns.items():
        if column in (head, grid.letters(at)):
            return role or ""
    return None


def _place(record: Record) -> Place:
    return record.place if isinstance(record, RowError) else record[0]


def _refuse_options(name: str, given: Mapping[str, object], *useless: str) -> None:
    for option in useless:
        if given[option] is not None:
            raise UnreadableFile(
                codes.UNSUPPORTED_FORMAT,
                msg("{file}: a file of this kind has no {option}", file=name, option=option),
                msg("leave --{option} out", option=option),
            )
