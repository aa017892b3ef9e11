"""Editions: one year's decree as policy files, found, read and compiled."""

from bokrules.editions.edition import (
    Edition,
    compile_edition,
    find_edition,
    load_edition,
    newest_year,
    shipped_years,
    validate,
)

__all__ = [
    "Edition",
    "compile_edition",
    "find_edition",
    "load_edition",
    "newest_year",
    "shipped_years",
    "validate",
]
