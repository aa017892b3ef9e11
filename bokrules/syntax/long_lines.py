"""Words put on one line, or on several if they do not fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

LONGEST_LINE = 120
CONTINUED = "    "

_BREAKS = {
    **dict.fromkeys(("_KARENA", "_PERLU", "_DIPERTANYAKAN"), 0),
    **dict.fromkeys(("_SISA_TERBESAR", "_JUMLAH_TEPAT", "_SERI"), 0),
    **dict.fromkeys(("SISA_KE_TERBESAR", "SISA_TIDAK_DIBAGI"), 0),
    "_ATAU": 2,
    "_DAN": 3,
    **dict.fromkeys(("PLUS", "MINUS"), 4),
    **dict.fromkeys(("STAR", "SLASH"), 5),
}
"""A long line is broken before these, first at those of the lowest number."""
_AFTER_COMMA = 1
_WITHIN_PARENTHESES = 10
_OPENING = frozenset({"LPAR", "LSQB"})
_CLOSING = frozenset({"RPAR", "RSQB"})
_FUNCTIONS = frozenset({"JUMLAH", "CACAH", "HITUNG"})


@dataclass(frozen=True, slots=True)
class Word:
    """A token as it is printed."""

    terminal: str
    text: str


def filled(words: Sequence[Word], indent: str) -> list[str]:
    """The words on one line, or on several if they do not fit."""
    lines = [indent]
    _fill(words, lines)
    return lines


def _fill(words: Sequence[Word], lines: list[str]) -> None:
    text = joined(words)
    is_begun = bool(lines[-1].strip())
    longer = f"{lines[-1]} {text}" if is_begun else lines[-1] + text
    parts = _parts(words)
    if len(longer) <= LONGEST_LINE:
        lines[-1] = longer
    elif is_begun and (len(parts) == 1 or len(CONTINUED + text) <= LONGEST_LINE):
        lines.append(CONTINUED + text)
    elif len(parts) == 1:
        lines[-1] = longer
    else:
        for part in parts:
            _fill(part, lines)


def joined(words: Sequence[Word]) -> str:
    text = words[0].text
    for before, word in pairwise(words):
        text += word.text if _is_close(before.terminal, word.terminal) else f" {word.text}"
    return text


def _is_close(before: str, terminal: str) -> bool:
    return (
        before in _OPENING
        or terminal in _CLOSING | {"COMMA", "LSQB"}
        or (terminal == "LPAR" and before in _FUNCTIONS)
    )


def _parts(words: Sequence[Word]) -> list[Sequence[Word]]:
    """Cut wherever a break is most natural; one part if it is nowhere allowed."""
    places: dict[int, list[int]] = {}
    depth = 0
    for index, word in enumerate(words):
        is_listed = index > 0 and words[index - 1].terminal == "COMMA"
        order = _AFTER_COMMA if is_listed else _BREAKS.get(word.terminal)
        depth -= word.terminal in _CLOSING
        if order is not None and index > 0:
            places.setdefault(depth * _WITHIN_PARENTHESES + order, []).append(index)
        depth += word.terminal in _OPENING
    cuts = [0, *(places[min(places)] if places else ()), len(words)]
    return [words[start:end] for start, end in pairwise(cuts)]
