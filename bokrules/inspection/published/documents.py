"""What `audit` is given: a table, or the catalogue of a document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bokrules.base import codes
from bokrules.base.errors import UnreadableFile
from bokrules.base.messages import msg
from bokrules.inspection.ledger import Sheet
from bokrules.inspection.published.conditions import Condition, Measure, Requirement
from bokrules.inspection.published.document import Document
from bokrules.inspection.published.from_catalogue import document_of_catalogue
from bokrules.inspection.published.notation import Kind
from bokrules.inspection.published.reading import column_roles, read_sheets, table_of
from bokrules.inspection.published.roles import Role, heads
from bokrules.inspection.published.rules import rules_by_role
from bokrules.inspection.published.table import PublishedTable
from bokrules.inspection.published.total_rows import total_of
from bokrules.inspection.records import where


def read_document(path: Path) -> Document:
    """The document of a catalogue (.yaml); a table alone (.csv, .xlsx) is a document of its own.

    Raises UnreadableFile, naming the file, the row or line, and what to do.
    """
    if path.suffix.lower() in (".yaml", ".yml"):
        return document_of_catalogue(path)
    sheets = read_sheets(path)
    tables = tuple(_tables(sheets, path))
    return Document(path.name, str(path), tables)


def _tables(sheets: list[Sheet], path: Path) -> Iterator[PublishedTable]:
    for sheet in sheets:
        columns = column_roles(sheet, {}, str(path))
        if not any(_is_amount(role) for role in columns.values()):
            raise UnreadableFile(
                codes.NO_KNOWN_COLUMN,
                msg(
                    "{where}: no column of row {row} holds amounts that are known: {names}",
                    where=where(str(path), sheet.place),
                    row=sheet.place.row,
                    names=list(columns),
                ),
                msg("name the columns: {names}", names=list(heads())),
            )
        name = sheet.place.sheet or path.stem
        table = table_of(
            sheet,
            columns,
            rules_by_role(columns),
            id=name,
            number="",
            title=name,
            file=path.name,
        )
        rules = replace(table.rules, headings=_headings(table), total=total_of(table))
        yield replace(table, rules=rules)


def _headings(table: PublishedTable) -> Condition | None:
    """Rows named Provinsi among rows named Kab. or Kota, which they stand above."""
    column = table.column(Role.NAME)
    if column is None:
        return None
    names = {row.text(column).casefold() for row in table.rows}
    provinces = {each for each in names if each.startswith("prov")}
    if not provinces or not any(each.startswith(("kab", "kota ")) for each in names):
        return None
    among = Requirement(Measure(column), "dari", texts=tuple(sorted(provinces)))
    return Condition((among,), "")


def _is_amount(role: Role) -> bool:
    return role is not Role.LINE and role.kind is not Kind.TEXT
