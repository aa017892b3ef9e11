"""What stands between the tokens of a policy file: its comments and blank lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from lark import Token


@dataclass(frozen=True, slots=True)
class Gap:
    """`behind` is the comment that ends the line of the token before; `lines` are the lines
    between the two tokens, each a comment or blank (""), never two blank ones together."""

    behind: str = ""
    lines: tuple[str, ...] = ()

    @property
    def comments(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.behind, *self.lines)))


def gaps(text: str, header: Sequence[Token], tokens: Sequence[Token]) -> list[Gap]:
    """The gap before each of `tokens`, and the one after the last.

    Whatever stands around the header stands on lines of its own in the first gap.
    """
    before, *rest = _between(text, tokens)
    for token in reversed(header):
        before = before[: token.start_pos] + before[cast("int", token.end_pos) :]
    *between, after = (_gap(each) for each in rest)
    first, last = _lines(before.split("\n")[:-1]), after.lines
    return [
        Gap("", first[1:] if first[:1] == ("",) else first),
        *between,
        Gap(after.behind, last[:-1] if last[-1:] == ("",) else last),
    ]


def _between(text: str, tokens: Sequence[Token]) -> list[str]:
    places = [(0, 0), *((token.start_pos, token.end_pos) for token in tokens), (len(text), 0)]
    return [text[before[1] : after[0]] for before, after in pairwise(places)]


def _gap(text: str) -> Gap:
    behind, *lines = text.split("\n")
    return Gap(behind.strip(), _lines(lines[:-1]))


def _lines(lines: Iterable[str]) -> tuple[str, ...]:
    found: list[str] = []
    for line in map(str.strip, lines):
        if line or found[-1:] != [""]:
            found.append(line)
    return tuple(found)
