"""What a line's text and account code say, and the words that say it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from bokrules.base.messages import Message


class Ground(Enum):
    """What a value rests on, the surest first."""

    COLUMN = "column"
    """The ledger has a column for it."""
    CHOICE = "choice"
    """An inspector chose it."""
    ACCOUNT = "account"
    """The account code, by itself."""
    BOTH = "account and text"
    """The account code and the text, which agree."""
    TEXT = "text"
    """A phrase of the vocabulary."""
    GIVEN = "given"
    """Given for all rows that say nothing themselves."""


class Sureness(Enum):
    HIGH = "high"
    MEDIUM = "medium"


@dataclass(frozen=True, slots=True)
class Classified:
    """One field of a line: what the line names.

    Without `values` the field stays unknown. Several values are all named (two things bought, or
    code and text that disagree): the edition is asked about each, and decides where they agree.
    `words` are the phrases as the text has them.
    """

    values: tuple[str, ...] = ()
    ground: Ground | None = None
    sureness: Sureness | None = None
    words: tuple[str, ...] = ()
    why: Message | None = None
    """Why several values stand, or none although something speaks."""

    @property
    def value(self) -> str | None:
        """The one value, if there is one."""
        return self.values[0] if len(self.values) == 1 else None


@dataclass(frozen=True, slots=True)
class Classification:
    """What was bought (`belanja`) and for what (`kegiatan`)."""

    expense_type: Classified
    activity: Classified
