"""The nearest compliant change of an expense, under the edition of a year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from bokrules.comparison.nearest.change import Nearest
from bokrules.comparison.nearest.nearest import nearest_change
from bokrules.editions.edition import day_of, load_edition
from bokrules.evaluation.single import facts_on


def nearest(
    expense: Mapping[str, object], year: int | str | date | Path, *, date: date | None = None
) -> Nearest:
    """The smallest changes that make `expense` payable under the decree of `year`.

    `expense`, `year` and `date` are as for `validate`. Raises UnknownEdition, UnknownField,
    UnknownValue or InvalidValue.
    """
    texts = load_edition(year).texts
    return nearest_change(facts_on(expense, texts, day_of(expense, year, date)), texts)
