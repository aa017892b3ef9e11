"""A published table from a csv file or a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from bokrules.base import codes
from bokrules.base.errors import UnreadableFile
from bokrules.base.messages import Message, msg
from bokrules.base.spans import whole_file
from bokrules.base.suggestions import did_you_mean
from bokrules.evaluation.table import RowError
from bokrules.inspection.columns import Headers
from bokrules.inspection.csv_file import read_csv
from bokrules.inspection.ledger import RawRow, Sheet, column_letters
from bokrules.inspection.opening import file_bytes
from bokrules.inspection.published.notation import Number, printed_text, read_printed
from bokrules.inspection.published.roles import Role, heads, roles_of_heads
from bokrules.inspection.published.rules import TableRules
from bokrules.inspection.published.table import PublishedCell, PublishedRow, PublishedTable
from bokrules.inspection.records import where
from bokrules.inspection.xlsx_file import read_xlsx
from bokrules.semantics.types import TEXT
from bokrules.semantics.vocabulary import Fact, Label, Vocabulary


def read_sheets(path: Path) -> list[Sheet]:
    """The tables of a file as raw cells. Raises UnreadableFile, naming the file and the row."""
    name, ending = str(path), path.suffix.lower()
    if ending not in (".csv", ".xlsx"):
        raise UnreadableFile(
            codes.UNSUPPORTED_FORMAT,
            msg("{file}: a published table is a .csv or .xlsx file", file=name),
            msg("save it as one of them, or give the catalogue of a document (.yaml)"),
        )
    data = file_bytes(path)
    sheets = (
        read_csv(data, name, _known_heads(), any_delimiter=True)
        if ending == ".csv"
        else read_xlsx(data, name, has_percentages=True)
    )
    if not any(each.rows for each in sheets):
        raise UnreadableFile(
            codes.EMPTY_LEDGER,
            msg("{file} holds no rows", file=name),
            msg("a published table is a row of heads, and a row for each unit below it"),
        )
    return sheets


def column_roles(sheet: Sheet, declared: Mapping[str, Role], file: str) -> dict[str, Role]:
    """The columns with their roles: as declared, else by their heads.

    Raises UnreadableFile for a head that stands twice and for a declared column that is not there.
    """
    at = where(file, sheet.place)
    named = [each for each in heads_of(sheet) if each]
    for each in named:
        if named.count(each) > 1:
            raise UnreadableFile(
                codes.DUPLICATE_COLUMN,
                msg("{where}: there are two columns `{column}`", where=at, column=each),
                msg("rename one of them"),
            )
    for each in declared:
        if each not in named:
            raise UnreadableFile(
                codes.BAD_CATALOGUE,
                msg("{where}: there is no column `{column}`", where=at, column=each),
                did_you_mean(each, named) or msg("it has: {names}", names=named),
            )
    return {each: declared.get(each) or role for each, role in roles_of_heads(named).items()}


def heads_of(sheet: Sheet) -> list[str]:
    """The heads; a column that has cells but no head is called by its letters, such as (E)."""
    return [
        head or (f"({column_letters(place)})" if _is_filled(sheet, place) else "")
        for place, head in enumerate(sheet.header)
    ]


def _is_filled(sheet: Sheet, place: int) -> bool:
    return any(
        isinstance(row, RawRow) and place < len(row.cells) and row.cells[place] is not None
        for row in sheet.rows
    )


def table_of(  # the parts of one table, each under its name
    sheet: Sheet,
    columns: Mapping[str, Role],
    rules: TableRules,
    *,
    id: str,
    number: str,
    title: str,
    file: str,
) -> PublishedTable:
    """The sheet as a table. Raises UnreadableFile for a row with more cells than heads."""
    rows = []
    named = heads_of(sheet)
    for row in sheet.rows:
        if isinstance(row, RowError):
            raise _bad_row(row, file)
        rows.append(_row(row, named, columns))
    return PublishedTable(id, number, title, file, columns, tuple(rows), rules)


def _row(row: RawRow, named: Sequence[str], columns: Mapping[str, Role]) -> PublishedRow:
    given = [*row.cells, *[None] * (len(named) - len(row.cells))]
    raw = {head: cell for head, cell in zip(named, given, strict=True) if head}
    line_column = next((name for name, role in columns.items() if role is Role.LINE), None)
    line = None
    if line_column is not None:
        read = read_printed(raw[line_column], Role.LINE.kind)
        line = int(read.value) if isinstance(read, Number) else None
    cells = {
        name: PublishedCell(
            printed_text(raw[name]), read_printed(raw[name], role.kind), name, row.place.row, line
        )
        for name, role in columns.items()
    }
    return PublishedRow(row.place.row, line, cells)


def _bad_row(row: RowError, file: str) -> UnreadableFile:
    message: Message = msg(
        "{file}, row {row}: {why}",
        file=where(file, row.place),
        row=row.place.row,
        why=row.error.message,
    )
    return UnreadableFile(row.error.code, message, row.error.hint_message)


def _known_heads() -> Headers:
    """By which the separator of a csv file is recognised."""
    span = whole_file("")
    facts = {
        each: Fact(name=each, alias=each, type=TEXT, label=Label(each), span=span)
        for each in heads()
    }
    return Headers(Vocabulary({}, {}, {}, {}, facts))
