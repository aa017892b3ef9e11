"""A row of a ledger: where it stands, and its verdict or why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from bokrules.base.errors import BokrulesError
from bokrules.evaluation.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands, as its reader sees it. `column` is empty for the whole row."""

    row: int
    sheet: str | None = None
    column: str = ""

    @property
    def document(self) -> int | dict[str, int | str]:
        """As JSON holds it in lists: the row's number, with its sheet where there are several."""
        return self.row if self.sheet is None else {"sheet": self.sheet, "row": self.row}


@dataclass(frozen=True, slots=True)
class RowError:
    """A row that could not be read or judged: it is in no sum."""

    place: Place
    error: BokrulesError


@dataclass(frozen=True, slots=True)
class RowVerdict:
    """A row and what the edition says of it."""

    place: Place
    id: str | None
    verdict: Verdict

    @property
    def amount(self) -> int | None:
        """The row's amount in rupiah, None if it is not given."""
        value = self.verdict.facts.get("nilai")
        return value if isinstance(value, int) else None
