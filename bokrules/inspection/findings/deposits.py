"""Lines of a cash book that pass money on to the state, by their words."""

from __future__ import annotations

import re
from functools import lru_cache

_DEPOSIT = re.compile(
    r"\b(?:setor|setoran|penyetoran|disetor|menyetor|disetorkan|menyetorkan)\b", re.IGNORECASE
)
_INTEREST = re.compile(r"\b(?:bunga|jasa\s+giro)\b", re.IGNORECASE)
_REST = re.compile(r"\b(?:sisa|kas\s+(?:umum\s+)?negara)\b", re.IGNORECASE)
_BACK = re.compile(r"embali|\bss[bp][pb]\b|\b(?:rkun|kppn)\b", re.IGNORECASE)
_TAX = re.compile(r"\b(?:pajak|ppn|pph)(?![^\W\d_])", re.IGNORECASE)


@lru_cache(maxsize=100_000)
def is_deposit(text: str) -> bool:
    """Whether something is paid in: `Setor PPN`, `Penyetoran jasa giro`."""
    return _DEPOSIT.search(text) is not None


@lru_cache(maxsize=100_000)
def names_interest(text: str) -> bool:
    return _INTEREST.search(text) is not None


def names_tax(text: str) -> bool:
    return _TAX.search(text) is not None


def is_paid_back(text: str) -> bool:
    """What was there to be spent and goes back to the treasury: no tax, no interest."""
    if names_tax(text) or names_interest(text):
        return False
    return _REST.search(text) is not None or _BACK.search(text) is not None


def is_for_the_state(text: str) -> bool:
    """A deposit of taxes, interest or what is left, or the tax on interest: no activity is paid."""
    if is_deposit(text):
        return names_tax(text) or names_interest(text) or _REST.search(text) is not None
    return names_tax(text) and names_interest(text)
