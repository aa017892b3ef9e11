"""Widths, heights and sizes as the parts of a workbook write them."""

from __future__ import annotations

import re
from decimal import Decimal

_SIZE = re.compile(r"[0-9]{1,7}(?:\.[0-9]{1,20})?")


def size_in(given: str | None) -> Decimal | None:
    """None for what is no size, or none that anything has."""
    return Decimal(given) if given and _SIZE.fullmatch(given) else None


def count_in(given: str | None) -> int:
    """A whole number, 0 where none is given."""
    return int(size_in(given) or 0)
