"""Where a line of a policy file begins, and where a line that is too long is broken.

What begins a line is told by the rules of the grammar that end up in the syntax tree of lark; only
words that never mean anything else are told by their terminal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from lark import Token, Tree

LONGEST_LINE = 120
CLAUSE = "  "
CONTINUED = "    "

_CLAUSES = frozenset(
    {
        *("within", "phrases", "accounts", "option", "default"),
        *("applies", "when", "excepts", "fulfils", "must", "evidence", "deposits", "stamp"),
        *("per", "cites", "note", "finding"),
    }
)
_CLAUSES_WITHIN = frozenset({("target", "comparison")})
_SHARING = frozenset({"per"})
"""Several of them in a row share a line."""
_CLAUSE_TERMINALS = frozenset({"_MENYENTUH", "_DIBERI", "_MAKA"})

_BREAKS = {
    **dict.fromkeys(("_KARENA", "_PERLU", "_DIPERTANYAKAN"), 0),
    "_ATAU": 2,
    "_DAN": 3,
    **dict.fromkeys(("PLUS", "MINUS"), 4),
    **dict.fromkeys(("STAR", "SLASH"), 5),
}
"""A long line is broken before these, first at those of the lowest number."""
_AFTER_COMMA = 1
_WITHIN_PARENTHESES = 10
_OPENING = frozenset({"LPAR"})
_CLOSING = frozenset({"RPAR"})


@dataclass(frozen=True, slots=True)
class Word:
    """A token as it is printed."""

    terminal: str
    text: str


def clause_starts(tree: Tree[Token], tokens: Sequence[Token]) -> set[int]:
    """The offsets of the tokens of a declaration that begin a clause."""
    starts = {token.start_pos for token in tokens if token.type in _CLAUSE_TERMINALS}
    for parent in tree.iter_subtrees():
        before = ""
        for child in parent.children:
            if not isinstance(child, Tree):
                continue
            rule = str(child.data)
            is_clause = rule in _CLAUSES or (parent.data, rule) in _CLAUSES_WITHIN
            if is_clause and not (rule == before and rule in _SHARING):
                starts.add(child.meta.start_pos)
            before = rule
    return {start for start in starts if start is not None}


# ---- a long line ----


def filled(words: Sequence[Word], indent: str) -> list[str]:
    """The words on one line, or on several if they do not fit."""
    lines = [indent]
    _fill(words, lines)
    return lines


def _fill(words: Sequence[Word], lines: list[str]) -> None:
    text = _joined(words)
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


def _joined(words: Sequence[Word]) -> str:
    text = words[0].text
    for before, word in pairwise(words):
        is_close = before.terminal in _OPENING or word.terminal in _CLOSING | {"COMMA"}
        text += word.text if is_close else f" {word.text}"
    return text


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
