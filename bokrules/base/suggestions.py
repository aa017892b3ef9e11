"""The nearest existing name to one that does not exist."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from bokrules.base.messages import Message, msg


def nearest(name: str, known: Iterable[str], count: int = 3) -> list[str]:
    """Up to `count` known names that look like `name` in any case, the likest first.

    Where only the case differs, that name alone.
    """
    by_lower = {each.lower(): each for each in sorted(set(known), reverse=True)}
    if name.lower() in by_lower:
        return [by_lower[name.lower()]]
    found = get_close_matches(name.lower(), sorted(by_lower), n=count, cutoff=0.6)
    return [by_lower[each] for each in found]


def did_you_mean(name: str, known: Iterable[str]) -> Message | None:
    """`did you mean …?`, or None where nothing is near."""
    found = nearest(name, known)
    if not found:
        return None
    return msg("did you mean {names}?", names=[f"`{each}`" for each in found])
