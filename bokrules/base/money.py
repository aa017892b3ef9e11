"""Rupiah as people write them. Amounts are whole numbers of rupiah everywhere."""

from __future__ import annotations

LARGEST_AMOUNT = 10**15
"""A thousand trillion rupiah, about a third of the state budget: an expense above it is a slip."""


def format_rupiah(amount: int) -> str:
    """1250000 becomes `Rp1.250.000`; a negative amount carries its sign before Rp."""
    sign = "-" if amount < 0 else ""
    return f"{sign}Rp{abs(amount):,}".replace(",", ".")
