"""Names of sheets that Excel takes, each of them once."""

from __future__ import annotations

import re
from collections.abc import Iterable

MOST_UNITS = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_RESERVED = "history"


def sheet_names(given: Iterable[str]) -> list[str]:
    """As given, where that is possible. Large and small letters are no difference."""
    found: list[str] = []
    taken: set[str] = set()
    for each in given:
        plain = _FORBIDDEN.sub("_", each)
        if plain.startswith("'") or plain.endswith("'"):
            plain = plain.strip("'")
        plain = _cut(plain, MOST_UNITS) or "Sheet"
        name, number = plain, 1
        while name.casefold() in taken or name.casefold() == _RESERVED:
            number += 1
            name = f"{_cut(plain, MOST_UNITS - len(str(number)) - 3)} ({number})"
        taken.add(name.casefold())
        found.append(name)
    return found


def _cut(name: str, units: int) -> str:
    return name.encode("utf-16-le")[: units * 2].decode("utf-16-le", "ignore")
