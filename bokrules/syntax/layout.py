"""Where a line of a policy file begins, and what stands in columns.

Both are told by the rules of the grammar, which end up in lark's tree of a declaration with the
offset of their first token.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from lark import Token, Tree

CLAUSE = "  "

CLAUSES = frozenset(
    {
        *("within", "phrases", "accounts", "formerly", "option", "default"),
        *("applies", "when", "excepts", "fulfils", "must", "evidence", "deposits", "stamp"),
        *("most", "least", "per", "goal", "year", "band_from", "band_between"),
        *("entry", "input", "line", "result", "rounding", "ceiling", "floor"),
        *("cites", "note", "finding"),
    }
)
_SHARING = frozenset({("per", "per"), ("most", "per"), ("least", "per"), ("goal", "year")})
"""One after the other they share a line."""
_CLAUSE_WORDS = frozenset(
    {
        *(("gap", "_MENYENTUH"), ("table", "_PER"), ("unit", "_KOLOM")),
        *(("formula", "_UNTUK_SETIAP"), ("example", "_DIBERI"), ("example", "_MAKA")),
        *(("claim", "_BILA"), ("claim", "_MAKA")),
    }
)
"""A clause that is no rule of the grammar: in which rule it stands, and its first word."""
_ALIGNED = {"entry": 1, "line": 1, "result": 2}
"""Several in a row stand in two columns; so many words are in the first."""


def clause_starts(tree: Tree[Token]) -> Iterator[int | None]:
    """The offsets of the tokens of a declaration that begin a clause."""
    for parent in tree.iter_subtrees():
        before = ""
        for child in parent.children:
            if isinstance(child, Token):
                if (parent.data, child.type) in _CLAUSE_WORDS:
                    yield child.start_pos
                continue
            if child.data in CLAUSES and (before, child.data) not in _SHARING:
                yield child.meta.start_pos
            before = child.data


def columns(tree: Tree[Token]) -> Iterator[dict[int, int]]:
    """What stands in columns: the offset of each clause, and its words in the first one."""
    for parent in tree.iter_subtrees():
        rules = (child for child in parent.children if isinstance(child, Tree))
        for is_aligned, run in groupby(rules, lambda child: child.data in _ALIGNED):
            if is_aligned:
                yield {child.meta.start_pos: _ALIGNED[child.data] for child in run}
