"""dokumen.yaml: what a document prints, and what must hold of it. pydantic stands at this door."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, ValidationError

from bokrules.base import codes
from bokrules.base.errors import UnreadableFile
from bokrules.base.messages import Message, msg
from bokrules.editions.edition_yaml import Strict
from bokrules.editions.yaml_faults import fault_words
from bokrules.inspection.published.roles import Role
from bokrules.inspection.yaml_file import entry_fault, read_entries


class AnswersEntry(Strict):
    """`answers` of a table."""

    columns: list[str] = Field(min_length=1)
    respondents: int
    line: int


class BandsEntry(Strict):
    """One of the `bands` of a table."""

    ratio: str
    criterion: str
    scale: str
    words: dict[str, str] = Field(default_factory=dict)
    where: str | None = None


class ChangesEntry(Strict):
    """`changes` of a table."""

    ratio: str
    change: str
    direction: str
    unit: list[str]
    year: str


class CoverageEntry(Strict):
    """`coverage` of a table."""

    where: str | None = None
    stated: int
    line: int


class CeilingEntry(Strict):
    """One of the `ceilings` of a table."""

    column: str
    where: str | None = None
    table: str
    row: dict[str, str] = Field(min_length=1, max_length=1)
    cell: str
    note: str = ""


class IntervalsEntry(Strict):
    """`intervals` of a table."""

    column: str
    scale: str


class MarkEntry(Strict):
    """One of the `marks` of a table."""

    where: str
    means: str
    lines: list[int] = Field(min_length=1)


class TableFileEntry(Strict):
    """One of the `tables`."""

    file: str | None = None
    number: str
    title: str
    columns: dict[str, Role] = Field(default_factory=dict)
    key: list[str] | None = None
    total: dict[str, str] | None = Field(default=None, min_length=1, max_length=1)
    answers: AnswersEntry | None = None
    bands: list[BandsEntry] = Field(default_factory=list)
    changes: ChangesEntry | None = None
    coverage: CoverageEntry | None = None
    ceilings: list[CeilingEntry] = Field(default_factory=list)
    intervals: IntervalsEntry | None = None
    marks: list[MarkEntry] = Field(default_factory=list)
    sequence: str | None = None
    headings: str | None = None


class PairEntry(Strict):
    """One of the `pairs`."""

    tables: list[str] = Field(min_length=2, max_length=2)
    key: dict[str, str] = Field(min_length=1)
    columns: dict[str, str] = Field(min_length=1)
    where: str | None = None
    words: dict[str, str] = Field(default_factory=dict)
    skip_blank: bool = False


class ExtremeEntry(Strict):
    """`lowest` and `highest` of a check."""

    by: str
    names: list[str] = Field(min_length=1)


class AggregateEntry(Strict):
    """`mean`, `sum` and `value` of a check. Amounts are whole, or texts such as "74,36"."""

    of: str
    equals: int | str | None = None
    within: int | str = 0
    at_most: int | str | None = None
    at_least: int | str | None = None


class PartsEntry(Strict):
    """`parts` of a check."""

    numbers: list[int] = Field(min_length=1)
    total: int


class RowsOfEntry(Strict):
    """`rows_of` of a check, by a column of each table."""

    table: str
    by: dict[str, str] = Field(min_length=1, max_length=1)


class AddedEntry(Strict):
    """`added` of a check."""

    before: list[str] = Field(min_length=1)
    after: list[str] = Field(min_length=1)
    number: int


class ContradictedEntry(Strict):
    """`contradicted` of a check."""

    lines: list[int] = Field(min_length=1)
    says: str


class CheckEntry(Strict):
    """`check` of a statement: exactly one of these."""

    count: int | None = None
    names: list[str] | None = None
    lowest: ExtremeEntry | None = None
    highest: ExtremeEntry | None = None
    all: str | None = None
    most: str | None = None
    some: str | None = None
    none: str | None = None
    mean: AggregateEntry | None = None
    sum: AggregateEntry | None = None
    value: AggregateEntry | None = None
    rows_of: str | RowsOfEntry | None = None
    parts: PartsEntry | None = None
    added: AddedEntry | None = None
    contradicted: ContradictedEntry | None = None


class StatementEntry(Strict):
    """One of the `statements`."""

    lines: list[int] = Field(min_length=1)
    says: str
    tables: list[str] = Field(default_factory=list)
    where: str | None = None
    check: CheckEntry
    note: str = ""
    ours: bool = False


class UncheckedEntry(Strict):
    """One of the `unchecked`."""

    lines: list[int] = Field(min_length=1)
    says: str
    why: str


class CatalogueFile(Strict):
    """dokumen.yaml"""

    document: str
    edition: int
    regions: str | None = None
    tables: dict[str, TableFileEntry] = Field(min_length=1)
    pairs: list[PairEntry] = Field(default_factory=list)
    statements: list[StatementEntry] = Field(default_factory=list)
    unchecked: list[UncheckedEntry] = Field(default_factory=list)


def read_catalogue_file(path: Path) -> tuple[CatalogueFile, str]:
    """The file as it is written, and its text. Raises UnreadableFile, naming file and line."""
    text, given = read_entries(path, codes.BAD_CATALOGUE)
    try:
        return CatalogueFile.model_validate(given), text
    except ValidationError as faults:
        fault = faults.errors()[0]
        what, hint = fault_words(fault, CatalogueFile)
        raise catalogue_fault(str(path), text, fault["loc"], what, hint) from None


def catalogue_fault(
    name: str, text: str, loc: tuple[int | str, ...], what: Message, hint: Message | None
) -> UnreadableFile:
    """What is wrong with the entry at `loc`, with its line."""
    hint = hint or msg("docs/audit/catalogue.md says what a catalogue holds")
    return entry_fault(name, text, loc, what, hint, codes.BAD_CATALOGUE)
