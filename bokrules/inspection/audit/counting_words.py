"""Rows and lines, one or several, in words."""

from __future__ import annotations

from collections.abc import Sequence

from bokrules.base.messages import Message, msg


def row_count(number: int) -> Message:
    return msg("1 row") if number == 1 else msg("{n} rows", n=number)


def lines_named(numbers: Sequence[int]) -> Message:
    shown = list(map(str, numbers))
    if len(numbers) == 1:
        return msg("line {lines}", lines=shown)
    return msg("lines {lines}", lines=shown)
