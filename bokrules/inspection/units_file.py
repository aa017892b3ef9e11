"""`--units FILE`: the ceiling of each unit, from a csv file or a workbook."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from bokrules.base import codes
from bokrules.base.errors import InvalidValue, UnreadableFile
from bokrules.base.messages import Message, msg
from bokrules.evaluation.limits import Ceiling, Ceilings
from bokrules.evaluation.limits.lines import FUND, UNIT
from bokrules.evaluation.table import Place, RowError, Source
from bokrules.inspection.columns import Column, Headers
from bokrules.inspection.csv_file import read_csv
from bokrules.inspection.ledger import Cell, RawRow, Sheet
from bokrules.inspection.opening import file_bytes
from bokrules.inspection.records import unknown_columns, where
from bokrules.inspection.values import CellReader, Value
from bokrules.inspection.xlsx_file import read_xlsx
from bokrules.semantics.policy import Policy
from bokrules.semantics.types import RUPIAH, TEXT, Type
from bokrules.semantics.vocabulary import Fact, Label, Vocabulary

CEILING, YEAR = "pagu", "tahun"
FIRST_YEAR, LAST_YEAR = 2000, 2100


def read_ceilings(path: Path, policy: Policy) -> Ceilings:
    """The ceilings in a file. Raises UnreadableFile, naming the unit and the column."""
    name = str(path)
    ending = path.suffix.lower()
    if ending not in (".csv", ".xlsx"):
        raise UnreadableFile(
            codes.UNSUPPORTED_FORMAT,
            msg("{file}: ceilings stand in a .csv or .xlsx file", file=name),
            msg("save it as one of them"),
        )
    data = file_bytes(path)
    headers = Headers(_columns(policy))
    sheets = (
        read_csv(data, name, headers, any_delimiter=True)
        if ending == ".csv"
        else read_xlsx(data, name)
    )
    reader = CellReader(headers.vocabulary)
    entries = [each for sheet in sheets for each in _entries(sheet, name, headers, reader)]
    if not entries:
        raise UnreadableFile(
            codes.EMPTY_LEDGER,
            msg("{file} holds no rows", file=name),
            msg("write a row of headers (satker, pagu), and a row for each unit below it"),
        )
    _check_once(entries, name, policy)
    ceilings = tuple(each for _, each in entries)
    return Ceilings(ceilings, path.name, hashlib.sha256(data).hexdigest())


def source_of_ceilings(ceilings: Ceilings) -> Source | None:
    """Where they came from, if from a file."""
    return None if ceilings.source is None else Source(ceilings.source, ceilings.sha256 or "")


def _columns(policy: Policy) -> Vocabulary:
    """What a file of ceilings may hold, as facts, so that ledgers and it are read alike."""
    vocabulary = policy.vocabulary
    span = next(iter(vocabulary.facts.values())).span

    def fact(name: str, alias: str, kind: Type, text: str, english: str) -> Fact:
        label = Label(text, english)
        return Fact(name=name, alias=alias, type=kind, label=label, span=span)

    known = [
        vocabulary.facts.get(UNIT) or fact(UNIT, "unit", TEXT, "Satuan kerja", "Unit"),
        fact(CEILING, "ceiling", RUPIAH, "Pagu", "Ceiling"),
        vocabulary.facts.get(FUND) or fact(FUND, "fund", Type("term", FUND), "Dana", "Fund"),
        fact(YEAR, "year", Type("count"), "Tahun", "Year"),
    ]
    return Vocabulary(vocabulary.taxonomies, {}, {}, {}, {each.name: each for each in known})


def _entries(
    sheet: Sheet, name: str, headers: Headers, reader: CellReader
) -> Iterator[tuple[Place, Ceiling]]:
    columns = headers.columns(sheet.header, where(name, sheet.place))
    unknown = list(unknown_columns(sheet, columns))
    if unknown:
        raise _bad(
            msg("{file}: unknown columns: {names}", file=name, names=unknown),
            msg("known are: {names}", names=headers.expected),
        )
    given = {each.fact.name for each in columns if each is not None}
    lacking = [each for each in (UNIT, CEILING) if each not in given]
    if lacking:
        raise _bad(
            msg("{file}: there is no column {names}", file=name, names=lacking),
            msg("known are: {names}", names=headers.expected),
        )
    for row in sheet.rows:
        if isinstance(row, RowError):
            raise _bad(_at(name, row.place, None, row.error.message), row.error.hint_message)
        yield row.place, _entry(row, columns, name, reader)


def _entry(row: RawRow, columns: Sequence[Column | None], name: str, reader: CellReader) -> Ceiling:
    """One row. Every column of the file is filled in every row."""
    cells = [*row.cells, *[None] * (len(columns) - len(row.cells))]
    read: dict[str, Value | None] = {}
    unit: str | None = None
    pairs = [(column, cell) for column, cell in zip(columns, cells, strict=True) if column]
    for column, cell in sorted(pairs, key=lambda each: each[0].fact.name != UNIT):
        value = read[column.fact.name] = _value(cell, column, row.place, unit, name, reader)
        if column.fact.name == UNIT:
            unit = str(value)
    amount, fund, year = read[CEILING], read.get(FUND), read.get(YEAR)
    return Ceiling(
        unit=unit or "",
        amount=amount if isinstance(amount, int) else 0,
        fund=fund if isinstance(fund, str) else None,
        year=year if isinstance(year, int) else None,
    )


def _value(
    cell: Cell, column: Column, place: Place, unit: str | None, name: str, reader: CellReader
) -> Value:
    try:
        value = reader.read(cell, column)
    except InvalidValue as fault:
        mend = msg("mend the cell, or leave the row out")
        hint = fault.hint_message if column.fact.name == FUND else mend
        raise _bad(_at(name, place, unit, fault.message), hint) from None
    if value is None:
        why = msg("column `{column}`: the cell is empty", column=column.header)
        raise _bad(_at(name, place, unit, why), msg("fill it in, or leave the row out"))
    if column.fact.name == YEAR and not (
        isinstance(value, int) and FIRST_YEAR <= value <= LAST_YEAR
    ):
        why = msg("column `{column}`: {value} is no year", column=column.header, value=value)
        raise _bad(_at(name, place, unit, why), msg("write it in four digits, such as 2019"))
    return value


def _check_once(entries: Sequence[tuple[Place, Ceiling]], name: str, policy: Policy) -> None:
    """Raises UnreadableFile for a unit that has two ceilings for the same, or one in another."""
    taxonomy = policy.vocabulary.taxonomies.get(FUND)
    before: dict[tuple[object, int | None], list[tuple[Place, Ceiling]]] = {}
    for place, each in entries:
        for earlier, other in before.setdefault((each.key, each.year), []):
            funds = {each.fund or "", other.fund or ""}
            is_within = taxonomy is not None and any(
                a in taxonomy and b in taxonomy.above_or_same(a) for a in funds for b in funds - {a}
            )
            if len(funds) == 1 or is_within:
                why = msg("row {row} has a ceiling for the same already", row=earlier.row)
                raise _bad(
                    _at(name, place, each.unit, why),
                    msg("give each unit once, or once for each fund and year"),
                )
        before[each.key, each.year].append((place, each))


def _at(name: str, place: Place, unit: str | None, why: Message) -> Message:
    file = where(name, place)
    if unit is None:
        return msg("{file}, row {row}: {why}", file=file, row=place.row, why=why)
    return msg(
        "{file}, row {row}, unit `{unit}`: {why}", file=file, row=place.row, unit=unit, why=why
    )


def _bad(message: Message, hint: Message | None) -> UnreadableFile:
    return UnreadableFile(codes.BAD_UNITS, message, hint)
