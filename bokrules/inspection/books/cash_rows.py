"""The lines of a cash book (BKU)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bokrules.base import codes
from bokrules.base.errors import InvalidValue
from bokrules.base.messages import Message, msg
from bokrules.evaluation.row import Place
from bokrules.inspection.books import cells, kinds
from bokrules.inspection.books.cash_words import (
    STARTS,
    is_closing,
    kind_of_words,
    may_be_sum,
    names_sum_of_columns,
)
from bokrules.inspection.books.cells import FIRST_YEAR, Period
from bokrules.inspection.books.grid import Row
from bokrules.inspection.books.lines import CashBook, CashKind, CashLine
from bokrules.inspection.books.passing_words import passes_on
from bokrules.inspection.books.table_rows import CellFault, ReadTable, Rows, may_close
from bokrules.inspection.books.tables import Table
from bokrules.inspection.books.titles import unit_of_heading
from bokrules.inspection.books.usual_lines import DASHES, LINE_FACTS, UsualReader, usual_reader
from bokrules.inspection.ledger import BadCell
from bokrules.inspection.values import CellReader
from bokrules.inspection.xlsx_file import cell_of


def read_cash(
    table: Table, reader: CellReader, facts: frozenset[str], file: str | None
) -> tuple[tuple[CashBook, ...], ReadTable]:
    """The book, and the rows that could not be read. `facts` are those of the vocabulary.

    A table in which headings name health centres makes a book for each.
    """
    rows = Rows(table, file)
    reading = _CashRows(rows, reader, facts)
    reading.read()
    lines, starts = reading.lines, [each.first for each in reading.sections]
    books = tuple(
        CashBook(
            place=Place(each.row, table.grid.sheet, "", file),
            unit=each.unit,
            lines=tuple(lines[each.first : end]),
            year=rows.period.year,
            month=rows.period.month,
            has_balance=rows.column(kinds.BALANCE) is not None,
        )
        for each, end in zip(reading.sections, [*starts[1:], len(lines)], strict=True)
        if end > each.first or len(starts) == 1
    )
    return books, ReadTable(
        len(lines),
        tuple(rows.errors),
        tuple(reading.carried),
        tuple(_outside(rows.period, lines)),
        tuple(rows.unread_cells),
    )


def _outside(period: Period, lines: Sequence[CashLine]) -> Iterator[int]:
    """The rows of lines that have a day which is not in the sheet's month."""
    if period.year is None or period.month is None:
        return
    for each in lines:
        day = each.date
        if (
            day is not None
            and each.kind.moves
            and (day.month != period.month or day.year != period.year)
        ):
            yield each.place.row


@dataclass(frozen=True, slots=True)
class _Section:
    """The lines of one unit: from this one on, below this row."""

    first: int
    unit: str | None
    row: int


class _CashRows:
    """One pass over the rows; what can be known before is looked up before."""

    def __init__(self, rows: Rows, reader: CellReader, facts: frozenset[str]) -> None:
        self._rows, self._reader, self._facts = rows, reader, facts
        self._sheet, self._file, self._unit = rows.table.grid.sheet, rows.file, rows.unit
        self._extras = [
            (at, each.column) for at, each in enumerate(rows.table.heads) if each.column is not None
        ]
        self._number_at = rows.column(kinds.NUMBER)
        self._day_at = rows.column(kinds.DATE)
        self._voucher_at = rows.column(kinds.VOUCHER)
        self._text_at = rows.column(kinds.TEXT)
        self._account_at = rows.column(kinds.ACCOUNT)
        self._unit_at = rows.column(kinds.UNIT)
        self._received_at = rows.column(kinds.RECEIVED)
        self._spent_at = rows.column(kinds.SPENT)
        self._balance_at = rows.column(kinds.BALANCE)
        self.carried: list[int] = []
        self.lines: list[CashLine] = []
        grid = rows.table.grid
        self.sections = [_Section(0, rows.unit, grid.numbers[rows.table.head])]
        self._last: date | None = None
        self._unread: list[CellFault] = []
        """Of the row at hand: what it can be read without."""
        self._has_amounts = self._any_amount()

    def read(self) -> None:
        """All lines, into `lines`."""
        table = self._rows.table
        rows, width = table.grid.rows, len(table.heads)
        usual = self._usual()
        for at in range(table.body, table.end):
            row = rows[at]
            if not row:
                continue
            if len(row) < width:
                row = [*row, *[""] * (width - len(row))]
            line = usual(at, row)
            if line is not None:
                self._last = line.date
                self.lines.append(line)
                continue
            self._unread = []
            received = self._amount(row, self._received_at)
            spent = self._amount(row, self._spent_at)
            balance = self._amount(row, self._balance_at, negative=True)
            if received is None and spent is None and may_close(row) and is_closing(row):
                return
            try:
                line = self._line(at, row, received, spent, balance)
            except CellFault as fault:
                if may_close(row) and is_closing(row):
                    return
                self._rows.refuse(at, fault.column, fault.error)
                continue
            if line is not None:
                self._rows.do_without(at, self._unread)
                self.lines.append(line)
            elif self._unit != self.sections[-1].unit:
                self.sections.append(_Section(len(self.lines), self._unit, table.grid.numbers[at]))
                usual = self._usual()

    def _usual(self) -> UsualReader:
        """The quick reader, where a book has the usual columns and no others."""
        columns = (
            self._number_at,
            self._day_at,
            self._voucher_at,
            self._text_at,
            self._received_at,
            self._spent_at,
            self._balance_at,
        )
        is_usual = self._unit_at is None and not self._extras and self._facts >= LINE_FACTS
        known = [each for each in columns if each is not None]
        if not is_usual or len(known) < len(columns):
            return lambda _at, _row: None
        numbers = self._rows.table.grid.numbers
        return usual_reader(known, self._account_at, numbers, self._sheet, self._file, self._unit)

    def _line(
        self, at: int, row: Row, received: int | None, spent: int | None, balance: int | None
    ) -> CashLine | None:
        text = self._told(row, self._text_at)
        words = text or self._first_text(row)
        kind = None
        voucher = self._text(row, self._voucher_at) or None
        if words[:4].casefold() in STARTS:
            kind = self._kind_of_words(row, words, voucher)
            text = words if kind is not None else text
        nothing = received is spent is balance is None
        if kind is None and nothing and self._is_heading(row) and not self._is_next(row):
            self._unit = unit_of_heading(words) or self._unit
            return None
        if kind is None:
            kind = self._kind(row, text, received, spent, balance)
            if kind is None:
                return None
        extra = self._extra_facts(row) if self._extras and kind.moves else {}
        if kind is CashKind.EXPENSE and not extra and passes_on(text):
            kind = CashKind.PASSING
        day = self._day(at, row, carry=kind.moves)
        unit = self._text(row, self._unit_at) or self._unit
        number = self._text(row, self._number_at) if kind.moves else None
        facts: dict[str, object] = {}
        if kind is CashKind.EXPENSE:
            facts = {"nilai": spent, "uraian": text, "tanggal": day, "nomor_bukti": voucher,
                     "satker": unit, "rekening": self._text(row, self._account_at)}  # fmt: skip
            known = self._facts
            facts = {name: each for name, each in facts.items() if each and name in known}
        facts |= extra
        return CashLine(
            place=Place(self._rows.table.grid.numbers[at], self._sheet, "", self._file),
            kind=kind,
            unit=unit,
            number=number or None,
            date=day,
            voucher=voucher,
            description=text,
            received=received,
            spent=spent,
            balance=balance,
            facts=facts,
        )

    # ---- the kind ----

    def _kind_of_words(self, row: Row, words: str, voucher: str | None) -> CashKind | None:
        kind = kind_of_words(words, self._rows.period.month)
        is_bare = not voucher and self._is_blank(row, self._day_at)
        if kind is None and is_bare and self._is_blank(row, self._number_at):
            kind = CashKind.SUBTOTAL if names_sum_of_columns(words) else None
        if kind is None and is_bare and may_be_sum(words):
            raise CellFault(
                self._text_at,
                _refused(
                    msg("this may be a sum or a balance, or a line of its own"),
                    msg("write a date or a voucher number for a line; `Jumlah bulan ini`, `Saldo"
                        " awal` and the like for sums and balances"),
                ),
            )  # fmt: skip
        return kind

    def _kind(
        self, row: Row, text: str, received: int | None, spent: int | None, balance: int | None
    ) -> CashKind | None:
        if received and spent:
            raise CellFault(
                None,
                _refused(
                    msg("the row both receives and spends"), msg("write two rows: one for each")
                ),
            )
        if received:
            return CashKind.RECEIPT
        if spent:
            return CashKind.EXPENSE
        if text and not self._has_amounts:
            return CashKind.EXPENSE
        for fault in self._unread:
            if fault.column in (self._received_at, self._spent_at):
                raise fault
        nothing = not text and balance is None and received is None and spent is None
        if nothing and not self._is_told(row):
            return None
        raise CellFault(
            None,
            _refused(
                msg("the row neither receives nor spends"),
                msg("write its amount, or delete the row"),
            ),
        )

    def _is_heading(self, row: Row) -> bool:
        """A text over the lines below it, with no more than its number or account code."""
        filled = [at for at, each in enumerate(row) if not cells.is_empty(each)]
        if len(filled) == 1:
            within = {self._number_at, self._day_at, self._text_at}
        else:
            within = {self._number_at, self._account_at, self._text_at}
        return set(filled) <= within and any(
            type(row[at]) is str and _LETTERS.search(row[at]) for at in filled
        )

    def _any_amount(self) -> bool:
        """Whether any row has one: of a book without amounts every text is a line."""
        columns = [
            at for at in (self._received_at, self._spent_at, self._balance_at) if at is not None
        ]
        table = self._rows.table
        return any(
            not cells.is_empty(row[at])
            for row in table.grid.rows[table.body : table.end]
            for at in columns
            if at < len(row)
        )

    def _is_next(self, row: Row) -> bool:
        """Whether its number continues that of the line above, or the book has no amounts."""
        number = self._text(row, self._number_at)
        if not number.isdecimal():
            return False
        last = self.lines[-1].number if self.lines else None
        return not self._has_amounts or (
            last is not None and last.isdecimal() and int(number) == int(last) + 1
        )

    def _is_told(self, row: Row) -> bool:
        """Whether more than its number and dashes stand in a row."""
        return any(not cells.is_empty(each) for at, each in enumerate(row) if at != self._number_at)

    # ---- cells ----

    def _amount(self, row: Row, at: int | None, *, negative: bool = False) -> int | None:
        if at is None:
            return None
        raw = row[at]
        if raw == "":
            return None
        try:
            return cells.amount(raw, self._rows.table.written(at), negative=negative)
        except InvalidValue as error:
            self._unread.append(CellFault(at, error))
            return None

    def _text(self, row: Row, at: int | None) -> str:
        """Nothing where it cannot be read."""
        try:
            return self._told(row, at)
        except CellFault as fault:
            self._unread.append(fault)
            return ""

    def _told(self, row: Row, at: int | None) -> str:
        """Raises CellFault."""
        if at is None:
            return ""
        raw = row[at]
        if type(raw) is str:
            return " ".join(raw.split()) if raw not in DASHES else ""
        if isinstance(raw, BadCell):
            raise CellFault(at, cells.unreadable(raw, self._rows.table.written(at), _TEXT))
        return cells.text(raw)

    def _first_text(self, row: Row) -> str:
        """A sum's words often stand in a merged cell, from the first column on."""
        return next((cells.text(each) for each in row if type(each) is str and each), "")

    def _is_blank(self, row: Row, at: int | None) -> bool:
        return at is None or cells.is_empty(row[at])

    def _day(self, at: int, row: Row, *, carry: bool) -> date | None:
        """The day of a line; one without has that of the line above it.

        After a day that cannot be read none is known until the next one.
        """
        if self._day_at is None:
            return None
        raw = row[self._day_at]
        if type(raw) is date and raw.year >= FIRST_YEAR:
            self._last = raw
            return raw
        try:
            day = self._day_of(raw)
        except InvalidValue as error:
            if carry:
                self._unread.append(CellFault(self._day_at, error))
                self._last = None
            return None
        if day is not None:
            self._last = day
        elif carry and self._last is not None:
            self.carried.append(self._rows.table.grid.numbers[at])
            return self._last
        return day

    def _day_of(self, raw: object) -> date | None:
        return cells.day(raw, self._rows.table.written(self._day_at), self._rows.period)

    def _extra_facts(self, row: Row) -> dict[str, object]:
        found: dict[str, object] = {}
        for at, column in self._extras:
            raw = row[at]
            if raw == "":
                continue
            try:
                value = self._reader.read(raw if isinstance(raw, BadCell) else cell_of(raw), column)
            except InvalidValue as error:
                raise CellFault(at, error) from None
            if value is None:
                continue
            name = column.fact.name
            if column.tax is not None:
                taxes = found.setdefault(name, {})
                assert isinstance(taxes, dict)
                taxes[column.tax] = value
            else:
                found[name] = value
        return found


_LETTERS = re.compile(r"[^\W\d_]{3}")
_TEXT = msg("a text")


def _refused(what: Message, hint: Message) -> InvalidValue:
    return InvalidValue(codes.UNREADABLE_CELL, what, hint)
