"""What `choose` and `overrule` share: the vocabulary, and the file beside the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bokrules.base.messages import msg
from bokrules.cli.output import say

if TYPE_CHECKING:
    from bokrules.editions import Edition
    from bokrules.inspection.classify.choices import Choices


def words_of_year(year: str | None) -> Edition:
    """The edition of the year; without one the newest, as all years share one vocabulary."""
    from bokrules.editions import load_edition, shipped_years

    return load_edition(max(shipped_years()) if year is None else year)


def known_choices(ledger: Path, edition: Edition) -> Choices:
    """What was chosen before. Raises UnreadableFile, of the ledger too."""
    from bokrules.inspection.classify.choices_file import choices_beside
    from bokrules.inspection.opening import file_bytes

    file_bytes(ledger)
    return choices_beside(ledger, edition.policy.vocabulary)


def save_choices(ledger: Path, choices: Choices) -> None:
    """Write all of them. Raises UnwritableFile."""
    from bokrules.inspection.classify.choices_file import choices_path, choices_text
    from bokrules.reports.whole_files import save_text

    path = choices_path(ledger)
    save_text(path, choices_text(choices))
    say(msg("written: {file}", file=path))
