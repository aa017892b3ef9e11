"""Words beside sums."""

from __future__ import annotations

from bokrules.base.dates import month_words
from bokrules.base.messages import msg
from bokrules.inspection.contents import Month

NOT_NAMED = msg("not given")
NO_CASH_BOOK = msg("The ledger has no cash book with receipts and balances.")
RUN = msg("These were run:")
NO_CHECK_RUN = msg("None was run.")
NOT_RUN = msg("These were not run; what they look for may be there all the same:")
OVERLAP = msg("The two overlap: do not add them.")


def month_text(month: Month | None) -> str:
    """`April 2010`."""
    return NOT_NAMED.text() if month is None else month_words(month.year, month.month)
