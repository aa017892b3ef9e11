"""Policy text laid out anew, in the language it is in or in the other one.

The result depends on the tokens, the comments, the blank lines between declarations and the
language, on nothing else: so laying it out again changes nothing, and the other language and back
gives the same text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain

from lark import Lark, Token, Tree

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import Language, msg
from bokrules.base.resources import grammar_text
from bokrules.syntax.from_text import header_of, parse, pieces_of, span_of, tokens_of
from bokrules.syntax.gaps import Gap, gaps
from bokrules.syntax.keywords import in_language, spelling
from bokrules.syntax.layout import CLAUSE, clause_starts, columns
from bokrules.syntax.lexer import Lexer
from bokrules.syntax.long_lines import CONTINUED, Word, filled, joined


def to_text(text: str, file: str, language: Language | None, out: Diagnostics) -> str | None:
    """None if the text has faults, which go to `out`. Without a language it keeps its own."""
    document = parse(text, file, out)
    if out.has_errors:
        return None
    language = language or document.language
    tokens, between = _read(text, file, out)
    trees = list(_trees(tokens))
    words = _in_columns(_words(tokens, language), tokens, trees)
    lines = [f"{spelling('LANGUAGE', 'en')} en", ""] if language == "en" else []
    lines += _lines(words, _indents(tokens, trees), between)
    result = "".join(f"{line}\n" for line in lines)
    found, kept = _read(result, file, out)
    if _grew_together(found, tokens, words, file, out):
        return None
    again = parse(result, file, out)
    if again != replace(document, language=language) or _comments(kept) != _comments(between):
        raise AssertionError(f"the text of {file}, laid out anew, would say something else")
    return result


def _read(text: str, file: str, out: Diagnostics) -> tuple[list[Token], list[Gap]]:
    """The tokens without the header, and what stands between them."""
    tokens, _ = tokens_of(_parser(), text, file, out)
    header = header_of(tokens)
    tokens = tokens[len(header) :]
    return tokens, gaps(text, header, tokens)


def _comments(between: Sequence[Gap]) -> list[str]:
    return [comment for gap in between for comment in gap.comments]


@cache
def _parser() -> Lark:
    """Unlike the one of `from_text` it makes lark's trees, of all tokens and with their places."""
    return Lark(
        grammar_text(), parser="lalr", lexer=Lexer, propagate_positions=True, keep_all_tokens=True
    )


def _trees(tokens: list[Token]) -> Iterator[Tree[Token]]:
    """One of each declaration."""
    for piece in pieces_of(tokens):
        interactive = _parser().parse_interactive("")
        for token in piece:
            interactive.feed_token(token)
        yield interactive.feed_eof(piece[-1])  # type: ignore[no-untyped-call]


# ---- lines ----


def _indents(tokens: Sequence[Token], trees: Iterable[Tree[Token]]) -> list[str | None]:
    """How far each token stands from the margin if it begins a line."""
    indents: dict[int | None, str] = {}
    for tree in trees:
        indents |= dict.fromkeys(clause_starts(tree), CLAUSE)
        indents[tree.meta.start_pos] = ""
    return [indents.get(token.start_pos) for token in tokens]


def _lines(
    words: Sequence[Word], indents: Sequence[str | None], between: Sequence[Gap]
) -> Iterator[str]:
    """A line ends where a declaration or clause begins, and where a comment stands."""
    line: list[Word] = []
    indent = ""
    for word, begins, gap in zip(words, indents, between, strict=False):
        if begins is not None or gap.comments:
            yield from _ended(line, indent, gap)
            indent = CONTINUED if begins is None else begins
            yield from _own_lines(gap, indent)
            line = []
        line.append(word)
    yield from _ended(line, indent, between[-1])
    yield from _own_lines(between[-1], "")


def _ended(line: Sequence[Word], indent: str, gap: Gap) -> Iterator[str]:
    """The words so far, with the comment that stands behind the last of them."""
    if line:
        *lines, last = filled(line, indent)
        yield from lines
        yield f"{last.rstrip()}  {gap.behind}" if gap.behind else last.rstrip()


def _own_lines(gap: Gap, indent: str) -> Iterator[str]:
    """Blank lines are kept between declarations, not within them."""
    for line in gap.lines:
        if line:
            yield indent + line
        elif not indent:
            yield ""


# ---- words ----


def _words(tokens: Sequence[Token], language: Language) -> list[Word]:
    """The API name after `alias` is the same in both languages."""
    words = []
    before = ""
    for token in tokens:
        text = str(token) if before == "_ALIAS" else in_language(token.type, str(token), language)
        words.append(Word(token.type, text))
        before = token.type
    return words


def _in_columns(
    words: Sequence[Word], tokens: Sequence[Token], trees: Iterable[Tree[Token]]
) -> list[Word]:
    """Blanks behind the last word of a first column, as many as the longest one leaves."""
    found = list(words)
    place = {token.start_pos: index for index, token in enumerate(tokens)}
    for first_column in chain.from_iterable(map(columns, trees)):
        cells = [(place[start], place[start] + count) for start, count in first_column.items()]
        widths = [len(joined(words[start:end])) for start, end in cells]
        for (_, end), width in zip(cells, widths, strict=True):
            last = words[end - 1]
            found[end - 1] = replace(last, text=last.text + " " * (max(widths) - width))
    return found


def _grew_together(
    found: Sequence[Token],
    tokens: Sequence[Token],
    words: Sequence[Word],
    file: str,
    out: Diagnostics,
) -> bool:
    """A name may make another word together with the keyword before it, as `perlu` and `data`."""
    for token, word, again in zip(tokens, words, found, strict=False):
        text = " ".join(again.split())
        if text.startswith(f"{word.text.strip()} "):
            out.error(
                codes.UNEXPECTED_TEXT,
                span_of(token, file),
                msg("`{text}` would be read as one word", text=text),
                msg("use another name"),
            )
            return True
    return False
