"""Names of units on an axis: each of its own, for two rows with one name are two rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable


def distinct_names(names: Iterable[str]) -> list[str]:
    """A name that stands before already gets its number: `Alor`, `Alor (2)`."""
    seen: Counter[str] = Counter()
    found = []
    for each in names:
        seen[each] += 1
        found.append(each if seen[each] == 1 else f"{each} ({seen[each]})")
    return found
