"""What a report of an inspection shows. All of it is worked out before; nothing is added here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from bokrules.base.messages import Message
from bokrules.evaluation.row import RowError, RowVerdict
from bokrules.evaluation.table import Source, Sum
from bokrules.inspection.classify.choices import Overruled
from bokrules.inspection.classify.classification import Classification
from bokrules.inspection.findings.finding import Finding
from bokrules.semantics.outcomes import Outcome
from bokrules.semantics.policy import EditionInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckDone:
    """A check across lines that was run; `name` is the `check` of its findings."""

    name: str
    title: Message | str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLeftOut:
    """A check that could not be run, or was switched off, and why."""

    name: str
    title: Message | str
    why: Message | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Rows and rupiah by outcome: that of the inspector where one was overruled.

    `questioned` and `unsupported` are rupiah; they overlap.
    """

    by_outcome: Mapping[Outcome, Sum]
    questioned: int = 0
    unsupported: int = 0

    @property
    def total(self) -> Sum:
        every = self.by_outcome.values()
        return Sum(sum(each.rows for each in every), sum(each.amount for each in every))


class Month(NamedTuple):
    year: int
    month: int
    """1 to 12."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectedRow:
    """A row that was judged, and what is known of it besides.

    `questioned` and `unsupported` are its rupiah as they stand (after an overruling), None where
    the amount is not given. `assumed` tells in words each fact that was assumed, not given.
    `codes` are the inspectors' codes of all that was found of it, by itself and across lines.
    """

    row: RowVerdict
    questioned: int | None = 0
    unsupported: int | None = 0
    unit: str | None = None
    day: date | None = None
    month: Month | None = None
    """Of the day, else of the sheet."""
    voucher: str | None = None
    description: str = ""
    classification: Classification | None = None
    assumed: tuple[Message | str, ...] = ()
    overruled: Overruled | None = None
    codes: tuple[str, ...] = ()
    candidates: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The nearest terms by dimension, for a person to choose from where nothing is known."""

    @property
    def outcome(self) -> Outcome:
        """The one that stands."""
        return self.row.verdict.outcome if self.overruled is None else self.overruled.outcome

    @property
    def is_found(self) -> bool:
        """There is something to look at: it is not simply allowed."""
        is_allowed = self.outcome is Outcome.ALLOWED
        return not is_allowed or self.overruled is not None or bool(self.codes)


@dataclass(frozen=True, slots=True, kw_only=True)
class BookBalance:
    """A cash book reconciled, in rupiah; what the book does not give is None."""

    name: str
    """Its sheet, or its file and sheet."""
    unit: str | None = None
    opening: int | None = None
    received: int = 0
    spent: int = 0
    closing: int | None = None
    """Computed: opening + received - spent - passed_on."""
    printed_closing: int | None = None
    passed_on: int = 0
    """Taxes deposited and the like: no spending."""

    @property
    def difference(self) -> int | None:
        """What the book prints beyond what was computed."""
        if self.closing is None or self.printed_closing is None:
            return None
        return self.printed_closing - self.closing


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionContents:
    """An inspection of one ledger (or of several, with the books beside them) by one edition.

    `findings` are numbered from 1 in their order, in every report alike. `units` and `months` hold
    the same rows as `sums`, once each; None is what names no unit or no day.
    """

    sources: tuple[Source, ...]
    edition: EditionInfo
    version: str
    time: datetime
    sums: Sums
    findings: tuple[Finding, ...] = ()
    rows: tuple[InspectedRow, ...] = ()
    checks_run: tuple[CheckDone, ...] = ()
    checks_left_out: tuple[CheckLeftOut, ...] = ()
    ignored_columns: tuple[str, ...] = ()
    unread: tuple[RowError, ...] = ()
    units: tuple[tuple[str | None, Sums], ...] = ()
    months: tuple[tuple[Month | None, Sums], ...] = ()
    balances: tuple[BookBalance, ...] = ()
    notes: tuple[Message | str, ...] = field(default=())
    """What the reader must know besides, such as what was assumed for all rows."""

    @property
    def name(self) -> str:
        """Of the ledger, without those beside it."""
        return self.sources[0].name if self.sources else ""

    @property
    def found_rows(self) -> tuple[InspectedRow, ...]:
        """Those that are not simply allowed, and those that a finding names."""
        named = {place for each in self.findings for place in each.rows}
        return tuple(each for each in self.rows if each.is_found or each.row.place in named)

    def check_title(self, name: str) -> str:
        """For people; its name where it is not among the checks that were run."""
        return next((str(e.title) for e in self.checks_run if e.name == name), name)
