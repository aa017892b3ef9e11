"""The nearest existing name to one that does not exist."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from bokrules.base.messages import Message, msg


def nearest(name: str, known: Iterable[str], count: int = 3) -> list[str]:
    """Up to `count` known names that look like `name`, the likest first."""
    return get_close_matches(name, sorted(set(known)), n=count, cutoff=0.6)


def did_you_mean(name: str, known: Iterable[str]) -> Message | None:
    """`did you mean …?`, or None where nothing is near."""
    found = nearest(name, known)
    if not found:
        return None
    return msg("did you mean {names}?", names=[f"`{each}`" for each in found])
