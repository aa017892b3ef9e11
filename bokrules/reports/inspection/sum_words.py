"""Words beside sums."""

from __future__ import annotations

from bokrules.base.messages import msg
from bokrules.reports.dates import month_words
from bokrules.reports.inspection.contents import Month

NOT_NAMED = msg("not given")
OVERLAP = msg("The two overlap: do not add them.")


def month_text(month: Month | None) -> str:
    """`April 2010`."""
    return NOT_NAMED.text() if month is None else month_words(month.year, month.month)
