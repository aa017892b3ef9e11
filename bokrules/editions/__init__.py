"""Editions: one year's decree as policy files, found, read and compiled."""

from bokrules.editions.edition import (
    Edition,
    find_edition,
    load_edition,
    newest_year,
    shipped_years,
    validate,
)

__all__ = [
    "Edition",
    "find_edition",
    "load_edition",
    "newest_year",
    "shipped_years",
    "validate",
]
