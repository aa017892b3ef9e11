"""What a copy adds: columns beside the rows of a table, and a sheet at the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from bokrules.base.messages import Message, msg
from bokrules.inspection.findings.finding import Finding
from bokrules.semantics.outcomes import Outcome


class AddedColumn(Enum):
    """The columns in their order, with their heads and widths in characters."""

    OUTCOME = "outcome"
    BASIS = "basis"
    WHY = "why"
    QUESTIONED = "questioned"
    CODES = "codes"
    TAKEN_FOR = "taken for"

    @property
    def head(self) -> Message:
        return _COLUMNS[self][0]

    @property
    def width(self) -> int:
        return _COLUMNS[self][1]


_COLUMNS = {
    AddedColumn.OUTCOME: (msg("Result"), 18),
    AddedColumn.BASIS: (msg("Basis"), 30),
    AddedColumn.WHY: (msg("Why"), 46),
    AddedColumn.QUESTIONED: (msg("Questioned (Rp)"), 19),
    AddedColumn.CODES: (msg("Finding code"), 14),
    AddedColumn.TAKEN_FOR: (msg("Taken for"), 38),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedRow:
    """The cells beside one row. `outcome` gives the colour; None: the row could not be judged.

    `result`, `basis` (the clause), `why` and `taken_for` (the classification, with the words that
    decided) are texts as they are shown. `questioned` is whole rupiah.
    """

    outcome: Outcome | None
    result: str
    basis: str = ""
    why: str = ""
    questioned: int | None = None
    finding_codes: str = ""
    taken_for: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedColumns:
    """What is added to one sheet, by the numbers of its rows, from 1.

    `header_rows` get the heads: one for each table of the sheet. `last_column` is the last of the
    tables' own columns, from 0; None: the last that holds anything from the first header on.
    """

    header_rows: tuple[int, ...]
    rows: Mapping[int, AddedRow]
    last_column: int | None = None


@dataclass(frozen=True, slots=True)
class OutcomeSum:
    """Rows with an outcome and their rupiah; without one they could not be judged."""

    outcome: Outcome | None
    rows: int
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SummarySheet:
    """The last sheet: sums in whole rupiah, the findings, and what else the reader must know."""

    outcomes: Sequence[OutcomeSum]
    questioned: int
    findings: Sequence[Finding] = ()
    notes: Sequence[Message | str] = ()
