"""The lexer of policy text: lark's, and beside it a quicker way over the tokens that are plain.

lark tries a hundred terminals at each token, one after the other. Most tokens are blanks, texts,
marks and single words that no longer terminal can begin with: those are told by one pattern and a
dictionary. Wherever that might not be the same, lark is asked.
"""

from __future__ import annotations

import re

from lark import Token
from lark.common import LexerConf
from lark.lexer import BasicLexer
from lark.utils import TextSlice

from bokrules.syntax.keywords import spellings

_PLAIN = re.compile(
    r"(?P<blank>[ \t\r\n\f]+|\#[^\n]*)"
    r'|(?P<text>"[^"\n]*")'
    r"|(?P<word>(?!Rp)[A-Za-z_][A-Za-z0-9_]*)(?![\w.])"
    r"|(?P<mark>[,:()\[\]])"
)
_MARKS = {",": "COMMA", ":": "COLON", "(": "LPAR", ")": "RPAR", "[": "LSQB", "]": "RSQB"}
_FIRST_WORD = re.compile(r"\w+")


class Lexer(BasicLexer):
    """lark's lexer without its check of the grammar, which is a test's work."""

    __future_interface__ = 2

    def __init__(self, conf: LexerConf) -> None:
        conf.skip_validation = True
        super().__init__(conf)
        self._terminals: dict[str, str | None] | None = None

    def tokens(self, text: str) -> list[Token] | None:
        """All tokens of a text; None if something in it is no token, which `lex` then reports."""
        words = self._words()
        plain, slice_, ignored = _PLAIN.match, TextSlice(text, 0, len(text)), self.ignore_types
        tokens: list[Token] = []
        line, line_start, place, end = 1, 0, 0, len(text)
        while place < end:
            found = plain(text, place)
            kind = found.lastgroup if found is not None else None
            value, terminal = found.group() if found is not None else "", None
            if kind == "blank":
                place += len(value)
                if "\n" in value:
                    line += value.count("\n")
                    line_start = text.rfind("\n", 0, place) + 1
                continue
            if kind == "word":
                terminal = words.get(value, "NAME")
            elif kind == "text":
                terminal = "STRING"
            elif kind == "mark":
                terminal = _MARKS[value]
            if terminal is None:
                matched = self.match(slice_, place)  # type: ignore[no-untyped-call]
                if matched is None:
                    return None
                value, terminal = matched
            stop = place + len(value)
            first_line, column = line, place - line_start + 1
            if "\n" in value:
                line += value.count("\n")
                line_start = text.rfind("\n", 0, stop) + 1
            if terminal not in ignored:
                end_column = stop - line_start + 1
                tokens.append(
                    Token(terminal, value, place, first_line, column, line, end_column, stop)
                )
            place = stop
        return tokens

    def _words(self) -> dict[str, str | None]:
        """The terminals of keywords that are one word; None for what may begin a longer one."""
        if self._terminals is None:
            names = {each.name.lstrip("_"): each.name for each in self.terminals}
            every = [
                (word, names[terminal])
                for terminal, by_language in spellings().items()
                for spelled in by_language.values()
                for word in spelled
            ]
            found: dict[str, str | None] = dict(every)
            for word, _ in every:
                first = _FIRST_WORD.match(word)
                if first is not None and first.group() != word:
                    found[first.group()] = None
            self._terminals = found
        return self._terminals
