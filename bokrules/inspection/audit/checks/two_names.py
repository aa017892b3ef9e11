"""`dua_nama`: one unit under several names; `nama_rancu`: a name that two units have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bokrules.base.messages import Message, msg
from bokrules.inspection.audit.checks.disagreeing_tables import fitting_columns
from bokrules.inspection.audit.finding import CellPlace, Finding, places
from bokrules.inspection.audit.unit_names import has_kind, plain_name
from bokrules.inspection.published.document import Document
from bokrules.inspection.published.roles import Role
from bokrules.inspection.published.table import PublishedRow, PublishedTable

TWO_NAMES = "dua_nama"
AMBIGUOUS = "nama_rancu"


def two_names(document: Document) -> Iterator[Finding]:
    """By code: spellings that differ in a table, between tables, or from the official name."""
    printed: dict[str, dict[str, CellPlace]] = {}
    for table in document.tables:
        code, name = table.column(Role.CODE), table.column(Role.NAME)
        if code is None or name is None:
            continue
        for row in table.units():
            if row.text(code):
                (place,) = places(table, [row], name)
                printed.setdefault(row.text(code), {}).setdefault(row.text(name), place)
    for key, names in printed.items():
        official = document.names.get(key)
        spellings = {plain_name(each) for each in names}
        if len(spellings) == 1 and (official is None or plain_name(official) in spellings):
            continue
        different = list(names.items())
        shown = [f"{each} ({place.file}:{place.row})" for each, place in different]
        if official is not None and plain_name(official) not in spellings:
            shown.append(f"{official} (BPS)")
        yield Finding(
            check=TWO_NAMES,
            table=different[-1][1].table,
            cells=tuple(place for _, place in different),
            unit=key,
            message=msg("this code has several names: {names}", names=shown),
            remark=True,
        )


def ambiguous_names(document: Document) -> Iterator[Finding]:
    """Names without Kab. or Kota where the list of regions has both; which one is our reading."""
    units: dict[str, set[str]] = {}
    for key, official in document.names.items():
        units.setdefault(plain_name(official), set()).add(key)
    for table in document.tables:
        code, name = table.column(Role.CODE), table.column(Role.NAME)
        if code is None or name is None:
            continue
        for row in table.units():
            several = units.get(plain_name(row.text(name)), set())
            if has_kind(row.text(name)) or len(several) < 2 or row.text(code) not in several:
                continue
            yield Finding(
                check=AMBIGUOUS,
                table=table.id,
                cells=places(table, [row], name),
                unit=row.text(code),
                printed=row.text(name),
                message=msg(
                    "`{name}` may be any of: {names}",
                    name=row.text(name),
                    names=[document.names[each] for each in sorted(several)],
                ),
                cause=_which(document, table, row, sorted(several)),
                remark=True,
            )


def _which(
    document: Document, table: PublishedTable, row: PublishedRow, several: Sequence[str]
) -> Message:
    """Whose figures they are, by the table that these are from."""
    fitting = {each: fitting_columns(document, table, row, each) for each in several}
    words: list[Message] = [
        msg("by {columns} it is {name}", columns=columns, name=document.names[key])
        for key, columns in fitting.items()
        if columns
    ]
    code = row.text(table.column(Role.CODE))
    return (
        msg("{words}", words=words)
        if words
        else msg("its code is that of {name}", name=document.names[code])
    )
