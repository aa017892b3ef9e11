"""Days as a reader writes them."""

from bokrules.base.dates import day_words

__all__ = ["day_words"]
