"""A mapping: what the columns of a workbook are, where they are not recognised by themselves.

pydantic stands at this door; docs/ledgers.md says what a mapping holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from bokrules.base import codes
from bokrules.base.errors import UnreadableFile
from bokrules.base.messages import Message, msg
from bokrules.base.suggestions import did_you_mean
from bokrules.editions.edition_yaml import Strict
from bokrules.editions.yaml_faults import fault_words
from bokrules.inspection.books.heads import DEPOSITED, WITHHELD
from bokrules.inspection.books.kinds import MONTHS, WORDS, SheetKind
from bokrules.inspection.yaml_file import entry_fault, read_entries
from bokrules.semantics.vocabulary import Vocabulary

EVERY_SHEET = "*"
OTHER_TAXES = ("pph21", "pph23", "pph_final", "pajak_daerah")
"""Taxes of a tax book that a vocabulary need not have."""

_Row = Annotated[int, Field(ge=1)]


class SheetEntry(Strict):
    """What is said of a sheet. `header` is the number of its row of heads, or of several."""

    ignore: bool = False
    kind: SheetKind | None = None
    header: _Row | list[_Row] | None = None
    columns: dict[str, str | None] = Field(default_factory=dict)
    unit: str | None = None
    year: int | None = Field(default=None, ge=1990, le=2100)
    month: int | None = Field(default=None, ge=1, le=12)

    @property
    def header_rows(self) -> tuple[int, ...]:
        """None are those that are to be looked for."""
        if self.header is None:
            return ()
        return (self.header,) if isinstance(self.header, int) else tuple(self.header)


class MappingFile(Strict):
    """The file: entries by the name of the sheet, `*` for all others."""

    sheets: dict[str, SheetEntry] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class SheetMappings:
    """A mapping as it was read; `name` is its file, for what is wrong with it."""

    name: str
    text: str
    sheets: Mapping[str, SheetEntry]

    def of(self, sheet: str | None) -> SheetEntry | None:
        """The entry of a sheet, else that of all."""
        own = self.sheets.get(sheet) if sheet is not None else None
        return own or self.sheets.get(EVERY_SHEET)

    def fault(
        self, sheet: str, where: tuple[str, ...], what: Message, hint: Message | None
    ) -> UnreadableFile:
        """What is wrong with an entry of a sheet."""
        entry = sheet if sheet in self.sheets else EVERY_SHEET
        return _fault(self.name, self.text, ("sheets", entry, *where), what, hint)

    def check_sheets(self, known: list[str]) -> None:
        """Raises UnreadableFile for a sheet that the workbook does not have."""
        for each in self.sheets:
            if each != EVERY_SHEET and each not in known:
                raise self.fault(
                    each,
                    (),
                    msg("the workbook has no such sheet"),
                    did_you_mean(each, known) or msg("it has: {names}", names=known),
                )


def read_mapping(path: Path, vocabulary: Vocabulary) -> SheetMappings:
    """Raises UnreadableFile for what is no mapping, naming file, line and entry."""
    name = str(path)
    text, given = read_entries(path, codes.UNREADABLE_FILE)
    try:
        read = MappingFile.model_validate(given)
    except ValidationError as faults:
        fault = faults.errors()[0]
        what, hint = fault_words(fault, MappingFile)
        raise _fault(name, text, fault["loc"], what, hint) from None
    for sheet, entry in read.sheets.items():
        _check_roles(name, text, sheet, entry, vocabulary)
    return SheetMappings(name, text, read.sheets)


def _check_roles(
    name: str, text: str, sheet: str, entry: SheetEntry, vocabulary: Vocabulary
) -> None:
    known = list(dict.fromkeys(roles(entry.kind, vocabulary)))
    _check_once(name, text, sheet, entry)
    for column, role in entry.columns.items():
        if role is not None and _bare(role) not in map(_bare, known):
            raise _fault(
                name,
                text,
                ("sheets", sheet, "columns", column),
                msg("there is no role or fact `{role}`", role=role),
                did_you_mean(role, known) or msg("one of: {names}", names=known),
            )


def _check_once(name: str, text: str, sheet: str, entry: SheetEntry) -> None:
    """Two columns cannot be the same."""
    seen: dict[str, str] = {}
    for column, role in entry.columns.items():
        if not role:
            continue
        first = seen.setdefault(_bare(role), column)
        if first != column:
            raise _fault(
                name,
                text,
                ("sheets", sheet, "columns", column),
                msg("`{role}` is the column `{first}` already", role=role, first=first),
                msg("name one column for it, and leave the other out (~)"),
            )


def _bare(role: str) -> str:
    """`dipungut.PPh 21` is dipungut.pph21."""
    return role.casefold().replace(" ", "").replace("_", "")


def roles(kind: SheetKind | None, vocabulary: Vocabulary) -> Iterator[str]:
    """What a column of a sheet can be: of any sheet where the kind is not said."""
    for each in WORDS if kind is None else (kind,):
        yield from WORDS[each]
    if kind in (None, SheetKind.PLAN):
        yield from MONTHS
    if kind in (None, SheetKind.TAXES):
        for side in (WITHHELD, DEPOSITED):
            yield from (f"{side}.{tax}" for tax in (*vocabulary.taxes, *OTHER_TAXES))
    if kind in (None, SheetKind.CASH, SheetKind.TABLE):
        yield from vocabulary.facts
        yield from (f"pajak.{tax}" for tax in vocabulary.taxes)


def _fault(
    name: str, text: str, loc: tuple[int | str, ...], what: Message, hint: Message | None
) -> UnreadableFile:
    hint = hint or msg("docs/ledgers.md says what a mapping holds")
    return entry_fault(name, text, loc, what, hint, codes.UNREADABLE_FILE)
