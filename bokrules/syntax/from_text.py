"""Policy text to its syntax tree, in one run over all faults.

The text is cut into tokens; the tokens are cut where a declaration begins (its keyword, a name and
a string together); each piece is parsed on its own. A fault spoils its own declaration only.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise
from threading import RLock
from typing import cast

from lark import Lark, Token
from lark.exceptions import UnexpectedCharacters, UnexpectedToken
from lark.parsers.lalr_interactive_parser import InteractiveParser

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import Language, msg
from bokrules.base.resources import grammar_text
from bokrules.base.spans import Span, whole_file
from bokrules.syntax import ast, errors
from bokrules.syntax.builder import FIELD_TERMINALS, Builder
from bokrules.syntax.keywords import DECLARATION_TERMINALS, is_keyword, languages_of
from bokrules.syntax.lexer import Lexer

LONGEST_FILE = 1_000_000
"""Characters: ten times the longest decree. A longer policy file is a slip, or should be split."""
DEEPEST_NESTING = 50
MOST_BAD_CHARACTERS = 20

_lock = RLock()
_accepted_after: dict[tuple[object, ...], frozenset[str]] = {}


def parse(text: str, file: str, out: Diagnostics) -> ast.Document:
    """The declarations of `text`; those that cannot be parsed are `Broken`. Faults go to `out`."""
    if len(text) > LONGEST_FILE:
        out.error(
            codes.TOO_LONG,
            whole_file(file),
            msg("the file has {n} characters, more than {most}", n=len(text), most=LONGEST_FILE),
            msg("split it into several files of the edition"),
        )
        return ast.Document(span=whole_file(file))
    with _lock:
        parser, builder = _parser()
        builder.file, builder.out = file, out
        tokens, faults = tokens_of(parser, text, file, out)
        language: Language = "en" if header_of(tokens) else "id"
        pieces = pieces_of(tokens)
        declarations = []
        for number, piece in enumerate(pieces):
            is_last = number == len(pieces) - 1
            declarations.append(_declaration(parser, piece, faults, language, is_last, out, file))
    if not pieces and not faults:
        out.error(
            codes.EMPTY_FILE,
            whole_file(file),
            msg("the file declares nothing"),
            msg("write at least one declaration, or delete the file"),
        )
    return ast.Document(
        language=language,
        declarations=tuple(declarations),
        span=whole_file(file),
    )


@cache
def _parser() -> tuple[Lark, Builder]:
    builder = Builder()
    parser = Lark(grammar_text(), parser="lalr", lexer=Lexer, transformer=builder)
    return parser, builder


def _lexer(parser: Lark) -> Lexer:
    """The one that the parser was made with."""
    return cast("Lexer", parser.parser.lexer)


def tokens_of(
    parser: Lark, text: str, file: str, out: Diagnostics
) -> tuple[list[Token], list[tuple[int, int]]]:
    """All tokens, and the offsets of what is no token (reported, then passed over)."""
    faults: list[tuple[int, int]] = []
    found = _lexer(parser).tokens(text)
    if found is not None:
        return found, faults
    while True:
        thread = parser.parse_interactive(text)
        tokens: list[Token] = []
        try:
            tokens.extend(thread.lexer_thread.lex(thread.parser_state))  # type: ignore[no-untyped-call]
        except UnexpectedCharacters as fault:
            start, end = errors.report_characters(text, cast("int", fault.pos_in_stream), file, out)
            faults.append((start, end))
            if len(faults) >= MOST_BAD_CHARACTERS:
                errors.report_not_read_on(text, end, file, out)
                end = len(text)
            text = text[:start] + _stand_in(text[start:end]) + text[end:]
        else:
            return tokens, faults


def _stand_in(text: str) -> str:
    """As long as `text`: a closed text, a name or blanks, so that what follows is recognised."""
    if text.startswith('"') and len(text) > 1:
        return '"' + " " * (len(text) - 2) + '"'
    if all(errors.is_of_a_word(character) for character in text):
        return "_" * len(text)
    return "".join(character if character in "\r\n" else " " for character in text)


def header_of(tokens: list[Token]) -> list[Token]:
    """`language en`, or nothing: the file is Indonesian."""
    has_header = [token.type for token in tokens[:2]] == ["_LANGUAGE", "EN"]
    return tokens[:2] if has_header else []


# ---- where declarations begin ----

_NAMED = frozenset({"BELANJA", "KEGIATAN", "DANA", "DOKUMEN", "PAJAK"}) | frozenset(
    {"BOLEH", "LARANG", "WAJIB", "BATAS", "KEWAJIBAN", "RUMUS"}
)
"""Words that begin a declaration if a name and a text follow."""
_EDITS = frozenset({"TAMBAH", "GANTI", "_CABUT"})
_ALWAYS = frozenset(DECLARATION_TERMINALS) - _NAMED
_BEFORE_TEXT = frozenset({"_TAFSIR", "_CONTOH", "_KLAIM", "_SEBUTAN", "EN"})


def pieces_of(tokens: list[Token]) -> list[list[Token]]:
    """Cut before each declaration. The header is left out."""
    start = len(header_of(tokens))
    heads = [index for index in range(start, len(tokens)) if _begins(tokens, index)]
    if start < len(tokens) and (not heads or heads[0] != start):
        heads.insert(0, start)
    return [tokens[a:b] for a, b in pairwise([*heads, len(tokens)])]


def _begins(tokens: list[Token], index: int) -> bool:
    kind = tokens[index].type
    following = tokens[index + 1 : index + 3]
    before = tokens[index - 1].type if index > 0 else ""
    if before in _EDITS:
        return False  # `tambah boleh …` is one declaration
    if before == "_MENYENTUH":  # `menyentuh target` begins none, if what it touches is not lacking
        has_name = [token.type for token in following] == ["NAME", "STRING"]
        return has_name and _is_first_in_line(tokens, index)
    if kind in _ALWAYS:
        is_name = following and following[0].type == "STRING" and kind not in _BEFORE_TEXT
        return not is_name or _is_first_in_line(tokens, index)  # `celah target "…"` is one fault
    if kind in _NAMED and len(following) == 2 and _is_first_in_line(tokens, index):
        # A keyword in the name's place: a fault of this declaration, not of the one before.
        name, label = following
        if label.type == "STRING" and is_keyword(name) and name.type not in _BEFORE_TEXT:
            return True
    if kind in _NAMED or (kind == "NAME" and _is_first_in_line(tokens, index)):
        return [token.type for token in following] == ["NAME", "STRING"]
    return False


def _is_first_in_line(tokens: list[Token], index: int) -> bool:
    """Of a word that is no keyword: there it is a misspelt declaration, elsewhere a stray word."""
    return index == 0 or tokens[index - 1].end_line != tokens[index].line


# ---- one declaration ----


def _declaration(
    parser: Lark,
    piece: list[Token],
    faults: list[tuple[int, int]],
    language: Language,
    is_last: bool,
    out: Diagnostics,
    file: str,
) -> ast.Declaration:
    span = span_of(piece[0], file).to(span_of(piece[-1], file))
    broken = ast.Broken(names=_declared_names(piece), span=span)
    if _contains(piece, faults):
        return broken
    if piece[0].type not in _NAMED | _ALWAYS | {"_LANGUAGE"}:
        errors.report_unknown_declaration(piece[0], span_of(piece[0], file), language, out)
        return broken
    if not _check_words(piece, language, file, out):
        return broken
    interactive = parser.parse_interactive("")
    try:
        for token in piece:
            interactive.feed_token(token)
        declarations = interactive.feed_eof(piece[-1])  # type: ignore[no-untyped-call]
    except UnexpectedToken as fault:
        at_end = fault.token.type == "$END"
        place = piece[-1] if at_end else fault.token
        errors.report_token(
            place,
            span_of(place, file),
            _accepted(interactive),
            language,
            out,
            at_end=at_end,
            is_last=is_last,
            is_name=_stands_for_a_name(piece, place),
            in_number=_stands_in_a_number(piece, place),
        )
        return broken
    declaration = cast("list[ast.Declaration]", declarations)[0]
    if isinstance(declaration, ast.Edit):
        own = span_of(piece[1], file).to(span_of(piece[-1], file))
        edited = replace(declaration.declaration, span=own)
        return replace(declaration, declaration=edited, span=span)
    return replace(declaration, span=span)


def _stands_in_a_number(piece: list[Token], place: Token) -> bool:
    """`Rp1,000,000`: a comma with digits on either side."""
    index = next(number for number, token in enumerate(piece) if token is place)
    around = piece[index - 1 : index + 2]
    return (
        place == ","
        and len(around) == 3
        and around[0].end_pos == place.start_pos
        and place.end_pos == around[2].start_pos
        and around[0][-1].isdigit()
        and around[2][0].isdigit()
    )


def _stands_for_a_name(piece: list[Token], place: Token) -> bool:
    """Where a declaration has its name, or a line of a formula, or a fact of an example."""
    index = next(number for number, token in enumerate(piece) if token is place)
    is_line = index + 1 < len(piece) and piece[index + 1].type == "EQ"
    return is_line or index == (2 if piece[0].type in _EDITS else 1)


def _accepted(interactive: InteractiveParser) -> frozenset[str]:
    """The terminals that could have followed. They depend on the parser's states alone."""
    states = tuple(interactive.parser_state.state_stack)
    if states not in _accepted_after:
        _accepted_after[states] = frozenset(interactive.accepts())  # type: ignore[no-untyped-call]
    return _accepted_after[states]


def _declared_names(piece: list[Token]) -> frozenset[str]:
    """The names near the head, and after every word that begins a declaration."""
    names = {str(token) for token in piece[1:4] if token.type == "NAME"}
    for keyword, token in pairwise(piece):
        if keyword.type in DECLARATION_TERMINALS and token.type == "NAME":
            names.add(str(token))
        elif keyword.type == "_FAKTA" and token.type in FIELD_TERMINALS:
            names.add(token.type.lower())
    return frozenset(names)


def _contains(piece: list[Token], faults: list[tuple[int, int]]) -> bool:
    start = cast("int", piece[0].start_pos)
    end = cast("int", piece[-1].end_pos)
    return any(start <= fault <= end + 1 for fault, _ in faults)


def _check_words(piece: list[Token], language: Language, file: str, out: Diagnostics) -> bool:
    """Nesting that no reader could follow, and keywords of the other language."""
    depth = negations = 0
    for token in piece:
        if token in ("(", "["):
            depth += 1
        elif token in (")", "]"):
            depth -= 1
        negations = negations + 1 if token.type == "_BUKAN" else 0
        if max(depth, negations) > DEEPEST_NESTING:
            errors.report_too_deep(span_of(token, file), DEEPEST_NESTING, out)
            return False
    for token in piece:
        if token.type in ("NAME", "STRING", "REF", "_LANGUAGE"):
            continue
        belongs = languages_of().get(" ".join(token.split()))
        if belongs and language not in belongs and not _is_alias(piece, token):
            errors.report_wrong_language(token, span_of(token, file), language, out)
            return False
    return True


def _is_alias(piece: list[Token], token: Token) -> bool:
    """The API name of a fact is the same in both languages."""
    return any(a.type == "_ALIAS" and b is token for a, b in pairwise(piece))


def span_of(token: Token, file: str) -> Span:
    return Span(
        file,
        cast("int", token.line),
        cast("int", token.column),
        cast("int", token.end_line),
        cast("int", token.end_column),
    )
