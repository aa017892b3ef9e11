"""What was recognised of a file, to be shown to who gave it."""

from __future__ import annotations

from dataclasses import dataclass

from bokrules.base.messages import Message
from bokrules.evaluation.row import Place
from bokrules.inspection.books.kinds import SheetKind
from bokrules.inspection.books.titles import Found


@dataclass(frozen=True, slots=True)
class RecognisedColumn:
    """A column by its letters, its head as written, and the role or fact it was taken for."""

    letters: str
    head: str
    role: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognisedSheet:
    """One table of a sheet: several where they stand one below another.

    `kind` is None where the sheet was not recognised: `why` says why, and nothing of it was read.
    """

    place: Place
    kind: SheetKind | None
    why: Message | None = None
    head_rows: tuple[int, ...] = ()
    columns: tuple[RecognisedColumn, ...] = ()
    unit: Found | None = None
    year: Found | None = None
    month: Found | None = None
    lines: int = 0
    carried_days: tuple[int, ...] = ()
    """Rows without a date, which were given that of the row above."""
    outside_month: tuple[int, ...] = ()
    """Rows with a date that is not in the month of the sheet: they are kept."""

    @property
    def ignored(self) -> tuple[str, ...]:
        """Columns with a head that were taken for nothing."""
        return tuple(each.head for each in self.columns if each.role is None and each.head)
