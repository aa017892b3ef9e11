"""What an inspector chose for the texts of a ledger, and decided of its rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from bokrules.inspection.classify.classification import (
    Classification,
    Classified,
    Ground,
    Sureness,
)
from bokrules.semantics.outcomes import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What lines with a text name. A field that is None is left as it is classified."""

    text: str
    expense_type: str | None = None
    activity: str | None = None
    by: str | None = None
    day: date | None = None
    reason: str | None = None

    def applied_to(self, found: Classification) -> Classification:
        """The classification with what was chosen in its place."""
        return replace(
            found,
            expense_type=_chosen(self.expense_type, found.expense_type),
            activity=_chosen(self.activity, found.activity),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Overruled:
    """A row whose outcome an inspector decided, with the text and rupiah that it then had."""

    row: int
    sheet: str | None = None
    text: str
    amount: int | None
    outcome: Outcome
    reason: str
    by: str | None = None
    day: date | None = None

    def is_of(self, text: str, amount: int | None) -> bool:
        """Whether the row still holds what it held: in a changed ledger rows move."""
        return text_key(text) == text_key(self.text) and amount == self.amount


@dataclass(frozen=True)
class Choices:
    """All of a ledger, one for each text and each row. `comments` stand at the top of the file."""

    chosen: tuple[Chosen, ...] = ()
    overruled: tuple[Overruled, ...] = ()
    comments: str = ""

    def chosen_for(self, text: str) -> Chosen | None:
        """What was chosen for a text, whatever its case and spaces."""
        return self._by_text.get(text_key(text))

    def overruled_at(self, row: int, sheet: str | None = None) -> Overruled | None:
        """What was decided of a row, whether or not it still holds the same."""
        return self._by_row.get((sheet or "", row))

    def with_chosen(self, new: Chosen) -> Choices:
        """In the place of what was chosen for the same text."""
        kept = [each for each in self.chosen if text_key(each.text) != text_key(new.text)]
        return replace(self, chosen=tuple(sorted([*kept, new], key=_text_order)))

    def with_overruled(self, new: Overruled) -> Choices:
        """In the place of what was decided of the same row."""
        kept = [each for each in self.overruled if _row_key(each) != _row_key(new)]
        return replace(self, overruled=tuple(sorted([*kept, new], key=_row_key)))

    @cached_property
    def _by_text(self) -> dict[str, Chosen]:
        return {text_key(each.text): each for each in self.chosen}

    @cached_property
    def _by_row(self) -> dict[tuple[str, int], Overruled]:
        return {_row_key(each): each for each in self.overruled}


def choices_of(
    chosen: Iterable[Chosen], overruled: Iterable[Overruled], comments: str = ""
) -> Choices:
    """In their order, whatever order they are given in."""
    return Choices(
        tuple(sorted(chosen, key=_text_order)), tuple(sorted(overruled, key=_row_key)), comments
    )


def text_key(text: str) -> str:
    """Texts that differ in case and spaces only are the same."""
    return " ".join(text.casefold().split())


def _text_order(each: Chosen) -> str:
    return text_key(each.text)


def _row_key(each: Overruled) -> tuple[str, int]:
    return each.sheet or "", each.row


def _chosen(value: str | None, found: Classified) -> Classified:
    return found if value is None else Classified((value,), Ground.CHOICE, Sureness.HIGH)
