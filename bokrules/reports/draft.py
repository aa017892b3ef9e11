"""What every report says of an edition that is not law."""

from __future__ import annotations

from bokrules.base.messages import msg
from bokrules.reports.page import Page
from bokrules.semantics.policy import EditionInfo

DRAFT = msg("DRAFT: this edition is not law; what it cites may be another year's regulation.")


def print_draft(edition: EditionInfo, page: Page) -> None:
    """A line where the edition is a draft, else nothing."""
    if edition.draft:
        page.line(DRAFT, style="bold yellow")
