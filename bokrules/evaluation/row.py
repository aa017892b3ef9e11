"""A row of a ledger: where it stands, and its verdict or why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from bokrules.base.errors import BokrulesError
from bokrules.evaluation.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands, as its reader sees it. `column` is empty for the whole row.

    `file` is that of a book given beside the ledger; None for the ledger itself.
    """

    row: int
    sheet: str | None = None
    column: str = ""
    file: str | None = None

    @property
    def document(self) -> int | dict[str, int | str]:
        """As JSON holds it in lists: the row's number, with what it takes to find it."""
        named = {"file": self.file, "sheet": self.sheet}
        known: dict[str, int | str] = {k: each for k, each in named.items() if each is not None}
        return {**known, "row": self.row} if known else self.row


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
