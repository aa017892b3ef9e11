"""The changed lines of a file, as `diff -u` has them."""

from __future__ import annotations

from difflib import unified_diff

ABSENT = "/dev/null"


def changed_lines(name: str, before: str | None, after: str | None) -> str:
    """None is a file that is not there."""
    old, new = ([] if each is None else each.splitlines() for each in (before, after))
    lines = unified_diff(
        old,
        new,
        ABSENT if before is None else f"a/{name}",
        ABSENT if after is None else f"b/{name}",
        lineterm="",
    )
    return "".join(f"{each}\n" for each in lines)
