"""What the parser stumbles over, as diagnostics."""

from __future__ import annotations

import re
from unicodedata import combining

from lark import Token

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import Language, Message, msg
from bokrules.base.spans import Span
from bokrules.base.suggestions import did_you_mean
from bokrules.syntax.keywords import (
    DECLARATION_TERMINALS,
    declaration_words,
    is_keyword,
    spelling,
    spellings,
)

_KINDS = {
    "NAME": msg("a name"),
    "STRING": msg("a text in quotation marks"),
    "MONEY": msg("an amount such as Rp1.000.000"),
    "INT": msg("a number"),
    "REF": msg("a clause such as III.B.3.h"),
    "COMMA": msg("a comma"),
    "EQ": msg("`=`"),
    "LPAR": msg("an opening parenthesis"),
    "RPAR": msg("a closing parenthesis"),
    "COLON": msg("a colon"),
}
_MOST_EXPECTED = 6
_POINTED = re.compile(r"[0-9]+\.[0-9]+")


def report_characters(text: str, fault: int, file: str, out: Diagnostics) -> tuple[int, int]:
    """Report what is no token at the offset `fault`: an unclosed text, a whole word, or signs.

    Returns where it starts and where reading goes on.
    """
    start, end = _extent(text, fault)
    line = text.count("\n", 0, start) + 1
    column = start - (text.rfind("\n", 0, start) + 1) + 1
    span = Span(file, line, column, line, column + end - start)
    if text[start] == '"':
        code = codes.CUT_OFF if not text[end:].strip() else codes.UNCLOSED_STRING
        help_ = msg('close the text with `"` on the same line')
        out.error(code, span, msg("a text without its closing quotation mark"), help_)
    else:
        out.error(
            codes.BAD_CHARACTER,
            span,
            msg("`{text}` has no meaning here", text=_shown(text[start:end])),
            msg(
                "names are made of the letters a-z, digits and _; a text stands in quotation marks"
            ),
        )
    return start, end


def _extent(text: str, fault: int) -> tuple[int, int]:
    start, end = fault, fault + 1
    if text[fault] == '"':
        end = text.find("\n", start)
        return start, len(text) if end < 0 else end
    if is_of_a_word(text[fault]):
        while start > 0 and is_of_a_word(text[start - 1]):
            start -= 1
        while end < len(text) and is_of_a_word(text[end]):
            end += 1
        return start, end
    while end < len(text) and not (
        text[end].isspace() or text[end] == '"' or is_of_a_word(text[end])
    ):
        end += 1
    return start, end


def is_of_a_word(character: str) -> bool:
    """Letters of any script, their accents, digits and the underscore."""
    return character.isalnum() or character == "_" or combining(character) > 0


def report_not_read_on(text: str, start: int, file: str, out: Diagnostics) -> None:
    """So much is no policy text that the rest, if there is any, is not read."""
    if not text[start:].strip():
        return
    line = text.count("\n", 0, start) + 1
    column = start - text.rfind("\n", 0, start)
    width = 0 if text[start] == "\n" else 1
    out.error(
        codes.BAD_CHARACTER,
        Span(file, line, column, line, column + width),
        msg("from here on the file is not read: too much before has no meaning"),
        msg("mend the faults above first"),
    )


def report_token(
    token: Token,
    span: Span,
    accepted: frozenset[str],
    language: Language,
    out: Diagnostics,
    *,
    at_end: bool,
    is_last: bool,
    is_name: bool,
    in_number: bool,
) -> None:
    """A token that cannot stand where it stands, or a declaration that ends too early."""
    expected = accepted - {"$END"}
    if expected.issuperset(DECLARATION_TERMINALS):  # the declaration may end here
        expected -= frozenset(DECLARATION_TERMINALS)
    wanted = _wanted(expected, language)
    help_ = msg("expected here: {wanted}", wanted=wanted) if wanted else None
    if at_end:
        code = codes.CUT_OFF if is_last else codes.UNEXPECTED_TEXT
        out.error(
            code,
            span,
            msg("the declaration ends too early, after `{text}`", text=_shown(token)),
            help_,
        )
        return
    known = [
        word for t in accepted for word in spellings().get(t.lstrip("_"), {}).get(language, [])
    ]
    meant = did_you_mean(str(token), known) if token.type == "NAME" else None
    if is_name and "NAME" in expected and is_keyword(token):
        meant = msg("`{word}` is a keyword: choose another name", word=str(token))
    if "INT" in expected and _POINTED.fullmatch(token):
        meant = msg("a decimal has a comma: `{number}`", number=token.replace(".", ","))
    if in_number:
        meant = msg("dots mark thousands, a comma the decimals: `Rp1.000.000`, `1,25`")
    out.error(
        codes.UNEXPECTED_TEXT,
        span,
        msg("`{text}` cannot stand here", text=_shown(token)),
        meant or help_,
    )


def report_unknown_declaration(
    token: Token, span: Span, language: Language, out: Diagnostics
) -> None:
    words = declaration_words(language)
    out.error(
        codes.UNKNOWN_DECLARATION,
        span,
        msg("no declaration begins with `{word}`", word=_shown(token)),
        did_you_mean(token.lower(), words) or msg("one of: {names}", names=words),
    )


def report_too_deep(span: Span, most: int, out: Diagnostics) -> None:
    out.error(
        codes.TOO_DEEP,
        span,
        msg("nested more than {most} deep", most=most),
        msg("write the condition with fewer parentheses, or split the rule"),
    )


def report_wrong_language(token: Token, span: Span, language: Language, out: Diagnostics) -> None:
    terminal = next(
        (name for name, by_language in spellings().items() if _is_spelling(token, by_language)), ""
    )
    twin = spelling(terminal, language) or ""
    message = (
        msg("`{word}` is an English keyword, and this file is Indonesian", word=str(token))
        if language == "id"
        else msg("`{word}` is an Indonesian keyword, and this file is English", word=str(token))
    )
    out.error(codes.WRONG_LANGUAGE, span, message, msg("write `{twin}`", twin=twin))


def _is_spelling(token: Token, by_language: dict[Language, list[str]]) -> bool:
    word = " ".join(token.split())
    return any(word in words for words in by_language.values())


def _wanted(expected: frozenset[str], language: Language) -> list[Message | str]:
    """What could stand there, in reading order: kinds of words first, then keywords."""
    kinds: list[Message | str] = [_KINDS[terminal] for terminal in _KINDS if terminal in expected]
    words = sorted(
        f"`{word}`" for terminal in expected if (word := spelling(terminal, language)) is not None
    )
    return (kinds + list(words))[:_MOST_EXPECTED]


def _shown(text: str) -> str:
    printable = "".join(character if character.isprintable() else "�" for character in text[:41])
    return printable if len(printable) <= 40 else printable[:39] + "…"
